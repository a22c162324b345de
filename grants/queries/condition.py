"""The conditions of an award, and whether they still block payments."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.models.award import Project
from grants.models.condition import GrantCondition
from grants.models.decision import Decision, DecisionState
from grants.models.grant import Grant
from grants.programme.condition import ConditionType
from grants.programme.stages import GrantState

FALLEN = (GrantState.REVOKED, GrantState.WITHDRAWN_AWARD)
"""Such a grant waits for no condition any more."""


def conditions_of(session: Session, grant: Grant) -> Sequence[GrantCondition]:
    """The conditions under which two people awarded this grant; one statement."""
    return session.scalars(
        select(GrantCondition)
        .join(Decision, GrantCondition.decision_id == Decision.id)
        .where(GrantCondition.grant_id == grant.id, Decision.state == DecisionState.COUNTERSIGNED)
        .order_by(GrantCondition.ordinal)
    ).all()


def open_conditions(session: Session, grant: Grant) -> list[GrantCondition]:
    """Those of them that nobody has confirmed; one statement."""
    return [each for each in conditions_of(session, grant) if each.confirmed_at is None]


def conditions_under(
    session: Session, decision: Decision, grant: Grant | None = None
) -> Sequence[GrantCondition]:
    """What this decision names, also while it is only proposed; one statement.

    Each condition once: on this grant, or on the first of a joint project.
    """
    about = select(GrantCondition).where(GrantCondition.decision_id == decision.id)
    if grant is not None:
        about = about.where(GrantCondition.grant_id == grant.id)
    found = session.scalars(about.order_by(GrantCondition.ordinal, GrantCondition.grant_id))
    return _each_once(found.all())


def project_conditions(session: Session, project: Project) -> list[list[GrantCondition]]:
    """The conditions under which two people approved this project, each with all its grants that
    still stand; one statement."""
    found = session.scalars(
        select(GrantCondition)
        .join(Decision, GrantCondition.decision_id == Decision.id)
        .join(Grant, GrantCondition.grant_id == Grant.id)
        .where(
            Decision.project_id == project.id,
            Decision.state == DecisionState.COUNTERSIGNED,
            Grant.state.not_in(FALLEN),
        )
        .order_by(GrantCondition.ordinal, Grant.number)
    )
    by_ordinal: dict[int, list[GrantCondition]] = {}
    for each in found:
        by_ordinal.setdefault(each.ordinal, []).append(each)
    return list(by_ordinal.values())


def missed_condition(session: Session, grant: Grant, day: date) -> GrantCondition | None:
    """The first suspensive condition of this grant whose date has passed unconfirmed."""
    missed = [
        each
        for each in open_conditions(session, grant)
        if each.type is ConditionType.SUSPENSIVE and each.due_on < day
    ]
    return min(missed, key=lambda each: (each.due_on, each.ordinal), default=None)


def is_blocked(session: Session, grant: Grant) -> bool:
    """May nothing be paid of this grant before its conditions are confirmed (5.3)?"""
    return any(each.blocks_payment for each in open_conditions(session, grant))


def _each_once(found: Sequence[GrantCondition]) -> list[GrantCondition]:
    return list({each.ordinal: each for each in reversed(found)}.values())[::-1]
