"""The awards of a person's clusters: the list, and one award with everything that hangs on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import BigInteger, ColumnElement, Select, bindparam, select
from sqlalchemy.orm import Session, joinedload, selectinload

from grants.models.application import Application
from grants.models.authority import Authority
from grants.models.award import Award, Phase, PhaseKind, Project
from grants.models.decision import Decision, DecisionState, Letter
from grants.models.grant import Grant
from grants.models.organisation import Cluster
from grants.models.report import Report
from grants.models.round import Round
from grants.programme.money import NOTHING, Money, total
from grants.programme.people import Actor
from grants.programme.roads.project import COUNTED_PROJECT
from grants.programme.stages import AwardState, ProjectState
from grants.programme.terms import Terms
from grants.queries.application import terms_of
from grants.queries.grant_findings import counted
from grants.queries.visible import visible_awards


@dataclass(frozen=True, slots=True, kw_only=True)
class CapUse:
    """How much of the cap of an award is used, in EUR."""

    cap: Money
    awarded: Money
    asked: Money
    """Planned or asked for, not awarded yet; drafts included."""
    ended: bool = False
    """Was it declined or terminated? Then nothing is asked for or free any more."""

    @property
    def free(self) -> Money:
        """What is left; nothing when more is planned than the cap allows."""
        return NOTHING if self.ended else max(self.cap - self.awarded - self.asked, NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardContent:
    """One award with its grants, reports, letters and projects."""

    award: Award
    grants: Sequence[Grant]
    reports: Sequence[Report]
    letters: Sequence[Letter]
    conditions: Sequence[tuple[str, str]]
    """Special conditions in German, each with the number of its grant or project."""
    use: CapUse

    @property
    def terms(self) -> Terms:
        """The terms under which it was made."""
        return terms_of(self.award.terms)

    @property
    def concept_grant(self) -> Grant | None:
        """The grant of the management for the concept phase."""
        return of_management(self.grants, PhaseKind.CONCEPT)

    @property
    def management_grant(self) -> Grant | None:
        """The grant of the management for the implementation phase."""
        return of_management(self.grants, PhaseKind.IMPLEMENTATION)

    @property
    def first_grant(self) -> Grant | None:
        """The grant of the management for the first phase; some programmes have no other."""
        return self.concept_grant if self.terms.has_concept else self.management_grant

    @property
    def phases(self) -> list[Phase]:
        """The phases in the order in which they begin."""
        return sorted(self.award.phases, key=lambda phase: phase.starts_on)

    def of_project(self, project: Project) -> list[Grant]:
        """The grants of one joint project."""
        return [grant for grant in self.grants if grant.project_id == project.id]

    def asked_by(self, project: Project) -> Money:
        """What the partners of one project are to receive, in EUR."""
        return total(grant.direct + grant.allowance for grant in self.of_project(project))


def own_awards(session: Session, actor: Actor) -> list[Award]:
    """The awards this person may see, the newest first; three statements."""
    return list(session.scalars(_whole(visible_awards(actor)).order_by(Award.number.desc())))


def award_record(session: Session, actor: Actor, number: str) -> Award | None:
    """The award with its cluster, phases and projects, if this person may see it."""
    return session.scalar(_whole(visible_awards(actor)).where(Award.number == number))


def award_content(session: Session, award: Award) -> AwardContent:
    """Everything on the page of an award that somebody may see already; four statements."""
    grants = grants_of_awards(session, [award])
    return AwardContent(
        award=award,
        grants=grants,
        reports=reports_of_grants(session, grants),
        letters=letters_of(session, award),
        conditions=conditions_of(session, award, grants),
        use=cap_use(award, grants),
    )


def grants_of_awards(session: Session, awards: Sequence[Award]) -> list[Grant]:
    """All grants of these awards, by number; one statement, none without an award."""
    if not awards:
        return []
    return list(session.scalars(GRANTS, {"ids": [award.id for award in awards]}))


def of_management(grants: Iterable[Grant], phase: PhaseKind) -> Grant | None:
    """The grant of the cluster management for this phase, among those of one award."""
    return next((one for one in grants if one.project_id is None and one.phase is phase), None)


def reports_of_grants(session: Session, grants: Sequence[Grant]) -> list[Report]:
    """All reports on these grants, in the order in which they are due; one statement, or none."""
    if not grants:
        return []
    found = session.scalars(REPORTS, {"ids": [grant.id for grant in grants]})
    return sorted(found, key=lambda report: (report.due_on, report.grant.number, report.kind))


def letters_of(session: Session, award: Award) -> list[Letter]:
    """The letters about the application and its award, the newest first."""
    return list(
        session.scalars(
            select(Letter)
            .where(Letter.application_id == award.application_id)
            .options(joinedload(Letter.grant))
            .order_by(Letter.ordered_at.desc(), Letter.id.desc())
        )
    )


def conditions_of(session: Session, award: Award, grants: Sequence[Grant]) -> list[tuple[str, str]]:
    """The special conditions of every decision that holds, with what it is about.

    `grants` are all grants of the award. Both kinds of subjects are named, not joined, so that an
    index finds them.
    """
    about: ColumnElement[bool] = Decision.grant_id.in_([grant.id for grant in grants])
    if award.projects:
        about |= Decision.project_id.in_([project.id for project in award.projects])
    decisions = session.scalars(
        select(Decision)
        .where(Decision.state == DecisionState.COUNTERSIGNED, about)
        .options(joinedload(Decision.grant), joinedload(Decision.project))
        .order_by(Decision.countersigned_at)
    )
    return [
        (decision.grant.number if decision.grant else _code(decision.project), str(condition))
        for decision in decisions
        for condition in decision.conditions
    ]


def cap_use(award: Award, grants: Sequence[Grant]) -> CapUse:
    """Awarded, planned and free, with the drafts of projects counted as planned."""
    if award.state is AwardState.TERMINATED:
        return CapUse(cap=award.cap, awarded=award.committed, asked=NOTHING, ended=True)
    terms = terms_of(award.terms)
    return CapUse(
        cap=award.cap,
        awarded=award.committed,
        asked=total(
            counted(terms, grant)
            for grant in grants
            if grant.award_id == award.id and grant.awarded_at is None and _live(grant.project)
        ),
    )


def _live(project: Project | None) -> bool:
    if project is None:
        return True
    return project.state is ProjectState.DRAFT or project.state in COUNTED_PROJECT


def _code(project: Project | None) -> str:
    return project.code if project else ""


def _whole(awards: Select[Award]) -> Select[Award]:
    application = joinedload(Award.application).joinedload(Application.round)
    return awards.options(
        joinedload(Award.cluster).joinedload(Cluster.management),
        joinedload(Award.terms),
        application.joinedload(Round.authority).selectinload(Authority.versions),
        selectinload(Award.phases),
        selectinload(Award.projects),
    )


WHICH: Final = bindparam("ids", type_=BigInteger, expanding=True)
GRANTS: Final = (
    select(Grant)
    .where(Grant.award_id.in_(WHICH))
    .options(joinedload(Grant.recipient), joinedload(Grant.project))
    .order_by(Grant.number)
)
REPORTS: Final = select(Report).where(Report.grant_id.in_(WHICH))
