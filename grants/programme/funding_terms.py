"""The part of a round's terms that speaks of rates, own funds and the allowance."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from grants.programme.organisation import OrganisationKind, Size


class MatchingMode(StrEnum):
    """How "matched by 50 % funding of their own" is read (open decision 1)."""

    OF_COSTS = "A"
    """The own funds are a share of the eligible costs."""
    OF_GRANT = "B"
    """The own funds are a share of the grant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearShare:
    """What a management brings itself in one year of its funding."""

    own: Fraction
    """Share of that year's costs."""

    def __post_init__(self) -> None:
        if not 0 <= self.own <= 1:
            raise ValueError(f"a share lies between 0 and 1, not at {self.own}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """What a cluster management must bring itself (R-003, R-004)."""

    mode: MatchingMode
    own_funds_share: Fraction
    """Share of the costs (mode A) or of the grant (mode B)."""
    phases: tuple[str, ...]
    """Codes of the phases in which the management is matched."""
    in_kind_allowed: bool
    """Do contributions in kind count as own funds?"""
    in_kind_max_share: Fraction
    """If so, up to which share of the own funds that are needed."""
    other_public_counts: bool
    """Does other public money count as own funds?"""
    by_year: tuple[YearShare, ...] = ()
    """For funding that falls from year to year: the first, second … calendar year of a plan; the
    last row holds for all years after it. Where there is none, one share holds for every year."""

    def __post_init__(self) -> None:
        for share in (self.own_funds_share, self.in_kind_max_share):
            if not 0 <= share <= 1:
                raise ValueError(f"a share lies between 0 and 1, not at {share}")

    def own_share_in(self, year: int) -> Fraction:
        """The own funds as a share of the costs of a plan's year; the first is 0."""
        if not self.by_year:
            return self.share_of_costs
        return self.by_year[min(year, len(self.by_year) - 1)].own

    @property
    def share_of_costs(self) -> Fraction:
        """The own funds as a share of the costs, whichever way the rule is read."""
        if self.mode is MatchingMode.OF_COSTS:
            return self.own_funds_share
        return self.own_funds_share / (1 + self.own_funds_share)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """What the programme pays one kind of organisation (R-022)."""

    kind: OrganisationKind
    rate: Fraction
    """Share of the eligible costs, above 0 and at most 1."""
    size: Size | None = None
    """For companies: of which size. None stands for every size."""
    valid_from: date | None = None
    """For grants that begin on this day or later; None: for all before the next row."""

    def __post_init__(self) -> None:
        if not 0 < self.rate <= 1:
            raise ValueError(f"a rate lies above 0 and not above 1, not at {self.rate}")


class Research(StrEnum):
    """Categories of research that State aid law treats differently."""

    FUNDAMENTAL = "fundamental"
    INDUSTRIAL = "industrial"
    EXPERIMENTAL = "experimental"
    FEASIBILITY = "feasibility"


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """The project allowance (Projektpauschale, R-027)."""

    rate: Fraction
    """Share of the recipient's federally funded project expenditure."""
    kinds: tuple[OrganisationKind, ...]
    """Who receives it, on expenditure basis and in joint projects."""


class FlexibilityBase(StrEnum):
    """Against what the free shift between lines is measured."""

    LINE = "line"
    YEAR_TOTAL = "year_total"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flexibility:
    """How far a line may exceed its plan without approval (R-035)."""

    base: FlexibilityBase
    share: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Currency:
    """A currency in which a contribution may be stated (R-017)."""

    code: str
    """ISO 4217 code."""
    places: int
    """Decimal places of its smallest unit: 2 for cents, 0 for yen."""
