"""Samples that were drawn in a round, for auditors."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from grants.models.audit_sample import AuditSample
from grants.models.person import Person
from grants.models.round import Round
from grants.programme.people import Actor, Role

MOST_SHOWN = 60


def samples_of(session: Session, actor: Actor, round_: Round) -> tuple[AuditSample, ...]:
    """The samples of this round, the latest first."""
    if actor.role is not Role.AUDITOR:
        return ()
    return tuple(
        session.scalars(
            select(AuditSample)
            .where(AuditSample.round_id == round_.id)
            .options(joinedload(AuditSample.drawn_by).load_only(Person.name))
            .order_by(AuditSample.id.desc())
            .limit(MOST_SHOWN)
        )
    )


def find_sample(session: Session, actor: Actor, sample_id: int) -> AuditSample | None:
    """One of them."""
    if actor.role is not Role.AUDITOR:
        return None
    return session.scalar(
        select(AuditSample)
        .where(AuditSample.id == sample_id)
        .options(joinedload(AuditSample.drawn_by).load_only(Person.name),
                 joinedload(AuditSample.round).joinedload(Round.programme))
    )  # fmt: skip
