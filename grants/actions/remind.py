"""We remind people of the reports they owe, by the cadence of their round.

Each stage is written once for each due date. When the worker stood still over several stages,
only the latest one is sent: "in 14 days" helps nobody three days before the end.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from grants.actions.mail import compose, put_in_outbox
from grants.actions.record import record
from grants.actions.report_clock import move_reports_by_the_calendar
from grants.models.award import Award
from grants.models.outbox import MailState
from grants.models.person import Person
from grants.models.report import Report
from grants.programme.calendar import today
from grants.programme.reminding import Reminder, reminders_of
from grants.programme.words import Language, Words
from grants.queries.application import terms_of
from grants.queries.due import (
    people_who_write,
    reports_to_remind_of,
    stages_written,
    void_reminders,
    window_around,
)
from grants.queries.report_content import report_code, report_name, report_number


@dataclass(frozen=True, slots=True)
class _Due:
    """A reminder whose day has come."""

    report: Report
    reminder: Reminder
    following: date | None
    """The day of the stage after it."""

    @property
    def is_last_call(self) -> bool:
        """Is it the last stage before the due date?"""
        ahead = self.following is None or self.following > self.report.due_on
        return self.reminder.stage.days < 0 and ahead


@dataclass(frozen=True, slots=True)
class _Reader:
    """Somebody who gets a reminder."""

    code: str
    """Such as person/7: ties the mail to its reader."""
    address: str
    name: str
    language: Language
    person: Person | None = None


def remind_of_due_reports(session: Session, *, public_url: str, now: datetime) -> int:
    """Let reports follow the calendar and write the reminders that are due; how many mails.

    Mails that wait for a date that has changed, or for a report that has come, are cancelled.
    """
    move_reports_by_the_calendar(session, now=now)
    session.flush()
    cancel_void_reminders(session)
    return sum(_write(session, due, public_url=public_url, now=now) for due in _due(session, now))


def cancel_void_reminders(session: Session) -> int:
    """Cancel waiting reminders that nobody needs any more; how many."""
    void = session.scalars(void_reminders()).all()
    for mail in void:
        mail.state = MailState.CANCELLED
    return len(void)


def _due(session: Session, now: datetime) -> Iterator[_Due]:
    """For each report the latest stage whose day has come, unless it or a later one is written.

    A later one is written where the clock was put back over midnight.
    """
    day = today(now)
    reports = list(session.scalars(reports_to_remind_of(window_around(session, day))))
    written = stages_written(session, reports)
    for report in reports:
        terms = terms_of(report.grant.award.terms)
        every = reminders_of(report.due_on, terms.reminders, terms.deadlines.holiday_land)
        come = [reminder for reminder in every if reminder.day <= day]
        rest = every[len(come) - 1 :] if come else []
        if rest and not any((report.id, each.stage.code) in written for each in rest):
            following = next((reminder.day for reminder in every[len(come) :]), None)
            yield _Due(report, come[-1], following)


def _write(session: Session, due: _Due, *, public_url: str, now: datetime) -> int:
    report, stage = due.report, due.reminder.stage
    mails = 0
    for reader in _readers(session, due, now):
        text = compose("reminder", reader.language, **_figures(due, reader, public_url, today(now)))
        written = put_in_outbox(
            session,
            key=f"report/{report.id}/v{report.due_version}/{stage.code}/{reader.code}",
            kind="reminder",
            to=reader.person,
            address=reader.address,
            name=reader.name,
            language=reader.language,
            subject=text.subject,
            body=text.body,
            now=now,
            report=report,
            stage=stage.code,
        )
        mails += written is not None
    record(
        session,
        "remind",
        "report",
        report_number(report),
        by=None,
        now=now,
        after={
            "stage": stage.code,
            "planned_on": due.reminder.day.isoformat(),
            "days_late": (today(now) - due.reminder.day).days,
            "due_on": report.due_on.isoformat(),
            "mails": mails,
        },
    )
    return mails


def _readers(session: Session, due: _Due, now: datetime) -> Iterator[_Reader]:
    """The cluster's authors and signatories; the authority, too, once the report is overdue.

    Where a cluster has nobody left to write to, the authority hears of it at every stage.
    """
    award: Award = due.report.grant.award
    team = people_who_write(session, award.cluster)
    for person in team:
        yield _Reader(f"person/{person.id}", person.email, person.name, person.speaks, person)
    authority = award.terms.round.authority
    contact = authority.on(today(now))
    if contact is not None and (due.reminder.stage.days > 0 or not team):
        yield _Reader(f"authority/{authority.id}", contact.email, contact.contact_name, "de")


def _figures(
    due: _Due, reader: _Reader, public_url: str, day: date
) -> dict[str, str | int | date | bool | Words | None]:
    report, stage = due.report, due.reminder.stage
    return {
        "report": report_name(report).into(reader.language),
        "grant": report.grant.number,
        "recipient": report.grant.recipient.name,
        "name": reader.name,
        "due_on": report.due_on,
        "days_left": (report.due_on - day).days,
        "urgent": due.is_last_call,
        "stage": stage.code,
        "stage_name": stage.name,
        "next_day": due.following,
        "link": address_of(report, public_url),
        "copy": reader.person is None,
    }


def address_of(report: Report, public_url: str) -> str:
    """The page on which its recipient writes the report."""
    return f"{public_url}/grants/{report.grant.number}/reports/{report_code(report)}"
