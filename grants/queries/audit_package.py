"""Audit packages: those that were ordered, and those that wait for the worker."""

from datetime import datetime
from typing import Final

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session, joinedload

from grants.models.audit_package import AuditPackage
from grants.models.award import Award
from grants.models.person import Person
from grants.models.record import Seal
from grants.models.round import Round
from grants.programme.people import Actor, Role

MOST_SHOWN: Final = 10


def audit_packages(
    session: Session, actor: Actor, *, award: Award | None = None, round_: Round | None = None
) -> tuple[AuditPackage, ...]:
    """What was ordered of this award or round, the latest first; only auditors see any."""
    if actor.role is not Role.AUDITOR:
        return ()
    subject = AuditPackage.award_id == award.id if award else AuditPackage.round == round_
    return tuple(
        session.scalars(
            select(AuditPackage)
            .where(subject)
            .options(joinedload(AuditPackage.ordered_by).load_only(Person.name))
            .order_by(AuditPackage.id.desc())
            .limit(MOST_SHOWN)
        )
    )


def find_audit_package(session: Session, actor: Actor, package_id: int) -> AuditPackage | None:
    """One of them, for auditors."""
    return session.get(AuditPackage, package_id) if actor.role is Role.AUDITOR else None


def packages_to_make(_now: datetime) -> Select[int]:
    """Orders that nobody has made yet and that lie under a seal themselves."""
    sealed = exists().where(Seal.last_act_id >= AuditPackage.after_act)
    return (
        select(AuditPackage.id)
        .where(AuditPackage.made_at.is_(None), AuditPackage.failure == "", sealed)
        .order_by(AuditPackage.id)
    )
