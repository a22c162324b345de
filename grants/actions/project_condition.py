"""Confirming a condition of a joint project: two people do it once, for all its partners."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from grants.actions.approval import grants_of
from grants.actions.condition import check_proof, confirm_condition, confirm_stated, state_day
from grants.actions.kept_finding import as_plain
from grants.actions.later_proposal import own_equal
from grants.actions.lock import lock
from grants.actions.proposal import keep_proposal
from grants.actions.proposal_rule import check_state
from grants.models.award import Project
from grants.models.decision import Decision, DecisionKind
from grants.models.person import Person
from grants.programme.calendar import today
from grants.programme.finding import Finding, RulesBroken, insist
from grants.programme.four_eyes import check_only_proposal
from grants.programme.people import Actor
from grants.queries.condition import ProjectCondition, project_conditions
from grants.queries.decision import is_waiting
from grants.queries.officer_conflict import check_unbiased


def propose_project_confirmation(
    session: Session,
    project: Project,
    *,
    ordinal: int | None = None,
    occurred_on: date,
    reasons: str,
    by: Actor,
    now: datetime,
) -> Decision:
    """Propose to confirm that a condition of this joint project has occurred.

    Without an ordinal it is the first one that nobody has confirmed. Raises RulesBroken when there
    is none to confirm, when the day lies ahead or past its date, or when nothing is said of the
    proof.
    """
    lock(session, project)
    grants_of(session, project)
    every = _open(session, project)
    chosen = next((each for each in every if ordinal in (None, each.first.ordinal)), None)
    if chosen is None:
        raise RulesBroken([check_state(False)])
    about = Decision.project_id == project.id
    mine = own_equal(session, about, DecisionKind.CONFIRM_CONDITION, by, reasons=reasons)
    if mine is not None and all(each.stated_on == occurred_on for each in chosen.rows):
        return mine
    held = [
        check_unbiased(session, project.award.application_id, by),
        check_only_proposal(not is_waiting(session, Decision.project_id == project.id)),
        *check_proof(chosen.first, occurred_on, reasons, today(now)),
    ]
    insist(held)
    state_day(chosen.rows, [row for each in every for row in each.rows], occurred_on)
    decision = Decision(
        kind=DecisionKind.CONFIRM_CONDITION,
        project=project,
        terms=project.award.terms,
        reasons=reasons.strip(),
        amount=chosen.amount,
        findings=as_plain(held, "proposed", now),
        proposed_by=session.get_one(Person, by.person_id),
        proposed_at=now,
    )
    return keep_proposal(session, decision, by=by, now=now)


def confirm_conditions(
    session: Session, decision: Decision, *, by: Actor, now: datetime
) -> list[Finding]:
    """Confirm a condition of one grant, or of a joint project with a letter to each partner."""
    project = decision.project
    if project is None:
        return confirm_condition(session, decision, by=by, now=now)
    lock(session, project)
    grants_of(session, project)
    stated = [
        row.grant
        for each in _open(session, project)
        for row in each.rows
        if row.stated_on is not None
    ]
    if not stated:
        raise RulesBroken([check_state(False)])
    return confirm_stated(session, decision, stated, by=by, now=now)


def _open(session: Session, project: Project) -> list[ProjectCondition]:
    """The conditions that nobody has confirmed. The caller holds the grants."""
    for each in project_conditions(session, project):
        for row in each.rows:
            lock(session, row)
    return [each for each in project_conditions(session, project) if each.open]
