"""Whose turn it is in an award, what comes next, and what happens otherwise."""

from datetime import date, datetime, timedelta
from typing import Final

from grants.models.award import Award
from grants.programme.calendar import next_working_day, today
from grants.programme.stages import AwardState, ReportState, label
from grants.programme.words import Words, say
from grants.queries.application import terms_of
from grants.queries.award import AwardContent
from grants.queries.report_content import report_name
from grants.web import filters
from grants.web.applicant.award_task import Task, tasks_of, waiting_of
from grants.web.strip import NEXT, NOBODY, TURN, UNTIL, YOU, Cell, Step, Strip

A = AwardState

OTHERWISE: Final = Words("Wenn nichts geschieht", "If nothing happens")


def strip_of(content: AwardContent, now: datetime) -> Strip:
    """The strip of one award."""
    tasks = tasks_of(content)
    if tasks:
        return strip_of_task(tasks[0], content, now)
    waiting = waiting_of(content)
    state = label(content.award.state)
    first = waiting[0] if waiting else None
    cells = [
        Cell(
            TURN,
            first.who if first else NOBODY,
            say("seit {day}", "since {day}", day=filters.since(first.since, now))
            if first
            else state,
        ),
        Cell(NEXT, first.words if first else _next_duty(content), state),
    ]
    return Strip("wait", cells)


def strip_of_task(task: Task, content: AwardContent, now: datetime) -> Strip:
    """The strip that names one task: red when its day has passed."""
    day = today(now)
    late = task.due is not None and task.due < day
    cells: list[Cell] = [
        Cell(
            TURN,
            YOU,
            filters.distance(task.due, now)
            if late
            else Words("es liegt bei Ihnen", "it lies with you"),
        ),
        Cell(NEXT, task.words, task.note),
    ]
    if late and task.cadence and task.due is not None:
        cells.append(consequence(task.due, content.award, day))
    elif task.due is not None:
        cells.append(Cell(UNTIL, filters.day(task.due), filters.distance(task.due, now)))
    action = Step(task.address, task.act)
    return Strip("late" if late else "you", cells, action)


def consequence(due: date, award: Award, day: date) -> Cell:
    """The next stage of the cadence, on its working day, after a missed date."""
    terms = terms_of(award.terms)
    for stage in terms.reminders:
        on = next_working_day(due + timedelta(days=stage.days), terms.deadlines.holiday_land)
        if stage.days > 0 and on > day:
            return Cell(
                OTHERWISE,
                say("{stage} am {on}", "{stage} on {on}", stage=stage.name, on=on),
                say("die Frist war am {due}", "the deadline was {due}", due=due),
            )
    return Cell(
        OTHERWISE,
        Words("Die Anhörung folgt", "The hearing follows"),
        say("die Frist war am {due}", "the deadline was {due}", due=due),
    )


def _next_duty(content: AwardContent) -> Words:
    for report in content.reports:
        if report.state is ReportState.SCHEDULED:
            return say(
                "{name}, fällig am {due}",
                "{name}, due on {due}",
                name=report_name(report),
                due=report.due_on,
            )
    if content.award.state in (A.CONCEPT_APPROVED, A.IMPLEMENTATION_RUNNING):
        return Words("Verbundprojekte beginnen", "Begin joint projects")
    return Words("Zurzeit nichts", "Nothing at present")
