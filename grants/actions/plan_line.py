"""The lines beneath the grid of a plan: those of one category, or the whole plan at once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from grants.actions.budget import KIND, check_cells, keep_plan, plain_plan, saved_plan
from grants.actions.conflict import Conflict
from grants.actions.draft import lock_plan, reopen_part
from grants.actions.record import record
from grants.models.grant import Grant, PlanLine
from grants.programme.finding import insist
from grants.programme.money import Money, total
from grants.programme.people import Actor
from grants.programme.plan_check import check_lines
from grants.programme.plan_line import Cells, Lines, PlannedLine, grid_of, lean, sums_of
from grants.queries.grant_plan import bare_of, frame_of, highest_grant, lines_of, plan_of


def save_lines(
    session: Session,
    grant: Grant,
    category: str,
    lines: Sequence[PlannedLine],
    *,
    revision: int,
    by: Actor,
    now: datetime,
) -> bool:
    """Keep these lines as all lines of one category; False when nothing changed.

    A cell with lines is their sum; a bare amount stays where no line of its year replaces it.
    Raises Conflict when somebody else saved since `revision`, NoSuchMove when the plan was handed
    in, RulesBroken when a line has no place in the plan.
    """
    lock_plan(session, grant, by)
    others = [line for line in lines_of(grant) if line.category != category]
    # Looked at first, so that a finding's place counts the lines as the page does.
    frame = frame_of(grant)
    insist(check_lines(frame, lines))
    insist(check_lines(frame, [*lines, *others]))
    whole = (*others, *lines)
    return _change(session, grant, whole, bare_of(grant), revision=revision, by=by, now=now)


def take_over(
    session: Session,
    grant: Grant,
    plan: Sequence[PlannedLine],
    *,
    revision: int,
    by: Actor,
    now: datetime,
) -> bool:
    """Replace the whole plan, lines and bare amounts, as a workbook or another plan has it.

    Raises what `save_lines` raises.
    """
    lock_plan(session, grant, by)
    lines = tuple(line for line in plan if not line.bare)
    insist(check_lines(frame_of(grant), lines))
    bare = sums_of(line for line in plan if line.bare)
    return _change(session, grant, lines, bare, revision=revision, by=by, now=now)


def _change(
    session: Session,
    grant: Grant,
    lines: Lines,
    bare: Cells,
    *,
    revision: int,
    by: Actor,
    now: datetime,
) -> bool:
    cells = grid_of(lines, bare)
    before, lines_before = plan_of(grant), lines_of(grant)
    if _as_kept(lines) == _as_kept(lines_before) and cells == before.cells:
        return False
    if revision != grant.revision:
        raise Conflict(yours={"cells": cells}, theirs=saved_plan(session, grant))
    insist([check_cells(grant, cells)])
    yours = replace(before, cells=cells, requested=_asked(grant, cells))
    grant.plan_lines = [_record(line, at) for at, line in enumerate(lines)]
    keep_plan(session, grant, yours, total(cells.values()))
    grant.revision += 1
    grant.changed_at, grant.changed_by_id = now, by.person_id
    if grant.partner is not None:
        reopen_part(grant.partner, by, now)
    gone, come = _differences(lines_before, lines)
    record(
        session,
        "save_budget",
        KIND,
        grant.number,
        by=by,
        now=now,
        before={**plain_plan(before), "lines": gone},
        after={**plain_plan(yours), "lines": come, "revision": grant.revision},
    )
    session.flush()
    return True


def _asked(grant: Grant, cells: Cells) -> Money:
    """The grant follows the costs while it is the highest one, and never goes beyond it."""
    highest = highest_grant(grant, total(cells.values()), grant.other_public)
    if grant.direct == highest_grant(grant, grant.costs, grant.other_public):
        return highest
    return min(grant.direct, highest)


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


def _as_kept(lines: Sequence[PlannedLine]) -> list[PlannedLine]:
    """Lines that compare as they are kept: by category, with the amount as it was worked out."""
    kept = [replace(line, fixed=line.amount) for line in lines]
    return sorted(kept, key=lambda line: line.category)


def _differences(before: Lines, after: Lines) -> tuple[list[str], list[str]]:
    """What the record of acts says: lines that are gone, lines that have come."""
    old, new = [_plain(line) for line in before], [_plain(line) for line in after]
    return [text for text in old if text not in new], [text for text in new if text not in old]


def _plain(line: PlannedLine) -> str:
    """One line as the record of acts keeps it."""
    parts: list[Any] = [f"{line.category} {line.year}", line.label]
    if line.quantity is not None and line.unit_price is not None:
        parts.append(f"{lean(line.quantity)} x {line.unit_price.decimal}")
    parts.append(f"EUR {line.amount.decimal}")
    return ", ".join([*parts, line.note] if line.note else parts)
