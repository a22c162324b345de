"""What-ifs side by side, on paper for the ministry: what was assumed and what it came to."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from grants.documents.letter import Sender
from grants.documents.qr import Check
from grants.programme.money import Money
from grants.programme.words import Language, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An application with its cluster."""

    number: str
    cluster: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionLine:
    """A criterion as one scenario assumes it."""

    code: str
    weight: Fraction
    threshold: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioColumn:
    """One scenario."""

    name: str
    made_by: str
    made_at: datetime
    budget: Money
    cap: Money
    most: int | None
    """Clusters selected at most; nothing for as many as the budget carries."""
    binds: Words
    total_threshold: Decimal | None
    criteria: tuple[CriterionLine, ...]
    winners: int
    bound: Money
    mean: Money | None
    left: Money
    against: Words
    before_winners: int
    before_bound: Money
    comes_in: tuple[Named, ...]
    goes_out: tuple[Named, ...]
    selected: tuple[Named, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioComparison:
    """Everything the paper says."""

    DOCUMENT: ClassVar[str] = "report/scenarios"
    ATTACHMENT: ClassVar[str] = "scenarios.json"

    sender: Sender
    made_at: datetime
    made_for: str
    round_name: Words
    programme: Words
    scored: bool
    """Are scores known? Otherwise the figures are about counts and money only."""
    scenarios: tuple[ScenarioColumn, ...]
    check: Check | None = None
    notice: Words | None = None
    language: Language = "de"

    @property
    def title(self) -> Words:
        """The name of the file in a reader."""
        return Words(
            f"Szenarien im Vergleich, {self.round_name.de}",
            f"Scenarios compared, {self.round_name.en}",
        )
