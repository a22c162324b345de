"""An officer's day: what waits for them, for others, and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, Integer, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload, load_only

from grants.models.application import Application
from grants.models.award import Award, Project
from grants.models.decision import Decision, DecisionState
from grants.models.extension import Extension
from grants.models.grant import Grant
from grants.models.inquiry import Inquiry
from grants.models.observation import Observation
from grants.models.organisation import Cluster, Organisation
from grants.models.report import Report
from grants.models.round import Round
from grants.programme.calendar import today
from grants.programme.people import Actor, Role
from grants.programme.stages import AwardState, GrantState, ProjectState, RoundState
from grants.queries.decision import waiting_on
from grants.queries.extension import WAITS_FOR_SECOND, extensions_that_wait
from grants.queries.grant_task import COUNT as LATER
from grants.queries.grant_task import GrantTask, grant_tasks
from grants.queries.inquiry import ANSWERED, answered
from grants.queries.late import WITH_US
from grants.queries.observation import WAIT_FOR_STAFF
from grants.queries.plain import in_plain
from grants.queries.reserve import MAY_MOVE_UP, first_in_reserve
from grants.queries.second_person import COUNT as SECOND
from grants.queries.second_person import SecondNeeded, waiting_for_second
from grants.queries.unsigned import unsigned_clusters
from grants.queries.waiting import Waiting, waiting_for

OLDEST = 10
"""How much of each kind an officer finds in the morning: what has waited longest."""
ALL = 500
OVER = (RoundState.CLOSED_OUT, RoundState.ARCHIVED, RoundState.CANCELLED, RoundState.RUNNING)
TO_ACT_ON = (GrantState.APPLIED, GrantState.FUNDABLE)
"""A grant in one of these waits for us: to be found fundable, or to be drafted."""
TO_REVIEW_IN = (AwardState.CONCEPT_SUBMITTED, AwardState.CONCEPT_UNDER_REVIEW)
TO_CHECK_IN = (ProjectState.SUBMITTED, ProjectState.ELIGIBLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """How much waits in all, however little of it is shown."""

    to_sign: int
    own: int
    reports: int
    cases: int
    """Grants, concepts, projects and answers that wait for our next step."""
    at_risk: int
    """Projects that lost a partner they need."""
    observations: int
    """Findings of the audit catalogue that nobody has answered, or whose answer was disputed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What one officer finds in the morning: of each kind the oldest."""

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
    answers: tuple[Inquiry, ...]
    """Questions that a cluster has answered and nobody has closed."""
    later: Sequence[GrantTask]
    """Letters to send again, conditions that were missed, objections, changes of a limit."""
    extensions: Sequence[Extension]
    """Proposals of a later deadline that wait for a second person, one's own among them."""
    second: tuple[SecondNeeded, ...]
    """What was begun for a whole round and waits for a second person, one's own among it."""
    free: tuple[Application, ...]
    """First in reserve of a round in which a place has become free."""
    unsigned: Sequence[Cluster]
    """Clusters for which nobody can sign."""
    rounds: tuple[Round, ...]
    totals: Totals

    @property
    def busy(self) -> bool:
        """Is there anything for this officer to do?"""
        return bool(self.totals.to_sign or self.totals.reports or self.totals.cases or self.free)


def day_of(session: Session, actor: Actor, now: datetime, most: int = OLDEST) -> Day | None:
    """The officer's day, at most so much of each kind; nothing for anybody else.

    Three statements, one for each kind of which anything waits, and one for each subject of a
    proposal that waits.
    """
    if actor.role is not Role.SPONSOR:
        return None
    totals = session.execute(TOTALS, {"me": actor.person_id, "day": today(now)}).one()
    to_sign, own = waiting_for(session, actor, most)
    limit = {"most": most}
    return Day(
        to_sign=to_sign,
        own=own,
        reports=tuple(session.scalars(REPORTS, limit)) if totals.reports else (),
        grants=tuple(session.scalars(GRANTS, limit)) if totals.grants else (),
        concepts=tuple(session.scalars(CONCEPTS, limit)) if totals.concepts else (),
        projects=tuple(session.scalars(PROJECTS, limit)) if totals.projects else (),
        answers=answered(session, most) if totals.answers else (),
        later=grant_tasks(session, actor, now, most) if totals.later else (),
        extensions=extensions_that_wait(session, actor) if totals.extensions else (),
        second=waiting_for_second(session, actor, most) if totals.second else (),
        free=first_in_reserve(session) if totals.reserves else (),
        unsigned=unsigned_clusters(session, actor) if totals.unsigned else (),
        rounds=tuple(session.scalars(ROUNDS)),
        totals=Totals(
            to_sign=totals.to_sign,
            own=totals.own,
            reports=totals.reports,
            cases=totals.grants + totals.concepts + totals.projects + totals.answers + totals.later,
            at_risk=totals.at_risk,
            observations=totals.observations,
        ),
    )


DECLINED = exists().where(Award.id == Grant.award_id, Award.state == AwardState.TERMINATED)
PLAN_IS_IN = or_(Grant.state != GrantState.APPLIED, Grant.handed_in_at.is_not(None))
"""Until the cluster has handed in its plan, the next step is the cluster's."""
TO_FIND_OR_DRAFT = (
    Grant.state.in_(TO_ACT_ON), Grant.project_id.is_(None), ~DECLINED, PLAN_IS_IN,
)  # fmt: skip
TO_REVIEW = (Award.state.in_(TO_REVIEW_IN), ~waiting_on(Decision.award_id == Award.id))
TO_CHECK = (Project.state.in_(TO_CHECK_IN), ~waiting_on(Decision.project_id == Project.id))

WAITS = Decision.state == DecisionState.PROPOSED
ME = bindparam("me", type_=BigInteger)
COUNTED = {
    "to_sign": select(func.count(Decision.id)).where(WAITS, Decision.proposed_by_id != ME),
    "own": select(func.count(Decision.id)).where(WAITS, Decision.proposed_by_id == ME),
    "reports": select(func.count(Report.id)).where(Report.state.in_(WITH_US)),
    "grants": select(func.count(Grant.id)).where(*TO_FIND_OR_DRAFT),
    "concepts": select(func.count(Award.id)).where(*TO_REVIEW),
    "projects": select(func.count(Project.id)).where(*TO_CHECK),
    "answers": select(func.count(Inquiry.id)).join(Inquiry.application).where(*ANSWERED),
    "extensions": select(func.count(Extension.id)).where(WAITS_FOR_SECOND),
    "reserves": select(func.count(Application.id)).where(*MAY_MOVE_UP),
    "at_risk": select(func.count(Project.id)).where(Project.state == ProjectState.AT_RISK),
    "unsigned": select(func.count(Cluster.id)).where(Cluster.unsigned),
    "observations": select(func.count(Observation.id)).where(WAIT_FOR_STAFF),
}
TOTALS = in_plain(
    select(
        *(each.scalar_subquery().label(name) for name, each in COUNTED.items()),
        SECOND.label("second"),
        LATER.label("later"),
    )
)

MOST = bindparam("most", type_=Integer)
REPORTS = (
    select(Report)
    .where(Report.state.in_(WITH_US))
    .options(
        load_only(Report.kind, Report.year, Report.state, Report.due_on, Report.submitted_at),
        joinedload(Report.grant).load_only(Grant.number)
        .joinedload(Grant.recipient).load_only(Organisation.name),
    )
    .order_by(Report.submitted_at)
    .limit(MOST)
)  # fmt: skip
GRANTS = (
    select(Grant)
    .where(*TO_FIND_OR_DRAFT)
    .options(joinedload(Grant.recipient).load_only(Organisation.name))
    .order_by(Grant.changed_at)
    .limit(MOST)
)
CONCEPTS = (
    select(Award)
    .where(*TO_REVIEW)
    .options(joinedload(Award.cluster).load_only(Cluster.name))
    .order_by(Award.changed_at)
    .limit(MOST)
)
PROJECTS = (
    select(Project)
    .where(*TO_CHECK)
    .options(joinedload(Project.award).joinedload(Award.cluster).load_only(Cluster.name))
    .order_by(Project.changed_at)
    .limit(MOST)
)
ROUNDS = select(Round).where(Round.state.not_in(OVER)).order_by(Round.number.desc())
