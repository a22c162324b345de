"""The part of a round's terms that speaks of State aid law: dated tables, the newest one counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Protocol, TypeVar

from grants.programme.funding_terms import Research
from grants.programme.money import Money
from grants.programme.organisation import Size


class Dated(Protocol):
    """A row of a table that counts from a day on."""

    @property
    def valid_from(self) -> date | None:
        """The first day on which it counts; None when it always did."""


Row = TypeVar("Row", bound=Dated)


def in_force(rows: Iterable[Row], on: date) -> Row | None:
    """Of several rows the one that counts on this day; None before the first of them."""
    begun = [row for row in rows if row.valid_from is None or row.valid_from <= on]
    return max(begun, key=lambda row: row.valid_from or date.min, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AidBase:
    """What Art. 25 GBER says of one category of research (R-020, R-025)."""

    research: Research
    share: Fraction
    """Share of the eligible costs that everybody may receive."""
    most: Fraction
    """The share above which no addition leads."""
    grows_with_size: bool
    grows_together: bool
    notify_above: Money
    """Aid to one undertaking for one project above this, in EUR, is notified first."""
    verified: bool = False
    """True when the figures were read in a source; a letter may cite nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeBonus:
    """What is added for a company that is not large (R-020)."""

    size: Size
    points: Fraction
    verified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StateAid:
    """How much companies may receive for research, from a day on (R-020 to R-025)."""

    valid_from: date
    bases: tuple[AidBase, ...]
    size_bonuses: tuple[SizeBonus, ...]
    together_bonus: Fraction
    """What is added for effective collaboration."""
    unassigned: Research
    """As what costs count that nobody has assigned to a category."""
    most_of_one: Fraction
    """Share of the costs above which one company leaves no room for collaboration (R-023)."""
    research_share: Fraction
    """Share of the costs from which a research organisation makes it a collaboration."""
    common_area: tuple[str, ...]
    """ISO codes of the countries across whose borders a collaboration counts as such."""
    costs_abroad_count: bool
    """Do the costs of partners abroad belong to the costs of the collaboration?"""

    def base(self, research: Research) -> AidBase | None:
        """What it says of this category of research, if anything."""
        return next((base for base in self.bases if base.research is research), None)

    def points_for(self, size: Size) -> Fraction:
        """What is added for this size; nothing for a large company."""
        return next((one.points for one in self.size_bonuses if one.size is size), Fraction(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterAid:
    """What Art. 27 GBER allows a cluster management, from a day on (R-024)."""

    valid_from: date
    share: Fraction
    """Operating aid as a share of the eligible costs."""
    max_years: int
    notify_above: Money
    """Aid to one cluster above this, in EUR, is notified first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeMinimis:
    """Small aid that needs no other ground, from a day on (R-029)."""

    valid_from: date
    used: bool
    """Does this call give its grants as de-minimis aid?"""
    ceiling: Money
    """Most that one undertaking receives from one member state within the years, in EUR."""
    years: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Transparency:
    """Which aid is published in the transparency register, from a day on (R-045)."""

    valid_from: date
    above: Money
    """Aid to one undertaking under one award above this, in EUR, is published,"""
    months: int
    """at the latest so many months after it was granted."""
    verified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeClass:
    """Which companies are of this size (R-026)."""

    size: Size
    staff_below: int
    """Annual work units below this number."""
    turnover: Money
    """And turnover up to this, in EUR,"""
    balance: Money
    """or balance sheet total up to this, in EUR."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeRules:
    """How the size of a company is measured, from a day on (R-026)."""

    valid_from: date
    classes: tuple[SizeClass, ...]
    """From the smallest to the largest; what fits none is large."""
    partner_from: Fraction
    """From this share on another company is a partner and counts in part."""
    linked_above: Fraction
    """Above this share it is linked and counts as a whole."""
    public_from: Fraction
    """From this share of public bodies on a company is not small or medium."""
