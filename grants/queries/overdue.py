"""What is late: reports that recipients owe us, and checks that we owe them. Nothing is left out."""

from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from grants.models.report import Report
from grants.programme.calendar import today
from grants.programme.roads.report import AWAITED
from grants.programme.stages import ReportState

DAYS_TO_CHECK: Final = 90
"""Days after its arrival in which we want to have checked a report: our own aim, a choice."""
WITH_US: Final = (ReportState.SUBMITTED, ReportState.IN_CHECK)


def count_overdue(session: Session, now: datetime) -> int:
    """How many cases are late today, with recipients and with us; one statement."""
    late = or_(late_with_recipient(today(now)), late_with_us(now))
    return session.scalar(select(func.count(Report.id)).where(late)) or 0


def late_with_recipient(day: date) -> ColumnElement[bool]:
    """Still awaited, and the last day has passed; whatever the state says."""
    return and_(Report.state.in_((ReportState.SCHEDULED, *AWAITED)), Report.due_on < day)


def late_with_us(now: datetime) -> ColumnElement[bool]:
    """Handed in, and still not checked after the time we allow ourselves."""
    return and_(
        Report.state.in_(WITH_US), Report.submitted_at < now - timedelta(days=DAYS_TO_CHECK)
    )
