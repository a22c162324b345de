"""An officer's day: what waits for them, for others, and what comes next."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, joinedload

from grants.models.award import Award, Project
from grants.models.decision import Decision, DecisionState
from grants.models.grant import Grant
from grants.models.report import Report
from grants.models.round import Round
from grants.programme.people import Actor, Role
from grants.programme.stages import AwardState, GrantState, ProjectState, RoundState
from grants.queries.decision import Waiting, waiting_for
from grants.queries.overdue import WITH_US, count_overdue

MOST = 60
OVER = (RoundState.CLOSED_OUT, RoundState.ARCHIVED, RoundState.CANCELLED, RoundState.RUNNING)
APPLIED = (
    GrantState.APPLIED,
    GrantState.COMPLETE,
    GrantState.CREDIT_CHECKED,
    GrantState.FUNDABLE,
)
CONCEPTS = (AwardState.CONCEPT_SUBMITTED, AwardState.CONCEPT_UNDER_REVIEW)
PROJECTS = (ProjectState.SUBMITTED, ProjectState.ELIGIBLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What one officer finds in the morning."""

    to_sign: tuple[Waiting, ...]
    """Proposals of others; never one's own."""
    own: tuple[Waiting, ...]
    """One's own proposals, which wait for others."""
    reports: tuple[Report, ...]
    """Handed in and not accepted yet, the oldest first."""
    grants: tuple[Grant, ...]
    """Management grants that are to be found fundable or drafted."""
    concepts: tuple[Award, ...]
    projects: tuple[Project, ...]
    rounds: tuple[Round, ...]
    overdue: int

    @property
    def busy(self) -> bool:
        """Is there anything for this officer to do?"""
        return bool(self.to_sign or self.reports or self.grants or self.concepts or self.projects)


def day_of(session: Session, actor: Actor, now: datetime) -> Day | None:
    """The officer's day; nothing for anybody else. Eight statements."""
    if actor.role is not Role.SPONSOR:
        return None
    return Day(
        to_sign=tuple(waiting_for(session, actor, own=False)),
        own=tuple(waiting_for(session, actor, own=True)),
        reports=_reports(session),
        grants=_grants(session),
        concepts=_concepts(session),
        projects=_projects(session),
        rounds=tuple(
            session.scalars(
                select(Round).where(Round.state.not_in(OVER)).order_by(Round.number.desc())
            )
        ),
        overdue=count_overdue(session, now),
    )


def _reports(session: Session) -> tuple[Report, ...]:
    return tuple(
        session.scalars(
            select(Report)
            .where(Report.state.in_(WITH_US))
            .options(joinedload(Report.grant).joinedload(Grant.recipient))
            .order_by(Report.submitted_at)
            .limit(MOST)
        )
    )


def _grants(session: Session) -> tuple[Grant, ...]:
    return tuple(
        session.scalars(
            select(Grant)
            .where(Grant.state.in_(APPLIED), Grant.project_id.is_(None))
            .options(joinedload(Grant.recipient), joinedload(Grant.award))
            .order_by(Grant.changed_at)
            .limit(MOST)
        )
    )


def _concepts(session: Session) -> tuple[Award, ...]:
    return tuple(
        session.scalars(
            select(Award)
            .where(Award.state.in_(CONCEPTS), ~_proposed(Decision.award_id == Award.id))
            .options(joinedload(Award.cluster))
            .order_by(Award.changed_at)
            .limit(MOST)
        )
    )


def _projects(session: Session) -> tuple[Project, ...]:
    return tuple(
        session.scalars(
            select(Project)
            .where(Project.state.in_(PROJECTS), ~_proposed(Decision.project_id == Project.id))
            .options(joinedload(Project.award).joinedload(Award.cluster))
            .order_by(Project.changed_at)
            .limit(MOST)
        )
    )


def _proposed(about: ColumnElement[bool]) -> ColumnElement[bool]:
    """Does a proposal on it wait for a second person already?"""
    return exists().where(about, Decision.state == DecisionState.PROPOSED)
