"""The geometry of stacked columns over time: one column for each day, all on one scale.

As in charts.py, positions are per cent as text; the tallest column takes the whole height.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from grants.web.chart_time import hundredths_of
from grants.web.charts import WHOLE, as_per_cent, per_cents

FEWEST = 10
"""Columns that there is room for at least: one alone is not as broad as the picture."""
BREADTH = 70
"""Of its place that a column takes, in per cent."""


@dataclass(frozen=True, slots=True)
class Brick:
    """One part of a column."""

    x: str
    width: str
    y: str
    height: str
    fill: str


def columns_of(stacks: Sequence[Sequence[int]], fills: Sequence[str]) -> list[Brick]:
    """The parts of every column that have a height; the first part of each stands at the bottom."""
    tallest = max((sum(stack) for stack in stacks), default=0)
    places = max(len(stacks), FEWEST)
    width = as_per_cent(WHOLE * BREADTH // 100 // places)
    bricks = []
    for at, stack in enumerate(stacks):
        x = as_per_cent(WHOLE * at // places)
        for (start, height), fill in zip(per_cents(stack, tallest), fills, strict=True):
            top = WHOLE - hundredths_of(start) - hundredths_of(height)
            if hundredths_of(height):
                bricks.append(Brick(x, width, as_per_cent(top), height, fill))
    return bricks
