"""The states of reports follow the calendar: a report opens, comes near, is missed."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from grants.actions.move import move
from grants.models.report import Report
from grants.programme.calendar import today
from grants.programme.reminding import reminders_of
from grants.programme.stages import ReportState
from grants.programme.terms import Terms
from grants.queries.application import terms_of
from grants.queries.due import reports_to_move, window_around
from grants.queries.report_content import report_number


def move_reports_by_the_calendar(session: Session, *, now: datetime) -> int:
    """Take every step that reports are due to take by themselves; the number of steps.

    A report that was forgotten for long takes all its steps at once, in their order.
    """
    day = today(now)
    steps = 0
    for report in session.scalars(reports_to_move(day, window_around(session, day))).all():
        soon = due_soon_from(report.due_on, terms_of(report.grant.award.terms))
        while act := _next_step(report, day, soon):
            _move(session, report, act, now=now)
            steps += 1
    return steps


def due_soon_from(due: date, terms: Terms) -> date:
    """The day from which a report counts as due soon.

    The cadence begins with a mere note, weeks ahead; the stage after it is the first reminder, and
    from its day on the report is due soon. A cadence of one stage has only that one.
    """
    before = [stage for stage in terms.reminders if stage.days < 0]
    days = [reminder.day for reminder in reminders_of(due, tuple(before), _land(terms))]
    return next(iter(days[1:] or days), due)


def _next_step(report: Report, day: date, soon: date) -> str | None:
    """The query gives us scheduled reports only when their period is over."""
    if report.state is ReportState.SCHEDULED:
        return "open"
    if report.state is ReportState.OVERDUE:
        return None
    if day > report.due_on:
        return "miss"
    if report.state is not ReportState.DUE_SOON and day >= soon:
        return "warn"
    return None


def _move(session: Session, report: Report, act: str, *, now: datetime) -> None:
    due = {"due_on": report.due_on.isoformat()}
    move(session, report, act, ("report", report_number(report)), by=None, now=now, after=due)


def _land(terms: Terms) -> str:
    return terms.deadlines.holiday_land
