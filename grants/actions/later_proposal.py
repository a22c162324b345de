"""Proposing what comes beside or after an award: condition, amendment, revocation."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from grants.actions.kept_finding import as_plain
from grants.actions.record import record
from grants.models.decision import Decision, DecisionKind, DecisionState
from grants.models.grant import Grant
from grants.models.person import Person
from grants.programme.finding import Finding
from grants.programme.four_eyes import check_only_proposal
from grants.programme.money import Money
from grants.programme.people import Actor
from grants.queries.decision import is_waiting
from grants.queries.officer_conflict import check_unbiased


def propose_later(
    session: Session,
    grant: Grant,
    kind: DecisionKind,
    *,
    held: Sequence[Finding],
    reasons: str,
    amount: Money | None,
    conditions: Sequence[str] = (),
    by: Actor,
    now: datetime,
) -> Decision:
    """Keep a proposal on one grant; whoever calls it has asked every rule."""
    decision = Decision(
        kind=kind,
        grant=grant,
        terms=grant.award.terms,
        reasons=reasons.strip(),
        conditions=list(conditions),
        amount=amount,
        findings=as_plain(held, "proposed", now),
        proposed_by=session.get_one(Person, by.person_id),
        proposed_at=now,
    )
    session.add(decision)
    session.flush()
    record(
        session,
        "propose_decision",
        "decision",
        decision.number,
        by=by,
        now=now,
        after={
            "kind": kind.value,
            "amount": str(amount.decimal) if amount is not None else None,
            "conditions": list(conditions),
        },
        reason=decision.reasons,
    )
    return decision


def own_equal(
    session: Session,
    about: ColumnElement[bool],
    kind: DecisionKind,
    by: Actor,
    *,
    reasons: str,
    conditions: Sequence[str] = (),
    **same: Any,
) -> Decision | None:
    """One's own proposal that waits and says the very same: the button was pressed twice.

    `same` names further columns of the decision and what they have to say.
    """
    found = session.scalar(
        select(Decision).where(
            about,
            Decision.kind == kind,
            Decision.state == DecisionState.PROPOSED,
            Decision.proposed_by_id == by.person_id,
            Decision.reasons == reasons.strip(),
        )
    )
    if found is None or found.conditions != [each for each in conditions if each.strip()]:
        return None
    return found if all(getattr(found, name) == value for name, value in same.items()) else None


def check_proposer(session: Session, grant: Grant, by: Actor) -> list[Finding]:
    """May this officer propose something on the grant, and does nothing else wait (R-055)?"""
    return [
        check_unbiased(session, grant.award.application_id, by),
        _check_nothing_open(session, grant),
    ]


def _check_nothing_open(session: Session, grant: Grant) -> Finding:
    """Does no other proposal on this grant wait for its second person?"""
    return check_only_proposal(not is_waiting(session, Decision.grant_id == grant.id))


def grant_of(decision: Decision) -> Grant:
    """The grant that the decision is about.

    Raises LookupError when it is about something else.
    """
    if decision.grant is None:
        raise LookupError("this decision is not about a grant")
    return decision.grant
