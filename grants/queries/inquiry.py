"""Questions about an application: for its team, for sponsor staff and auditors, not for jurors."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from grants.models.application import Application
from grants.models.inquiry import Inquiry, InquiryMessage
from grants.models.organisation import Cluster
from grants.models.person import Person
from grants.programme.eligibility import UNSUCCESSFUL
from grants.programme.inquiry import PLACES, section_of
from grants.programme.people import Actor, Role
from grants.programme.words import Words
from grants.queries.told import told_state
from grants.queries.visible import HANDED_IN, visible_applications

READERS: Final = frozenset({Role.APPLICANT, Role.SPONSOR, Role.AUDITOR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What one person wrote."""

    at: datetime
    by: str
    role: Role
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A question with everything that was written to it."""

    id: int
    place: str
    waits_for: Role | None
    waits_since: datetime
    closed_at: datetime | None
    messages: tuple[Message, ...]
    ended: bool = False
    """Is its application at its end, as far as the cluster was told? Nobody writes any more."""

    @property
    def words(self) -> Words:
        """The place in the form, for people."""
        return PLACES[self.place]

    @property
    def section(self) -> str:
        """The code of the section it is about."""
        return section_of(self.place)

    @property
    def waits_for_team(self) -> bool:
        """Is it the cluster's turn to write?"""
        return self.waits_for is Role.APPLICANT and not self.ended


def threads_on(session: Session, application: Application) -> tuple[Thread, ...]:
    """Every question on an application that somebody may see already; mostly one statement.

    The open ones first, then the closed; each in the order in which they were asked.
    """
    rows = session.execute(
        select(
            Inquiry.id,
            Inquiry.place,
            Inquiry.waits_for,
            Inquiry.waits_since,
            Inquiry.closed_at,
            InquiryMessage.written_at,
            InquiryMessage.role,
            InquiryMessage.text,
            Person.name,
        )
        .join(InquiryMessage, InquiryMessage.inquiry_id == Inquiry.id)
        .join(Person, Person.id == InquiryMessage.written_by_id)
        .where(Inquiry.application_id == application.id)
        .order_by(Inquiry.closed_at.is_not(None), Inquiry.id, InquiryMessage.id)
    ).all()
    messages: dict[int, list[Message]] = {}
    for row in rows:
        message = Message(at=row.written_at, by=row.name, role=row.role, text=row.text)
        messages.setdefault(row.id, []).append(message)
    heads = {row.id: row for row in rows}
    ended = application.state in UNSUCCESSFUL and told_state(session, application) in UNSUCCESSFUL
    return tuple(
        Thread(
            id=number,
            place=row.place,
            waits_for=row.waits_for,
            waits_since=row.waits_since,
            closed_at=row.closed_at,
            messages=tuple(messages[number]),
            ended=ended,
        )
        for number, row in heads.items()
    )


def find_inquiry(session: Session, actor: Actor, number: str, inquiry_id: int) -> Inquiry | None:
    """One question on the application with this number, if this person may see both."""
    if actor.role not in READERS:
        return None
    seen = visible_applications(actor).where(Application.number == number)
    return session.scalar(
        select(Inquiry)
        .where(
            Inquiry.id == inquiry_id,
            Inquiry.application_id.in_(seen.with_only_columns(Application.id)),
        )
        .options(joinedload(Inquiry.application).joinedload(Application.cluster))
    )


def waiting_for_team() -> ColumnElement[int]:
    """How many questions wait for the team of an application; for rows of applications."""
    return (
        select(func.count(Inquiry.id))
        .where(Inquiry.application_id == Application.id, ANSWER_AWAITED)
        .correlate(Application)
        .scalar_subquery()
    )


def answered(session: Session, most: int) -> tuple[Inquiry, ...]:
    """Answers that nobody of the sponsor has read and closed, the longest waiting first."""
    return tuple(
        session.scalars(
            select(Inquiry)
            .join(Inquiry.application)
            .where(*ANSWERED)
            .options(
                contains_eager(Inquiry.application).load_only(Application.number)
                .joinedload(Application.cluster).load_only(Cluster.name)
            )
            .order_by(Inquiry.waits_since, Inquiry.id)
            .limit(most)
        )
    )  # fmt: skip


def open_by_section(threads: Iterable[Thread]) -> dict[str, list[Thread]]:
    """The questions that wait for the cluster, by the section they are about."""
    found: dict[str, list[Thread]] = {}
    for thread in threads:
        if thread.waits_for_team:
            found.setdefault(thread.section, []).append(thread)
    return found


ANSWER_AWAITED: Final = Inquiry.waits_for == Role.APPLICANT
ANSWERED: Final = (Inquiry.waits_for == Role.SPONSOR, *HANDED_IN)
"""For statements that join the applications: an answer in a reopened one waits for its return."""
