"""The compliance report of one round: who applied, how it was decided, where the money is."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import ClassVar

from grants.documents.judgement import judgement
from grants.documents.qr import Check
from grants.documents.report import (
    Fact,
    FourEyes,
    LaterRow,
    LetterRow,
    ReportDate,
    ReportHead,
    Step,
    verdict,
)
from grants.programme.finding import Finding
from grants.programme.money import Money, total
from grants.programme.words import Language, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """Applications of the round, counted by what became of them."""

    applied: int
    formally_out: int
    reviewed: int
    selected: int
    reserve: int
    rejected: int
    withdrawn: int
    clusters: int
    """Different clusters that applied in this round."""
    again: int
    """Applications of clusters that had applied in an earlier round."""
    compared: int
    """Applications that the share is taken of, by the terms of the round (R-013)."""
    late: int = 0
    """Applications that came after the deadline (R-014)."""

    @property
    def not_selected(self) -> int:
        """Applications that were compared and not selected."""
        return self.compared - self.selected

    @property
    def not_selected_share(self) -> Fraction | None:
        """Not selected per application compared; unknown in a round without any."""
        return Fraction(self.not_selected, self.compared) if self.compared else None


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionRow:
    """A criterion of the selection."""

    key: str
    name: Words
    weight: Fraction
    minimum: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """An application in the order of its total score."""

    number: str
    cluster: str
    rank: int | None
    score: Fraction | None
    decision: Words
    reason: Words | None = None
    """Why the decision leaves the order of the scores, where it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CapRow:
    """How much of its cap a cluster has used."""

    award_number: str
    cluster: str
    cap: Money
    committed: Money

    @property
    def room(self) -> Money:
        """Left under the cap."""
        return self.cap - self.committed

    @property
    def used(self) -> Fraction:
        """The part of the cap that is used."""
        return Fraction(self.committed.cents, self.cap.cents)


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRow:
    """How many applications look to a country."""

    country: Words
    applications: int
    selected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundReport:
    """Everything the compliance report of a round says."""

    DOCUMENT: ClassVar[str] = "report/round"
    ATTACHMENT: ClassVar[str] = "data.json"

    head: ReportHead
    made_at: datetime
    round_name: Words
    facts: tuple[Fact, ...]
    """The notice and its version, the dates of the round, the authority."""
    statistics: Statistics
    criteria: tuple[CriterionRow, ...]
    ranking: tuple[Ranked, ...]
    budget: Money | None
    """Nothing where no figure is known, as in rounds before this system."""
    promised: Money
    """Promised to the selected clusters, over both phases (R-015)."""
    caps: tuple[CapRow, ...]
    targets: tuple[TargetRow, ...]
    late: tuple[ReportDate, ...]
    """Reports that came late, and those that are overdue and not handed in."""
    findings: tuple[Finding, ...]
    four_eyes: tuple[FourEyes, ...]
    time_line: tuple[Step, ...]
    letters: tuple[LetterRow, ...]
    later: tuple[LaterRow, ...]
    """Amendments, revocations and reclaims, in the order of their decisions."""
    language: Language = "de"

    @property
    def title(self) -> Words:
        """The name of the file in a reader."""
        return Words(f"Prüfbericht {self.round_name.de}", f"Compliance report {self.round_name.en}")

    @property
    def check(self) -> Check | None:
        """Where a reader finds out whether the report is genuine."""
        return self.head.check

    @property
    def committed(self) -> Money:
        """Committed to all clusters of the round."""
        return total(use.committed for use in self.caps)

    @property
    def budget_left(self) -> Money | None:
        """What is left of the round's budget beside what was promised."""
        return None if self.budget is None else self.budget - self.promised

    @property
    def budget_used(self) -> Fraction | None:
        """The part of the budget that was promised; unknown without a budget."""
        return Fraction(self.promised.cents, self.budget.cents) if self.budget else None

    @property
    def deviations(self) -> list[Ranked]:
        """Decisions that leave the order of the scores."""
        return [application for application in self.ranking if application.reason]

    @property
    def judgement(self) -> Words:
        """The sentence on the cover."""
        return judgement(self.findings, len(self.late))

    @property
    def verdict(self) -> str:
        """good, hint, bad or unchecked."""
        return verdict(self.findings, len(self.late))
