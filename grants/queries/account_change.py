"""Changes of accounts: which one waits, who was told of the old one, what officers decide on."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from grants.models.account_change import AccountChange, AccountState
from grants.models.award import Partner, PartnerMember
from grants.models.organisation import Cluster, Membership, Organisation
from grants.models.person import Person
from grants.programme.people import Actor
from grants.queries.visible import STAFF

MOST: Final = 60
_WHOLE: Final = (
    joinedload(AccountChange.organisation),
    joinedload(AccountChange.proposed_by),
    joinedload(AccountChange.decided_by),
)


def open_change(session: Session, organisation: Organisation) -> AccountChange | None:
    """The account of this organisation that waits for a second person."""
    return session.scalar(
        select(AccountChange)
        .where(
            AccountChange.organisation_id == organisation.id,
            AccountChange.state == AccountState.PROPOSED,
        )
        .options(*_WHOLE)
    )


def is_confirmed(session: Session, organisation: Organisation) -> bool:
    """Do two people stand behind the account that the organisation has?

    An account from before accounts were confirmed is known, and nothing is paid to it.
    """
    last = session.scalar(
        select(AccountChange.iban)
        .where(
            AccountChange.organisation_id == organisation.id,
            AccountChange.state == AccountState.CONFIRMED,
        )
        .order_by(AccountChange.id.desc())
        .limit(1)
    )
    return bool(organisation.iban) and organisation.iban == last


def find_change(session: Session, actor: Actor, number: int) -> AccountChange | None:
    """The change, for sponsor staff and auditors."""
    if actor.role not in STAFF:
        return None
    return session.scalar(select(AccountChange).where(AccountChange.id == number).options(*_WHOLE))


def changes(session: Session) -> Sequence[AccountChange]:
    """The latest changes, those that wait first; one statement."""
    waits_last = AccountChange.state != AccountState.PROPOSED
    return session.scalars(
        select(AccountChange)
        .options(*_WHOLE)
        .order_by(waits_last, AccountChange.id.desc())
        .limit(MOST)
    ).all()


def contacts(session: Session, change: AccountChange) -> Sequence[Person]:
    """Everybody who belongs to the organisation now, and who named the account before it.

    A change that is confirmed already is not its own predecessor.
    """
    teams = (
        select(Membership.person_id)
        .join(Cluster, Cluster.id == Membership.cluster_id)
        .where(Cluster.management_id == change.organisation_id, Membership.until.is_(None))
    )
    parts = (
        select(PartnerMember.person_id)
        .join(Partner, Partner.id == PartnerMember.partner_id)
        .where(Partner.organisation_id == change.organisation_id, PartnerMember.until.is_(None))
    )
    before = (
        select(AccountChange.proposed_by_id)
        .where(
            AccountChange.organisation_id == change.organisation_id,
            AccountChange.state == AccountState.CONFIRMED,
            AccountChange.id < change.id,
        )
        .order_by(AccountChange.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return session.scalars(
        select(Person)
        .where(or_(Person.id.in_(teams), Person.id.in_(parts), Person.id == before), Person.active)
        .order_by(Person.id)
    ).all()


def others_with(session: Session, change: AccountChange) -> Sequence[str]:
    """Other legal entities that have this very account: a sign that something may be wrong."""
    return session.scalars(
        select(Organisation.name)
        .where(Organisation.iban == change.iban, Organisation.id != change.organisation_id)
        .order_by(Organisation.name)
    ).all()
