"""Which passages of which letter the authority may word itself, and what may stand in them.

The built-in texts are what letters say until somebody publishes others. The sentences of the
operative part (`letter_operative.py`) may be worded, but never without their figures. What the law
orders, what depends on the case, and the remedy are no passages: they stay where they are.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from grants.programme import letter_operative as operative
from grants.programme import letter_operative_grant as later
from grants.programme.letter_placeholder import (
    AMOUNT,
    APPLIED,
    AWARD,
    COMMON,
    OCCASION,
    PERIOD,
    PLACE,
    PROCEDURE,
    RECEIVED,
    VALID,
    WEEKS,
)
from grants.programme.letter_text import LetterSheet, Passage, Placeholder
from grants.programme.words import Words

OPENING: Final = Passage(
    "opening",
    Words("Einleitung", "Opening"),
    Words("unter der Anrede", "below the salutation"),
    Words("", ""),
)
REASONS_CLOSING: Final = Passage(
    "reasons_closing",
    Words("Schluss der Begründung", "End of the reasons"),
    Words("hinter den Gründen des Falls", "after the reasons of the case"),
    Words("", ""),
)
CLOSING: Final = Passage(
    "closing",
    Words("Schlusssatz", "Closing sentence"),
    Words("vor der Grußformel", "before the complimentary close"),
    Words("", ""),
)
HINTS: Final = Passage(
    "hints", Words("Hinweise", "Hints"), Words("am Ende", "at the end"), Words("", "")
)


def _opening(de: str) -> Passage:
    """German only: the courtesy page sums up and begins with the decision."""
    return replace(OPENING, built_in=Words(de, ""))


THANKS: Final = _opening(
    "vielen Dank für Ihre Bewerbung. Nach Abschluss des Auswahlverfahrens teilen wir Ihnen die "
    "Entscheidung mit."
)


def _sheet(passages: tuple[Passage, ...], placeholders: tuple[Placeholder, ...]) -> LetterSheet:
    """With everything that a sentence of its operative part has to put in."""
    needed = [one for each in passages for one in (*each.puts, *each.may_put)]
    return LetterSheet(passages, tuple(dict.fromkeys((*placeholders, *needed))))


_AWARD: Final = _sheet(
    (
        _opening("auf Ihren Antrag vom {antrag} ergeht der folgende Bescheid."),
        *later.AWARD,
        Passage(
            "payment",
            Words("Auszahlung", "Payment"),
            Words("Abschnitt D, über den Terminen", "part D, above the dates"),
            Words(
                "Fordern Sie Mittel nur an, soweit Sie diese innerhalb von {wochen} Wochen nach "
                "der Auszahlung für fällige Zahlungen brauchen. Für Mittel, die später verwendet "
                "werden, können Zinsen verlangt werden.",
                "",
            ),
        ),
        Passage(
            "publicity",
            Words("Veröffentlichung", "Publicity"),
            Words("Abschnitt E", "part E"),
            Words(
                "Weisen Sie in Veröffentlichungen auf die Förderung und das Förderkennzeichen "
                "hin. Name, Vorhaben und Betrag werden im Förderkatalog und, soweit das "
                "Beihilferecht es verlangt, im europäischen Transparenzregister veröffentlicht.",
                "",
            ),
        ),
        REASONS_CLOSING,
        CLOSING,
    ),
    (*COMMON, AMOUNT, APPLIED, PERIOD, WEEKS),
)
SHEETS: Final[Mapping[str, LetterSheet]] = {
    "selection": _sheet(
        (
            _opening(
                "vielen Dank für Ihre Bewerbung, eingegangen am {eingang}. Nach Abschluss des "
                "Auswahlverfahrens teilen wir Ihnen die Entscheidung mit."
            ),
            *operative.SELECTION,
            REASONS_CLOSING,
            replace(HINTS, where=Words("unter den nächsten Schritten", "below the next steps")),
            CLOSING,
        ),
        (*COMMON, AMOUNT, RECEIVED),
    ),
    "rejection": _sheet(
        (
            _opening(
                "für Ihre Bewerbung danken wir Ihnen. {verfahren} ergeht der folgende Bescheid."
            ),
            *operative.REJECTION,
            REASONS_CLOSING,
            replace(
                HINTS,
                where=Words("unter „Erneute Bewerbung“", "below “Applying again”"),
                built_in=Words(
                    "In einer späteren Wettbewerbsrunde können Sie sich erneut bewerben. Die "
                    "jetzige Bewerbung lässt sich im Portal als Vorlage übernehmen.",
                    "You may apply again in a later round. In the portal this application can "
                    "serve as a draft.",
                ),
            ),
            CLOSING,
        ),
        (*COMMON, RECEIVED, PROCEDURE),
    ),
    "reserve": _sheet(
        (
            THANKS,
            *operative.RESERVE,
            Passage(
                "grounds",
                Words("Gründe", "Grounds"),
                Words("wenn der Fall keine eigenen hat", "where the case has none of its own"),
                Words(
                    "Die Mittel der Runde reichen zurzeit nur für Bewerbungen, die in der "
                    "Rangliste vor Ihrer stehen. Wir haben unser Ermessen an der Reihenfolge der "
                    "Rangliste ausgerichtet.",
                    "At present the budget of the round is sufficient only for applications with "
                    "a better place in the ranking. We used our discretion in the order of the "
                    "ranking.",
                ),
            ),
            replace(
                REASONS_CLOSING,
                built_in=Words(
                    "Auf die Zuwendung besteht kein Rechtsanspruch.",
                    "There is no legal claim to a grant.",
                ),
            ),
            CLOSING,
        ),
        (*COMMON, RECEIVED, PLACE, VALID),
    ),
    "award": _AWARD,
    "conditional": _AWARD,
    "confirmation": _sheet(
        (
            _opening("zum Zuwendungsbescheid vom {bescheid}, stellen wir fest:"),
            *later.CONFIRMATION,
            REASONS_CLOSING,
            CLOSING,
        ),
        (*COMMON, AMOUNT, AWARD),
    ),
    "amendment": _sheet(
        (
            _opening(
                "{anlass} ergeht zum Zuwendungsbescheid vom {bescheid}, der folgende Bescheid."
            ),
            *later.AMENDMENT,
            REASONS_CLOSING,
            CLOSING,
        ),
        (*COMMON, AMOUNT, AWARD, OCCASION),
    ),
    "revocation": _sheet(
        (
            _opening("zum Zuwendungsbescheid vom {bescheid}, ergeht der folgende Bescheid."),
            *later.REVOCATION,
            CLOSING,
        ),
        (*COMMON, AMOUNT, AWARD),
    ),
    "late_use": _sheet(
        (
            _opening("zum Zuwendungsbescheid vom {bescheid}, ergeht der folgende Bescheid."),
            *later.LATE_USE,
            CLOSING,
        ),
        (*COMMON, AMOUNT, AWARD),
    ),
}
"""By the kind of the letter."""
