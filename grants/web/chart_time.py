"""The geometry of charts over time: what runs when, and how a level rose under its cap.

As in charts.py, positions are per cent of the width as text; heights of rows are pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from grants.programme.money import Money
from grants.web.charts import WHOLE, Text, as_per_cent, hundredths, plain, position


def day_position(day: date, first: date, last: date) -> str:
    """Where a day lies between two days, in per cent; held at the ends."""
    return position((day - first).days, 0, (last - first).days)


@dataclass(frozen=True, slots=True)
class Span:
    """Something that lasts: a phase or a project."""

    name: Text
    first: date
    last: date
    firm: bool = True
    """Decided; what is only asked for is drawn pale."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day that matters, with what it is about."""

    day: date
    name: Text
    late: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A span or milestone with its place: x and width in per cent, y in pixels."""

    item: Span | Milestone
    number: int
    x: str
    width: str
    y: int
    label_x: str
    anchor: str
    """Late bars carry their name at the end, so that it does not run out of the picture."""


@dataclass(frozen=True, slots=True)
class Gantt:
    """Spans and milestones over the years."""

    years: tuple[tuple[int, str], ...]
    spans: tuple[Placed, ...]
    milestones: tuple[Placed, ...]
    today: str | None
    height: str
    """The class that gives the height."""
    bottom: int
    """Where the year lines end, in pixels."""


ROW_IN_PIXELS = 34
HEAD_IN_PIXELS = 30
DOT_IN_PIXELS = 24
APART = 800
"""How far dots in one row are from each other, in hundredths of a per cent: one on a phone."""
HEIGHTS = (150, 190, 230, 300, 380, 460)


def gantt(spans: Sequence[Span], milestones: Sequence[Milestone], today: date) -> Gantt | None:
    """What runs when, on an axis of whole years; nothing when there is nothing to show."""
    days = [day for span in spans for day in (span.first, span.last)]
    days += [milestone.day for milestone in milestones]
    if not days:
        return None
    first, last = date(min(days).year, 1, 1), date(max(days).year + 1, 1, 1)
    placed = tuple(
        _place(
            span, at, day_position(span.first, first, last), day_position(span.last, first, last)
        )
        for at, span in enumerate(spans, 1)
    )
    foot = HEAD_IN_PIXELS + ROW_IN_PIXELS * len(spans) + 14
    places = [day_position(milestone.day, first, last) for milestone in milestones]
    rows = _rows(places)
    deepest = foot + DOT_IN_PIXELS * max(rows, default=0)
    return Gantt(
        years=tuple(
            (year, day_position(date(year, 1, 1), first, last))
            for year in range(first.year, last.year)
        ),
        spans=placed,
        milestones=tuple(
            Placed(milestone, at, x, "0.00", foot + DOT_IN_PIXELS * row, x, "middle")
            for at, (milestone, x, row) in enumerate(zip(milestones, places, rows, strict=True), 1)
        ),
        today=day_position(today, first, last) if first <= today < last else None,
        height=f"g-s{next((size for size in HEIGHTS if size >= deepest + 16), HEIGHTS[-1])}",
        bottom=deepest + 14,
    )


def _rows(places: Sequence[str]) -> list[int]:
    """For every dot the highest row in which no other one hides it."""
    rows: list[int] = []
    taken: list[list[int]] = []
    for x in map(hundredths_of, places):
        fits = (at for at, row in enumerate(taken) if all(abs(x - one) >= APART for one in row))
        at = next(fits, len(taken))
        if at == len(taken):
            taken.append([])
        taken[at].append(x)
        rows.append(at)
    return rows


def _place(span: Span, number: int, start: str, end: str) -> Placed:
    y = HEAD_IN_PIXELS + ROW_IN_PIXELS * (number - 1)
    late = hundredths_of(start) > WHOLE // 2
    label_x, anchor = (end, "end") if late else (start, "start")
    return Placed(span, number, start, _difference(start, end), y, label_x, anchor)


@dataclass(frozen=True, slots=True)
class Step:
    """The level that holds from one day until the next step."""

    x: str
    width: str
    y: str
    height: str
    cap_y: str
    """Where the line of the cap lies, the same for every step."""
    day: date
    amount: Money


def steps(levels: Sequence[tuple[date, Money]], cap: Money, until: date) -> list[Step]:
    """A level over time under a cap: each amount holds from its day until the next one's.

    Heights are per cent of the cap or of the highest level, whichever is more, on 80 % of the
    picture; the upper fifth is left for the name of the cap.
    """
    if not levels:
        return []
    first, top = levels[0][0], max(cap, *(amount for _, amount in levels))
    ends = [day for day, _ in levels[1:]] + [until]
    cap_y = as_per_cent(WHOLE - hundredths(plain(cap) * 4 / 5, plain(top)))
    drawn = []
    for (day, amount), end in zip(levels, ends, strict=True):
        x = day_position(day, first, until)
        height = hundredths(plain(amount) * 4 / 5, plain(top))
        width = _difference(x, day_position(end, first, until))
        drawn.append(
            Step(x, width, as_per_cent(WHOLE - height), as_per_cent(height), cap_y, day, amount)
        )
    return drawn


def hundredths_of(text: str) -> int:
    """The hundredths of a per cent of a position such as "33.33"."""
    return int(text.replace(".", ""))


def _difference(start: str, end: str) -> str:
    return as_per_cent(max(hundredths_of(end) - hundredths_of(start), 0))
