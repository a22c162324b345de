"""Hearings of the recipients of grants, and the one-year limits that run."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from grants.models.award import Award
from grants.models.decision import Decision
from grants.models.grant import Grant
from grants.models.hearing import Hearing
from grants.models.revocation import Revocation


def open_hearing(session: Session, grant: Grant) -> Hearing | None:
    """The hearing of this grant that has led to nothing yet; one statement."""
    return session.scalar(
        select(Hearing).where(Hearing.grant_id == grant.id, Hearing.ended_at.is_(None))
    )


def hearings_of(session: Session, grant: Grant) -> Sequence[Hearing]:
    """All hearings of a grant, the latest first; one statement."""
    return session.scalars(
        select(Hearing)
        .where(Hearing.grant_id == grant.id)
        .options(joinedload(Hearing.opened_by))
        .order_by(Hearing.id.desc())
    ).all()


def running_limits(session: Session) -> Sequence[Hearing]:
    """Every open hearing whose one-year limit runs; one statement."""
    return session.scalars(
        select(Hearing)
        .where(Hearing.ended_at.is_(None), Hearing.known_on.is_not(None), ~Hearing.deceit)
        .options(
            joinedload(Hearing.grant).joinedload(Grant.award).joinedload(Award.terms),
            joinedload(Hearing.grant).joinedload(Grant.recipient),
        )
        .order_by(Hearing.id)
    ).all()


def revocation_under(session: Session, decision: Decision) -> Revocation:
    """What this decision takes back, with its hearing; one statement."""
    return session.scalars(
        select(Revocation)
        .where(Revocation.decision_id == decision.id)
        .options(joinedload(Revocation.hearing))
    ).one()
