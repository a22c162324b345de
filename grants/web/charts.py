"""The geometry of the charts: where bars begin and end, in per cent of the width.

Nothing here draws. The macros in templates/parts/chart.html print what these functions return, so
that no template does arithmetic. Positions are whole hundredths of a per cent, kept as text such
as "33.33": the parts of a full bar end at exactly 100.00.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from grants.programme.money import NOTHING, Money, total
from grants.programme.words import Words

WHOLE = 10_000
"""A full width in hundredths of a per cent."""

Quantity = Money | int | Fraction
Text = Words | str


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a bar."""

    start: str
    """Where it begins, in per cent of the width."""
    width: str
    fill: str
    """The class that colours it, such as g-f1."""


@dataclass(frozen=True, slots=True)
class Share:
    """One named share of a headroom bar, with its amount in words beside it."""

    name: Text
    amount: Money
    fill: str


@dataclass(frozen=True, slots=True)
class Room:
    """A bar against a cap: parts in fixed order, then what is free, then what is too much."""

    cap: Money
    parts: tuple[Share, ...]
    free: Money
    """Nothing when the cap is used up or exceeded."""
    over: Money
    """By how much the parts exceed the cap; nothing in a lawful case."""
    pieces: tuple[Piece, ...]
    mark: str | None
    """Where the cap lies, in per cent; only when the parts go beyond it."""


FILLS = ("g-f1", "g-f2", "g-f3", "g-f4")
"""The series in their fixed order, from dark to light, readable in grey."""
FREE = "g-f0"
OVER = "g-f-over"


def per_cents(parts: Sequence[Quantity], whole: Quantity) -> list[tuple[str, str]]:
    """Start and width of each part, placed one after another on a width of `whole`.

    Ends are rounded, not widths, so that rounding never leaves a gap and parts that add up to the
    whole end at 100.00. What lies beyond the whole is cut off; nothing of nothing is nothing.
    """
    at, ends = Fraction(0), [0]
    for part in parts:
        at += max(plain(part), Fraction(0))
        ends.append(hundredths(at, plain(whole)))
    return [(as_per_cent(start), as_per_cent(end - start)) for start, end in pairwise(ends)]


def bar(parts: Sequence[Quantity], whole: Quantity, fills: Sequence[str] = FILLS) -> list[Piece]:
    """The parts of one bar that have a width, in the colours of their series."""
    return [
        Piece(start, width, fills[at % len(fills)])
        for at, (start, width) in enumerate(per_cents(parts, whole))
        if width != "0.00"
    ]


def headroom(cap: Money, parts: Sequence[tuple[Text, Money]]) -> Room:
    """How much of a cap the parts use, what is free, and what is too much.

    Over the cap, the width stands for the sum, the part beyond is red and the cap is marked.
    """
    amounts = [amount for _, amount in parts]
    used = total(amounts)
    free, over = max(cap - used, NOTHING), max(used - cap, NOTHING)
    named = tuple(
        Share(name, amount, FILLS[at % len(FILLS)]) for at, (name, amount) in enumerate(parts)
    )
    whole = max(used, cap)
    within = _cut_at(amounts, cap) if over else amounts
    pieces = bar([*within, over or free], whole, [*(part.fill for part in named), _rest(over)])
    mark = as_per_cent(hundredths(plain(cap), plain(whole))) if over else None
    return Room(cap, named, free, over, tuple(pieces), mark)


def _rest(over: Money) -> str:
    return OVER if over else FREE


def _cut_at(amounts: Sequence[Money], cap: Money) -> list[Money]:
    cut, left = [], cap
    for amount in amounts:
        cut.append(min(amount, left))
        left -= cut[-1]
    return cut


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One row of a table of bars, as a page asks for it."""

    name: Text
    values: tuple[Quantity, ...]
    """One value, or one for each series of a stacked bar."""
    figures: tuple[Text, ...] = ()
    """What stands to the right of the bar, already in the reader's language."""
    note: Text = ""
    address: str = ""
    fills: tuple[str, ...] = FILLS


@dataclass(frozen=True, slots=True)
class Drawn:
    """A bar with its place."""

    bar: Bar
    pieces: tuple[Piece, ...]


def same_scale(bars: Sequence[Bar], whole: Quantity | None = None) -> list[Drawn]:
    """Bars that can be compared: all on the scale of the longest one, or of `whole`.

    With a `whole`, such as a cap, the rest of each bar is grey; without one it just ends.
    """
    sums = {id(each): sum(map(plain, each.values), Fraction(0)) for each in bars}
    scale = max(sums.values(), default=Fraction(0)) if whole is None else plain(whole)
    drawn = []
    for each in bars:
        parts, fills = [plain(value) for value in each.values], list(each.fills)
        if whole is not None:
            fills = [*fills[: len(parts)], FREE]
            parts.append(max(scale - sums[id(each)], Fraction(0)))
        drawn.append(Drawn(each, tuple(bar(parts, scale, fills))))
    return drawn


def position(value: Quantity, low: Quantity, high: Quantity) -> str:
    """Where a value lies on an axis from low to high, in per cent; held at the ends."""
    return as_per_cent(hundredths(plain(value) - plain(low), plain(high) - plain(low)))


@dataclass(frozen=True, slots=True)
class Dots:
    """The single values of one row, their mean, and the threshold they have to reach."""

    dots: tuple[str, ...]
    mean: str
    threshold: str | None


def dots(
    values: Sequence[Fraction], low: int, high: int, threshold: Fraction | None = None
) -> Dots | None:
    """A dot for each value on an axis from low to high; nothing when there are no values."""
    if not values:
        return None
    mean = sum(values, Fraction(0)) / len(values)
    at = None if threshold is None else position(threshold, low, high)
    return Dots(
        tuple(position(value, low, high) for value in values), position(mean, low, high), at
    )


def plain(quantity: Quantity) -> Fraction:
    """The quantity without its unit; money in cents."""
    return Fraction(quantity.cents if isinstance(quantity, Money) else quantity)


def hundredths(part: Fraction, whole: Fraction) -> int:
    """The part of the whole in hundredths of a per cent, between none and all."""
    if whole <= 0:
        return 0
    return min(max(round(part / whole * WHOLE), 0), WHOLE)


def as_per_cent(share: int) -> str:
    """3333 hundredths of a per cent as "33.33"."""
    return f"{share // 100}.{share % 100:02d}"


@dataclass(frozen=True, slots=True)
class Reach:
    """How far something may lie to either side of where it is, on an axis with a line across."""

    start: str
    end: str
    at: str
    line: str


def reach(best: int, worst: int, at: int, *, after: int, count: int) -> Reach:
    """The ranks between best and worst on an axis of all ranks; the line runs after one of them.

    Each rank has a place of its own, half a place from either end.
    """

    def place(rank: Fraction) -> str:
        return position(rank, Fraction(1, 2), count + Fraction(1, 2))

    return Reach(
        place(Fraction(best)), place(Fraction(worst)), place(Fraction(at)),
        place(after + Fraction(1, 2)),
    )  # fmt: skip
