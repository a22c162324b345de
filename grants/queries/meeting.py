"""The meeting of a round's jury: who may sit in it, what is on its agenda, how the votes went."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Row, exists, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from grants.models.application import Application
from grants.models.jury import JuryMember
from grants.models.meeting import Meeting, MeetingItem, MeetingPresence, MeetingVote
from grants.models.person import Person
from grants.models.record import Act
from grants.models.review import Assignment, ConflictDeclaration
from grants.models.round import Round
from grants.programme.conflict import ConflictKind
from grants.programme.jury import JuryAnswer
from grants.programme.meeting import Vote
from grants.programme.people import Actor, Role
from grants.queries.blind import round_hides_names
from grants.queries.jury_table import REVIEWED
from grants.queries.visible import STAFF


def find_meeting(session: Session, actor: Actor, round_: Round) -> Meeting | None:
    """The meeting with all that belongs to it, for sponsor staff and auditors; six statements."""
    if actor.role not in STAFF:
        return None
    return session.scalar(
        select(Meeting)
        .where(Meeting.round_id == round_.id)
        .options(
            joinedload(Meeting.chair),
            joinedload(Meeting.closed_by),
            selectinload(Meeting.presences).joinedload(MeetingPresence.juror),
            selectinload(Meeting.items)
            .joinedload(MeetingItem.application)
            .joinedload(Application.cluster),
            selectinload(Meeting.items)
            .selectinload(MeetingItem.votes)
            .joinedload(MeetingVote.juror),
        )
    )


def jury_of(session: Session, round_: Round) -> tuple[Person, ...]:
    """The jury that meets: who accepted a seat, and who was given something to review."""
    seats = select(JuryMember.juror_id).where(
        JuryMember.round_id == round_.id, JuryMember.answer == JuryAnswer.ACCEPTED
    )
    given = (
        select(Assignment.juror_id)
        .join(Application, Assignment.application_id == Application.id)
        .where(Application.round_id == round_.id)
    )
    return tuple(
        session.scalars(
            select(Person)
            .where(or_(Person.id.in_(seats), Person.id.in_(given)), Person.role == Role.JUROR)
            .order_by(Person.name, Person.id)
        )
    )


def on_the_agenda(session: Session, round_: Round) -> tuple[Application, ...]:
    """Every application that the jury has to speak about, in the order of their numbers."""
    return tuple(
        session.scalars(
            select(Application)
            .where(Application.round_id == round_.id, Application.state.in_(REVIEWED))
            .order_by(Application.number)
        )
    )


def conflicted_jurors(
    session: Session, application: Application
) -> Mapping[int, ConflictKind | None]:
    """Who must leave the room for this application, and why."""
    rows = session.execute(
        select(ConflictDeclaration.juror_id, ConflictDeclaration.kind).where(
            ConflictDeclaration.application_id == application.id, ConflictDeclaration.conflicted
        )
    )
    return {row.juror_id: row.kind for row in rows}


def silent_jurors(
    session: Session, application: Application, jurors: Collection[int]
) -> frozenset[int]:
    """Who of these has said nothing yet on a conflict with this application.

    Nobody where names are hidden: there a juror declares while reading, and not in advance.
    """
    if round_hides_names(application.round):
        return frozenset()
    said = session.scalars(
        select(ConflictDeclaration.juror_id).where(
            ConflictDeclaration.application_id == application.id
        )
    )
    return frozenset(jurors) - set(said)


def silent_in(session: Session, meeting: Meeting) -> Mapping[int, tuple[str, ...]]:
    """By application: the names of those present who have not declared yet; one statement."""
    if meeting.closed_at or round_hides_names(meeting.round):
        return {}
    said = exists().where(
        ConflictDeclaration.application_id == MeetingItem.application_id,
        ConflictDeclaration.juror_id == MeetingPresence.juror_id,
    )
    rows = session.execute(
        select(MeetingItem.application_id, Person.name)
        .join(MeetingPresence, MeetingPresence.meeting_id == MeetingItem.meeting_id)
        .join(Person, MeetingPresence.juror_id == Person.id)
        .where(MeetingItem.meeting_id == meeting.id, ~said)
        .order_by(Person.name)
    )
    return _names_by_application(rows)


def last_saved(session: Session, item: MeetingItem) -> Act | None:
    """The act that kept this item last."""
    return session.scalar(
        select(Act)
        .where(
            Act.object_kind == "application", Act.object_number == item.application.number,
            Act.act == "save_item",
        )
        .order_by(Act.id.desc())
        .limit(1)
    )  # fmt: skip


def item_revision(session: Session, item: MeetingItem) -> int:
    """What must be named to save over what is kept: the number of the act that kept it."""
    act = last_saved(session, item)
    return act.id if act else 0


def conflicts_in(session: Session, meeting: Meeting) -> Mapping[int, tuple[str, ...]]:
    """By application: the names of those present who must leave the room for it; one statement."""
    there = exists().where(
        MeetingPresence.meeting_id == meeting.id,
        MeetingPresence.juror_id == ConflictDeclaration.juror_id,
    )
    rows = session.execute(
        select(ConflictDeclaration.application_id, Person.name)
        .join(Person, ConflictDeclaration.juror_id == Person.id)
        .join(MeetingItem, MeetingItem.application_id == ConflictDeclaration.application_id)
        .where(MeetingItem.meeting_id == meeting.id, ConflictDeclaration.conflicted, there)
        .order_by(Person.name)
    )
    return _names_by_application(rows)


def _names_by_application(rows: Iterable[Row[int, str]]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for application_id, name in rows:
        found[application_id] = (*found.get(application_id, ()), name)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The votes of one item."""

    votes: Mapping[Vote, int]
    away: tuple[str, ...]
    """Who had left the room, by name."""


def tally_of(item: MeetingItem) -> Tally:
    """How the votes went."""
    return Tally(
        votes={vote: sum(one.vote is vote for one in item.votes) for vote in Vote},
        away=tuple(sorted(one.juror.name for one in item.votes if one.vote is Vote.AWAY)),
    )
