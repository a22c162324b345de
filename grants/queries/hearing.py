"""Hearings of the recipients of grants, and the one-year limits that run."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import Session, joinedload

from grants.models.award import Award
from grants.models.decision import Decision, DecisionState
from grants.models.grant import Grant
from grants.models.hearing import Hearing
from grants.models.limit_change import LimitChange
from grants.models.revocation import Revocation
from grants.programme.money import NOTHING, Money
from grants.programme.reclaim_interest import InterestPart, interest_parts

WAITS_FOR_SECOND: Final = and_(LimitChange.confirmed_at.is_(None), LimitChange.voided_at.is_(None))


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


def dropped_before(session: Session, hearing: Hearing) -> Hearing | None:
    """The last hearing of this grant with a limit that ended without a decision; one statement."""
    return session.scalar(
        select(Hearing)
        .where(
            Hearing.grant_id == hearing.grant_id,
            Hearing.id < hearing.id,
            Hearing.known_on.is_not(None),
            ~exists().where(
                Revocation.hearing_id == Hearing.id,
                Revocation.decision_id == Decision.id,
                Decision.state == DecisionState.COUNTERSIGNED,
            ),
        )
        .order_by(Hearing.id.desc())
        .limit(1)
    )


def open_limit_change(session: Session, hearing: Hearing) -> LimitChange | None:
    """The change of this hearing's limit that waits for its second person; one statement."""
    return session.scalar(
        select(LimitChange)
        .where(LimitChange.hearing_id == hearing.id, WAITS_FOR_SECOND)
        .options(joinedload(LimitChange.proposed_by))
    )


def limit_changes_of(session: Session, hearing: Hearing) -> Sequence[LimitChange]:
    """How the limit was changed, the latest first; one statement."""
    return session.scalars(
        select(LimitChange)
        .where(LimitChange.hearing_id == hearing.id, LimitChange.confirmed_at.is_not(None))
        .options(joinedload(LimitChange.proposed_by), joinedload(LimitChange.confirmed_by))
        .order_by(LimitChange.id.desc())
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


def interest_of(revocation: Revocation) -> tuple[InterestPart, ...]:
    """The interest on what is reclaimed, by half-year."""
    first, last = revocation.interest_from, revocation.interest_until
    if first is None or last is None or not revocation.reclaim:
        return ()
    return interest_parts(revocation.reclaim, first, last, bases_of(revocation))


def bases_of(revocation: Revocation) -> dict[date, Decimal]:
    """The base rates that it was worked out with, in per cent, by the first day of a half-year."""
    return {
        date.fromisoformat(begins): Decimal(rate) for begins, rate in revocation.base_rates.items()
    }


def revoked_allowance(session: Session, grant: Grant, *, but: Decision | None = None) -> Money:
    """How much project allowance was revoked of this grant, by others than `but`; one statement."""
    found = (
        select(func.sum(Revocation.allowance))
        .join(Decision, Revocation.decision_id == Decision.id)
        .where(Revocation.grant_id == grant.id, Decision.state == DecisionState.COUNTERSIGNED)
    )
    if but is not None:
        found = found.where(Decision.id != but.id)
    gone: Money | None = session.scalar(found)
    return gone or NOTHING
