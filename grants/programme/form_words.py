"""What the form of an application asks, in the order of its sections: for paper as for the page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from grants.programme.application_form import (
    BUDGET,
    CONCEPT,
    COUNTRIES,
    DECLARATIONS,
    FILES,
    OUTLINE,
    PROFILE,
    Section,
)
from grants.programme.phase_words import first_day, last_day, later_grant
from grants.programme.terms import Terms
from grants.programme.text_limit import TextLimit
from grants.programme.words import Words, say

LINE: Final = 1
TITLE_LIMIT: Final = TextLimit(200)
ACRONYM_LIMIT: Final = TextLimit(30)
OWN_FUNDS_READY: Final = Words(
    "Die Eigenmittel stehen während der ganzen Konzeptionsphase bereit.",
    "The own funds are available throughout the concept phase.",
)
OWN_FUNDS_READY_THROUGHOUT: Final = Words(
    "Die Eigenmittel stehen während der ganzen Laufzeit bereit.",
    "The own funds are available throughout the duration.",
)
DECLARED: Final = (
    Words(
        "Das Vorhaben hat noch nicht begonnen, und wir beginnen erst nach der Bewilligung.",
        "The plan has not begun, and we begin only after the award.",
    ),
    Words(
        "Für dieselben Ausgaben ist keine andere Förderung beantragt oder bewilligt.",
        "No other funding was requested or awarded for the same costs.",
    ),
    Words(
        "Änderungen der Angaben teilen wir sofort mit. Angaben zu Eigenmitteln, Ausgaben und "
        "Partnern sind subventionserheblich: Falsche Angaben können strafbar sein (§ 264 StGB).",
        "We report changes at once. Statements on own funds, costs and partners are relevant to "
        "the subsidy: false statements can be a criminal offence (section 264 of the German "
        "Criminal Code).",
    ),
)
"""What the cluster management declares in the last section, besides its own funds."""


def declared(terms: Terms) -> tuple[Words, ...]:
    """What the cluster management declares in the last section."""
    first = OWN_FUNDS_READY if terms.has_concept else OWN_FUNDS_READY_THROUGHOUT
    return (first, *DECLARED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing that is asked."""

    label: Words
    needed: bool = True
    limit: Words | None = None
    """The most that may be answered, in words for people."""
    hint: Words | None = None
    lines: int = LINE
    """How much room paper gives the answer."""


ANNEXES: Final = Question(
    label=Words("Anlagen", "Annexes"),
    needed=False,
    hint=Words(
        "Zum Beispiel Absichtserklärungen von Partnern. Sie laden sie im Portal hoch.",
        "For example letters of intent of partners. You upload them in the portal.",
    ),
    lines=0,
)
"""Files that may go with an application."""


def questions(terms: Terms) -> tuple[tuple[Section, tuple[Question, ...]], ...]:
    """Every section of the form with what it asks, under these terms."""
    return tuple((section, asks(terms)) for section, asks in ASKED.items())


def _profile(terms: Terms) -> tuple[Question, ...]:
    return (
        Question(
            label=Words("Titel des Vorhabens", "Title of the plan"), limit=_at_most(TITLE_LIMIT)
        ),
        Question(
            label=Words("Kurzname", "Short name"), needed=False, limit=_at_most(ACRONYM_LIMIT)
        ),
        Question(
            label=Words("Clusterprofil", "Cluster profile"),
            limit=_at_most(terms.limits.profile),
            hint=Words(
                "Beschreiben Sie Stärken, Mitglieder, Märkte und die Innovationsstrategie.",
                "Describe strengths, members, markets and the innovation strategy.",
            ),
            lines=16,
        ),
    )


def _outline(terms: Terms) -> tuple[Question, ...]:
    return (
        Question(
            label=Words("Skizze", "Outline"),
            limit=_at_most(terms.limits.outline),
            hint=Words(
                "Beschreiben Sie Ziele, Zielländer, Partner und die geplanten Verbundprojekte.",
                "Describe goals, target countries, partners and the planned joint projects.",
            ),
            lines=24,
        ),
    )


def _countries(terms: Terms) -> tuple[Question, ...]:
    return (
        Question(
            label=Words("Zielländer", "Target countries"),
            limit=say("mindestens {n}", "at least {n}", n=terms.limits.min_target_countries),
            hint=Words(
                "Nennen Sie die Länder, in denen Sie Partner suchen.",
                "Name the countries where you look for partners.",
            ),
            lines=4,
        ),
    )


def _concept(terms: Terms) -> tuple[Question, ...]:
    return (
        Question(
            label=Words("Konzept als PDF", "Concept as a PDF"),
            limit=say(
                "höchstens {size} MB und {pages} Seiten",
                "at most {size} MB and {pages} pages",
                size=terms.limits.concept_megabytes,
                pages=terms.limits.concept_pages,
            ),
            lines=0,
        ),
    )


def _budget(terms: Terms) -> tuple[Question, ...]:
    months = terms.first_phase.max_months
    return (
        Question(
            label=first_day(terms),
            limit=say(
                "die Phase dauert höchstens {months} Monate"
                if terms.has_concept
                else "höchstens {months} Monate in allem",
                "the phase lasts at most {months} months"
                if terms.has_concept
                else "at most {months} months in all",
                months=months,
            ),
        ),
        Question(label=last_day(terms)),
        Question(label=Words("Beantragte Förderung, Euro", "Grant requested, euro")),
        Question(label=Words("Eigenmittel in Geld, Euro", "Own funds in cash, euro")),
        Question(
            label=Words("Eigenleistungen ohne Geldfluss, Euro", "Contributions in kind, euro"),
            needed=False,
        ),
        Question(label=Words("Mittel Dritter, Euro", "Third-party funds, euro"), needed=False),
        Question(
            label=Words("Zahl der geplanten Verbundprojekte", "Number of joint projects planned")
        ),
        Question(
            label=say("{what}, Euro", "{what}, euro", what=later_grant(terms)),
            needed=False,
        ),
    )


def _files(_: Terms) -> tuple[Question, ...]:
    return (ANNEXES,)


def _declarations(_: Terms) -> tuple[Question, ...]:
    return (
        Question(
            label=Words(
                "Wir haben die Hinweise gelesen. Alle Angaben sind vollständig und richtig.",
                "We have read the notes. Everything stated is complete and correct.",
            ),
            lines=0,
        ),
    )


ASKED: Final[dict[Section, Callable[[Terms], tuple[Question, ...]]]] = {
    PROFILE: _profile,
    OUTLINE: _outline,
    COUNTRIES: _countries,
    CONCEPT: _concept,
    FILES: _files,
    BUDGET: _budget,
    DECLARATIONS: _declarations,
}
"""What each section asks, in the order of the form."""


def _at_most(limit: TextLimit) -> Words:
    return say("höchstens {most} {unit}", "at most {most} {unit}", most=limit.most, unit=limit.name)
