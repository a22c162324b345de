"""The states of grants follow the calendar: a period begins, it ends, its proof falls due."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from grants.actions.granting import move_grant
from grants.models.grant import Grant
from grants.models.report import Report, ReportKind
from grants.programme.calendar import today
from grants.programme.roads.report import AWAITED
from grants.programme.stages import GrantState

G = GrantState
MOST: Final = 500
"""Grants of one turn; what is left comes with the next one."""

_HANDED_IN = exists().where(
    Report.grant_id == Grant.id,
    Report.kind == ReportKind.FINAL,
    Report.submitted_at.is_not(None),
)


def move_grants_by_the_calendar(session: Session, *, now: datetime) -> int:
    """Take every step that grants are due to take by themselves; the number of steps.

    A grant that was forgotten for long takes all its steps at once, in their order.
    """
    day, steps = today(now), 0
    due = session.scalars(
        select(Grant)
        .where(or_(*(and_(Grant.state == state, when) for _, state, when in _steps(day))))
        .order_by(Grant.id)
        .limit(MOST)
        .with_for_update(of=Grant, skip_locked=True)
    ).all()
    for grant in due:
        while act := _next(session, grant, day):
            move_grant(session, grant, act, by=None, now=now)
            session.flush()
            steps += 1
    return steps


def _next(session: Session, grant: Grant, day: date) -> str | None:
    """What this grant is due to do now."""
    for act, state, when in _steps(day):
        if grant.state is state and session.scalar(
            select(Grant.id).where(Grant.id == grant.id, when)
        ):
            return act
    return None


def _steps(day: date) -> tuple[tuple[str, GrantState, ColumnElement[bool]], ...]:
    """Act, state from which it leads, and what has to hold on this day.

    The proof of a grant whose purpose was fulfilled early may be there before its period ends.
    """
    overdue = exists().where(
        Report.grant_id == Grant.id,
        Report.kind == ReportKind.FINAL,
        Report.state.in_(AWAITED),
        Report.due_on <= day,
    )
    return (
        ("start", G.FINAL, Grant.starts_on <= day),
        ("end_period", G.ACTIVE, Grant.ends_on < day),
        ("submit_proof", G.PERIOD_ENDED, _HANDED_IN),
        ("call_proof", G.PERIOD_ENDED, overdue),
        ("submit_proof", G.PROOF_DUE, _HANDED_IN),
    )
