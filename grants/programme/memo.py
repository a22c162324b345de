"""The ministry's decision on a round: it follows the jury's ranking, or says why it does not."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from grants.programme.finding import Finding
from grants.programme.words import Words, say

SOURCE: Final = Words(
    "Die Jury empfiehlt, das Ministerium entscheidet", "The jury recommends, the ministry decides"
)


def check_all_proposed(left: Sequence[str], count: int) -> Finding:
    """Is there a proposal for every application the memo is about?"""
    holds = not left and count > 0
    return Finding(
        rule="MEMO-ALL",
        holds=holds,
        claim=Words(
            "Für jede Bewerbung der Rangliste gibt es einen Vorschlag.",
            "There is a proposal for every application of the ranking.",
        ),
        says=Words("Der Vorschlag liegt vor.", "The proposal is there.")
        if holds and count == 1
        else say("Alle {count} sind vorgeschlagen.", "All {count} are proposed.", count=count)
        if holds
        else say("Ohne Vorschlag: {left}.", "Without a proposal: {left}.", left=", ".join(left))
        if left
        else Words("Nichts ist zu entscheiden.", "There is nothing to decide."),
        source=SOURCE,
    )


def check_departures_explained(left: Sequence[str]) -> Finding:
    """Does every outcome that leaves the ranking give its reason (R-056)?"""
    return Finding(
        rule="R-056",
        holds=not left,
        claim=Words(
            "Wer von der Rangliste abweicht, begründet das.",
            "Whoever leaves the ranking gives the reason.",
        ),
        says=say("Ohne Begründung: {left}.", "Without a reason: {left}.", left=", ".join(left))
        if left
        else Words("Jede Abweichung ist begründet.", "Every departure has its reason."),
        source=Words("§ 39 VwVfG", "Section 39 VwVfG"),
    )


def check_decided_on(day: date, *, ranked_on: date | None, today: date) -> Finding:
    """Did the ministry decide after the jury had recommended, and not in the future?"""
    holds = day <= today and (ranked_on is None or day >= ranked_on)
    return Finding(
        rule="MEMO-DAY",
        holds=holds,
        claim=Words(
            "Das Ministerium entscheidet nach der Empfehlung der Jury, und nicht erst morgen.",
            "The ministry decides after the jury's recommendation, and not in the future.",
        ),
        says=say("Entschieden am {day}.", "Decided on {day}.", day=day)
        if holds
        else say(
            "Der Tag muss zwischen dem {first} (Rangliste) und heute liegen.",
            "The day must lie between {first} (ranking) and today.",
            first=ranked_on,
        )
        if ranked_on is not None
        else Words("Der Tag liegt in der Zukunft.", "The day lies in the future."),
        source=SOURCE,
        place="decided_on",
    )


def check_same_outcomes(left: Sequence[str]) -> Finding:
    """Are the proposals still those that the memo names?"""
    return Finding(
        rule="MEMO-SAME",
        holds=not left,
        claim=Words(
            "Der Vermerk nennt, was vorgeschlagen ist.", "The memo names what is proposed."
        ),
        says=say(
            "Seit dem Vermerk geändert: {left}.", "Changed since the memo: {left}.",
            left=", ".join(left),
        )
        if left
        else Words("Seit dem Vermerk hat sich nichts geändert.", "Nothing has changed since."),
        source=SOURCE,
    )  # fmt: skip
