"""Interest on money that is paid back (R-036, R-037). Source: § 49a (3) VwVfG, § 247 BGB.

Five percentage points above the base rate of the half-year, by the days of the year over 365.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Final

from grants.programme.money import Money

DAYS_OF_A_YEAR: Final = 365
POINTS_ABOVE: Final = Decimal(5)
JULY: Final = 7


class NoBaseRate(LookupError):
    """Nobody entered the base rate of a half-year."""

    def __init__(self, begins: date) -> None:
        super().__init__(f"no base rate is known from {begins}")
        self.begins = begins


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestPart:
    """The interest of one half-year."""

    first: date
    last: date
    days: int
    base: Decimal
    """The base rate, in per cent."""
    rate: Decimal
    """The rate of the interest, in per cent."""
    interest: Money


def half_year(day: date) -> date:
    """The first day of the half-year in which this day lies: 1 January or 1 July."""
    return date(day.year, JULY if day.month >= JULY else 1, 1)


def half_years(first: date, last: date) -> list[date]:
    """The first days of all half-years that a period touches."""
    found, begins = [], half_year(first)
    while begins <= last:
        found.append(begins)
        begins = next_half_year(begins)
    return found


def interest_parts(
    amount: Money, first: date, last: date, bases: Mapping[date, Decimal]
) -> tuple[InterestPart, ...]:
    """The interest on an amount from the first to the last day, split at 1 January and 1 July.

    `bases` are base rates in per cent by the first day of their half-year; both ends count.
    Each part is rounded half up to the cent. Raises NoBaseRate when one is missing.
    """
    parts = []
    for begins in half_years(first, last):
        if begins not in bases:
            raise NoBaseRate(begins)
        start, end = max(first, begins), min(last, next_half_year(begins) - timedelta(days=1))
        days = (end - start).days + 1
        rate = bases[begins] + POINTS_ABOVE
        parts.append(
            InterestPart(
                first=start,
                last=end,
                days=days,
                base=bases[begins],
                rate=rate,
                interest=interest_on(amount, rate, days),
            )
        )
    return tuple(parts)


def interest_on(amount: Money, rate: Decimal, days: int) -> Money:
    """Simple interest for so many days at a rate in per cent, half up to the cent; never below 0.

    200,000.00 EUR at 6.27 % for 76 days come to 2,611.07 EUR.
    """
    part = Fraction(max(rate, Decimal(0))) / 100 * days / DAYS_OF_A_YEAR
    return amount.share_half_up(part)


def next_half_year(begins: date) -> date:
    """The first day of the half-year after the one that begins on this day."""
    return date(begins.year, JULY, 1) if begins.month == 1 else date(begins.year + 1, 1, 1)
