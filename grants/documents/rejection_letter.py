"""The rejection letter (Ablehnungsbescheid): the decision, its reasons, and the way on."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import ClassVar

from grants.documents.letter import Heading
from grants.documents.qr import Check
from grants.documents.remedy import Remedy
from grants.programme.words import Language, Words

PLACES_OF_A_TOTAL = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionScore:
    """What the jury gave for one criterion, exactly: the mean of its members, not rounded."""

    key: str
    """Such as C2; it is the same in the call for applications."""
    name: Words
    weight: Fraction
    """The part of the total, such as 1/4."""
    minimum: Fraction
    score: Fraction

    @property
    def weighted(self) -> Fraction:
        """What the criterion adds to the total."""
        return self.weight * self.score

    @property
    def missed(self) -> bool:
        """Is the score below the minimum of this criterion?"""
        return self.score < self.minimum


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The assessment in figures. The total is rounded once, half up, at the very end (R-061)."""

    criteria: tuple[CriterionScore, ...]
    minimum: Fraction
    """The least total that leads to a grant."""
    lowest_score: Fraction
    highest_score: Fraction

    @property
    def weight(self) -> Fraction:
        """All weights together: one, when nothing is forgotten."""
        return sum((criterion.weight for criterion in self.criteria), Fraction(0))

    @property
    def exact(self) -> Fraction:
        """The sum of the weighted scores before rounding."""
        return sum((criterion.weighted for criterion in self.criteria), Fraction(0))

    @property
    def total(self) -> Fraction:
        """The total score with two places, rounded half up: 3.425 is 3.43."""
        hundredths = self.exact * 10**PLACES_OF_A_TOTAL
        return Fraction(
            (2 * hundredths.numerator + hundredths.denominator) // (2 * hundredths.denominator),
            10**PLACES_OF_A_TOTAL,
        )

    @property
    def missed(self) -> bool:
        """Is the total below the minimum?"""
        return self.total < self.minimum

    @property
    def criteria_missed(self) -> list[CriterionScore]:
        """The criteria whose own minimum is not reached."""
        return [criterion for criterion in self.criteria if criterion.missed]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserve:
    """A place on the list of those who may move up."""

    position: int
    valid_until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FormalGround:
    """Why the application could not be assessed at all, such as a missing signature."""

    code: str
    text: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectionLetter:
    """Everything a rejection letter says; without an assessment it is the formal variant."""

    DOCUMENT: ClassVar[str] = "letter/rejection"
    ATTACHMENT: ClassVar[str] = "bescheid.json"

    heading: Heading
    made_at: datetime
    application_number: str
    project: Words
    received_at: datetime
    facts: Words
    """What happened: how many applied and were selected, whether the formal check was passed."""
    assessment: Assessment | None = None
    formal_grounds: tuple[FormalGround, ...] = ()
    reasons: Words
    """Main reasons in fact and law, and the discretion that was used (section 39 VwVfG)."""
    strengths: Words | None = None
    weaknesses: Words | None = None
    reserve: Reserve | None = None
    advice: Words
    """How and when to apply again."""
    data_protection: Words
    """How long the file is kept, and where data protection is explained."""
    remedy: Remedy
    annexes: tuple[Words, ...] = ()
    language: Language = "de"

    @property
    def title(self) -> Words:
        """The name of the file in a reader."""
        return Words(
            f"Ablehnungsbescheid {self.application_number} – {self.project.de}",
            f"Rejection letter {self.application_number} – {self.project.en}",
        )

    @property
    def check(self) -> Check | None:
        """Where a reader finds out whether the letter is genuine."""
        return self.heading.check
