"""What is done to an account: its name, another role, closing it, signing it out."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from grants.actions.account_mail import tell_person
from grants.actions.account_rule import check_administrator_left, check_name, check_not_oneself
from grants.actions.lock import lock
from grants.actions.officer_mail import tell_officers
from grants.actions.password import RULES
from grants.actions.record import record
from grants.actions.sign_in import end_sign_ins
from grants.models.award import PartnerMember
from grants.models.organisation import Cluster, Membership
from grants.models.person import Person
from grants.programme.finding import Finding, insist
from grants.programme.people import Actor, Role
from grants.programme.reason import check_reason
from grants.queries.act_name import role_words
from grants.queries.unsigned import check_signed_without


def correct_name(
    session: Session, person: Person, name: str, *, reason: str = "", by: Actor, now: datetime
) -> bool:
    """Write somebody's name as it should be; False when it is written so already.

    One's own name needs no reason. What was made under the old name keeps it: letters, receipts
    and the record of acts. Raises RulesBroken without a name, or without a reason for another's.
    """
    own = person.id == by.person_id
    insist([check_name(name), *([] if own else [check_reason(reason, source=RULES)])])
    lock(session, person)
    before, person.name = person.name, name.strip()
    if before == person.name:
        return False
    record(session, "correct_name", "person", str(person.id), by=by, now=now, reason=reason,
           before={"name": before}, after={"name": person.name})  # fmt: skip
    return True


def change_role(
    session: Session,
    person: Person,
    role: Role,
    *,
    reason: str,
    anyway: bool = False,
    by: Actor,
    now: datetime,
    public_url: str = "",
) -> None:
    """Give somebody another role; they are signed out, told, and leave every team and part.

    Raises RulesBroken for one's own account and the last administrator's, and when nobody would be
    left to sign for a cluster, unless it is done `anyway`: then the officers are told.
    """
    insist([check_not_oneself(person, by), check_administrator_left(session, person)])
    unsigned = _insist_on_signatories(session, person, anyway=anyway)
    lock(session, person)
    before = person.role
    person.role = role
    session.execute(
        update(Membership)
        .where(Membership.person_id == person.id, Membership.until.is_(None))
        .values(until=now)
    )
    session.execute(
        update(PartnerMember)
        .where(PartnerMember.person_id == person.id, PartnerMember.until.is_(None))
        .values(until=now)
    )
    end_sign_ins(session, person, now=now)
    _tell_unsigned(session, unsigned, person, now)
    record(session, "change_role", "person", str(person.id), by=by, now=now, reason=reason,
           before={"role": before.value}, after={"role": role.value})  # fmt: skip
    tell_person(session, person, "role_changed", before=role_words(before), role=role_words(role),
                public_url=public_url, now=now)  # fmt: skip


def set_active(
    session: Session,
    person: Person,
    active: bool,
    *,
    reason: str,
    anyway: bool = False,
    by: Actor,
    now: datetime,
    public_url: str = "",
) -> None:
    """Close an account, which signs the person out at once, or open it again, and tell them.

    Raises RulesBroken for one's own account and the last administrator's, and when nobody would be
    left to sign for a cluster, unless it is done `anyway`: then the officers are told.
    """
    held = [check_not_oneself(person, by)]
    insist(held if active else [*held, check_administrator_left(session, person)])
    unsigned = _insist_on_signatories(session, person, anyway=anyway or active)
    lock(session, person)
    before = person.active
    person.active = active
    if not active:
        end_sign_ins(session, person, now=now)
        _tell_unsigned(session, unsigned, person, now)
    act = "reopen_account" if active else "close_account"
    record(session, act, "person", str(person.id), by=by, now=now, reason=reason,
           before={"active": before}, after={"active": active})  # fmt: skip
    told = "account_opened" if active else "account_closed"
    tell_person(session, person, told, public_url=public_url, now=now)


def _insist_on_signatories(session: Session, person: Person, *, anyway: bool) -> Finding:
    """Whether somebody can still sign for every cluster of this person.

    The clusters are locked, so that no two signatories go at the same moment.
    """
    clusters = select(Membership.cluster_id).where(
        Membership.person_id == person.id, Membership.until.is_(None)
    )
    session.execute(
        select(Cluster.id).where(Cluster.id.in_(clusters)).order_by(Cluster.id).with_for_update()
    )
    signed = check_signed_without(session, person)
    insist([] if anyway else [signed])
    return signed


def _tell_unsigned(session: Session, signed: Finding, person: Person, now: datetime) -> None:
    if not signed.holds:
        tell_officers(
            session,
            "cluster_unsigned",
            occasion=f"cluster_unsigned/{person.id}/{now.isoformat()}",
            now=now,
            says=signed.says,
        )


def sign_out_everywhere(session: Session, person: Person, *, by: Actor, now: datetime) -> None:
    """End every sign-in of somebody, as when a telephone is lost."""
    end_sign_ins(session, person, now=now)
    record(session, "sign_out_everywhere", "person", str(person.id), by=by, now=now)
