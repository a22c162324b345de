"""How large a company is, with those it belongs together with (R-026).

Source: Recommendation 2003/361/EC. Staff are annual work units; turnover and balance sheet total
are those of the last closed year, and one of the two is enough. Nothing is rounded.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from grants.programme.aid_terms import SizeClass, SizeRules
from grants.programme.money import Money
from grants.programme.organisation import SIZE_WORDS, Size
from grants.programme.words import Figure, Words, join, say

WHOLE: Final = Fraction(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """The figures of one company."""

    name: str = ""
    staff: Decimal
    """Annual work units; whoever worked half the year is half a unit."""
    turnover: Money
    balance: Money

    def __post_init__(self) -> None:
        if (
            not self.staff.is_finite()
            or self.staff < 0
            or min(self.turnover, self.balance) < Money(0)
        ):
            raise ValueError("staff, turnover and balance sheet total are never negative")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Another company and the share of capital or votes that ties it to this one."""

    company: Company
    share: Fraction
    """The larger of the shares that one holds in the other, 0 to 1."""

    def __post_init__(self) -> None:
        if not 0 <= self.share <= 1:
            raise ValueError(f"a share lies between 0 and 1, not at {self.share}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeAnswers:
    """What a company said about itself."""

    year: int
    """The last closed year, to which all figures belong."""
    own: Company
    ties: tuple[Tie, ...] = ()
    public_share: Fraction = Fraction(0)
    """Share of capital or votes that public bodies hold."""
    year_before: Size | None = None
    """The size by the figures of the year before, if it is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The figures that count, exact: parts of a partner are not rounded."""

    staff: Fraction
    turnover: Fraction
    """EUR."""
    balance: Fraction
    """EUR."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeResult:
    """The size of a company, and how it comes about."""

    size: Size
    counted: Measured
    reasons: tuple[Words, ...]


def counted_share(rules: SizeRules, share: Fraction) -> Fraction:
    """Which part of another company counts: all of a linked one, its share of a partner."""
    if share > rules.linked_above:
        return WHOLE
    return share if share >= rules.partner_from else Fraction(0)


def measured(rules: SizeRules, answers: SizeAnswers) -> Measured:
    """The company's own figures, and those of the others as far as they count."""
    parts = [(answers.own, WHOLE)]
    parts += [(tie.company, counted_share(rules, tie.share)) for tie in answers.ties]
    return Measured(
        staff=sum((Fraction(one.staff) * part for one, part in parts), Fraction(0)),
        turnover=sum((Fraction(one.turnover.decimal) * part for one, part in parts), Fraction(0)),
        balance=sum((Fraction(one.balance.decimal) * part for one, part in parts), Fraction(0)),
    )


def size_by_figures(rules: SizeRules, figures: Measured) -> Size:
    """The smallest class that the figures fit; large if they fit none."""
    return next((one.size for one in rules.classes if _fits(one, figures)), Size.LARGE)


def size_of(rules: SizeRules, answers: SizeAnswers) -> SizeResult:
    """The size of the company by everything that it said (R-026).

    A class is gained or lost only when two years in a row say so: where the year before is known
    and differs, its class stays.
    """
    figures = measured(rules, answers)
    this_year = size_by_figures(rules, figures)
    reasons = [*_ties(rules, answers.ties), _figures(rules, figures, this_year)]
    size = this_year
    if answers.year_before is not None and answers.year_before is not this_year:
        size = answers.year_before
        reasons.append(
            say(
                "Im Jahr davor war es: {before}. Erst nach zwei Jahren ändert sich die Größe.",
                "The year before it was: {before}. The size changes only after two years.",
                before=SIZE_WORDS[size],
            )
        )
    if answers.public_share >= rules.public_from and size is not Size.LARGE:
        size = Size.LARGE
        reasons.append(
            say(
                "Öffentliche Stellen halten {share}. Ab {most} gilt es als Großunternehmen.",
                "Public bodies hold {share}. From {most} on it counts as a large company.",
                share=answers.public_share, most=rules.public_from,
            )
        )  # fmt: skip
    reasons.append(say("Ergebnis: {size}.", "Result: {size}.", size=SIZE_WORDS[size]))
    return SizeResult(size=size, counted=figures, reasons=tuple(reasons))


def as_figure(exact: Fraction) -> Decimal:
    """A part as a page writes it, with two places and cut off: 249.999 is not shown as 250."""
    return Decimal(exact.numerator * 100 // exact.denominator).scaleb(-2)


def _fits(one: SizeClass, figures: Measured) -> bool:
    return figures.staff < one.staff_below and (
        figures.turnover <= Fraction(one.turnover.decimal)
        or figures.balance <= Fraction(one.balance.decimal)
    )


def _ties(rules: SizeRules, ties: Iterable[Tie]) -> list[Words]:
    return [_tie(tie, counted_share(rules, tie.share)) for tie in ties]


def _tie(tie: Tie, part: Fraction) -> Words:
    figures: dict[str, Figure] = {"name": tie.company.name or "–", "share": tie.share}
    if part == WHOLE:
        return say(
            "{name} ({share}) ist verbunden und zählt ganz: {staff} Mitarbeitende.",
            "{name} ({share}) is linked and counts as a whole: staff of {staff}.",
            staff=tie.company.staff, **figures,
        )  # fmt: skip
    if part:
        return say(
            "{name} ({share}) ist Partner und zählt zu diesem Teil: {staff} Mitarbeitende.",
            "{name} ({share}) is a partner and counts to this part: staff of {staff}.",
            staff=as_figure(Fraction(tie.company.staff) * part), **figures,
        )  # fmt: skip
    return say("{name} ({share}) zählt nicht.", "{name} ({share}) does not count.", **figures)


def _figures(rules: SizeRules, figures: Measured, size: Size) -> Words:
    whole: dict[str, Figure] = {
        "staff": as_figure(figures.staff),
        "turnover": _euros(figures.turnover),
        "balance": _euros(figures.balance),
    }
    sums = say(
        "Zusammen: {staff} Mitarbeitende, {turnover} Umsatz, {balance} Bilanzsumme.",
        "Together: staff of {staff}, turnover of {turnover}, balance sheet total of {balance}.",
        **whole,
    )
    limit = next((one for one in rules.classes if one.size is size), None)
    if limit is None:
        last = rules.classes[-1]
        return join(
            [
                sums,
                say(
                    "Das ist mehr als bei {size}: unter {staff} Mitarbeitende und höchstens "
                    "{turnover} Umsatz oder {balance} Bilanzsumme.",
                    "That is more than for {size}: staff below {staff} and turnover of at most "
                    "{turnover} or a balance sheet total of at most {balance}.",
                    size=SIZE_WORDS[last.size], **_limits(last),
                ),
            ],
            " ",
        )  # fmt: skip
    return join(
        [
            sums,
            say(
                "{size}: unter {staff} Mitarbeitende und höchstens {turnover} Umsatz oder "
                "{balance} Bilanzsumme.",
                "{size}: staff below {staff} and turnover of at most {turnover} or a balance "
                "sheet total of at most {balance}.",
                size=SIZE_WORDS[size], **_limits(limit),
            ),
        ],
        " ",
    )  # fmt: skip


def _limits(one: SizeClass) -> dict[str, Figure]:
    return {"staff": one.staff_below, "turnover": one.turnover, "balance": one.balance}


def _euros(exact: Fraction) -> Money:
    """Cut off to the cent, for showing only."""
    return Money(exact.numerator * 100 // exact.denominator)
