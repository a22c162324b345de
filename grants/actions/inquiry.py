"""Asking about one place of a case, answering, and closing the question.

A question changes nothing in what was handed in and opens none of its fields; asking for papers
does. An answer may carry one file.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.inquiry_side import check_time, check_writer, lock_case, note, tell_side
from grants.actions.lock import lock
from grants.actions.upload import add_upload
from grants.documents.store import Store
from grants.models.application import Application
from grants.models.award import Award
from grants.models.document import Upload, UploadKind
from grants.models.inquiry import Inquiry, InquiryMessage
from grants.models.person import Person
from grants.programme.finding import insist
from grants.programme.inquiry import (
    check_may_be_asked,
    check_not_closed,
    check_place,
    check_under_way,
    check_written,
)
from grants.programme.people import Actor, Role
from grants.queries.inquiry_subject import Subject, is_under_way


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """The file that comes with an answer."""

    store: Store
    name: str
    content: bytes


def ask(
    session: Session,
    application: Application,
    place: str,
    text: str,
    *,
    by: Actor,
    now: datetime,
    public_url: str,
) -> Inquiry:
    """Ask the cluster about one place of its application; its team is told by mail.

    The same question sent twice is one question. Raises RulesBroken when the place is none of the
    form, nothing is written, or the application has ended.
    """
    lock(session, application)
    insist([
        check_place(place),
        check_written(text),
        check_may_be_asked(application.state),
    ])  # fmt: skip
    inquiry = Inquiry(application=application, place=place, asked_at=now, waits_since=now)
    return _asked(session, inquiry, text, by=by, now=now, public_url=public_url)


def ask_about(
    session: Session,
    award: Award,
    subject: Subject,
    place: str,
    text: str,
    *,
    by: Actor,
    now: datetime,
    public_url: str,
) -> Inquiry:
    """Ask about one place of a project, of a partner's part or of a plan of the management.

    Who answers is told by mail: whoever keeps the part, else the team of the cluster. Raises
    RulesBroken when the place is none of it, nothing is written, or it is a draft or has ended.
    """
    lock(session, award)
    inquiry = Inquiry(
        application=award.application,
        place=place,
        asked_at=now,
        waits_since=now,
        level=subject.level,
        about=subject.about,
        project=subject.project,
        partner=subject.partner,
        grant=subject.grant,
    )
    insist([
        check_place(place, subject.level),
        check_written(text),
        check_under_way(open_=is_under_way(inquiry)),
    ])  # fmt: skip
    return _asked(session, inquiry, text, by=by, now=now, public_url=public_url)


def ask_again(
    session: Session, inquiry: Inquiry, text: str, *, by: Actor, now: datetime, public_url: str
) -> None:
    """Write more into an open question; the ball is the cluster's again, and it is told."""
    lock_case(session, inquiry)
    insist([
        check_time(session, inquiry, told=False),
        check_not_closed(closed=inquiry.closed_at is not None),
        check_written(text),
    ])  # fmt: skip
    if _repeats(inquiry, text, by):
        return
    message = _write(session, inquiry, text, by, now)
    note(session, inquiry, "ask_inquiry_again", by, now, text=text.strip())
    tell_side(session, inquiry, message, public_url=public_url, now=now)


def answer(
    session: Session,
    inquiry: Inquiry,
    text: str,
    *,
    by: Actor,
    now: datetime,
    file: Sent | None = None,
) -> None:
    """Answer for the side that is asked; the ball is the sponsor's until staff close or ask again.

    `file` goes with it, for good. Raises RulesBroken for a mere reader, in a closed question, when
    nothing is written, while what it is about is a draft again or has ended as far as its cluster
    was told, and beyond the quota; UploadRefused when the file is not what it should be.
    """
    lock_case(session, inquiry)
    insist([
        check_writer(session, inquiry, by),
        check_time(session, inquiry, told=True),
        check_not_closed(closed=inquiry.closed_at is not None),
        check_written(text),
    ])  # fmt: skip
    if _repeats(inquiry, text, by):
        return
    upload = _keep(session, inquiry, file, by, now) if file else None
    _write(session, inquiry, text, by, now, upload)
    note(session, inquiry, "answer_inquiry", by, now, text=text.strip())


def close(session: Session, inquiry: Inquiry, *, by: Actor, now: datetime) -> None:
    """Close the question, answered or not; nobody writes into it any more."""
    lock(session, inquiry)
    insist([check_not_closed(closed=inquiry.closed_at is not None)])
    inquiry.waits_for, inquiry.waits_since = None, now
    inquiry.closed_at, inquiry.closed_by_id = now, by.person_id
    note(session, inquiry, "close_inquiry", by, now)


def _asked(
    session: Session, inquiry: Inquiry, text: str, *, by: Actor, now: datetime, public_url: str
) -> Inquiry:
    for open_one in _open_beside(session, inquiry):
        if _repeats(open_one, text, by):
            return open_one
    session.add(inquiry)
    message = _write(session, inquiry, text, by, now)
    note(session, inquiry, "ask_inquiry", by, now, text=text.strip())
    tell_side(session, inquiry, message, public_url=public_url, now=now)
    return inquiry


def _keep(session: Session, inquiry: Inquiry, file: Sent, by: Actor, now: datetime) -> Upload:
    kind = UploadKind.INQUIRY_ANSWER
    return add_upload(session, file.store, inquiry, kind, file.name, file.content, by=by, now=now)


def _write(  # noqa: PLR0917 - who writes what into which question, with which file
    session: Session,
    inquiry: Inquiry,
    text: str,
    by: Actor,
    now: datetime,
    upload: Upload | None = None,
) -> InquiryMessage:
    message = InquiryMessage(
        inquiry=inquiry,
        written_at=now,
        written_by=session.get_one(Person, by.person_id),
        role=by.role,
        text=text.strip(),
        upload=upload,
    )
    session.add(message)
    inquiry.waits_for = Role.SPONSOR if by.role is Role.APPLICANT else Role.APPLICANT
    inquiry.waits_since = now
    session.flush()
    return message


def _open_beside(session: Session, inquiry: Inquiry) -> list[Inquiry]:
    """The open questions about the very same place."""
    with session.no_autoflush:
        open_there = select(Inquiry).where(
            Inquiry.application_id == inquiry.application.id,
            Inquiry.place == inquiry.place,
            Inquiry.level == inquiry.level,
            Inquiry.about == inquiry.about,
            Inquiry.closed_at.is_(None),
        )
        return list(session.scalars(open_there))


def _repeats(inquiry: Inquiry, text: str, by: Actor) -> bool:
    """Is it what the same person wrote last? A button was pressed twice."""
    last = inquiry.messages[-1]
    return last.written_by_id == by.person_id and last.text == text.strip()
