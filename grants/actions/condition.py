"""Awarding under conditions, and confirming that one has occurred: two decisions of two people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

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
    ConditionType,
    check_condition_amount,
    check_condition_day,
    check_occurred,
    check_some_condition,
)
from grants.programme.finding import Finding, RulesBroken, insist
from grants.programme.money import Money
from grants.programme.people import Actor
from grants.programme.reason import check_said
from grants.programme.words import Words
from grants.queries.condition import conditions_of, conditions_under, open_conditions
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
    amount: Money | None = None
    """How much depends on it; the whole grant when nothing is said."""
    blocks_payment: bool = True


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
    if mine is not None and says(session, mine, under):
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


def check_conditions(
    under: Sequence[ConditionDraft], grants: Sequence[Grant], day: date
) -> list[Finding]:
    """Is every point of these conditions there, and does each lie within all these grants?"""
    held = [check_some_condition(len(under))]
    for ordinal, each in enumerate(under, start=1):
        points = [
            check_said(each.content, "what", CONTENT, SOURCE),
            check_said(each.evidence, "evidence", EVIDENCE, SOURCE),
            check_said(each.consequence, "consequence", CONSEQUENCE, SOURCE),
            check_condition_day(
                each.due, decided_on=day, ends_on=min(grant.ends_on for grant in grants)
            ),
            *(
                check_condition_amount(_amount(each, grant), grant.direct + grant.allowance)
                for grant in grants
            ),
        ]
        held += [replace(one, place=field_of(one.place, ordinal)) for one in points]
    return held


def field_of(name: str, ordinal: int) -> str:
    """The name of this field of the first condition, or of a further one."""
    return name if ordinal == 1 else f"{name}_{ordinal}"


def keep_conditions(
    session: Session,
    decision: Decision,
    under: Sequence[ConditionDraft],
    grants: Sequence[Grant],
) -> None:
    """Keep each of these conditions with the decision, once for each grant."""
    for ordinal, each in enumerate(under, start=1):
        for grant in grants:
            session.add(
                GrantCondition(
                    decision=decision,
                    grant=grant,
                    ordinal=ordinal,
                    amount=_amount(each, grant),
                    **_as_kept(each),
                )
            )
    session.flush()


def says(session: Session, decision: Decision, under: Sequence[ConditionDraft]) -> bool:
    """Are these very conditions what was proposed?"""
    kept = conditions_under(session, decision)
    return len(kept) == len(under) and all(
        _is_kept(one, draft) for one, draft in zip(kept, under, strict=True)
    )


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


def _amount(condition: ConditionDraft, grant: Grant) -> Money:
    return grant.direct + grant.allowance if condition.amount is None else condition.amount


def _as_kept(condition: ConditionDraft) -> dict[str, Any]:
    """The columns of its record, but for its grant and the amount."""
    return {
        "type": condition.type,
        "content": condition.content.strip(),
        "due_on": condition.due,
        "evidence": condition.evidence.strip(),
        "consequence": condition.consequence.strip(),
        "blocks_payment": condition.blocks_payment,
    }


def _is_kept(kept: GrantCondition, condition: ConditionDraft) -> bool:
    said = _as_kept(condition) | {"amount": _amount(condition, kept.grant)}
    return all(getattr(kept, name) == value for name, value in said.items())


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
