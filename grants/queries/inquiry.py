"""Questions about an application: for its team, for sponsor staff and auditors, not for jurors."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, Integer, Select, bindparam, func, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from grants.models.application import Application
from grants.models.award import Award, Partner
from grants.models.document import Upload
from grants.models.inquiry import Inquiry, InquiryMessage
from grants.models.organisation import Cluster
from grants.models.person import Person
from grants.programme.eligibility import UNSUCCESSFUL
from grants.programme.inquiry import EVERY_PLACE, InquiryLevel, section_of
from grants.programme.people import Actor, Role
from grants.programme.upload import ScanState
from grants.programme.words import Words, say
from grants.queries.inquiry_subject import is_under_way
from grants.queries.told import told_state
from grants.queries.visible import (
    HANDED_IN,
    ME,
    visible_applications,
    visible_inquiries,
    whoever,
)

READERS: Final = frozenset({Role.APPLICANT, Role.SPONSOR, Role.AUDITOR})


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFile:
    """The file that came with an answer."""

    id: UUID
    file_name: str
    size: int
    scan_state: ScanState


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What one person wrote."""

    at: datetime
    by: str
    role: Role
    text: str
    file: AnswerFile | None = None


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
    level: InquiryLevel = InquiryLevel.APPLICATION
    about: str = ""
    partner_id: int | None = None

    @property
    def words(self) -> Words:
        """The place in the form, for people; of a project or plan with what it is about."""
        place = EVERY_PLACE[self.place]
        if not self.about:
            return place
        return say("{about}: {place}", "{about}: {place}", about=self.about, place=place)

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
    ended = application.state in UNSUCCESSFUL and told_state(session, application) in UNSUCCESSFUL
    return tuple(
        replace(thread, ended=ended)
        for thread in _threads(session, ON_APPLICATION, {"application": application.id})
    )


def award_threads(
    session: Session, actor: Actor, application_id: int, *, whole_team: bool = False
) -> tuple[Thread, ...]:
    """The questions on projects, parts and plans of an award that this person may see."""
    seen = visible_inquiries(actor, whole_team=whole_team).with_only_columns(Inquiry.id)
    return _threads(
        session,
        THREADS.where(
            Inquiry.id.in_(seen),
            Inquiry.application_id == application_id,
            Inquiry.level != InquiryLevel.APPLICATION,
        ),
    )


def threads_of_case(session: Session, actor: Actor, application: Application) -> tuple[Thread, ...]:
    """All questions for the ZIP of a case; of parts that their partners keep only for staff."""
    later = award_threads(session, actor, application.id, whole_team=True)
    return (*threads_on(session, application), *later)


def part_threads(session: Session, partner: Partner) -> tuple[Thread, ...]:
    """The questions on one part, which somebody may see already."""
    return _threads(session, THREADS.where(Inquiry.partner_id == partner.id))


def _threads(
    session: Session, threads: Select[*tuple[Any, ...]], asked: dict[str, int] | None = None
) -> tuple[Thread, ...]:
    rows = session.execute(threads, asked).all()
    messages: dict[int, list[Message]] = {}
    for row in rows:
        message = Message(
            at=row.written_at, by=row.name, role=row.role, text=row.text, file=_file(row.Upload)
        )
        messages.setdefault(row.id, []).append(message)
    return tuple(
        Thread(
            id=number,
            place=row.place,
            level=row.level,
            about=row.about,
            partner_id=row.partner_id,
            waits_for=row.waits_for,
            waits_since=row.waits_since,
            closed_at=row.closed_at,
            messages=tuple(messages[number]),
        )
        for number, row in {row.id: row for row in rows}.items()
    )


def _file(upload: Upload | None) -> AnswerFile | None:
    if upload is None:
        return None
    return AnswerFile(
        id=upload.id, file_name=upload.file_name, size=upload.size, scan_state=upload.scan_state
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
            Inquiry.level == InquiryLevel.APPLICATION,
            Inquiry.application_id.in_(seen.with_only_columns(Application.id)),
        )
        .options(joinedload(Inquiry.application).joinedload(Application.cluster))
    )


def find_award_inquiry(
    session: Session,
    actor: Actor,
    inquiry_id: int,
    *,
    award: Award | None = None,
    partner: Partner | None = None,
) -> Inquiry | None:
    """One question on a project, part or plan of this award, or on this part, if seen."""
    found = visible_inquiries(actor).where(
        Inquiry.id == inquiry_id, Inquiry.level != InquiryLevel.APPLICATION
    )
    if award is not None:
        found = found.where(Inquiry.application_id == award.application_id)
    if partner is not None:
        found = found.where(Inquiry.partner_id == partner.id)
    return session.scalar(
        found.options(joinedload(Inquiry.application).joinedload(Application.cluster))
    )


def waiting_about_awards(session: Session, actor: Actor) -> tuple[Inquiry, ...]:
    """The questions on projects, parts and plans that wait for this person's answer."""
    if actor.role is not Role.APPLICANT:
        return ()
    waiting = session.scalars(AWAITED_IN_CASES, {ME: actor.person_id})
    return tuple(inquiry for inquiry in waiting if is_under_way(inquiry))


def waiting_for_team() -> ColumnElement[int]:
    """How many questions wait for the team of an application; for rows of applications."""
    return (
        select(func.count(Inquiry.id))
        .where(
            Inquiry.application_id == Application.id,
            Inquiry.level == InquiryLevel.APPLICATION,
            ANSWER_AWAITED,
        )
        .correlate(Application)
        .scalar_subquery()
    )


def answered(session: Session, most: int) -> tuple[Inquiry, ...]:
    """Answers that nobody of the sponsor has read and closed, the longest waiting first."""
    return tuple(session.scalars(ANSWERS, {"most": most}))


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
AWAITED_IN_CASES: Final = (
    visible_inquiries(whoever(Role.APPLICANT))
    .where(Inquiry.level != InquiryLevel.APPLICATION, ANSWER_AWAITED)
    .order_by(Inquiry.waits_since, Inquiry.id)
)
ANSWERS: Final = (
    select(Inquiry)
    .join(Inquiry.application)
    .where(*ANSWERED)
    .options(
        contains_eager(Inquiry.application).load_only(Application.number)
        .joinedload(Application.cluster).load_only(Cluster.name)
    )
    .order_by(Inquiry.waits_since, Inquiry.id)
    .limit(bindparam("most", type_=Integer))
)  # fmt: skip
THREADS: Final[Select[*tuple[Any, ...]]] = (
    select(
        Inquiry.id,
        Inquiry.place,
        Inquiry.level,
        Inquiry.about,
        Inquiry.partner_id,
        Inquiry.waits_for,
        Inquiry.waits_since,
        Inquiry.closed_at,
        InquiryMessage.written_at,
        InquiryMessage.role,
        InquiryMessage.text,
        Person.name,
        Upload,
    )
    .join(InquiryMessage, InquiryMessage.inquiry_id == Inquiry.id)
    .join(Person, Person.id == InquiryMessage.written_by_id)
    .outerjoin(Upload, Upload.id == InquiryMessage.upload_id)
    .order_by(Inquiry.closed_at.is_not(None), Inquiry.id, InquiryMessage.id)
)
ON_APPLICATION: Final = THREADS.where(
    Inquiry.application_id == bindparam("application", type_=BigInteger),
    Inquiry.level == InquiryLevel.APPLICATION,
)
