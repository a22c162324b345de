"""We remind people of the reports they owe, by the cadence of their round.

Each stage is written once for each due date and reader. When the worker stood still over several
stages, only the latest one is sent: "in 14 days" helps nobody three days before the end. Who is to
be reminded of several reports at the same time gets one mail about all of them.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from grants.actions.record import record_all
from grants.actions.reminder_mail import Due, Line, Reader, write_reminders
from grants.actions.report_clock import cadence_of, next_look, take_steps
from grants.models.authority import Authority
from grants.models.outbox import Mail, MailState
from grants.models.person import Person
from grants.models.report import Report
from grants.programme.calendar import today
from grants.programme.people import TeamRole
from grants.programme.reminding import Reminder
from grants.programme.roads.report import AWAITED
from grants.programme.round_mail import ROLES, MailSetting
from grants.queries.due import (
    looked_at,
    reports_to_look_at,
    stages_written,
    teams_of,
    void_reminders,
)
from grants.queries.report_content import report_number
from grants.queries.round_mail import Settings, setting_of, settings_of

AT_A_TIME: Final = 500
"""Reports in memory at once."""
CATCHING_UP: Final = timedelta(days=92)
"""A worker that stood still for so long still sends the last stage of the cadence."""


def remind_of_due_reports(session: Session, *, public_url: str, now: datetime) -> int:
    """Let reports follow the calendar and write the reminders that are due; how many mails.

    Mails that wait for a date that has changed, or for a report that has come, are cancelled.
    """
    cancel_void_reminders(session)
    ids = iter(reports_to_look_at(session, today(now)))
    mails = 0
    while some := list(islice(ids, AT_A_TIME)):
        mails += _look_at(session, some, public_url=public_url, now=now)
    return mails


def cancel_void_reminders(session: Session) -> int:
    """Cancel waiting reminders that nobody needs any more; how many."""
    found = void_reminders().with_for_update(of=Mail, skip_locked=True)
    void = session.scalars(found).all()
    for mail in void:
        mail.state = MailState.CANCELLED
    return len(void)


def _look_at(session: Session, ids: list[int], *, public_url: str, now: datetime) -> int:
    """Move these on, write what is due, and note when to look at them again."""
    day = today(now)
    reports = session.scalars(looked_at(ids)).all()
    written = stages_written(session, ids)
    teams = teams_of(session, {report.grant.award.cluster_id for report in reports})
    settings = settings_of(session, {report.grant.award.terms.round_id for report in reports})
    due, lines, looks = [], [], {}
    cadences: dict[tuple[int, date], tuple[list[Reminder], list[Reminder]]] = {}
    for report in reports:
        same = report.grant.award.terms_id, report.due_on  # most reports share their last day
        if same not in cadences:
            cadences[same] = _cadence(report, settings)
        cadence, sent = cadences[same]
        take_steps(session, report, cadence, now=now)
        looks[report] = next_look(report, cadence, day)
        one = _stage_that_came(report, sent, written, now)
        if one is not None:
            due.append(one)
            setting = _setting(settings, report, one.reminder)
            readers = _readers(one, teams[report.grant.award.cluster_id], setting, now)
            lines += [Line(one, reader, setting.more) for reader in readers]
    mails = write_reminders(session, lines, public_url=public_url, now=now)
    told: dict[int, int] = defaultdict(int)
    for line in lines:
        told[line.due.report.id] += 1
    done = {report_number(one.report): _after(one, told[one.report.id], now) for one in due}
    record_all(session, "remind", "report", done, now=now)
    _look_again(session, looks)
    return mails


def _cadence(report: Report, settings: Settings) -> tuple[list[Reminder], list[Reminder]]:
    """Every reminder of its due date, and those that its round sends."""
    cadence = cadence_of(report)
    return cadence, [each for each in cadence if _setting(settings, report, each).sends]


def _look_again(session: Session, looks: dict[Report, date]) -> None:
    """Note the day of the next look at each; what else changed about them is written before."""
    session.flush()
    days = {"ids": [report.id for report in looks], "days": list(looks.values())}
    session.execute(LOOK_ON, days)
    for report, day in looks.items():
        set_committed_value(report, "look_on", day)


LOOK_ON: Final = text(
    "update report set look_on = next.day"
    " from unnest(cast(:ids as bigint[]), cast(:days as date[])) as next (id, day)"
    " where report.id = next.id"
)


def _stage_that_came(
    report: Report, cadence: list[Reminder], written: set[tuple[int, int, str]], now: datetime
) -> Due | None:
    """The latest stage whose day has come, unless it or a later one is written.

    A later one is written where the clock was put back over midnight.
    """
    day = today(now)
    come = [reminder for reminder in cadence if reminder.day <= day]
    if report.state not in AWAITED or not come or come[-1].day < day - CATCHING_UP:
        return None
    rest = cadence[len(come) - 1 :]
    if any((report.id, report.due_version, each.stage.code) in written for each in rest):
        return None
    following = next((reminder.day for reminder in rest[1:]), None)
    return Due(report, come[-1], following)


def _setting(settings: Settings, report: Report, reminder: Reminder) -> MailSetting:
    return setting_of(settings, report.grant.award.terms.round_id, reminder.stage)


def _readers(
    due: Due, team: list[tuple[TeamRole, Person]], setting: MailSetting, now: datetime
) -> Iterator[Reader]:
    """Who of the team the round writes to; the authority, too, where it wants a copy.

    Where a cluster has nobody left to write to, the authority hears of it at every stage.
    """
    read = [person for role, person in team if role in ROLES[setting.readers]]
    for person in read:
        yield Reader(f"person/{person.id}", person.email, person.name, person.speaks, person.id)
    authority: Authority = due.report.grant.award.terms.round.authority
    contact = authority.on(today(now))
    if contact is not None and (setting.copy or not read):
        yield Reader(f"authority/{authority.id}", contact.email, contact.contact_name, "de")


def _after(due: Due, readers: int, now: datetime) -> dict[str, str | int]:
    """What the record keeps of a reminder."""
    return {
        "stage": due.reminder.stage.code,
        "planned_on": due.reminder.day.isoformat(),
        "days_late": (today(now) - due.reminder.day).days,
        "due_on": due.report.due_on.isoformat(),
        "mails": readers,
    }
