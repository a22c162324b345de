"""What sample letters are made of; everything is invented."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any, Final

from grants.documents.assessment import Assessment, CriterionScore
from grants.documents.conditional_letter import AwardCondition
from grants.documents.letter import EarlierLetter, Heading, Recipient
from grants.documents.letter_text import LetterTexts
from grants.documents.plan import FinancingPlan, PlanRow
from grants.documents.remedy import Remedy
from grants.documents.snapshot import ZONE
from grants.programme.condition import ConditionType
from grants.programme.money import NOTHING, eur
from grants.programme.words import Words

RECIPIENT: Final = Recipient(
    name="Luftfahrtcluster Nordwerft e.\N{NO-BREAK SPACE}V.",
    executing_unit="Clustermanagement",
    street="Werftstraße 7",
    town="21129 Hamburg",
)
CLUSTER: Final = "Luftfahrtcluster Nordwerft"
ROUND: Final = Words("Musterrunde", "Sample round")
GRANT: Final = "03INT400A"
APPLICATION: Final = "R4-0012"
PROJECT: Final = Words("Konzeptionsphase InterCabin", "InterCabin concept phase")
REASONS: Final = Words(
    "Hier stehen die Gründe, die der Einzelfall hat.",
    "Here stand the reasons of the case itself.",
)
FACTS: Final = Words(
    "18 Bewerbungen sind bis zum Ende der Frist eingegangen. Ihre Bewerbung erfüllte die formalen "
    "Voraussetzungen.",
    "18 applications were received by the deadline. Your application met the formal requirements.",
)
AMOUNT: Final = eur(400_000)
YEARS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What every sample has: whose letter, with which texts, on which day."""

    heading: Heading
    remedy: Remedy
    texts: LetterTexts
    made_at: datetime

    @property
    def day(self) -> date:
        """The day of the letter."""
        return self.made_at.astimezone(ZONE).date()

    def common(self) -> dict[str, Any]:
        """The fields that all letters share."""
        return {
            "heading": self.heading,
            "made_at": self.made_at,
            "remedy": self.remedy,
            "texts": self.texts,
            "project": PROJECT,
        }


def assessment(second_score: str) -> Assessment:
    """Two criteria of equal weight."""
    scores = (
        (Words("Strategie des Clusters", "Strategy of the cluster"), "4"),
        (Words("Wahl der Partner", "Choice of partners"), second_score),
    )
    return Assessment(
        criteria=tuple(
            CriterionScore(
                key=f"C{number}",
                name=name,
                weight=Fraction(1, 2),
                minimum=Fraction(3),
                score=Fraction(score),
            )
            for number, (name, score) in enumerate(scores, start=1)
        ),
        minimum=Fraction(7, 2),
        lowest_score=Fraction(1),
        highest_score=Fraction(5),
    )


def plan(first: int) -> FinancingPlan:
    """A plan that adds up, from this year on."""
    half = eur(200_000)

    def row(de: str, en: str, *amounts: Any) -> PlanRow:
        return PlanRow(label=Words(de, en), amounts=amounts)

    return FinancingPlan(
        years=tuple(range(first, first + YEARS)),
        lines=(
            row("Beschäftigte", "Staff", half, half),
            row("Dienstreisen", "Travel", half, half),
        ),
        own_funds=row("Eigenmittel", "Own funds", half, half),
        other_funds=row("Mittel Dritter", "Third-party funds", NOTHING, NOTHING),
        grant=row("Zuwendung (Jahresscheibe)", "Grant (yearly tranche)", half, half),
    )


def condition(sample: Sample) -> AwardCondition:
    """A condition for a part of the grant."""
    return AwardCondition(
        type=ConditionType.SUSPENSIVE,
        content=Words("Alle Partner unterzeichnen die Vereinbarung.", "All partners sign."),
        due=sample.day + timedelta(days=180),
        evidence=Words("Die Vereinbarung als PDF.", "The agreement as a PDF file."),
        consequence=Words("Sonst entfällt die Zuwendung.", "Otherwise there is no grant."),
        amount=eur(220_000),
    )


def earlier(sample: Sample) -> EarlierLetter:
    """The award that the letter refers to."""
    return EarlierLetter(dated=sample.day - timedelta(days=200), file_number="4-2027/0117")
