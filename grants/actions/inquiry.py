"""Asking a cluster about one place of its application, answering, and closing the question.

A question changes nothing in the application and opens none of its fields; asking for papers does.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.record import record
from grants.actions.team_mail import write_to_team
from grants.models.application import Application
from grants.models.inquiry import Inquiry, InquiryMessage
from grants.models.person import Person
from grants.programme.finding import insist
from grants.programme.inquiry import (
    check_may_be_asked,
    check_not_closed,
    check_place,
    check_written,
)
from grants.programme.people import Actor, Role
from grants.queries.team import WRITERS, check_part, team_of
from grants.queries.told import told_state


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
    for open_one in _open_at(session, application, place):
        if _repeats(open_one, text, by):
            return open_one
    inquiry = Inquiry(application=application, place=place, asked_at=now, waits_since=now)
    session.add(inquiry)
    message = _write(session, inquiry, text, by, now)
    _note(session, inquiry, "ask_inquiry", by, now, text=text.strip())
    _tell_team(session, inquiry, message, public_url=public_url, now=now)
    return inquiry


def ask_again(
    session: Session, inquiry: Inquiry, text: str, *, by: Actor, now: datetime, public_url: str
) -> None:
    """Write more into an open question; the ball is the cluster's again, and it is told."""
    lock(session, inquiry.application)
    lock(session, inquiry)
    insist([
        check_may_be_asked(inquiry.application.state),
        check_not_closed(closed=inquiry.closed_at is not None),
        check_written(text),
    ])  # fmt: skip
    if _repeats(inquiry, text, by):
        return
    message = _write(session, inquiry, text, by, now)
    _note(session, inquiry, "ask_inquiry_again", by, now, text=text.strip())
    _tell_team(session, inquiry, message, public_url=public_url, now=now)


def answer(session: Session, inquiry: Inquiry, text: str, *, by: Actor, now: datetime) -> None:
    """Answer for the cluster; the ball is the sponsor's until staff close or ask again.

    Raises RulesBroken for a mere reader, in a closed question, when nothing is written, and while
    the application is a draft again or has ended as far as its cluster was told.
    """
    application = inquiry.application
    lock(session, application)
    lock(session, inquiry)
    team = team_of(session, application.cluster)
    insist([
        check_part(team, by, WRITERS),
        check_may_be_asked(told_state(session, application)),
        check_not_closed(closed=inquiry.closed_at is not None),
        check_written(text),
    ])  # fmt: skip
    if _repeats(inquiry, text, by):
        return
    _write(session, inquiry, text, by, now)
    _note(session, inquiry, "answer_inquiry", by, now, text=text.strip())


def close(session: Session, inquiry: Inquiry, *, by: Actor, now: datetime) -> None:
    """Close the question, answered or not; nobody writes into it any more."""
    lock(session, inquiry)
    insist([check_not_closed(closed=inquiry.closed_at is not None)])
    inquiry.waits_for, inquiry.waits_since = None, now
    inquiry.closed_at, inquiry.closed_by_id = now, by.person_id
    _note(session, inquiry, "close_inquiry", by, now)


def _write(
    session: Session, inquiry: Inquiry, text: str, by: Actor, now: datetime
) -> InquiryMessage:
    message = InquiryMessage(
        inquiry=inquiry,
        written_at=now,
        written_by=session.get_one(Person, by.person_id),
        role=by.role,
        text=text.strip(),
    )
    session.add(message)
    inquiry.waits_for = Role.SPONSOR if by.role is Role.APPLICANT else Role.APPLICANT
    inquiry.waits_since = now
    session.flush()
    return message


def _note(
    session: Session, inquiry: Inquiry, act: str, by: Actor, now: datetime, **wrote: str
) -> None:
    after = {"field": inquiry.place, **wrote}
    record(session, act, "application", inquiry.application.number, by=by, now=now, after=after)


def _tell_team(
    session: Session, inquiry: Inquiry, message: InquiryMessage, *, public_url: str, now: datetime
) -> None:
    number = inquiry.application.number
    write_to_team(
        session,
        inquiry.application.cluster,
        "inquiry",
        occasion=f"inquiry/{message.id}",
        number=number,
        link=f"{public_url}/applications/{number}/questions",
        now=now,
    )


def _open_at(session: Session, application: Application, place: str) -> list[Inquiry]:
    open_here = select(Inquiry).where(
        Inquiry.application_id == application.id,
        Inquiry.place == place,
        Inquiry.closed_at.is_(None),
    )
    return list(session.scalars(open_here))


def _repeats(inquiry: Inquiry, text: str, by: Actor) -> bool:
    """Is it what the same person wrote last? A button was pressed twice."""
    last = inquiry.messages[-1]
    return last.written_by_id == by.person_id and last.text == text.strip()
