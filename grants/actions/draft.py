"""What a cluster may still change after its selection, and who in its team may."""

from datetime import datetime

from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.part_rule import check_own_part
from grants.models.award import Award, Partner, Project
from grants.models.grant import Grant
from grants.programme.finding import insist
from grants.programme.people import Actor
from grants.programme.stages import GrantState, NoSuchMove, ProjectState
from grants.queries.team import SIGNATORIES, WRITERS, check_team_role, team_of

TAKES_PARTNERS = (ProjectState.DRAFT, ProjectState.AT_RISK)
TAKES_PAPERS = (
    *TAKES_PARTNERS, ProjectState.APPROVED, ProjectState.ACTIVE, ProjectState.SUSPENDED
)  # fmt: skip
"""States in which a signature or a proof may still come: an award can be made on condition."""


def insist_on_writer(session: Session, award: Award, by: Actor) -> None:
    """Only those in the cluster's team who write may change its plans.

    Raises RulesBroken for everybody else.
    """
    insist([check_team_role(team_of(session, award.cluster), by, WRITERS)])


def insist_on_signatory(session: Session, award: Award, by: Actor) -> None:
    """Only an authorised signatory hands something in. Raises RulesBroken for everybody else."""
    insist([check_team_role(team_of(session, award.cluster), by, SIGNATORIES)])


def lock_draft(session: Session, project: Project, by: Actor) -> None:
    """Lock the project for a change by somebody who writes.

    Raises NoSuchMove when it is no draft any more.
    """
    lock(session, project)
    insist_on_writer(session, project.award, by)
    if project.state is not ProjectState.DRAFT:
        raise NoSuchMove("save_project", project.state, by.role)


def lock_for_partner(session: Session, project: Project, by: Actor) -> None:
    """Lock the project to take another partner in: a draft, or one that lost a partner.

    Raises NoSuchMove in every other state.
    """
    lock(session, project)
    insist_on_writer(session, project.award, by)
    if project.state not in TAKES_PARTNERS:
        raise NoSuchMove("add_partner", project.state, by.role)


def lock_for_papers(session: Session, project: Project, by: Actor) -> None:
    """Lock the project for a signature or a proof: in a draft, or while it runs.

    Raises NoSuchMove in every other state.
    """
    lock(session, project)
    insist_on_writer(session, project.award, by)
    if project.state not in TAKES_PAPERS:
        raise NoSuchMove("sign_agreement", project.state, by.role)


def lock_part(session: Session, partner: Partner, by: Actor) -> None:
    """Lock the project for a change of one part: by its own people, or by the cluster's team.

    Where a partner keeps its part, nobody else changes it. Raises RulesBroken for everybody else,
    NoSuchMove when the project is no draft any more; a partner that came in place of another one
    may be corrected until it was handed in or accepted.
    """
    lock(session, partner.project)
    lock(session, partner)
    if partner.kept_since is None:
        insist_on_writer(session, partner.project.award, by)
    else:
        insist([check_own_part(session, partner, by)])
    if not part_is_open(partner):
        raise NoSuchMove("save_partner", partner.project.state, by.role)


def part_is_open(partner: Partner) -> bool:
    """May this part still change: in a draft, or as a replacement that was not handed in yet?"""
    if partner.project.state is ProjectState.DRAFT:
        return True
    new = partner.is_new and partner.handed_in_at is None
    return new and partner.project.state is ProjectState.AT_RISK


def reopen_part(partner: Partner, by: Actor, now: datetime) -> None:
    """Note who changed a part or its plan last; whoever finished it does so again."""
    partner.changed_at, partner.changed_by_id, partner.finished_at = now, by.person_id, None
    partner.project.changed_at, partner.project.changed_by_id = now, by.person_id


def lock_plan(session: Session, grant: Grant, by: Actor) -> None:
    """Lock the grant, and the project it belongs to, for a change of its plan.

    Raises NoSuchMove when the plan was handed in or decided on.
    """
    if grant.partner is not None:
        lock_part(session, grant.partner, by)
    else:
        insist_on_writer(session, grant.award, by)
    lock(session, grant)
    if not plan_is_open(grant):
        raise NoSuchMove("save_budget", grant.state, by.role)


def plan_is_open(grant: Grant) -> bool:
    """May the plan of this grant still change?"""
    if grant.state is not GrantState.APPLIED or grant.handed_in_at is not None:
        return False
    return grant.partner is None or part_is_open(grant.partner)
