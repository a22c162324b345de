"""The financing plan of one grant, as it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session, joinedload, selectinload

from grants.models.award import Award, Project
from grants.models.grant import Grant
from grants.models.organisation import Cluster
from grants.programme.application_form import ALLOWANCE
from grants.programme.calendar import budget_years
from grants.programme.cumulation import room_beside
from grants.programme.form_terms import CostCategory
from grants.programme.funding import granted_share
from grants.programme.funding_terms import Research
from grants.programme.money import NOTHING, Money
from grants.programme.organisation import OrganisationKind
from grants.programme.people import Actor
from grants.programme.plan_check import Frame
from grants.programme.plan_line import Lines, PlannedLine, lean, sums_of
from grants.queries.application import terms_of
from grants.queries.budget_table import BudgetTable, Cells, budget_table
from grants.queries.visible import visible_plans


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


def plan_of(grant: Grant) -> Plan:
    """The plan as it is saved."""
    return Plan(
        cells={(line.category, line.year): line.amount for line in grant.lines if line.amount},
        requested=grant.direct,
        own_funds=grant.own_funds,
        own_in_kind=grant.own_in_kind,
        third_party=grant.third_party,
        other_public=grant.other_public,
        research={research: amount for research, amount in grant.research.items() if amount},
    )


def plannable_lines(grant: Grant) -> tuple[CostCategory, ...]:
    """The categories in which this recipient plans, by the basis on which it accounts."""
    return tuple(
        category
        for category in terms_of(grant.award.terms).cost_categories
        if category.basis is grant.basis and category.code != ALLOWANCE
    )


def highest_grant(grant: Grant, costs: Money, other_public: Money) -> Money:
    """The largest grant towards such costs, EUR, without the allowance.

    The rate decides, and what other public bodies pay for the same costs comes off (R-028).
    """
    by_rate = granted_share(terms_of(grant.award.terms), costs, grant.rate_share)
    return room_beside(by_rate, other_public)


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


def plans_beside(session: Session, actor: Actor, grant: Grant) -> Sequence[Grant]:
    """The other plans of the same award that this person may see and that are not empty."""
    return session.scalars(
        visible_plans(actor)
        .where(Grant.award_id == grant.award_id, Grant.id != grant.id, Grant.lines.any())
        .options(joinedload(Grant.recipient), joinedload(Grant.project))
        .order_by(Grant.number)
    ).all()


def frame_of(grant: Grant) -> Frame:
    """What the plan of this grant has room for."""
    return Frame(
        categories=tuple(category.code for category in plannable_lines(grant)),
        first=grant.starts_on,
        last=grant.ends_on,
    )


def lines_of(grant: Grant) -> Lines:
    """The lines of the plan, in the order in which they were written."""
    return tuple(
        PlannedLine(
            category=line.category,
            year=line.year,
            label=line.label,
            quantity=None if line.quantity is None else lean(line.quantity),
            unit=line.unit,
            unit_price=line.unit_price,
            fixed=line.amount,
            note=line.note,
        )
        for line in grant.plan_lines
    )


def bare_of(grant: Grant) -> Cells:
    """The amounts that stand in the grid without lines beneath them."""
    detailed = sums_of(lines_of(grant))
    return {cell: amount for cell, amount in plan_of(grant).cells.items() if cell not in detailed}


def whole_plan(grant: Grant) -> Lines:
    """Lines and bare amounts together, by category and year: what a workbook carries."""
    order = {category.code: at for at, category in enumerate(plannable_lines(grant))}
    bare = (
        PlannedLine(category=category, year=year, fixed=amount)
        for (category, year), amount in bare_of(grant).items()
    )
    return tuple(
        sorted(
            (*lines_of(grant), *bare),
            key=lambda line: (order.get(line.category, len(order)), line.year),
        )
    )


__all__ = [
    "BudgetTable",
    "Cells",
    "Plan",
    "assigns_research",
    "bare_of",
    "frame_of",
    "highest_grant",
    "lines_of",
    "plan_of",
    "plan_record",
    "plannable_lines",
    "plans_beside",
    "table_of",
    "whole_plan",
]
