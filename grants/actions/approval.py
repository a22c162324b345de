"""What a decision on a concept or a joint project does."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.granting import commit_grants, make_fundable, move_award
from grants.actions.implementation import span_implementation
from grants.actions.lock import lock
from grants.actions.move import move
from grants.models.award import Award, Project
from grants.models.decision import Decision
from grants.models.grant import Grant
from grants.programme.finding import Finding, insist
from grants.programme.people import Actor
from grants.programme.stages import AwardState
from grants.queries.officer_conflict import check_unbiased
from grants.queries.project_findings import project_findings


def approve_concept(
    session: Session, decision: Decision, *, by: Actor, now: datetime
) -> list[Finding]:
    """Approve the internationalisation concept; joint projects may follow."""
    award = _award(decision)
    lock(session, award)
    move_award(session, award, "approve_concept", by=by, now=now, reason=decision.reasons)
    return []


def find_eligible(
    session: Session, project: Project, *, note: str, by: Actor, now: datetime
) -> list[Finding]:
    """Confirm that a submitted project keeps every rule; its grants become fundable.

    Raises RulesBroken when a rule is broken; then nothing is recorded.
    """
    lock(session, project.award)
    lock(session, project)
    held = project_findings(session, project)
    insist([check_unbiased(session, project.award.application_id, by), *held])
    for grant in grants_of(session, project):
        make_fundable(session, grant, note=note, by=by, now=now)
    move_project(session, project, "find_eligible", by=by, now=now, reason=note)
    return held


def approve_project(
    session: Session, decision: Decision, *, by: Actor, now: datetime
) -> list[Finding]:
    """Approve the project: every partner at home gets its grant, or nobody does (R-001).

    Partners abroad get no money and no letter. The first project begins the implementation.
    """
    project = _project(decision)
    award = project.award
    lock(session, award)
    lock(session, project)
    held = project_findings(session, project)
    insist(held)
    grants = grants_of(session, project)
    held += commit_grants(session, award, grants, decision, by=by, now=now)
    move_project(session, project, "approve", by=by, now=now)
    if award.state is AwardState.CONCEPT_APPROVED:
        move_award(session, award, "start_implementation", by=by, now=now)
    return held


def reject_project(
    session: Session, decision: Decision, *, by: Actor, now: datetime
) -> list[Finding]:
    """Refuse the project; its place and its time become free again (R-005, R-011)."""
    project = _project(decision)
    lock(session, project.award)
    lock(session, project)
    move_project(session, project, "reject", by=by, now=now, reason=decision.reasons)
    span_implementation(session, project.award)
    return []


def grants_of(session: Session, project: Project) -> list[Grant]:
    """The grants of the partners at home, locked in the order of their numbers."""
    grants = (
        select(Grant).where(Grant.project_id == project.id).order_by(Grant.number).with_for_update()
    )
    return list(session.scalars(grants))


def move_project(
    session: Session, project: Project, act: str, *, by: Actor, now: datetime, reason: str = ""
) -> None:
    """One recorded step on the road of a joint project."""
    move(session, project, act, ("project", project.number), by=by, now=now, reason=reason)


def _award(decision: Decision) -> Award:
    if decision.award is None:
        raise LookupError("this decision is not about a concept")
    return decision.award


def _project(decision: Decision) -> Project:
    if decision.project is None:
        raise LookupError("this decision is not about a project")
    return decision.project
