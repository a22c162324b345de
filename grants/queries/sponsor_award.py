"""Cases: the list of all awards, and one award with everything that belongs to it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from grants.models.application import Application
from grants.models.award import Award, Partner, Project
from grants.models.decision import Decision, Letter, LetterKind, LetterState
from grants.models.grant import Grant
from grants.models.organisation import Cluster, Organisation
from grants.models.record import Act
from grants.models.report import Report
from grants.models.round import Programme, Round
from grants.programme.money import NOTHING, Money, total
from grants.programme.people import Actor
from grants.programme.roads.project import GIVEN_UP
from grants.programme.round_name import round_name
from grants.programme.stages import AwardState
from grants.programme.words import Words
from grants.queries.decision import about_award
from grants.queries.round_money import IN_PREPARATION
from grants.queries.visible import visible_awards, visible_grants

ROWS_ON_A_PAGE = 60
MOST_ACTS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardRow:
    """One case in the list."""

    number: str
    cluster: str
    ordinal: int
    programme_de: str
    programme_en: str
    state: AwardState
    cap: Money
    committed: Money
    changed_at: datetime

    @property
    def round_name(self) -> Words:
        """What its round is called."""
        return round_name(Words(self.programme_de, self.programme_en), self.ordinal)


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardPage:
    """One page of the list."""

    rows: tuple[AwardRow, ...]
    count: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(-(-self.count // ROWS_ON_A_PAGE), 1)


def award_page(session: Session, actor: Actor, words: str, page: int) -> AwardPage:
    """Cases that a search finds, the last changed first; two statements."""
    found = (
        visible_awards(actor)
        .join(Cluster, Award.cluster_id == Cluster.id)
        .join(Organisation, Cluster.management_id == Organisation.id)
        .join(Application, Award.application_id == Application.id)
        .join(Round, Application.round_id == Round.id)
        .join(Programme, Round.programme_id == Programme.id)
        .where(*_matching(words))
    )
    count = session.scalar(found.with_only_columns(func.count(Award.id))) or 0
    last = max(-(-count // ROWS_ON_A_PAGE), 1)
    page = min(max(page, 1), last)
    rows = session.execute(
        found.with_only_columns(
            Award.number,
            Cluster.name.label("cluster"),
            Round.ordinal,
            Programme.name_de.label("programme_de"),
            Programme.name_en.label("programme_en"),
            Award.state,
            Award.cap,
            Award.committed,
            Award.changed_at,
        )
        .order_by(Award.changed_at.desc(), Award.id.desc())
        .limit(ROWS_ON_A_PAGE)
        .offset((page - 1) * ROWS_ON_A_PAGE)
    )
    return AwardPage(rows=tuple(AwardRow(**row) for row in rows.mappings()), count=count, page=page)


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardFile:
    """One case with its parts."""

    award: Award
    grants: tuple[Grant, ...]
    letters: tuple[Letter, ...]
    reports: tuple[Report, ...]
    decisions: tuple[Decision, ...]
    acts: tuple[Act, ...]
    """The latest first."""

    @property
    def in_preparation(self) -> Money:
        """Asked for in grants that are not awarded yet, EUR."""
        return total(
            grant.direct + grant.allowance
            for grant in self.grants
            if grant.state in IN_PREPARATION
            and (grant.project is None or grant.project.state not in GIVEN_UP)
        )

    @property
    def plan_due(self) -> date | None:
        """Until when the selection letter asks for the plan of the first phase."""
        letter = next(
            (one for one in self.letters
             if one.kind is LetterKind.SELECTION and one.state is LetterState.RENDERED), None
        )  # fmt: skip
        steps = letter.snapshot["next_steps"] if letter else ()
        return date.fromisoformat(steps[0]["due"]) if steps else None

    @property
    def room(self) -> Money:
        """What neither an award nor a request takes from the cap, EUR."""
        return max(self.award.cap - self.award.committed - self.in_preparation, NOTHING)

    def of_project(self, project: Project) -> tuple[Grant, ...]:
        """The grants of one joint project."""
        return tuple(grant for grant in self.grants if grant.project_id == project.id)

    @property
    def of_management(self) -> tuple[Grant, ...]:
        """The grants of the cluster management."""
        return tuple(grant for grant in self.grants if grant.project_id is None)


def find_award(session: Session, actor: Actor, number: str) -> Award | None:
    """The award with this number, if this person may see it; two statements."""
    return session.scalar(
        visible_awards(actor)
        .where(Award.number == number)
        .options(
            joinedload(Award.cluster).joinedload(Cluster.management),
            joinedload(Award.application).joinedload(Application.round),
            joinedload(Award.terms),
            selectinload(Award.phases),
            selectinload(Award.projects)
            .selectinload(Project.partners)
            .joinedload(Partner.organisation),
        )
    )


def find_grant(session: Session, actor: Actor, number: str) -> Grant | None:
    """The grant with this number, if this person may see it; one statement."""
    return session.scalar(
        visible_grants(actor)
        .where(Grant.number == number)
        .options(
            joinedload(Grant.recipient),
            joinedload(Grant.project),
            joinedload(Grant.award).joinedload(Award.terms),
            joinedload(Grant.award).joinedload(Award.application),
        )
    )


def award_file(session: Session, actor: Actor, number: str) -> AwardFile | None:
    """Everything about one case, if this person may see it."""
    award = find_award(session, actor, number)
    if award is None:
        return None
    grants = tuple(
        session.scalars(
            select(Grant)
            .where(Grant.award_id == award.id)
            .options(joinedload(Grant.recipient), joinedload(Grant.project))
            .order_by(Grant.number)
        )
    )
    letters = tuple(
        session.scalars(
            select(Letter)
            .where(Letter.application_id == award.application_id)
            .order_by(Letter.id.desc())
            .options(joinedload(Letter.grant))
        )
    )
    return AwardFile(
        award=award,
        grants=grants,
        letters=letters,
        reports=tuple(
            session.scalars(
                select(Report)
                .join(Report.grant)
                .where(Grant.award_id == award.id)
                .options(joinedload(Report.grant).joinedload(Grant.recipient))
                .order_by(Report.due_on, Report.id)
            )
        ),
        decisions=tuple(
            session.scalars(
                select(Decision)
                .where(about_award(award))
                .options(joinedload(Decision.proposed_by), joinedload(Decision.countersigned_by))
                .order_by(Decision.id.desc())
            )
        ),
        acts=_acts(session, award, grants, letters),
    )


def _acts(
    session: Session, award: Award, grants: tuple[Grant, ...], letters: tuple[Letter, ...]
) -> tuple[Act, ...]:
    exact = [award.application.number, award.number]
    exact += [grant.number for grant in grants] + [letter.number for letter in letters]
    owners = [award.number, *(grant.number for grant in grants)]
    parts = [Act.object_number.startswith(f"{owner}/", autoescape=True) for owner in owners]
    return tuple(
        session.scalars(
            select(Act)
            .where(or_(Act.object_number.in_(exact), *parts))
            .order_by(Act.id.desc())
            .limit(MOST_ACTS)
        )
    )


def _matching(words: str) -> list[ColumnElement[bool]]:
    """Each word must be in the number, the cluster's or the management's name."""
    return [
        or_(
            Award.number.icontains(word, autoescape=True),
            Cluster.name.icontains(word, autoescape=True),
            Organisation.name.icontains(word, autoescape=True),
            Application.acronym.icontains(word, autoescape=True),
        )
        for word in words.split()[:8]
    ]
