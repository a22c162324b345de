"""The jury of a round: who was asked, what they said, where they work, how much they have."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from grants.models.application import Application
from grants.models.jury import JurorProfile, JuryMember
from grants.models.organisation import Cluster, Organisation
from grants.models.person import Invitation, Person
from grants.models.review import Assignment, ConflictDeclaration
from grants.models.round import Round
from grants.programme.conflict import domain_of
from grants.programme.jury import JuryAnswer
from grants.programme.people import Actor, Role
from grants.queries.jury_ready import has_own_jury
from grants.queries.review_ready import REVIEWABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class JurorCard:
    """One juror as sponsor staff see them."""

    juror_id: int
    name: str
    email: str
    institution: str
    topics: tuple[str, ...]
    answer: JuryAnswer | None
    """Nothing where nobody asked them into this jury."""
    answered_at: datetime | None
    note: str
    conflicts: int
    """How many conflicts they declared in this round."""
    works: bool
    """Were they given something to review in this round?"""

    @property
    def domain(self) -> str:
        """The institution's domain, as far as the address tells."""
        return domain_of(self.email)

    @property
    def label(self) -> str:
        """How a list names this juror so that no other is meant: name and address."""
        return f"{self.name} ({self.email})"


def jurors_for(session: Session, round_: Round) -> tuple[Person, ...]:
    """Who may be given applications of this round, by name.

    Those who accepted a seat, and whoever has been given something before; where nobody was
    invited, every active juror.
    """
    jurors = select(Person).where(Person.role == Role.JUROR, Person.active)
    if has_own_jury(session, round_):
        seated = exists().where(
            JuryMember.round_id == round_.id,
            JuryMember.juror_id == Person.id,
            JuryMember.answer == JuryAnswer.ACCEPTED,
        )
        given = (
            select(Assignment.juror_id)
            .join(Application, Assignment.application_id == Application.id)
            .where(Application.round_id == round_.id)
        )
        jurors = jurors.where(or_(seated, Person.id.in_(given)))
    return tuple(session.scalars(jurors.order_by(Person.name, Person.id)))


def juror_cards(session: Session, round_: Round) -> tuple[JurorCard, ...]:
    """Every active juror with what they said to this round, by name; one statement."""
    conflicts = (
        select(func.count(ConflictDeclaration.id))
        .join(Application, ConflictDeclaration.application_id == Application.id)
        .where(
            ConflictDeclaration.juror_id == Person.id,
            ConflictDeclaration.conflicted,
            Application.round_id == round_.id,
        )
        .correlate(Person)
        .scalar_subquery()
    )
    works = exists().where(
        Assignment.juror_id == Person.id,
        Assignment.application_id == Application.id,
        Application.round_id == round_.id,
    )
    rows = session.execute(
        select(Person, JurorProfile, JuryMember, conflicts, works)
        .outerjoin(JurorProfile, JurorProfile.juror_id == Person.id)
        .outerjoin(
            JuryMember,
            and_(JuryMember.juror_id == Person.id, JuryMember.round_id == round_.id),
        )
        .where(Person.role == Role.JUROR, or_(Person.active, JuryMember.id.is_not(None)))
        .order_by(Person.name, Person.id)
    )
    return tuple(
        JurorCard(
            juror_id=person.id,
            name=person.name,
            email=person.email,
            institution=profile.institution if profile else "",
            topics=tuple(profile.topics) if profile else (),
            answer=seat.answer if seat else None,
            answered_at=seat.answered_at if seat else None,
            note=seat.note if seat else "",
            conflicts=declared,
            works=at_work,
        )
        for person, profile, seat, declared, at_work in rows
    )


def open_links(session: Session, round_: Round) -> tuple[Invitation, ...]:
    """Links to this jury that nobody has followed yet, also those that have run out."""
    return tuple(
        session.scalars(
            select(Invitation)
            .where(
                Invitation.round_id == round_.id,
                Invitation.used_at.is_(None),
                Invitation.withdrawn_at.is_(None),
                ~exists().where(func.lower(Person.email) == Invitation.email),
            )
            .order_by(Invitation.created_at)
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingSeat:
    """The place of a juror who was given applications without having been invited before."""

    round: Round
    juror: Person
    answer: JuryAnswer = JuryAnswer.ACCEPTED
    note: str = ""

    @property
    def round_id(self) -> int:
        """As a seat has it."""
        return self.round.id

    @property
    def juror_id(self) -> int:
        """As a seat has it."""
        return self.juror.id


Place = JuryMember | WorkingSeat
"""Where a juror sits: asked and answered, or at work already."""


def own_seats(session: Session, actor: Actor) -> tuple[Place, ...]:
    """The juries this juror was asked into or works in, the newest round first."""
    asked = session.scalars(
        select(JuryMember)
        .where(JuryMember.juror_id == actor.person_id)
        .options(joinedload(JuryMember.round).selectinload(Round.terms_versions))
    ).all()
    working = session.scalars(
        select(Round)
        .where(_works_in(actor), Round.id.not_in([seat.round_id for seat in asked]))
        .options(selectinload(Round.terms_versions))
    )
    juror = juror_of(session, actor)
    seats: list[Place] = [*asked, *(WorkingSeat(round=round_, juror=juror) for round_ in working)]
    return tuple(sorted(seats, key=lambda seat: -seat.round.number))


def own_seat(session: Session, actor: Actor, number: int) -> Place | None:
    """This juror's seat in the jury of that round."""
    if actor.role is not Role.JUROR:
        return None
    asked = session.scalar(
        select(JuryMember)
        .join(JuryMember.round)
        .where(JuryMember.juror_id == actor.person_id, Round.number == number)
        .options(joinedload(JuryMember.round).selectinload(Round.milestones),
                 joinedload(JuryMember.round).selectinload(Round.terms_versions),
                 joinedload(JuryMember.juror))
    )  # fmt: skip
    if asked is not None:
        return asked
    round_ = session.scalar(select(Round).where(Round.number == number, _works_in(actor)))
    return WorkingSeat(round=round_, juror=juror_of(session, actor)) if round_ else None


def _works_in(actor: Actor) -> ColumnElement[bool]:
    return exists().where(
        Assignment.juror_id == actor.person_id,
        Assignment.application_id == Application.id,
        Application.round_id == Round.id,
    )


def juror_of(session: Session, actor: Actor) -> Person:
    """The account of the juror who asks."""
    return session.get_one(Person, actor.person_id)


def profile_of(session: Session, juror_id: int) -> JurorProfile | None:
    """What a juror wrote about themselves."""
    return session.scalar(select(JurorProfile).where(JurorProfile.juror_id == juror_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class Undeclared:
    """An application on which a juror has not spoken yet: only who is behind it."""

    number: str
    cluster: str
    management: str


def undeclared(session: Session, seat: Place) -> tuple[Undeclared, ...]:
    """What this juror may still be given in the round and has said nothing about; one statement."""
    said = exists().where(
        ConflictDeclaration.application_id == Application.id,
        ConflictDeclaration.juror_id == seat.juror_id,
    )
    rows = session.execute(
        select(Application.number, Cluster.name, Organisation.name)
        .join(Cluster, Application.cluster_id == Cluster.id)
        .join(Organisation, Cluster.management_id == Organisation.id)
        .where(
            Application.round_id == seat.round_id,
            Application.state.in_(REVIEWABLE),
            ~said,
        )
        .order_by(Application.number)
    )
    return tuple(
        Undeclared(number=number, cluster=cluster, management=management)
        for number, cluster, management in rows
    )


def to_declare(session: Session, seat: Place) -> Mapping[str, Application]:
    """The same as records, by number, for the act."""
    numbers = [one.number for one in undeclared(session, seat)]
    found = session.scalars(
        select(Application)
        .where(Application.number.in_(numbers))
        .options(joinedload(Application.round))
    )
    return {one.number: one for one in found}


def said_before(session: Session, seat: Place) -> tuple[ConflictDeclaration, ...]:
    """What this juror has declared in the round, the latest first; one statement."""
    return tuple(
        session.scalars(
            select(ConflictDeclaration)
            .join(ConflictDeclaration.application)
            .where(
                ConflictDeclaration.juror_id == seat.juror_id,
                Application.round_id == seat.round_id,
            )
            .options(contains_eager(ConflictDeclaration.application))
            .order_by(ConflictDeclaration.declared_at.desc(), Application.number)
        )
    )
