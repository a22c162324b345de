"""When what is known of a person may go, and when it must stay."""

from datetime import date, timedelta
from typing import Final

from grants.programme.finding import Finding
from grants.programme.words import Words, say

SOURCE: Final = Words("Aufbewahrung (R-044), Art. 17 DSGVO", "Retention (R-044), Art. 17 GDPR")
TRACES_DAYS: Final = 90
"""How long sign-ins that ended and tries to sign in are kept; nobody relies on them."""


def erasable_from(last_act: date, years: int) -> date:
    """The first day on which nothing has to be kept for what this person did last."""
    try:
        end = last_act.replace(year=last_act.year + years)
    except ValueError:  # 29 February
        end = last_act.replace(year=last_act.year + years, day=28)
    return end + timedelta(days=1)


def check_closed(active: bool) -> Finding:
    """Is the account closed?"""
    return Finding(
        rule="ERASURE",
        holds=not active,
        claim=Words("Das Konto ist geschlossen.", "The account is closed."),
        says=Words("Es ist noch offen. Schließen Sie es zuerst.",
                   "It is still open. Close it first.") if active
        else Words("Niemand meldet sich damit an.", "Nobody signs in with it."),
        source=SOURCE,
    )  # fmt: skip


def check_retention(last_act: date | None, years: int, day: date) -> Finding:
    """Is the time over for which what this person did must be kept with their name?"""
    free = erasable_from(last_act, years) if last_act else day
    return Finding(
        rule="R-044",
        holds=day >= free,
        claim=Words("Die Aufbewahrungsfrist ist vorbei.", "The time of retention is over."),
        says=say(
            "Zuletzt tätig am {last}; aufzubewahren sind {years} Jahre, zu löschen ab {free}.",
            "Last active on {last}; {years} years are to be kept, to be erased from {free}.",
            last=last_act, years=years, free=free,
        ) if last_act else Words("Nichts Aufbewahrtes nennt diese Person als handelnd.",
                                 "Nothing that is kept names this person as acting."),
        source=SOURCE,
    )  # fmt: skip


def check_sealed(left: int) -> Finding:
    """Are all entries that name the person under seals that let a word go?"""
    return Finding(
        rule="ERASURE",
        holds=not left,
        claim=Words("Jeder Eintrag lässt sich schwärzen.", "Each entry lets its words go."),
        says=Words("Alle liegen unter Siegeln, die Schwärzungen erlauben.",
                   "All are under seals that let words go.") if not left
        else say(
            "{left} Einträge haben noch kein Siegel, das Schwärzungen erlaubt.",
            "{left} entries have no seal yet that lets words go.",
            left=left,
        ),
        source=SOURCE,
    )  # fmt: skip
