"""The part of a round's terms that speaks of the selection."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from grants.programme.words import Words

ALL_WEIGHTS = 100
"""Weights are per cent: together they are the whole."""


class TieBreak(StrEnum):
    """What decides between equal totals; the time of submission never does."""

    WEIGHTIEST_CRITERION = "weightiest_criterion"
    """The criterion with the highest weight, then the next."""
    BALANCE = "balance"
    """Regional or thematic balance, by a vote of the jury."""
    LOT = "lot"
    """A lot, drawn and minuted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One question that every juror scores."""

    code: str
    name: Words
    weight: int
    """Per cent of the total."""
    threshold: Decimal
    """The mean score below which an application is not recommended (R-062)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """How applications are scored and ranked (R-060 to R-064)."""

    criteria: tuple[Criterion, ...]
    lowest: Decimal
    """The lowest score a juror may give."""
    highest: Decimal
    """The highest score a juror may give."""
    step: Decimal
    """Scores go up in these steps."""
    total_threshold: Decimal
    """The total below which an application is not recommended."""
    min_scores: int
    """Least number of valid reviews for one application."""
    jurors_per_application: int
    quorum: Fraction
    """Part of the jury that must be present."""
    tie_breaks: tuple[TieBreak, ...]
    reserve_months: int
    """Months after the decision in which a reserve may move up."""
    conflict_years: int
    """Years back in which a collaboration counts as a conflict of interest."""
    blind: bool = False
    """Do jurors read without the names of the cluster and its organisations?"""
    meeting: bool = False
    """Is the ranking fixed only after a meeting of the jury that had its quorum?"""
    review_reminders: tuple[int, ...] = ()
    """Days before the jury meets on which jurors with open reviews are reminded."""
    topics: tuple[Words, ...] = ()
    """Topics for jurors to choose from; with none they write their own."""

    def __post_init__(self) -> None:
        whole = sum(criterion.weight for criterion in self.criteria)
        if whole != ALL_WEIGHTS:
            raise ValueError(f"the weights of the criteria make {whole}, not {ALL_WEIGHTS}")
        if self.step <= 0 or self.lowest >= self.highest:
            raise ValueError("a scale goes up in steps from its lowest to its highest score")
