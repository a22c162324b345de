"""Deciding: one officer proposes, a second one countersigns; a change needs both once more."""

from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from grants.actions.amendment import amend_grant
from grants.actions.approval import approve_concept, approve_project, reject_project
from grants.actions.granting import award_grant, move_grant
from grants.actions.kept_finding import as_plain
from grants.actions.late_use import charge_late_use
from grants.actions.ledger import Cause
from grants.actions.lock import lock
from grants.actions.project_condition import confirm_conditions
from grants.actions.record import record
from grants.actions.revocation import revoke_grant
from grants.actions.selection import (
    agree_on_rejection,
    agree_on_reserve,
    agree_on_selection,
    give_promise_back,
)
from grants.documents.missing import missing_parts
from grants.models.decision import AWARD_KINDS, OUTCOMES, Decision, DecisionKind, DecisionState
from grants.models.person import Person
from grants.models.release import ReleaseState
from grants.papers.letter import lacks, preview_letter
from grants.programme.finding import Finding, insist
from grants.programme.four_eyes import FOUR_EYES, check_open, check_other_person
from grants.programme.ledger import EntryKind
from grants.programme.people import Actor, Role
from grants.programme.reason import check_reason
from grants.programme.words import Words
from grants.queries.decision import case_of
from grants.queries.officer_conflict import check_unbiased
from grants.queries.segregation import rules_apart

CARRY_OUT = {
    DecisionKind.SELECT: agree_on_selection,
    DecisionKind.RESERVE: agree_on_reserve,
    DecisionKind.REJECT: agree_on_rejection,
    DecisionKind.AWARD_GRANT: award_grant,
    DecisionKind.APPROVE_CONCEPT: approve_concept,
    DecisionKind.APPROVE_PROJECT: approve_project,
    DecisionKind.APPROVE_PROJECT_CONDITIONALLY: approve_project,
    DecisionKind.REJECT_PROJECT: reject_project,
    DecisionKind.AWARD_CONDITIONALLY: award_grant,
    DecisionKind.CONFIRM_CONDITION: confirm_conditions,
    DecisionKind.AMEND_GRANT: amend_grant,
    DecisionKind.REVOKE_GRANT: revoke_grant,
    DecisionKind.CHARGE_LATE_USE: charge_late_use,
}
"""What each kind of decision does once two people stand behind it. Each re-checks its rules under
the locks it needs and returns the findings it held. Outcomes of the selection are told later, by a
release (actions/release.py)."""

TWO_PEOPLE = Words("Zwei Personen entscheiden.", "Two people decide.")


def countersign(session: Session, decision: Decision, *, by: Actor, now: datetime) -> Decision:
    """Stand behind a proposal as the second person; an outcome of the selection is told later.

    Raises RulesBroken when the same person proposed it, when it is no longer open, when the person
    has a conflict, or when a rule that held at the proposal is broken now; then nothing is
    recorded. Pressed twice by the same person it is one countersignature.
    """
    lock(session, decision)
    if decision.state is DecisionState.COUNTERSIGNED and (
        decision.countersigned_by_id == by.person_id
    ):
        return decision
    about = case_of(decision).id
    insist([
        check_second_person(decision, by),
        _check_open(decision),
        check_unbiased(session, about, by),
        check_unbiased(session, about, decision.proposed_by.as_actor()),
    ])  # fmt: skip
    apart = rules_apart(session, decision, by.person_id)
    held = CARRY_OUT[decision.kind](session, _signed(session, decision, by, now), by=by, now=now)
    kept = held if apart.holds else [*held, apart]
    decision.findings = [*decision.findings, *as_plain(kept, "countersigned", now)]
    insist(_gaps(session, decision, now))
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
    """Refuse to countersign, or take a decision back that nobody was told: it is void.

    The reason stays. A release that was asked for with it falls away, and what it had taken from
    the money of the round is free again. Raises RulesBroken when the proposal is no longer open or
    no reason is given.
    """
    drop_asked_release(session, decision, now=now)
    lock(session, decision)
    insist([_check_untold(decision), check_reason(reason, source=FOUR_EYES)])
    before = decision.state
    void(session, decision, now=now)
    awards = decision.kind in AWARD_KINDS and by.role is Role.SPONSOR
    if decision.grant is not None and awards:
        lock(session, decision.grant)
        move_grant(session, decision.grant, "send_back", by=by, now=now, reason=reason)
    record(
        session,
        "send_back_decision",
        "decision",
        decision.number,
        by=by,
        now=now,
        before={"state": before.value, "kind": decision.kind.value},
        after={"state": DecisionState.VOID.value},
        reason=reason,
    )
    session.flush()
    return decision


def void_untold(
    session: Session, about: ColumnElement[bool], *, reason: str, by: Actor, now: datetime
) -> None:
    """Whatever is proposed or decided there and was not told falls away, with its signatures."""
    found = session.scalars(
        select(Decision)
        .where(about, Decision.state != DecisionState.VOID, Decision.released_at.is_(None))
        .order_by(Decision.id)
    ).all()
    for decision in found:
        if decision.state is DecisionState.PROPOSED or decision.kind in OUTCOMES:
            send_back(session, decision, reason=reason, by=by, now=now)


def void(session: Session, decision: Decision, *, now: datetime) -> None:
    """The decision counts no more; the caller holds its row."""
    signed = decision.state is DecisionState.COUNTERSIGNED
    decision.state = DecisionState.VOID
    decision.voided_at = now
    if signed and decision.kind is DecisionKind.SELECT and decision.application is not None:
        why = Cause(
            kind=EntryKind.VOID,
            key=f"void/{decision.id}",
            act="send_back_decision",
            object_kind="decision",
            object_number=decision.number,
            at=now,
        )
        give_promise_back(session, decision.application, why)


def drop_asked_release(session: Session, decision: Decision, *, now: datetime) -> None:
    """What was asked to be released changes: it has to be asked for again.

    The release is locked before its decisions, and these in the order of their numbers.
    """
    release = decision.release
    if release is None or decision.released_at is not None:
        return
    lock(session, release)
    if release.state is not ReleaseState.ASKED:
        return
    release.state, release.voided_at = ReleaseState.VOID, now
    together = select(Decision).where(Decision.release_id == release.id).order_by(Decision.id)
    for each in session.scalars(together.with_for_update(of=Decision)).all():
        each.release = None
    session.flush()


def check_second_person(decision: Decision, by: Actor) -> Finding:
    """Is the person who countersigns another one than the person who proposed (R-054)?"""
    return check_other_person(
        decision.proposed_by_id == by.person_id,
        claim=TWO_PEOPLE,
        refused=Words(
            "Sie haben diese Entscheidung entworfen. Eine zweite Person muss mitzeichnen.",
            "You drafted this decision. A second person must countersign.",
        ),
        fine=Words(
            f"Entworfen von {decision.proposed_by.name}, mitgezeichnet von {by.name}.",
            f"Drafted by {decision.proposed_by.name}, countersigned by {by.name}.",
        ),
    )


def _signed(session: Session, decision: Decision, by: Actor, now: datetime) -> Decision:
    decision.countersigned_by = session.get_one(Person, by.person_id)
    decision.countersigned_at = now
    decision.state = DecisionState.COUNTERSIGNED
    return decision


def _gaps(session: Session, decision: Decision, now: datetime) -> list[Finding]:
    """What the letter of an outcome would lack; other letters are ordered, and checked, at once."""
    if decision.kind not in OUTCOMES:
        return []
    letter = preview_letter(session, decision, None, second=decision.countersigned_by, now=now)
    return [lacks(part) for part in missing_parts(letter)] if letter else []


def _check_open(decision: Decision) -> Finding:
    return check_open("DECISION-OPEN", waits=decision.state is DecisionState.PROPOSED)


def _check_untold(decision: Decision) -> Finding:
    """Is it still proposed, or an outcome that two people signed and nobody was told?"""
    signed = decision.state is DecisionState.COUNTERSIGNED
    untold = signed and decision.kind in OUTCOMES and decision.released_at is None
    return check_open("DECISION-OPEN", waits=decision.state is DecisionState.PROPOSED or untold)
