"""Whose data may go, and where in the record they are named."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Integer, Select, Text, cast, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from grants.models.erasure import Erasure
from grants.models.person import Person
from grants.models.record import Act, ActMark
from grants.models.round import TermsVersion
from grants.programme.calendar import today
from grants.programme.erasure import check_closed, check_retention, check_sealed, erasable_from
from grants.programme.finding import Finding
from grants.programme.people import Actor, Role
from grants.programme.sealed import ERASED, naming, value_at

YEARS_BEFORE_ROUNDS = 5
"""Where no round is known; R-044 speaks of five."""
GONE_DOMAIN = "erased.invalid"
"""Addresses end like this once they are erased; no mail ever goes there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Where one entry of the record names a person."""

    act: Act
    mark: ActMark | None
    places: tuple[str, ...]


def years_kept(session: Session) -> int:
    """The longest time that any terms ask vouchers to be kept."""
    years = cast(TermsVersion.body["retention_years"].astext, Integer)
    return session.scalar(select(func.max(years))) or YEARS_BEFORE_ROUNDS


def last_act_of(session: Session, person: Person) -> date | None:
    """The day on which this person last did something that is recorded."""
    last: datetime | None = session.scalar(
        select(func.max(Act.at)).where(Act.actor_id == person.id)
    )
    return today(last) if last else None


def may_be_erased(session: Session, person: Person, now: datetime) -> list[Finding]:
    """What holds and what stands against it."""
    left = sum(named.mark is None for named in where_named(session, person))
    return [
        check_closed(person.active),
        check_retention(last_act_of(session, person), years_kept(session), today(now)),
        check_sealed(left),
    ]


def where_named(session: Session, person: Person) -> Iterator[Named]:
    """Every entry that names the person: who acted, or whom it is about."""
    name = person.name
    spoken = or_(
        cast(Act.before, Text).contains(name, autoescape=True),
        cast(Act.after, Text).contains(name, autoescape=True),
        (Act.object_kind == "person") & (Act.object_number == str(person.id)),
    )
    rows = session.execute(
        select(Act, ActMark)
        .outerjoin(ActMark, ActMark.act_id == Act.id)
        .where(or_(Act.actor_id == person.id, spoken))
        .order_by(Act.id)
    )
    for act, mark in rows:
        row = {"actor_name": act.actor_name, "before": act.before, "after": act.after,
               "object_kind": act.object_kind}  # fmt: skip
        about = act.object_kind == "person" and act.object_number == str(person.id)
        places = tuple(
            place
            for place in naming(row)
            if (value := value_at(row, place)) != ERASED
            and (act.actor_id == person.id if place == "actor_name"
                 else about or _names(value, name))
        )  # fmt: skip
        if places:
            yield Named(act=act, mark=mark, places=places)


def erasable_people(now: datetime, years: int) -> Select[Person]:
    """Closed accounts whose time is over and that nobody has proposed since they were closed."""
    last = select(func.max(Act.at)).where(Act.actor_id == Person.id).scalar_subquery()
    latest = func.coalesce(last, Person.created_at)
    over = erasable_from(today(now), -years) - timedelta(days=1)
    return (
        select(Person)
        .where(
            Person.active.is_(False),
            func.date(latest) < over,
            ~Person.email.endswith(f"@{GONE_DOMAIN}"),
            ~exists().where(Erasure.person_id == Person.id),
        )
        .order_by(Person.id)
    )


def erasures(session: Session, actor: Actor) -> tuple[Erasure, ...]:
    """All proposals, the open ones first; administrators and auditors see them."""
    if actor.role not in (Role.ADMINISTRATOR, Role.AUDITOR):
        return ()
    return tuple(
        session.scalars(
            select(Erasure)
            .options(joinedload(Erasure.person), joinedload(Erasure.proposed_by),
                     joinedload(Erasure.decided_by))
            .order_by(Erasure.done_at.is_not(None), Erasure.dropped_at.is_not(None),
                      Erasure.id.desc())
            .limit(200)
        )
    )  # fmt: skip


def _names(value: object, name: str) -> bool:
    if isinstance(value, dict):
        return name in value
    return value == name or (isinstance(value, list) and name in value)


def erasure_done(session: Session, person: Person) -> Erasure | None:
    """When and by whom this person was erased."""
    return session.scalar(
        select(Erasure)
        .where(Erasure.person_id == person.id, Erasure.done_at.is_not(None))
        .options(joinedload(Erasure.decided_by))
    )
