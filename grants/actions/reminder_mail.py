"""Reminders as mails: one about one report, or one about several to the same reader."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from itertools import islice
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from grants.actions.mail import Text, compose, message_id, one_line
from grants.models.outbox import Mail, MailState
from grants.models.report import Report, ReportKind
from grants.programme.calendar import today
from grants.programme.reminding import Reminder
from grants.programme.reporting import name_of
from grants.programme.words import Language, Words
from grants.queries.report_content import report_code, report_name

IN_ONE_MAIL: Final = 50
"""Reports of which one mail speaks at most."""


NO_MORE: Final = Words("", "")


@dataclass(frozen=True, slots=True)
class Due:
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
class Reader:
    """Somebody who gets a reminder."""

    code: str
    """Such as person/7: ties the mail to its reader."""
    address: str
    name: str
    language: Language
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One reminder to one reader."""

    due: Due
    reader: Reader
    more: Words = NO_MORE
    """What the round adds to it."""

    @property
    def key(self) -> str:
        """Such as report/12/v1/fortnight/person/7: it exists once."""
        report, stage = self.due.report, self.due.reminder.stage
        return f"report/{report.id}/v{report.due_version}/{stage.code}/{self.reader.code}"


def write_reminders(
    session: Session, lines: Iterable[Line], *, public_url: str, now: datetime
) -> int:
    """Put these into the outbox, those to the same reader together; how many mails.

    Mails and what they remind of have keys: the same reminder is never written twice.
    """
    mails = {_key(some): some for some in _together(lines)}
    if not mails:
        return 0
    rows = [_mail(key, some, public_url, now) for key, some in mails.items()]
    made = session.execute(WRITE, rows).all()
    about = [(mail, line) for mail, key in made for line in mails[key]]
    session.execute(
        WRITE_ABOUT,
        {
            "mails": [mail for mail, _ in about],
            "reports": [line.due.report.id for _, line in about],
            "versions": [line.due.report.due_version for _, line in about],
            "stages": [line.due.reminder.stage.code for _, line in about],
            "readers": [line.reader.code for _, line in about],
        },
    )
    return len(made)


WRITE: Final = (
    insert(Mail).on_conflict_do_nothing(index_elements=[Mail.key]).returning(Mail.id, Mail.key)
)


WRITE_ABOUT: Final = text(
    "insert into mail_reminder (mail_id, report_id, due_version, stage, reader)"
    " select * from unnest(cast(:mails as bigint[]), cast(:reports as bigint[]),"
    " cast(:versions as bigint[]), cast(:stages as text[]), cast(:readers as text[]))"
)
"""All at once: on some days it is tens of thousands."""


def address_of(report: Report, public_url: str) -> str:
    """The page on which its recipient writes the report."""
    return f"{public_url}/grants/{report.grant.number}/reports/{report_code(report)}"


def _together(lines: Iterable[Line]) -> Iterator[list[Line]]:
    by_reader = defaultdict(list)
    for line in lines:
        by_reader[line.reader.code].append(line)
    for every in by_reader.values():
        rest = iter(sorted(every, key=lambda line: (line.due.report.due_on, line.due.report.id)))
        while some := list(islice(rest, IN_ONE_MAIL)):
            yield some


def _key(lines: Sequence[Line]) -> str:
    """Of one reminder its own; of several a fingerprint of all of theirs."""
    if len(lines) == 1:
        return lines[0].key
    digest = sha256("\n".join(line.key for line in lines).encode()).hexdigest()
    return f"reports/{digest[:32]}/{lines[0].reader.code}"


def _mail(key: str, lines: Sequence[Line], public_url: str, now: datetime) -> dict[str, Any]:
    reader, day = lines[0].reader, today(now)
    said = _text([_figures(line, public_url, day) for line in lines], reader)
    return {
        "key": key,
        "kind": "reminder",
        "person_id": reader.person_id,
        "recipient": one_line(reader.address),
        "recipient_name": one_line(reader.name),
        "language": reader.language,
        "subject": said.subject,
        "body": said.body,
        "document_id": None,
        "message_id": message_id(key, reader.address),
        "state": MailState.WAITING,
        "created_at": now,
        "next_try_at": now,
        "attempts": 0,
        "last_error": "",
    }


def _text(figures: list[dict[str, Any]], reader: Reader) -> Text:
    copy = reader.person_id is None
    if len(figures) == 1:
        return compose("reminder", reader.language, name=reader.name, copy=copy, **figures[0])
    return compose("reminders", reader.language, name=reader.name, copy=copy, reports=figures)


def _figures(line: Line, public_url: str, day: date) -> dict[str, Any]:
    report, stage = line.due.report, line.due.reminder.stage
    return {
        "report": report_name(report).into(line.reader.language),
        "declares": report.kind is ReportKind.DECLARATION,
        "grant": report.grant.number,
        "recipient": report.grant.recipient.name,
        "due_on": report.due_on,
        "days_left": (report.due_on - day).days,
        "urgent": line.due.is_last_call,
        "stage": stage.code,
        "stage_name": stage.name,
        "next_day": line.due.following,
        "more": line.more.into(line.reader.language),
        "link": address_of(report, public_url),
    }


def preview(
    cadence: Sequence[Reminder], at: int, more: Words, *, due: date, number: str, language: Language
) -> Text:
    """What the reminder at this place of a cadence would say of an example, due on `due`."""
    one = cadence[at]
    following = cadence[at + 1].day if at + 1 < len(cadence) else None
    before = one.stage.days < 0
    report = name_of(ReportKind.INTERIM, due.year - 1).into(language)
    return compose(
        "reminder", language, name="Erika Muster", copy=False, report=report, declares=False,
        grant=number, recipient="Muster e. V.", due_on=due, days_left=(due - one.day).days,
        urgent=before and (following is None or following > due), stage=one.stage.code,
        stage_name=one.stage.name, next_day=following, more=more.into(language),
        link=f"…/grants/{number}/reports/{due.year - 1}",
    )  # fmt: skip
