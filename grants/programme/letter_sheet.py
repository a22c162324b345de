"""Which passages of which letter the authority may word itself, and what may stand in them.

The built-in texts are what letters say until somebody publishes others. What the law orders,
the figures of the decision and the remedy are no passages: they stay where they are.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from grants.programme.letter_text import LetterSheet, Passage, Placeholder
from grants.programme.words import Words

FILE_NUMBER: Final = Placeholder(
    "aktenzeichen", "file_number", Words("Aktenzeichen des Schreibens", "File number of the letter")
)
DATE: Final = Placeholder("datum", "date", Words("Tag des Schreibens", "Day of the letter"))
RECIPIENT: Final = Placeholder("empfänger", "recipient", Words("Empfänger", "Recipient"))
CLUSTER: Final = Placeholder(
    "cluster", "cluster", Words("Name des Clusters", "Name of the cluster")
)
PROJECT: Final = Placeholder(
    "vorhaben", "project", Words("Titel des Vorhabens", "Title of the project")
)
ROUND: Final = Placeholder("runde", "round", Words("Wettbewerbsrunde", "Round"))
NUMBER: Final = Placeholder(
    "nummer",
    "number",
    Words("Nummer der Bewerbung oder der Zuwendung", "Number of the application or grant"),
)
AMOUNT: Final = Placeholder(
    "betrag", "amount", Words("Betrag, um den es geht", "Amount that it is about")
)
RECEIVED: Final = Placeholder(
    "eingang", "received", Words("Eingang der Bewerbung", "When the application arrived")
)
PROCEDURE: Final = Placeholder(
    "verfahren",
    "procedure",
    Words("Wonach entschieden wurde", "After what it was decided"),
)
PLACE: Final = Placeholder("platz", "place", Words("Platz auf der Liste", "Place on the list"))
VALID: Final = Placeholder(
    "gültig_bis", "valid_until", Words("Letzter Tag der Liste", "Last day of the list")
)
APPLIED: Final = Placeholder(
    "antrag", "applied", Words("Tag des Antrags", "Day of the application for the grant")
)
PERIOD: Final = Placeholder("zeitraum", "period", Words("Bewilligungszeitraum", "Approval period"))
WEEKS: Final = Placeholder(
    "wochen", "weeks", Words("Wochen bis zur Verwendung", "Weeks until money is used")
)
AWARD: Final = Placeholder(
    "bescheid", "award", Words("Tag und Aktenzeichen des Bescheids", "Day and file of the award")
)
OCCASION: Final = Placeholder(
    "anlass", "occasion", Words("Anlass der Änderung", "Occasion of the amendment")
)
COMMON: Final = (FILE_NUMBER, DATE, RECIPIENT, CLUSTER, PROJECT, ROUND, NUMBER)

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
_AWARD: Final = LetterSheet(
    (
        _opening("auf Ihren Antrag vom {antrag} ergeht der folgende Bescheid."),
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
    "selection": LetterSheet(
        (
            _opening(
                "vielen Dank für Ihre Bewerbung, eingegangen am {eingang}. Nach Abschluss des "
                "Auswahlverfahrens teilen wir Ihnen die Entscheidung mit."
            ),
            REASONS_CLOSING,
            replace(HINTS, where=Words("unter den nächsten Schritten", "below the next steps")),
            CLOSING,
        ),
        (*COMMON, AMOUNT, RECEIVED),
    ),
    "rejection": LetterSheet(
        (
            _opening(
                "für Ihre Bewerbung danken wir Ihnen. {verfahren} ergeht der folgende Bescheid."
            ),
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
    "reserve": LetterSheet(
        (
            THANKS,
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
    "confirmation": LetterSheet(
        (
            _opening("zum Zuwendungsbescheid vom {bescheid}, stellen wir fest:"),
            REASONS_CLOSING,
            CLOSING,
        ),
        (*COMMON, AMOUNT, AWARD),
    ),
    "amendment": LetterSheet(
        (
            _opening(
                "{anlass} ergeht zum Zuwendungsbescheid vom {bescheid}, der folgende Bescheid."
            ),
            REASONS_CLOSING,
            CLOSING,
        ),
        (*COMMON, AMOUNT, AWARD, OCCASION),
    ),
    "revocation": LetterSheet(
        (
            _opening("zum Zuwendungsbescheid vom {bescheid}, ergeht der folgende Bescheid."),
            CLOSING,
        ),
        (*COMMON, AMOUNT, AWARD),
    ),
}
"""By the kind of the letter."""
