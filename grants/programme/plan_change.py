"""What would change if one plan took the place of another, line by line."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from grants.programme.money import NOTHING, Money, total
from grants.programme.plan_check import Frame
from grants.programme.plan_line import PlannedLine


class ChangeKind(StrEnum):
    """What happens to a line."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChange:
    """One line that would not stay as it is."""

    kind: ChangeKind
    before: PlannedLine | None
    after: PlannedLine | None

    @property
    def line(self) -> PlannedLine:
        """The line as it would be, or as it was."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a change has a line")
        return found

    @property
    def difference(self) -> Money:
        """By how much the costs change, in EUR."""
        old = self.before.amount if self.before else NOTHING
        new = self.after.amount if self.after else NOTHING
        return new - old


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChange:
    """Everything that would change, and how much stays."""

    changes: tuple[LineChange, ...]
    same: int
    before: Money
    after: Money

    @property
    def difference(self) -> Money:
        """By how much the costs change, in EUR."""
        return self.after - self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """Another plan brought into the years of this one."""

    lines: tuple[PlannedLine, ...]
    left_out: tuple[PlannedLine, ...]
    """What has no place here: another category, or a year after the end. With its new year."""


def compare_plans(before: Sequence[PlannedLine], after: Sequence[PlannedLine]) -> PlanChange:
    """Lines are the same line where category, year and label agree, in their order."""
    waiting: dict[tuple[str, int, str], list[PlannedLine]] = {}
    for line in before:
        waiting.setdefault(_key(line), []).append(line)
    changes, same = [], 0
    for line in after:
        twins = waiting.get(_key(line), [])
        old = twins.pop(0) if twins else None
        if old is not None and _facts(old) == _facts(line):
            same += 1
        else:
            kind = ChangeKind.NEW if old is None else ChangeKind.CHANGED
            changes.append(LineChange(kind=kind, before=old, after=line))
    gone = [line for lines in waiting.values() for line in lines]
    changes += [LineChange(kind=ChangeKind.GONE, before=line, after=None) for line in gone]
    return PlanChange(
        changes=tuple(changes),
        same=same,
        before=total(line.amount for line in before),
        after=total(line.amount for line in after),
    )


def carry(source: Sequence[PlannedLine], began: int, frame: Frame) -> Carried:
    """The plan that began in the year `began`, moved to the first year of this one."""
    moved = [
        PlannedLine(
            category=line.category, year=line.year + frame.first.year - began, label=line.label,
            quantity=line.quantity, unit=line.unit, unit_price=line.unit_price,
            fixed=line.fixed, note=line.note,
        )
        for line in source
    ]  # fmt: skip
    fits = [line.category in frame.categories and line.year in frame.years for line in moved]
    return Carried(
        lines=tuple(line for line, here in zip(moved, fits, strict=True) if here),
        left_out=tuple(line for line, here in zip(moved, fits, strict=True) if not here),
    )


def _key(line: PlannedLine) -> tuple[str, int, str]:
    return line.category, line.year, line.label


def _facts(line: PlannedLine) -> tuple[object, ...]:
    return line.quantity, line.unit, line.unit_price, line.amount, line.note
