"""Everything a person's clusters have going on, for the first page after the sign-in."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from grants.models.application import Application
from grants.models.authority import Authority
from grants.models.award import Award
from grants.models.decision import Letter
from grants.models.grant import BudgetLine, Grant
from grants.models.organisation import Cluster, Membership
from grants.models.round import Round
from grants.programme.money import NOTHING, Money, split
from grants.programme.people import Actor
from grants.queries.award import AwardContent, cap_use, grants_of_awards, reports_of_awards
from grants.queries.letter import own_letters
from grants.queries.visible import own_clusters, visible_applications, visible_awards

NEWEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOfMoney:
    """One budget year of a grant, in EUR."""

    year: int
    costs: Money
    grant: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What the overview shows."""

    awards: Sequence[AwardContent]
    applications: Sequence[Application]
    letters: Sequence[Letter]
    years: Sequence[YearOfMoney]
    """Of the newest award's concept grant."""
    team: Sequence[Membership]

    @property
    def award(self) -> AwardContent | None:
        """The newest award; nearly every cluster has at most one."""
        return self.awards[0] if self.awards else None

    @property
    def names(self) -> str:
        """The clusters of the person."""
        names = {member.cluster.name for member in self.team}
        return " · ".join(sorted(names))


def home_of(session: Session, actor: Actor) -> Home:
    """What belongs to the clusters of this person; ten statements, however much there is."""
    awards = _awards(session, actor)
    grants = grants_of_awards(session, awards)
    reports = reports_of_awards(session, awards)
    letters = own_letters(session, actor)
    contents = [
        AwardContent(
            award=award,
            grants=[grant for grant in grants if grant.award_id == award.id],
            reports=[report for report in reports if report.grant.award_id == award.id],
            letters=[one for one in letters if one.application_id == award.application_id],
            conditions=[],
            use=cap_use(award, grants),
        )
        for award in awards
    ]
    concept = contents[0].concept_grant if contents else None
    return Home(
        awards=contents,
        applications=_applications(session, actor),
        letters=letters[:NEWEST],
        years=_years(session, concept) if concept else [],
        team=_team(session, actor),
    )


def _awards(session: Session, actor: Actor) -> list[Award]:
    application = joinedload(Award.application).joinedload(Application.round)
    return list(
        session.scalars(
            visible_awards(actor)
            .options(
                joinedload(Award.cluster),
                joinedload(Award.terms),
                application.joinedload(Round.authority).joinedload(Authority.versions),
                # Apart: with more than eight tables PostgreSQL reads every award before it asks
                # whose it is.
                selectinload(Award.phases),
                selectinload(Award.projects),
            )
            .order_by(Award.number.desc())
        ).unique()
    )


def _applications(session: Session, actor: Actor) -> list[Application]:
    return list(
        session.scalars(
            visible_applications(actor)
            .options(joinedload(Application.round), joinedload(Application.cluster))
            .order_by(Application.changed_at.desc())
        )
    )


def _years(session: Session, grant: Grant) -> list[YearOfMoney]:
    rows = session.execute(
        select(BudgetLine.year, func.sum(BudgetLine.amount))
        .where(BudgetLine.grant_id == grant.id, BudgetLine.amount > NOTHING)
        .group_by(BudgetLine.year)
        .order_by(BudgetLine.year)
    ).all()
    if not rows:
        return []
    parts = split(grant.direct + grant.allowance, [costs.cents for _, costs in rows])
    return [
        YearOfMoney(year=year, costs=costs, grant=part)
        for (year, costs), part in zip(rows, parts, strict=True)
    ]


def _team(session: Session, actor: Actor) -> list[Membership]:
    return list(
        session.scalars(
            select(Membership)
            .join(Cluster, Cluster.id == Membership.cluster_id)
            .where(Membership.cluster_id.in_(own_clusters(actor)), Membership.until.is_(None))
            .options(joinedload(Membership.person), joinedload(Membership.cluster))
            .order_by(Cluster.name, Membership.id)
        )
    )
