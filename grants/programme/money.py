"""Money in whole euro cents. Never a float, never a bare number, and rounded in one place."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal, Inexact
from fractions import Fraction
from typing import Self

CENTS_PER_EURO = 100
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

EXACT = Context(traps=[Inexact])
"""Refuses what it would have to round, so that no digit is ever lost in silence."""


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in EUR, kept as whole cents; it may be negative."""

    cents: int

    def __post_init__(self) -> None:
        if not isinstance(self.cents, int) or isinstance(self.cents, bool):
            raise TypeError(f"money is counted in whole cents, not in {self.cents!r}")

    def __add__(self, other: Self) -> "Money":
        return Money(self.cents + other.cents) if isinstance(other, Money) else NotImplemented

    def __sub__(self, other: Self) -> "Money":
        return Money(self.cents - other.cents) if isinstance(other, Money) else NotImplemented

    def __neg__(self) -> "Money":
        return Money(-self.cents)

    def __bool__(self) -> bool:
        return self.cents != 0

    @property
    def decimal(self) -> Decimal:
        """The amount in EUR with two places."""
        return Decimal(self.cents).scaleb(-2)

    def share(self, part: Fraction) -> "Money":
        """This part of the amount, rounded towards zero to the cent: never above the part."""
        return _rounded(self.cents * part, ROUND_DOWN)

    def share_half_up(self, part: Fraction) -> "Money":
        """This part of the amount, rounded commercially: interest, conversions, planned costs."""
        return _rounded(self.cents * part, ROUND_HALF_UP)

    @property
    def german_figure(self) -> str:
        """1.234,56 without a unit, as it stands in a table."""
        return self.english_figure.translate(str.maketrans(",.", ".,"))

    @property
    def english_figure(self) -> str:
        """1,234.56 without a unit, as it stands in a table."""
        sign = "\N{MINUS SIGN}" if self.cents < 0 else ""
        return f"{sign}{abs(self.decimal):,.2f}"

    @property
    def german(self) -> str:
        """4.000.000,00 € with a no-break space."""
        return f"{self.german_figure}{NO_BREAK_SPACE}€"

    @property
    def english(self) -> str:
        """EUR 4,000,000.00 with a no-break space."""
        sign = "\N{MINUS SIGN}" if self.cents < 0 else ""
        return f"{sign}EUR{NO_BREAK_SPACE}{abs(self.decimal):,.2f}"

    def __str__(self) -> str:
        return self.english


def _rounded(cents: int | Fraction, rounding: str) -> Money:
    exact = Fraction(cents)
    whole, rest = divmod(abs(exact.numerator), exact.denominator)
    if rounding == ROUND_HALF_UP and 2 * rest >= exact.denominator:
        whole += 1
    return Money(whole if exact >= 0 else -whole)


def eur(amount: int | str | Decimal) -> Money:
    """An amount of euros as Money.

    Raises ValueError when the text is not a number or has fractions of a cent.
    """
    try:
        cents = EXACT.multiply(Decimal(amount), Decimal(CENTS_PER_EURO))
        whole = int(cents)
    except (ArithmeticError, ValueError) as wrong:
        raise ValueError(f"{amount!r} is not an amount") from wrong
    if whole != cents:
        raise ValueError(f"{amount} has fractions of a cent")
    return Money(whole)


NOTHING = Money(0)


def total(amounts: Iterable[Money]) -> Money:
    """The sum of the amounts; of none it is nothing."""
    return Money(sum(amount.cents for amount in amounts))


def split(amount: Money, weights: list[int]) -> list[Money]:
    """The amount in parts by weight that add up to the whole: the largest remainders get the cents.

    Equal remainders are served in the order of the larger weight, so the order of the list
    never decides who gets a cent, only between parts that are equal in every respect.
    Raises ValueError when a weight is negative or all are zero.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise ValueError(f"cannot split by the weights {weights}")
    sign = -1 if amount.cents < 0 else 1
    parts = [divmod(abs(amount.cents) * weight, whole) for weight in weights]
    cents = [part for part, _ in parts]
    missing = abs(amount.cents) - sum(cents)
    by_need = sorted(range(len(weights)), key=lambda at: (-parts[at][1], -weights[at], at))
    for at in by_need[:missing]:
        cents[at] += 1
    return [Money(sign * cent) for cent in cents]
