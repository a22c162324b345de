"""Which second cluster stands behind a project, and which projects count for an award (R-005)."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from grants.models.application import Application
from grants.models.award import Award, Project
from grants.models.backing import Backing
from grants.programme.cooperation import check_project_count
from grants.programme.finding import Finding
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.stages import ProjectState
from grants.programme.words import Words, say
from grants.queries.application import terms_of


def backing_of(session: Session, project: Project) -> Backing | None:
    """The second cluster of a project, asked or agreed; nothing after it was ended."""
    return session.scalar(
        select(Backing)
        .where(Backing.project_id == project.id, Backing.ended_at.is_(None))
        .options(joinedload(Backing.award).joinedload(Award.cluster))
    )


def backings_of_award(session: Session, award: Award) -> list[Backing]:
    """The projects of others behind which the cluster of this award stands, or is asked to."""
    return list(
        session.scalars(
            select(Backing)
            .where(Backing.award_id == award.id, Backing.ended_at.is_(None))
            .options(
                joinedload(Backing.project).joinedload(Project.award).joinedload(Award.cluster)
            )
            .order_by(Backing.id)
        )
    )


def award_to_ask(session: Session, project: Project, number: str) -> Award | None:
    """Another award of the same round, by its number."""
    round_id = project.award.application.round_id
    return session.scalar(
        select(Award)
        .join(Application, Application.id == Award.application_id)
        .where(
            Award.number == number,
            Award.id != project.award_id,
            Application.round_id == round_id,
        )
    )


def counted_states(
    session: Session, award: Award, *, without: Project | None = None, drafts: bool = False
) -> list[ProjectState]:
    """The states of all projects that count for an award: its own and those it stands behind.

    With `drafts` a draft counts as if it had been handed in.
    """
    backed = [one.project for one in backings_of_award(session, award) if one.agreed_at]
    states = [one.state for one in (*award.projects, *backed) if one is not without]
    if drafts:
        return [ProjectState.SUBMITTED if s is ProjectState.DRAFT else s for s in states]
    return states


def backing_findings(session: Session, project: Project, state: ProjectState) -> list[Finding]:
    """Has the second cluster agreed, and has it a place for the project (R-005)?

    How many places it has taken is its own business until it has agreed.
    """
    backing = backing_of(session, project)
    if backing is None:
        return []
    whose = backing.award.cluster.name
    said = (
        say("{name} hat zugestimmt.", "{name} has agreed.", name=whose)
        if backing.agreed_at
        else say("{name} hat noch nicht geantwortet.", "{name} has not answered yet.", name=whose)
    )
    agreed = Finding(
        rule="R-005",
        holds=backing.agreed_at is not None,
        claim=Words("Das zweite Cluster trägt das Projekt mit.",
                    "The second cluster stands behind the project."),
        says=said,
        source=TERMS_OF_ROUND,
        place="backing",
    )  # fmt: skip
    if not backing.agreed_at:
        return [agreed]
    return [agreed, count_of_second(session, backing.award, [state], without=project)]


def count_of_second(
    session: Session,
    award: Award,
    more: Iterable[ProjectState],
    *,
    without: Project | None = None,
    drafts: bool = False,
) -> Finding:
    """Has the second cluster a place for these projects (R-005)?"""
    states = counted_states(session, award, without=without, drafts=drafts)
    found = check_project_count(terms_of(award.terms), [*states, *more])
    says = say("{name}: {says}", "{name}: {says}", name=award.cluster.name, says=found.says)
    return replace(found, says=says, place="backing")
