"""Proposing a decision: the first of two people writes down what should happen, and why."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.approval import grants_of
from grants.actions.condition_draft import (
    ConditionDraft,
    check_conditions,
    keep_conditions,
    says_just,
)
from grants.actions.granting import move_award, move_grant
from grants.actions.kept_finding import as_plain
from grants.actions.later_proposal import own_equal
from grants.actions.lock import lock
from grants.actions.proposal_rule import (
    READY_FOR,
    check_departure,
    check_ready_to_award,
    check_reasons,
    check_state,
    check_vote,
    departs,
)
from grants.actions.record import record
from grants.actions.selection import check_selection
from grants.models.application import Application
from grants.models.award import Award, Project
from grants.models.decision import (
    PROJECT_AWARDS,
    Decision,
    DecisionKind,
    DecisionState,
    Ground,
)
from grants.models.grant import Grant
from grants.models.person import Person
from grants.programme.calendar import today
from grants.programme.finding import Finding, insist
from grants.programme.four_eyes import check_only_proposal
from grants.programme.people import Actor
from grants.programme.stages import AwardState, ProjectState
from grants.queries.grant_findings import grant_findings
from grants.queries.meeting_word import word_on
from grants.queries.officer_conflict import check_unbiased
from grants.queries.project_findings import project_findings
from grants.queries.rejection_ground import check_ground


def propose_on_application(
    session: Session,
    application: Application,
    kind: DecisionKind,
    *,
    ground: Ground | None = None,
    reasons: str = "",
    advice: str = "",
    by: Actor,
    now: datetime,
) -> Decision:
    """Propose to select the cluster, to keep it in reserve, or to reject it with reasons.

    `advice` is for the next round; only a rejection gives any.

    Raises RulesBroken when the application is not that far, a rejection gives no ground or
    reasons or a ground that is not so, a proposal leaves the ranking without a reason (R-056), or
    the round has no money for it (R-015).
    """
    lock(session, application)
    rejects = kind is DecisionKind.REJECT
    ground = ground if rejects else None  # the form has one chosen whatever is proposed
    mine = own_equal(
        session, Decision.application_id == application.id, kind, by, reasons=reasons,
        ground=ground, advice=advice.strip() if rejects else "",
    )  # fmt: skip
    if mine is not None:
        return mine
    kept = _reserve_place(session, application)
    held = [
        check_unbiased(session, application.id, by),
        check_state(application.state in READY_FOR[kind]),
        check_reasons(kind is not DecisionKind.REJECT or bool(reasons.strip() and ground)),
        check_departure(
            departs=departs(session, application, kind, kept=kept is not None),
            given=bool(reasons.strip()),
        ),
        check_vote(
            None if kept else word_on(session, application), kind, given=bool(reasons.strip())
        ),
        _check_undecided(session, Decision.application_id == application.id, but=kept),
    ]
    if kind is DecisionKind.SELECT:
        held += check_selection(session, application, now=now)
    if kind is DecisionKind.REJECT and ground is not None:
        held.append(check_ground(session, application, ground))
    insist(held)
    if kept is not None:
        _supersede(session, kept, by=by, now=now)
    decision = Decision(
        kind=kind,
        application=application,
        terms=application.terms,
        ground=ground,
        reasons=reasons.strip(),
        advice=advice.strip() if rejects else "",
        amount=application.requested if kind is DecisionKind.SELECT else None,
        findings=as_plain(held, "proposed", now),
        **_drafter(session, by, now),
    )
    return keep_proposal(session, decision, by=by, now=now)


def propose_grant(
    session: Session,
    grant: Grant,
    *,
    conditions: Sequence[str] = (),
    reasons: str = "",
    by: Actor,
    now: datetime,
) -> Decision:
    """Draft the award of a fundable grant.

    `conditions` are German sentences. Raises RulesBroken when a rule is broken, or when the grant
    is not fundable yet.
    """
    lock(session, grant)
    mine = own_equal(session, Decision.grant_id == grant.id, DecisionKind.AWARD_GRANT, by,
                     reasons=reasons, conditions=conditions)  # fmt: skip
    if mine is not None:
        return mine
    held = [
        check_unbiased(session, grant.award.application_id, by),
        check_ready_to_award(grant),
        *grant_findings(session, grant, committed=grant.award.committed, now=now),
    ]
    insist(held)
    move_grant(session, grant, "draft", by=by, now=now)
    decision = Decision(
        kind=DecisionKind.AWARD_GRANT,
        grant=grant,
        terms=grant.award.terms,
        reasons=reasons.strip(),
        conditions=[condition for condition in conditions if condition.strip()],
        amount=grant.direct + grant.allowance,
        findings=as_plain(held, "proposed", now),
        **_drafter(session, by, now),
    )
    return keep_proposal(session, decision, by=by, now=now)


def propose_on_concept(
    session: Session, award: Award, *, reasons: str = "", by: Actor, now: datetime
) -> Decision:
    """Propose to approve the internationalisation concept that the cluster handed in."""
    lock(session, award)
    mine = own_equal(session, Decision.award_id == award.id, DecisionKind.APPROVE_CONCEPT, by,
                     reasons=reasons)  # fmt: skip
    if mine is not None:
        return mine
    ready = (AwardState.CONCEPT_SUBMITTED, AwardState.CONCEPT_UNDER_REVIEW)
    held = [
        check_unbiased(session, award.application_id, by),
        check_state(award.state in ready),
        _check_undecided(session, Decision.award_id == award.id),
    ]
    insist(held)
    if award.state is AwardState.CONCEPT_SUBMITTED:
        move_award(session, award, "review_concept", by=by, now=now)
    decision = Decision(
        kind=DecisionKind.APPROVE_CONCEPT,
        award=award,
        terms=award.terms,
        reasons=reasons.strip(),
        findings=as_plain(held, "proposed", now),
        **_drafter(session, by, now),
    )
    return keep_proposal(session, decision, by=by, now=now)


def propose_on_project(
    session: Session,
    project: Project,
    kind: DecisionKind,
    *,
    under: Sequence[ConditionDraft] = (),
    conditions: Sequence[str] = (),
    reasons: str = "",
    by: Actor,
    now: datetime,
) -> Decision:
    """Propose to approve an eligible joint project with all its grants, or to refuse it.

    A conditional approval hangs on every condition named by `under`, with each grant as a whole.
    """
    lock(session, project)
    mine = own_equal(session, Decision.project_id == project.id, kind, by, reasons=reasons,
                     conditions=conditions)  # fmt: skip
    if mine is not None and says_just(session, mine, under):
        return mine
    approval = kind in PROJECT_AWARDS
    conditional = kind is DecisionKind.APPROVE_PROJECT_CONDITIONALLY
    grants = grants_of(session, project) if conditional else []
    held = [
        check_unbiased(session, project.award.application_id, by),
        check_state(project.state is ProjectState.ELIGIBLE),
        check_reasons(approval or bool(reasons.strip())),
        _check_undecided(session, Decision.project_id == project.id),
        *(check_conditions(under, grants, today(now)) if conditional else ()),
        *(project_findings(session, project) if approval else ()),
    ]
    insist(held)
    decision = Decision(
        kind=kind,
        project=project,
        terms=project.award.terms,
        reasons=reasons.strip(),
        conditions=[condition for condition in conditions if condition.strip()],
        findings=as_plain(held, "proposed", now),
        **_drafter(session, by, now),
    )
    keep_proposal(session, decision, by=by, now=now)
    keep_conditions(session, decision, under if conditional else (), grants)
    return decision


def _drafter(session: Session, by: Actor, now: datetime) -> dict[str, Any]:
    return {"proposed_by": session.get_one(Person, by.person_id), "proposed_at": now}


def keep_proposal(session: Session, decision: Decision, *, by: Actor, now: datetime) -> Decision:
    """Keep and record it."""
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
            "kind": decision.kind.value,
            "ground": decision.ground.value if decision.ground else None,
            "amount": str(decision.amount.decimal) if decision.amount else None,
            "conditions": list(decision.conditions),
        },
        reason=decision.reasons,
    )
    return decision


def _reserve_place(session: Session, application: Application) -> Decision | None:
    """The decision that keeps the cluster in reserve; a later one takes its place."""
    return session.scalar(
        select(Decision).where(
            Decision.application_id == application.id,
            Decision.kind == DecisionKind.RESERVE,
            Decision.state == DecisionState.COUNTERSIGNED,
            Decision.released_at.is_not(None),
        )
    )


def _supersede(session: Session, decision: Decision, *, by: Actor, now: datetime) -> None:
    decision.state = DecisionState.VOID
    decision.voided_at = now
    session.flush()
    record(
        session,
        "supersede_decision",
        "decision",
        decision.number,
        by=by,
        now=now,
        before={"state": DecisionState.COUNTERSIGNED.value, "kind": decision.kind.value},
        after={"state": DecisionState.VOID.value},
    )


def _check_undecided(session: Session, about: Any, but: Decision | None = None) -> Finding:
    live = session.scalars(select(Decision).where(about, Decision.voided_at.is_(None))).all()
    return check_only_proposal(all(one is but for one in live))
