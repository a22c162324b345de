"""Ordering an audit package; the worker makes it once the order itself lies under a seal."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.record import record
from grants.models.audit_package import AuditPackage
from grants.models.award import Award
from grants.models.person import Person
from grants.models.record import Act
from grants.models.round import Round
from grants.programme.people import Actor


def order_award_package(
    session: Session, award: Award, *, by: Actor, now: datetime
) -> AuditPackage:
    """Order the package of this award; one that is still being made is reused."""
    lock(session, award)
    return _order(session, "award", award.number, by, now, award=award)


def order_round_package(
    session: Session, round_: Round, *, by: Actor, now: datetime
) -> AuditPackage:
    """Order the package of this round with all its cases; one being made is reused."""
    lock(session, round_)
    return _order(session, "round", str(round_.number), by, now, round_=round_)


def _order(
    session: Session,
    kind: str,
    number: str,
    by: Actor,
    now: datetime,
    *,
    award: Award | None = None,
    round_: Round | None = None,
) -> AuditPackage:
    subject = AuditPackage.award_id == award.id if award else AuditPackage.round == round_
    waiting = session.scalar(
        select(AuditPackage).where(
            subject, AuditPackage.made_at.is_(None), AuditPackage.failure == ""
        )
    )
    if waiting is not None:
        return waiting
    record(session, "order_audit_package", kind, number, by=by, now=now)
    session.flush()
    last = session.scalar(
        select(func.max(Act.id)).where(Act.object_kind == kind, Act.object_number == number)
    )
    order = AuditPackage(
        award=award,
        round=round_,
        ordered_by=session.get_one(Person, by.person_id),
        ordered_at=now,
        after_act=last or 0,
    )
    session.add(order)
    session.flush()
    return order
