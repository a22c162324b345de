"""The condition of an award, and whether it still blocks payments."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.models.condition import GrantCondition
from grants.models.decision import Decision, DecisionState
from grants.models.grant import Grant
from grants.programme.condition import ConditionType
from grants.programme.stages import GrantState


def condition_of(session: Session, grant: Grant) -> GrantCondition | None:
    """The condition under which two people awarded this grant; one statement."""
    return session.scalar(
        select(GrantCondition)
        .join(Decision, GrantCondition.decision_id == Decision.id)
        .where(GrantCondition.grant_id == grant.id, Decision.state == DecisionState.COUNTERSIGNED)
    )


def condition_under(session: Session, decision: Decision) -> GrantCondition | None:
    """The condition that this decision names, also while it is only proposed; one statement."""
    return session.scalar(select(GrantCondition).where(GrantCondition.decision_id == decision.id))


def missed_condition(session: Session, grant: Grant, day: date) -> GrantCondition | None:
    """The suspensive condition of this grant whose date has passed without its confirmation."""
    condition = condition_of(session, grant)
    if condition is None or condition.type is not ConditionType.SUSPENSIVE:
        return None
    missed = condition.confirmed_at is None and condition.due_on < day
    return condition if missed else None


def missed_conditions(session: Session, day: date) -> Sequence[GrantCondition]:
    """Those in force whose date has passed unconfirmed and of which officers were not told."""
    return session.scalars(
        select(GrantCondition)
        .join(GrantCondition.decision)
        .join(GrantCondition.grant)
        .where(
            Decision.state == DecisionState.COUNTERSIGNED,
            Grant.state == GrantState.AWARDED,
            GrantCondition.type == ConditionType.SUSPENSIVE,
            GrantCondition.confirmed_at.is_(None),
            GrantCondition.missed_told_at.is_(None),
            GrantCondition.due_on < day,
        )
        .order_by(GrantCondition.grant_id)
    ).all()


def is_blocked(session: Session, grant: Grant) -> bool:
    """May nothing be paid of this grant before its condition is confirmed (5.3)?"""
    condition = condition_of(session, grant)
    return condition is not None and condition.blocks_payment and condition.confirmed_at is None
