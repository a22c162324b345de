"""The financing plan of one grant, or of an application, as it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from sqlalchemy.orm import Session, joinedload, selectinload

from grants.models.application import Application
from grants.models.award import Award, Project
from grants.models.grant import Grant
from grants.models.organisation import Cluster
from grants.programme.calendar import budget_years
from grants.programme.cumulation import room_beside
from grants.programme.funding import granted_share
from grants.programme.funding import highest_grant as highest_towards
from grants.programme.funding_terms import Research
from grants.programme.money import NOTHING, Money, total
from grants.programme.organisation import OrganisationKind
from grants.programme.people import Actor
from grants.queries.application import terms_of
from grants.queries.budget_table import BudgetTable, Cells, budget_table
from grants.queries.plan_line import Planner, cells_of, plannable_lines
from grants.queries.visible import visible_applications, visible_plans


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Planned costs and who pays them, in EUR; only cells with something in them."""

    cells: Cells
    requested: Money
    own_funds: Money
    own_in_kind: Money
    third_party: Money
    other_public: Money = NOTHING
    research: Mapping[Research, Money] = field(default_factory=dict)
    """Costs of a company by category of research; only those with something in them."""


def plan_of(plan: Planner) -> Plan:
    """The plan as it is saved."""
    if isinstance(plan, Application):
        return Plan(
            cells=cells_of(plan),
            requested=plan.requested,
            own_funds=plan.own_funds,
            own_in_kind=plan.own_in_kind,
            third_party=plan.third_party,
        )
    return Plan(
        cells=cells_of(plan),
        requested=plan.direct,
        own_funds=plan.own_funds,
        own_in_kind=plan.own_in_kind,
        third_party=plan.third_party,
        other_public=plan.other_public,
        research={research: amount for research, amount in plan.research.items() if amount},
    )


def highest_grant(grant: Grant, cells: Cells, other_public: Money) -> Money:
    """The largest grant towards such costs, EUR, without the allowance.

    The rate decides, and what other public bodies pay for the same costs comes off (R-028).
    """
    return room_beside(highest_by_rate(grant, cells), other_public)


def highest_by_rate(grant: Grant, cells: Cells) -> Money:
    """What the rate allows towards such costs, EUR; where it falls by year, year by year."""
    terms, costs = terms_of(grant.award.terms), total(cells.values())
    if falls_by_year(grant):
        return highest_towards(terms, costs, costs_by_year(grant, cells))
    return granted_share(terms, costs, grant.rate_share)


def share_of(grant: Grant) -> Fraction:
    """Its rate; where that falls by year, what it makes of the whole plan."""
    if not falls_by_year(grant) or not grant.costs:
        return grant.rate_share
    return Fraction(highest_by_rate(grant, cells_of(grant)).cents, grant.costs.cents)


def falls_by_year(grant: Grant) -> bool:
    """Does the management bring another share in each year (R-003)?"""
    return grant.project_id is None and bool(terms_of(grant.award.terms).matching.by_year)


def costs_by_year(grant: Grant, cells: Cells) -> tuple[Money, ...]:
    """The costs of each calendar year, from the first year of the award on."""
    first = first_year(grant, cells)
    last = max([first, grant.ends_on.year, *(year for _, year in cells)])
    return tuple(
        total(amount for (_, of), amount in cells.items() if of == year)
        for year in range(first, last + 1)
    )


def first_year(grant: Grant, cells: Cells) -> int:
    """The first calendar year of the award, or of the costs where they begin before it."""
    begun = [phase.starts_on.year for phase in grant.award.phases]
    return min([grant.starts_on.year, *begun, *(year for _, year in cells)])


def assigns_research(grant: Grant) -> bool:
    """Does this recipient assign its costs to categories of research (R-021)? Companies do."""
    return grant.project_id is not None and grant.recipient.kind is OrganisationKind.COMPANY


def table_of(grant: Grant) -> BudgetTable:
    """The planned costs, categories down and the years of the grant across."""
    return budget_table(
        plan_of(grant).cells, plannable_lines(grant), budget_years(grant.starts_on, grant.ends_on)
    )


def plan_record(session: Session, actor: Actor, number: str) -> Grant | None:
    """The grant with its plan and its lines, if this person may see it."""
    return session.scalar(
        visible_plans(actor)
        .where(Grant.number == number)
        .options(
            joinedload(Grant.recipient),
            joinedload(Grant.partner),
            joinedload(Grant.project).joinedload(Project.award),
            joinedload(Grant.award).joinedload(Award.terms),
            joinedload(Grant.award).joinedload(Award.cluster).joinedload(Cluster.management),
            selectinload(Grant.lines),
            selectinload(Grant.plan_lines),
        )
    )


def plans_beside(session: Session, actor: Actor, plan: Planner) -> Sequence[Planner]:
    """The other plans from which this one may take over, as far as the person sees them.

    For a grant those of the same award, for an application those of its cluster in other rounds;
    empty ones are left out.
    """
    if isinstance(plan, Application):
        return _of_cluster(session, actor, plan)
    return session.scalars(
        visible_plans(actor)
        .where(Grant.award_id == plan.award_id, Grant.id != plan.id, Grant.lines.any())
        .options(joinedload(Grant.recipient), joinedload(Grant.project))
        .order_by(Grant.number)
    ).all()


def _of_cluster(session: Session, actor: Actor, own: Application) -> Sequence[Application]:
    return session.scalars(
        visible_applications(actor)
        .where(
            Application.cluster_id == own.cluster_id,
            Application.id != own.id,
            Application.lines.any(),
        )
        .options(
            joinedload(Application.round),
            joinedload(Application.terms),
            joinedload(Application.cluster).joinedload(Cluster.management),
            selectinload(Application.lines),
        )
        .order_by(Application.created_at.desc(), Application.id.desc())
    ).all()
