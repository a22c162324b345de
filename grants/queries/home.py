"""Everything a person's clusters have going on, for the first page after the sign-in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import BigInteger, Date, bindparam, func, select
from sqlalchemy.orm import Session, defer, joinedload, load_only, selectinload

from grants.models.application import Application
from grants.models.authority import AuthorityVersion
from grants.models.award import Award
from grants.models.decision import Letter
from grants.models.grant import BudgetLine, Grant
from grants.models.organisation import Cluster, Membership
from grants.models.person import Person
from grants.models.round import Round
from grants.programme.calendar import today
from grants.programme.inquiry import check_may_be_asked
from grants.programme.money import NOTHING, Money, split
from grants.programme.people import Actor, Role
from grants.programme.stages import ApplicationState
from grants.queries.award import (
    AwardContent,
    cap_use,
    grants_of_awards,
    plan_due,
    reports_of_grants,
)
from grants.queries.formal_check import papers_due
from grants.queries.inquiry import waiting_for_team
from grants.queries.team import WRITERS
from grants.queries.told import is_told, shown_state
from grants.queries.visible import (
    ME,
    own_clusters,
    visible_applications,
    visible_awards,
    visible_letters,
    whoever,
)

NEWEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOfMoney:
    """One budget year of a grant, in EUR."""

    year: int
    costs: Money
    grant: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCase:
    """One application, and where it stands as far as its cluster was told."""

    application: Application
    told: ApplicationState
    asked: int
    """Questions of the sponsor that wait for the team."""
    papers_by: date | None = None
    """Until when papers may come that staff asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What the overview shows."""

    awards: Sequence[AwardContent]
    applications: Sequence[OwnCase]
    letters: Sequence[Letter]
    years: Sequence[YearOfMoney]
    """Of the newest award's first grant."""
    team: Sequence[Membership]
    contact: AuthorityVersion | None
    """Whom to ask about the newest award today."""

    @property
    def award(self) -> AwardContent | None:
        """The newest award; nearly every cluster has at most one."""
        return self.awards[0] if self.awards else None

    def writes_for(self, actor: Actor, cluster_id: int) -> bool:
        """Does this person write for the cluster? Readers have nothing to do."""
        return any(
            member.person.id == actor.person_id and member.role in WRITERS
            for member in self.team
            if member.cluster.id == cluster_id
        )

    @property
    def names(self) -> str:
        """The clusters of the person."""
        names = {member.cluster.name for member in self.team}
        return " · ".join(sorted(names))


def home_of(session: Session, actor: Actor, now: datetime) -> Home:
    """What belongs to this person's clusters; at most eleven statements, however much it is."""
    me = {ME: actor.person_id}
    rows = session.execute(AWARDS, me).all()
    awards, dues = [row[0] for row in rows], {row[0].id: row[1] for row in rows}
    grants = grants_of_awards(session, awards)
    reports = reports_of_grants(session, grants)
    contents = [
        AwardContent(
            award=award,
            grants=[grant for grant in grants if grant.award_id == award.id],
            reports=[report for report in reports if report.grant.award_id == award.id],
            letters=[],
            conditions=[],
            use=cap_use(award, grants),
            plan_due=date.fromisoformat(dues[award.id]) if dues[award.id] else None,
        )
        for award in awards
    ]
    first = contents[0].first_grant if contents else None
    return Home(
        awards=contents,
        applications=_applications(session, actor),
        letters=list(session.scalars(LETTERS, me)),
        years=_years(session, first) if first else [],
        team=list(session.scalars(TEAM, me)),
        contact=session.scalar(
            CONTACT, {"application": awards[0].application_id, "day": today(now)}
        )
        if awards
        else None,
    )


def _applications(session: Session, actor: Actor) -> list[OwnCase]:
    return [
        OwnCase(
            application=one,
            told=shown,
            asked=asked if check_may_be_asked(shown).holds else 0,
            papers_by=papers_by,
        )
        for one, told, asked, papers_by in session.execute(APPLICATIONS, {ME: actor.person_id})
        for shown in (shown_state(one.state, told=told),)
    ]


def _years(session: Session, grant: Grant) -> list[YearOfMoney]:
    rows = session.execute(YEARS, {"grant": grant.id}).all()
    if not rows:
        return []
    parts = split(grant.direct + grant.allowance, [costs.cents for _, costs in rows])
    return [
        YearOfMoney(year=year, costs=costs, grant=part)
        for (year, costs), part in zip(rows, parts, strict=True)
    ]


ANYBODY: Final = whoever(Role.APPLICANT)
AWARDS: Final = (
    visible_awards(ANYBODY)
    .add_columns(plan_due())
    .options(
        joinedload(Award.cluster).load_only(Cluster.name),
        joinedload(Award.terms),
        selectinload(Award.phases),
        selectinload(Award.projects),
    )
    .order_by(Award.number.desc())
)
APPLICATIONS: Final = (
    visible_applications(ANYBODY)
    .add_columns(is_told(), waiting_for_team(), papers_due())
    .options(
        load_only(
            Application.number,
            Application.title,
            Application.state,
            Application.submitted_at,
            Application.changed_at,
        ),
        joinedload(Application.round).load_only(Round.number, Round.closes_at),
        joinedload(Application.cluster).load_only(Cluster.name),
    )
    .order_by(Application.changed_at.desc())
)
LETTERS: Final = (
    visible_letters(ANYBODY)
    .options(
        defer(Letter.snapshot),
        joinedload(Letter.application).load_only(Application.number),
        joinedload(Letter.grant).load_only(Grant.number, Grant.partner_id),
    )
    .order_by(Letter.ordered_at.desc(), Letter.id.desc())
    .limit(NEWEST)
)
TEAM: Final = (
    select(Membership)
    .join(Cluster, Cluster.id == Membership.cluster_id)
    .where(Membership.cluster_id.in_(own_clusters(ANYBODY)), Membership.until.is_(None))
    .options(
        joinedload(Membership.person).load_only(Person.name, Person.email),
        joinedload(Membership.cluster).load_only(Cluster.name),
    )
    .order_by(Cluster.name, Membership.id)
)
CONTACT: Final = (
    select(AuthorityVersion)
    .join(Round, Round.authority_id == AuthorityVersion.authority_id)
    .join(Application, Application.round_id == Round.id)
    .where(
        Application.id == bindparam("application", type_=BigInteger),
        AuthorityVersion.valid_from <= bindparam("day", type_=Date),
    )
    .order_by(AuthorityVersion.valid_from.desc())
    .limit(1)
)
YEARS: Final = (
    select(BudgetLine.year, func.sum(BudgetLine.amount))
    .where(BudgetLine.grant_id == bindparam("grant", type_=BigInteger), BudgetLine.amount > NOTHING)
    .group_by(BudgetLine.year)
    .order_by(BudgetLine.year)
)
