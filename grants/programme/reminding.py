"""On which days we remind of a due date. The cadence belongs to the terms of the round."""

from dataclasses import dataclass
from datetime import date, timedelta

from grants.programme.calendar import next_working_day, previous_working_day
from grants.programme.dates import ReminderStage
from grants.programme.words import Words, say


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder with its day."""

    stage: ReminderStage
    day: date


def reminders_of(due: date, cadence: tuple[ReminderStage, ...], land: str) -> list[Reminder]:
    """Every reminder of a due date, earliest first.

    A day without work is avoided: before the due date by going back, after it by waiting.
    """
    found = [Reminder(stage, _day(due, stage, land)) for stage in cadence]
    return sorted(found, key=lambda reminder: (reminder.day, reminder.stage.days))


def reached(
    due: date, cadence: tuple[ReminderStage, ...], land: str, today: date
) -> list[Reminder]:
    """The reminders whose day has come."""
    return [reminder for reminder in reminders_of(due, cadence, land) if reminder.day <= today]


def _day(due: date, stage: ReminderStage, land: str) -> date:
    planned = due + timedelta(days=stage.days)
    if stage.days < 0:
        return previous_working_day(planned, land)
    return next_working_day(planned, land)


def missing_words(report: Words, due: date) -> Words:
    """What a hearing about a missing report begins with; an officer completes it."""
    return say(
        "{report}: fällig war der {due}, eingegangen ist nichts. Beabsichtigt ist, die Zuwendung"
        " ganz oder teilweise zu widerrufen, weil eine Auflage nicht erfüllt ist (§ 49 Abs. 3 Nr. 2"
        " VwVfG).",
        "{report}: it was due on {due}, nothing has come. It is intended to revoke the grant wholly"
        " or in part because an obligation was not fulfilled (section 49(3) no. 2 VwVfG).",
        report=report,
        due=due,
    )
