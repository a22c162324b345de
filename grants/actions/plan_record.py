"""Writing a plan where it is kept, and saying in the record of acts which lines came and went."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from grants.models.grant import BudgetLine, PlanLine
from grants.programme.plan_line import Lines, PlannedLine, lean
from grants.queries.budget_table import Cells
from grants.queries.plan_line import Planner


def keep_cells(plan: Planner, cells: Cells) -> None:
    """Make these the costs of the plan by category and year."""
    there = {(line.category, line.year): line for line in plan.lines}
    for cell, amount in cells.items():
        if cell in there:
            there[cell].amount = amount
    stay = [line for cell, line in there.items() if cell in cells]
    come = [
        BudgetLine(category=category, year=year, amount=amount)
        for (category, year), amount in cells.items()
        if (category, year) not in there
    ]
    plan.lines = [*stay, *come]


def keep_lines(plan: Planner, lines: Iterable[PlannedLine]) -> None:
    """Make these the lines of the plan, in this order."""
    plan.plan_lines = [_record(line, at) for at, line in enumerate(lines)]


def as_kept(lines: Iterable[PlannedLine]) -> Lines:
    """Lines that compare as they are kept: by category, with the amount as it was worked out."""
    kept = [replace(line, fixed=line.amount) for line in lines]
    return tuple(sorted(kept, key=lambda line: line.category))


def differences(before: Sequence[PlannedLine], after: Sequence[PlannedLine]) -> list[list[str]]:
    """What the record of acts says: lines that are gone, lines that have come."""
    old, new = [_plain(line) for line in before], [_plain(line) for line in after]
    return [[text for text in old if text not in new], [text for text in new if text not in old]]


def _record(line: PlannedLine, at: int) -> PlanLine:
    return PlanLine(
        position=at,
        category=line.category,
        year=line.year,
        label=line.label,
        quantity=line.quantity,
        unit=line.unit,
        unit_price=line.unit_price,
        amount=line.amount,
        note=line.note,
    )


def _plain(line: PlannedLine) -> str:
    """One line as the record of acts keeps it."""
    parts: list[Any] = [f"{line.category} {line.year}", line.label]
    if line.quantity is not None and line.unit_price is not None:
        parts.append(f"{lean(line.quantity)} x {line.unit_price.decimal}")
    parts.append(f"EUR {line.amount.decimal}")
    return ", ".join([*parts, line.note] if line.note else parts)
