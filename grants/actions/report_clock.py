"""The states of reports follow the calendar: a report opens, comes near, is missed."""

from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from grants.actions.move import move
from grants.models.report import Report, ReportKind
from grants.programme.calendar import today
from grants.programme.reminding import Reminder, reminders_of
from grants.programme.reporting import YEARLY
from grants.programme.stages import ReportState
from grants.queries.application import terms_of
from grants.queries.due import looked_at, reports_to_look_at
from grants.queries.report_content import report_number

LEAST_OPENING: Final = timedelta(days=366)
"""No report opens more than a year before its due date: half a year is the longest the rules
know between the end of a period and its proof."""
AHEAD: Final = timedelta(days=92)
"""The report on partners is due on the last day of its period, so it opens a quarter before."""
NEVER: Final = date.max


def move_reports_by_the_calendar(session: Session, *, now: datetime) -> int:
    """Take every step that reports are due to take by themselves; the number of steps."""
    day = today(now)
    reports = session.scalars(looked_at(reports_to_look_at(session, day))).all()
    return sum(take_steps(session, report, cadence_of(report), now=now) for report in reports)


def cadence_of(report: Report) -> list[Reminder]:
    """Every reminder of its due date, by the terms of its award, earliest first."""
    terms = terms_of(report.grant.award.terms)
    return reminders_of(report.due_on, terms.reminders, terms.deadlines.holiday_land)


def take_steps(session: Session, report: Report, cadence: list[Reminder], *, now: datetime) -> int:
    """Take every step that this report is due to take by itself; how many.

    A report that was forgotten for long takes all its steps at once, in their order.
    """
    day, steps = today(now), 0
    soon = due_soon_from(report.due_on, cadence)
    while act := _next_step(report, day, soon):
        due = {"due_on": report.due_on.isoformat()}
        move(session, report, act, ("report", report_number(report)), by=None, now=now, after=due)
        steps += 1
    return steps


def next_look(report: Report, cadence: list[Reminder], day: date) -> date:
    """The next day on which it moves on by itself or on which we remind of it."""
    if report.state is ReportState.SCHEDULED:
        return opens_on(report)
    days = [reminder.day for reminder in cadence]
    days += [due_soon_from(report.due_on, cadence), report.due_on + timedelta(days=1)]
    return min((each for each in days if each > day), default=NEVER)


def due_soon_from(due: date, cadence: list[Reminder]) -> date:
    """The day from which a report counts as due soon.

    The cadence begins with a mere note, weeks ahead; the stage after it is the first reminder, and
    from its day on the report is due soon. A cadence of one stage has only that one.
    """
    days = [reminder.day for reminder in cadence if reminder.stage.days < 0]
    return next(iter(days[1:] or days), due)


def opens_on(report: Report) -> date:
    """The day after the time that the report is about; of partners, a quarter before its end."""
    over = [report.grant.ends_on + timedelta(days=1)]
    if report.kind in YEARLY:
        over.append(date(report.year + 1, 1, 1))
    if report.kind is ReportKind.PARTNERS:
        over.append(report.named_on - AHEAD)
    return max(min(over), report.due_on - LEAST_OPENING)


def _next_step(report: Report, day: date, soon: date) -> str | None:
    if report.state is ReportState.SCHEDULED:
        return "open" if day >= opens_on(report) else None
    if report.state is ReportState.OVERDUE:
        return None
    if day > report.due_on:
        return "miss"
    if report.state is not ReportState.DUE_SOON and day >= soon:
        return "warn"
    return None
