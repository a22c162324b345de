"""People with an account, as administrators and the sign-in page look at them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from grants.models.organisation import Cluster, Membership
from grants.models.person import Invitation, Person, SignIn
from grants.programme.people import Role

ROWS = 60
MOST_DEMO_ACCOUNTS = 12
ACCENTS: Final = ("äöüßÄÖÜéèêáàâçñ", "aousAOUeeeaaacn")
"""Ümit stands beneath U, as in a dictionary (DIN 5007-1); the database sorts by bytes."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One account in the list of people."""

    person: Person
    seen_at: datetime | None
    """When one of their browsers last asked for a page."""
    browsers: int
    """How many browsers are signed in now."""


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Sixty accounts of all that were found."""

    lines: list[PersonLine]
    found: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are; an empty list has one."""
        return max(1, -(-self.found // ROWS))


def list_people(
    session: Session, *, search: str = "", role: Role | None = None, page: int = 1
) -> PeoplePage:
    """Accounts by name, filtered by part of a name or address and by role."""
    wanted = _wanted(search, role)
    found = session.scalar(select(func.count()).select_from(Person).where(*wanted)) or 0
    page = min(max(page, 1), max(1, -(-found // ROWS)))
    live = (
        select(SignIn.person_id, func.count().filter(SignIn.ended_at.is_(None)).label("browsers"),
               func.max(SignIn.seen_at).label("seen_at"))
        .group_by(SignIn.person_id)
        .subquery()
    )  # fmt: skip
    rows = session.execute(
        select(Person, live.c.seen_at, func.coalesce(live.c.browsers, 0))
        .outerjoin(live, live.c.person_id == Person.id)
        .where(*wanted)
        .order_by(func.translate(func.lower(Person.name), *ACCENTS), Person.id)
        .limit(ROWS)
        .offset((page - 1) * ROWS)
    )
    return PeoplePage([PersonLine(*row) for row in rows], found, page)


def _wanted(search: str, role: Role | None) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if search:
        conditions.append(
            or_(
                Person.name.icontains(search, autoescape=True),
                Person.email.icontains(search, autoescape=True),
            )
        )
    if role is not None:
        conditions.append(Person.role == role)
    return conditions


def find_person(session: Session, email: str) -> Person | None:
    """The account with this address, whatever its capitals."""
    return session.scalar(select(Person).where(func.lower(Person.email) == email.strip().lower()))


def demo_accounts(session: Session) -> list[Person]:
    """Invented accounts that can sign in, for the list on the demonstration's sign-in page."""
    return list(
        session.scalars(
            select(Person)
            .where(Person.synthetic, Person.active, Person.password_hash.is_not(None))
            .order_by(Person.id)
            .limit(MOST_DEMO_ACCOUNTS)
        )
    )


def last_sign_in(session: Session, token_hash: str) -> SignIn | None:
    """The sign-in with this token, even one that has ended."""
    return session.scalar(select(SignIn).where(SignIn.token_hash == token_hash))


def timed_out(sign_in: SignIn, minutes: int) -> bool:
    """Did it end because nobody did anything for so long?"""
    return sign_in.ended_at is not None and (
        sign_in.ended_at - sign_in.seen_at > timedelta(minutes=minutes)
    )


def browsers_of(session: Session, person_id: int) -> list[SignIn]:
    """The browsers in which this person is signed in, the latest first."""
    return list(
        session.scalars(
            select(SignIn)
            .where(SignIn.person_id == person_id, SignIn.ended_at.is_(None))
            .order_by(SignIn.seen_at.desc())
        )
    )


def teams_of(session: Session, person_id: int) -> list[Membership]:
    """The clusters in whose team this person is now."""
    return list(
        session.scalars(
            select(Membership)
            .join(Membership.cluster)
            .where(Membership.person_id == person_id, Membership.until.is_(None))
            .order_by(Cluster.name)
        )
    )


def open_invitations(session: Session, now: datetime) -> list[Invitation]:
    """Invitations to take a role that still wait to be accepted, the latest first."""
    return list(
        session.scalars(
            select(Invitation)
            .where(
                Invitation.used_at.is_(None),
                Invitation.withdrawn_at.is_(None),
                Invitation.expires_at > now,
                Invitation.invited_by_id.is_not(None),
                Invitation.cluster_id.is_(None),
                Invitation.partner_id.is_(None),
            )
            .order_by(Invitation.created_at.desc())
        )
    )


def find_invitation(session: Session, token_hash: str, now: datetime) -> Invitation | None:
    """The invitation with this token, if it can still be accepted."""
    return session.scalar(
        select(Invitation).where(
            Invitation.token_hash == token_hash,
            Invitation.used_at.is_(None),
            Invitation.withdrawn_at.is_(None),
            Invitation.expires_at > now,
        )
    )


def officer_with(session: Session, email: str) -> Person | None:
    """The active person of the sponsor's staff with this address."""
    address = func.lower(Person.email) == email.strip().lower()
    officers = select(Person).where(Person.role == Role.SPONSOR, Person.active)
    return session.scalar(officers.where(address))
