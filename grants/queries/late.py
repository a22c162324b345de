"""When a case is late, with recipients or with us, as the database judges it."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import ColumnElement, Date, DateTime, and_, bindparam, func, literal, or_, select
from sqlalchemy.orm import Session

from grants.models.award import Award, Project
from grants.models.decision import Decision, DecisionState
from grants.models.grant import Grant
from grants.models.report import Report
from grants.models.round import TermsVersion
from grants.programme.calendar import today
from grants.programme.roads.report import AWAITED
from grants.programme.stages import ProjectState, ReportState
from grants.queries.obligation import COUNT_LATE

CHECK_DAYS: Final = (
    select(TermsVersion.check_days)
    .join(Award, Award.terms_id == TermsVersion.id)
    .join(Grant, Grant.award_id == Award.id)
    .where(Grant.id == Report.grant_id)
    .correlate(Report)
    .scalar_subquery()
)
"""Days in which a report should be checked, by the terms of its award. The database reads it,
so that a board over many rounds costs no statement more and loads no terms."""
SIGN_DAYS: Final = (
    select(TermsVersion.sign_days)
    .where(TermsVersion.id == Decision.terms_id)
    .correlate(Decision)
    .scalar_subquery()
)
"""Days in which a second person should look at a proposal, by the terms it was made under."""
WITH_US: Final = (ReportState.SUBMITTED, ReportState.IN_CHECK)
NOT_HANDED_IN: Final = (ReportState.SCHEDULED, *AWAITED)
WITH_ZONE: Final = DateTime(timezone=True)
NOW: Final = bindparam("now", type_=WITH_ZONE)
Moment = datetime | ColumnElement[datetime]


def late_with_recipient(day: date | ColumnElement[date]) -> ColumnElement[bool]:
    """Still awaited, and the last day has passed; whatever the state says."""
    return and_(Report.state.in_(NOT_HANDED_IN), Report.due_on < day)


def late_with_us(now: Moment) -> ColumnElement[bool]:
    """Handed in, and still not checked after the time we allow ourselves."""
    return and_(Report.state.in_(WITH_US), Report.submitted_at < days_before(now, CHECK_DAYS))


def waits_too_long(now: Moment) -> ColumnElement[bool]:
    """A proposal that no second person has looked at in time."""
    return and_(
        Decision.state == DecisionState.PROPOSED,
        Decision.proposed_at < days_before(now, SIGN_DAYS),
    )


def days_before(moment: Moment, days: ColumnElement[int]) -> ColumnElement[datetime]:
    """The moment that lies so many times 24 hours earlier."""
    if isinstance(moment, datetime):
        moment = literal(moment, WITH_ZONE)
    return moment - func.make_interval(0, 0, 0, 0, days * 24)


def replacement_late(day: date | ColumnElement[date]) -> ColumnElement[bool]:
    """A project at risk whose date by which to replace a partner has passed."""
    return and_(Project.state == ProjectState.AT_RISK, Project.replace_by < day)


COUNT: Final = select(
    select(func.count(Report.id))
    .where(or_(late_with_recipient(bindparam("day", type_=Date)), late_with_us(NOW)))
    .scalar_subquery()
    + select(func.count(Decision.id)).where(waits_too_long(NOW)).scalar_subquery()
    + select(func.count(Project.id))
    .where(replacement_late(bindparam("day", type_=Date)))
    .scalar_subquery()
    + COUNT_LATE
)
"""Built once: every page of staff asks for it."""


def count_overdue(session: Session, now: datetime) -> int:
    """How many cases are late today, with recipients and with us; one statement."""
    return session.scalar(COUNT, {"day": today(now), "now": now}) or 0
