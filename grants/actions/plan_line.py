"""The lines beneath the grid of a plan: those of one category, or the whole plan at once.

The plan of a grant is saved as such; that of an application is its section on the budget, and goes
by the rules of sections.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from grants.actions.budget import KIND, check_cells, keep_plan, plain_plan, saved_plan
from grants.actions.draft import lock_plan, reopen_part
from grants.actions.lock import lock
from grants.actions.overtaken import Overtaken
from grants.actions.plan_record import as_kept, differences, keep_lines
from grants.actions.record import record
from grants.actions.section import insist_open_to, save_section
from grants.models.application import Application
from grants.models.grant import Grant
from grants.programme.application_form import BUDGET
from grants.programme.finding import insist
from grants.programme.money import Money, total
from grants.programme.people import Actor
from grants.programme.plan_check import check_lines
from grants.programme.plan_line import Cells, Lines, PlannedLine, grid_of, sums_of
from grants.queries.grant_plan import highest_grant, plan_of
from grants.queries.plan_line import Planner, bare_of, cells_of, frame_of, lines_of


def save_lines(
    session: Session,
    plan: Planner,
    category: str,
    lines: Sequence[PlannedLine],
    *,
    revision: int,
    by: Actor,
    now: datetime,
) -> bool:
    """Keep these lines as all lines of one category; False when nothing changed.

    A cell with lines is their sum; a bare amount stays where no line of its year replaces it.
    Raises Overtaken when somebody else saved since `revision`, NoSuchMove when the plan was handed
    in, RulesBroken when a line has no place in the plan.
    """
    _lock(session, plan, by, now)
    others = [line for line in lines_of(plan) if line.category != category]
    # Looked at first, so that a finding's place counts the lines as the page does.
    frame = frame_of(plan)
    insist(check_lines(frame, lines))
    insist(check_lines(frame, [*lines, *others]))
    whole = (*others, *lines)
    return _change(session, plan, whole, bare_of(plan), revision=revision, by=by, now=now)


def take_over(
    session: Session,
    plan: Planner,
    coming: Sequence[PlannedLine],
    *,
    revision: int,
    by: Actor,
    now: datetime,
) -> bool:
    """Replace the whole plan, lines and bare amounts, as a workbook or another plan has it.

    Raises what `save_lines` raises.
    """
    _lock(session, plan, by, now)
    lines = tuple(line for line in coming if not line.bare)
    insist(check_lines(frame_of(plan), lines))
    bare = sums_of(line for line in coming if line.bare)
    return _change(session, plan, lines, bare, revision=revision, by=by, now=now)


def _lock(session: Session, plan: Planner, by: Actor, now: datetime) -> None:
    if isinstance(plan, Grant):
        lock_plan(session, plan, by)
    else:
        lock(session, plan)
        insist_open_to(session, plan, by, now, section=BUDGET)


def _change(
    session: Session,
    plan: Planner,
    lines: Lines,
    bare: Cells,
    *,
    revision: int,
    by: Actor,
    now: datetime,
) -> bool:
    cells = grid_of(lines, bare)
    if isinstance(plan, Application):
        answers = {"cells": cells, "lines": as_kept(lines)}
        return save_section(session, plan, BUDGET, answers, revision=revision, by=by, now=now)
    before, lines_before = plan_of(plan), lines_of(plan)
    if as_kept(lines) == as_kept(lines_before) and cells == before.cells:
        return False
    if revision != plan.revision:
        raise Overtaken(yours={"cells": cells}, theirs=saved_plan(session, plan))
    insist([check_cells(plan, cells)])
    yours = replace(before, cells=cells, requested=_asked(plan, cells))
    keep_lines(plan, lines)
    keep_plan(plan, yours, total(cells.values()))
    plan.revision += 1
    plan.changed_at, plan.changed_by_id = now, by.person_id
    if plan.partner is not None:
        reopen_part(plan.partner, by, now)
    gone, come = differences(lines_before, lines)
    record(
        session,
        "save_budget",
        KIND,
        plan.number,
        by=by,
        now=now,
        before={**plain_plan(before), "lines": gone},
        after={**plain_plan(yours), "lines": come, "revision": plan.revision},
    )
    session.flush()
    return True


def _asked(grant: Grant, cells: Cells) -> Money:
    """The grant follows the costs while it is the highest one, and never goes beyond it."""
    highest = highest_grant(grant, cells, grant.other_public)
    if grant.direct == highest_grant(grant, cells_of(grant), grant.other_public):
        return highest
    return min(grant.direct, highest)
