"""Awarding under a condition, and confirming that it has occurred: two decisions of two people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from grants.actions.granting import move_grant
from grants.actions.later_proposal import (
    check_proposer,
    grant_of,
    own_equal,
    propose_later,
)
from grants.actions.letter import order_letter
from grants.actions.lock import lock
from grants.actions.proposal_rule import check_ready_to_award, check_state
from grants.actions.record import record
from grants.models.condition import GrantCondition
from grants.models.decision import Decision, DecisionKind
from grants.models.grant import Grant
from grants.programme.calendar import today
from grants.programme.condition import (
    SOURCE,
    ConditionType,
    check_condition_amount,
    check_condition_day,
    check_occurred,
)
from grants.programme.finding import Finding, RulesBroken, insist
from grants.programme.money import Money
from grants.programme.people import Actor
from grants.programme.reason import check_said
from grants.programme.words import Words
from grants.queries.condition import condition_of, condition_under
from grants.queries.grant_findings import grant_findings

CONTENT = Words("den Inhalt der Bedingung", "what the condition is")
EVIDENCE = Words("den Nachweis", "the evidence")
PROOF = Words("den Nachweis des Eintritts", "the proof of it")
CONSEQUENCE = Words("die Folge, wenn sie nicht eintritt", "what follows if it does not occur")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionDraft:
    """A condition as an officer writes it, in German."""

    type: ConditionType
    content: str
    due: date
    evidence: str
    consequence: str
    amount: Money
    blocks_payment: bool = True


def propose_conditional_grant(
    session: Session,
    grant: Grant,
    condition: ConditionDraft,
    *,
    conditions: Sequence[str] = (),
    reasons: str = "",
    by: Actor,
    now: datetime,
) -> Decision:
    """Draft the award of a fundable grant under a condition; its money counts as committed (R-001).

    Raises RulesBroken when a rule is broken or a point of the condition is missing.
    """
    lock(session, grant)
    mine = own_equal(session, Decision.grant_id == grant.id, DecisionKind.AWARD_CONDITIONALLY, by,
                     reasons=reasons, conditions=conditions)  # fmt: skip
    if mine is not None and _says(condition_under(session, mine), condition):
        return mine
    held = [
        check_ready_to_award(grant),
        *check_proposer(session, grant, by),
        check_said(condition.content, "what", CONTENT, SOURCE),
        check_said(condition.evidence, "evidence", EVIDENCE, SOURCE),
        check_said(condition.consequence, "consequence", CONSEQUENCE, SOURCE),
        check_condition_day(condition.due, decided_on=today(now), ends_on=grant.ends_on),
        check_condition_amount(condition.amount, grant.direct + grant.allowance),
        *grant_findings(session, grant, committed=grant.award.committed, now=now),
    ]
    insist(held)
    move_grant(session, grant, "draft", by=by, now=now)
    decision = propose_later(
        session,
        grant,
        DecisionKind.AWARD_CONDITIONALLY,
        held=held,
        reasons=reasons,
        amount=grant.direct + grant.allowance,
        conditions=[each for each in conditions if each.strip()],
        by=by,
        now=now,
    )
    session.add(GrantCondition(decision=decision, grant=grant, **_as_kept(condition)))
    session.flush()
    return decision


def propose_confirmation(
    session: Session, grant: Grant, *, occurred_on: date, reasons: str, by: Actor, now: datetime
) -> Decision:
    """Propose to confirm that the condition of this grant has occurred, and how that was proved.

    Raises RulesBroken when there is no condition to confirm, when the day lies ahead or past its
    date, or when nothing is said of the proof.
    """
    lock(session, grant)
    condition = _unconfirmed(session, grant)
    mine = own_equal(session, Decision.grant_id == grant.id, DecisionKind.CONFIRM_CONDITION, by,
                     reasons=reasons)  # fmt: skip
    if mine is not None and condition.stated_on == occurred_on:
        return mine
    held = [
        *check_proposer(session, grant, by),
        check_said(reasons, "reasons", PROOF, SOURCE),
        check_occurred(occurred_on, due=condition.due_on, today=today(now)),
    ]
    insist(held)
    condition.stated_on = occurred_on
    return propose_later(
        session,
        grant,
        DecisionKind.CONFIRM_CONDITION,
        held=held,
        reasons=reasons,
        amount=condition.amount,
        by=by,
        now=now,
    )


def confirm_condition(
    session: Session, decision: Decision, *, by: Actor, now: datetime
) -> list[Finding]:
    """Confirm it as the second person: payments are free, and nothing else changes."""
    grant = grant_of(decision)
    lock(session, grant)
    condition = _unconfirmed(session, grant)
    occurred = condition.stated_on or today(now)
    held = [check_occurred(occurred, due=condition.due_on, today=today(now))]
    insist(held)
    condition.confirmed_at = now
    record(
        session,
        "confirm_condition",
        "grant",
        grant.number,
        by=by,
        now=now,
        after={"occurred_on": occurred.isoformat(), "amount": str(condition.amount.decimal)},
        reason=decision.reasons,
    )
    order_letter(session, decision, now=now)
    return held


def _as_kept(condition: ConditionDraft) -> dict[str, Any]:
    """The columns of its record."""
    return {
        "type": condition.type,
        "content": condition.content.strip(),
        "due_on": condition.due,
        "evidence": condition.evidence.strip(),
        "consequence": condition.consequence.strip(),
        "amount": condition.amount,
        "blocks_payment": condition.blocks_payment,
    }


def _says(kept: GrantCondition | None, condition: ConditionDraft) -> bool:
    """Is this very condition what was proposed?"""
    said = _as_kept(condition)
    return kept is not None and all(getattr(kept, name) == said[name] for name in said)


def _unconfirmed(session: Session, grant: Grant) -> GrantCondition:
    """The condition of the grant while nobody has confirmed it. The caller holds the grant."""
    condition = condition_of(session, grant)
    if condition is not None:
        lock(session, condition)
    if condition is None or condition.confirmed_at is not None:
        raise RulesBroken([check_state(False)])
    return condition
