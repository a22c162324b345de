"""Awarding under conditions, and confirming that one has occurred: two decisions of two people."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from grants.actions.condition_draft import (
    ConditionDraft,
    check_conditions,
    keep_conditions,
    says_just,
)
from grants.actions.granting import move_grant
from grants.actions.later_proposal import check_proposer, grant_of, own_equal, propose_later
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
    check_occurred,
)
from grants.programme.finding import Finding, RulesBroken, insist
from grants.programme.people import Actor
from grants.programme.reason import check_said
from grants.programme.words import Words
from grants.queries.condition import conditions_of, open_conditions
from grants.queries.grant_findings import grant_findings

PROOF = Words("den Nachweis des Eintritts", "the proof of it")


def propose_conditional_grant(
    session: Session,
    grant: Grant,
    under: Sequence[ConditionDraft],
    *,
    conditions: Sequence[str] = (),
    reasons: str = "",
    by: Actor,
    now: datetime,
) -> Decision:
    """Draft the award of a fundable grant under these conditions; its money counts as committed
    (R-001).

    Raises RulesBroken when a rule is broken or a point of a condition is missing.
    """
    lock(session, grant)
    mine = own_equal(session, Decision.grant_id == grant.id, DecisionKind.AWARD_CONDITIONALLY, by,
                     reasons=reasons, conditions=conditions)  # fmt: skip
    if mine is not None and says_just(session, mine, under):
        return mine
    held = [
        check_ready_to_award(grant),
        *check_proposer(session, grant, by),
        *check_conditions(under, [grant], today(now)),
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
    keep_conditions(session, decision, under, [grant])
    return decision


def propose_confirmation(
    session: Session,
    grant: Grant,
    *,
    ordinal: int | None = None,
    occurred_on: date,
    reasons: str,
    by: Actor,
    now: datetime,
) -> Decision:
    """Propose to confirm that a condition of this grant has occurred, and how that was proved.

    Without an ordinal it is the first one that nobody has confirmed. Raises RulesBroken when there
    is none to confirm, when the day lies ahead or past its date, or when nothing is said of the
    proof; conditions of a joint project are confirmed with it (`project_condition.py`).
    """
    lock(session, grant)
    condition = _open_condition(session, grant, ordinal)
    mine = own_equal(session, Decision.grant_id == grant.id, DecisionKind.CONFIRM_CONDITION, by,
                     reasons=reasons)  # fmt: skip
    if mine is not None and condition.stated_on == occurred_on:
        return mine
    held = [
        *check_proposer(session, grant, by),
        *check_proof(condition, occurred_on, reasons, today(now)),
    ]
    insist(held)
    state_day([condition], open_conditions(session, grant), occurred_on)
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
    """Confirm it as the second person: what it blocked is free, and nothing else changes."""
    grant = grant_of(decision)
    lock(session, grant)
    return confirm_stated(session, decision, [grant], by=by, now=now)


def confirm_stated(
    session: Session, decision: Decision, grants: Iterable[Grant], *, by: Actor, now: datetime
) -> list[Finding]:
    """Confirm what was stated of these grants, and tell their recipients. Holds their locks."""
    held: list[Finding] = []
    for grant in grants:
        for each in open_conditions(session, grant):
            lock(session, each)
        stated = [each for each in open_conditions(session, grant) if each.stated_on is not None]
        if not stated:
            raise RulesBroken([check_state(False)])
        order_letter(session, decision, grant=grant, now=now)
        for condition in stated:
            occurred = condition.stated_on or today(now)
            held.append(check_occurred(occurred, due=condition.due_on, today=today(now)))
            condition.confirmed_at = now
            record(
                session,
                "confirm_condition",
                "grant",
                grant.number,
                by=by,
                now=now,
                after={
                    "occurred_on": occurred.isoformat(),
                    "amount": str(condition.amount.decimal),
                },
                reason=decision.reasons,
            )
    insist(held)
    return held


def check_proof(
    condition: GrantCondition, occurred_on: date, reasons: str, day: date
) -> list[Finding]:
    """Is it said how the occurrence was proved, and did it occur in time?"""
    return [
        check_said(reasons, "reasons", PROOF, SOURCE),
        check_occurred(occurred_on, due=condition.due_on, today=day),
    ]


def state_day(
    chosen: Sequence[GrantCondition], every: Iterable[GrantCondition], occurred_on: date
) -> None:
    """Keep the day of these conditions and of no other that is open: one is confirmed at once."""
    for each in every:
        each.stated_on = None
    for each in chosen:
        each.stated_on = occurred_on


def _open_condition(session: Session, grant: Grant, ordinal: int | None) -> GrantCondition:
    """The condition of the grant's own decision that is to be confirmed; holds its lock.

    The caller holds the grant.
    """
    own = [
        each
        for each in conditions_of(session, grant)
        if each.decision.grant_id == grant.id
        and each.confirmed_at is None
        and ordinal in (None, each.ordinal)
    ]
    if not own:
        raise RulesBroken([check_state(False)])
    lock(session, own[0])
    if own[0].confirmed_at is not None:
        raise RulesBroken([check_state(False)])
    return own[0]
