"""Deciding: one officer proposes, a second one countersigns, and only then something happens."""

from datetime import datetime

from sqlalchemy.orm import Session

from grants.actions.amendment import amend_grant
from grants.actions.approval import approve_concept, approve_project, reject_project
from grants.actions.condition import confirm_condition
from grants.actions.granting import award_grant, move_grant
from grants.actions.kept_finding import as_plain
from grants.actions.lock import lock
from grants.actions.record import record
from grants.actions.revocation import revoke_grant
from grants.actions.selection import put_on_reserve, reject_application, select_application
from grants.models.decision import AWARD_KINDS, Decision, DecisionKind, DecisionState
from grants.models.person import Person
from grants.programme.finding import Finding, insist
from grants.programme.four_eyes import FOUR_EYES, check_open
from grants.programme.people import Actor
from grants.programme.reason import check_reason
from grants.programme.words import Words

CARRY_OUT = {
    DecisionKind.SELECT: select_application,
    DecisionKind.RESERVE: put_on_reserve,
    DecisionKind.REJECT: reject_application,
    DecisionKind.AWARD_GRANT: award_grant,
    DecisionKind.APPROVE_CONCEPT: approve_concept,
    DecisionKind.APPROVE_PROJECT: approve_project,
    DecisionKind.REJECT_PROJECT: reject_project,
    DecisionKind.AWARD_CONDITIONALLY: award_grant,
    DecisionKind.CONFIRM_CONDITION: confirm_condition,
    DecisionKind.AMEND_GRANT: amend_grant,
    DecisionKind.REVOKE_GRANT: revoke_grant,
}
"""What each kind of decision does once two people stand behind it. Each re-checks its rules under
the locks it needs and returns the findings it held."""

TWO_PEOPLE = Words("Zwei Personen entscheiden.", "Two people decide.")


def countersign(session: Session, decision: Decision, *, by: Actor, now: datetime) -> Decision:
    """Stand behind a proposal as the second person, and carry it out at once.

    Raises RulesBroken when the same person proposed it, when it is no longer open, or when a rule
    that held at the proposal is broken now; then nothing is recorded.
    """
    lock(session, decision)
    insist([check_second_person(decision, by), _check_open(decision)])
    decision.countersigned_by = session.get_one(Person, by.person_id)
    decision.countersigned_at = now
    decision.state = DecisionState.COUNTERSIGNED
    held = CARRY_OUT[decision.kind](session, decision, by=by, now=now)
    decision.findings = [*decision.findings, *as_plain(held, "countersigned", now)]
    record(
        session,
        "countersign_decision",
        "decision",
        decision.number,
        by=by,
        now=now,
        before={"state": DecisionState.PROPOSED.value, "proposed_by": decision.proposed_by.name},
        after={"state": decision.state.value, "kind": decision.kind.value},
    )
    session.flush()
    return decision


def send_back(
    session: Session, decision: Decision, *, reason: str, by: Actor, now: datetime
) -> Decision:
    """Refuse to countersign, or take one's own proposal back: it is void, the reason stays.

    Raises RulesBroken when the proposal is no longer open or no reason is given.
    """
    lock(session, decision)
    insist([_check_open(decision), check_reason(reason, source=FOUR_EYES)])
    decision.state = DecisionState.VOID
    decision.voided_at = now
    if decision.grant is not None and decision.kind in AWARD_KINDS:
        lock(session, decision.grant)
        move_grant(session, decision.grant, "send_back", by=by, now=now, reason=reason)
    record(
        session,
        "send_back_decision",
        "decision",
        decision.number,
        by=by,
        now=now,
        before={"state": DecisionState.PROPOSED.value, "kind": decision.kind.value},
        after={"state": DecisionState.VOID.value},
        reason=reason,
    )
    session.flush()
    return decision


def check_second_person(decision: Decision, by: Actor) -> Finding:
    """Is the person who countersigns another one than the person who proposed (R-054)?"""
    return Finding(
        rule="R-054",
        holds=decision.proposed_by_id != by.person_id,
        claim=TWO_PEOPLE,
        says=Words(
            "Sie haben diese Entscheidung entworfen. Eine zweite Person muss mitzeichnen.",
            "You drafted this decision. A second person must countersign.",
        )
        if decision.proposed_by_id == by.person_id
        else Words(
            f"Entworfen von {decision.proposed_by.name}, mitgezeichnet von {by.name}.",
            f"Drafted by {decision.proposed_by.name}, countersigned by {by.name}.",
        ),
        source=FOUR_EYES,
    )


def _check_open(decision: Decision) -> Finding:
    return check_open("DECISION-OPEN", waits=decision.state is DecisionState.PROPOSED)
