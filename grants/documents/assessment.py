"""What the jury gave, and the place that follows from it, as letters on the outcome say it."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from grants.programme.words import Words

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
