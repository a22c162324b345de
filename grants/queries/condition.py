"""The conditions of an award, and whether they still block payments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, contains_eager

from grants.models.award import Project
from grants.models.condition import GrantCondition
from grants.models.decision import Decision, DecisionKind, DecisionState
from grants.models.grant import Grant
from grants.programme.condition import ConditionType
from grants.programme.money import Money, total
from grants.programme.stages import GrantState
from grants.queries.decision import is_waiting

FALLEN = (GrantState.REVOKED, GrantState.WITHDRAWN_AWARD)
"""Such a grant waits for no condition any more."""


@dataclass(frozen=True, slots=True)
class ProjectCondition:
    """One condition of a joint project: a row for each grant that still stands."""

    rows: tuple[GrantCondition, ...]

    @property
    def first(self) -> GrantCondition:
        """What it says; it is the same for every grant."""
        return self.rows[0]

    @property
    def amount(self) -> Money:
        """How much depends on it, over all grants."""
        return total(each.amount for each in self.rows)

    @property
    def open(self) -> bool:
        """Has nobody confirmed it yet?"""
        return self.first.confirmed_at is None

    def missed(self, day: date) -> bool:
        """Has its date passed without that?"""
        return self.open and _is_missed(self.first, day)


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


def project_conditions(session: Session, project: Project) -> list[ProjectCondition]:
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
        .options(contains_eager(GrantCondition.grant))
        .order_by(GrantCondition.ordinal, Grant.number)
    )
    by_ordinal: dict[int, list[GrantCondition]] = {}
    for each in found:
        by_ordinal.setdefault(each.ordinal, []).append(each)
    return [ProjectCondition(tuple(rows)) for rows in by_ordinal.values()]


def waits_for_confirmation(session: Session, project: Project) -> bool:
    """Is it proposed to confirm a condition of this project? One statement."""
    confirming = Decision.kind == DecisionKind.CONFIRM_CONDITION
    return is_waiting(session, and_(Decision.project_id == project.id, confirming))


def missed_condition(session: Session, grant: Grant, day: date) -> GrantCondition | None:
    """The first suspensive condition of this grant whose date has passed unconfirmed."""
    missed = [each for each in open_conditions(session, grant) if _is_missed(each, day)]
    return min(missed, key=lambda each: (each.due_on, each.ordinal), default=None)


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
    """May nothing be paid of this grant before its conditions are confirmed (5.3)?"""
    return any(each.blocks_payment for each in open_conditions(session, grant))


def _is_missed(condition: GrantCondition, day: date) -> bool:
    return condition.type is ConditionType.SUSPENSIVE and condition.due_on < day


def _each_once(found: Sequence[GrantCondition]) -> list[GrantCondition]:
    return list({each.ordinal: each for each in reversed(found)}.values())[::-1]
