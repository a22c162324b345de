"""The financing plan of one grant, as it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from grants.models.grant import Grant
from grants.programme.application_form import ALLOWANCE
from grants.programme.calendar import budget_years
from grants.programme.form_terms import CostCategory
from grants.programme.funding_terms import Research
from grants.programme.money import NOTHING, Money
from grants.programme.organisation import OrganisationKind
from grants.queries.application import terms_of
from grants.queries.budget_table import BudgetTable, Cells, budget_table


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


def assigns_research(grant: Grant) -> bool:
    """Does this recipient assign its costs to categories of research (R-021)? Companies do."""
    return grant.project_id is not None and grant.recipient.kind is OrganisationKind.COMPANY


def table_of(grant: Grant) -> BudgetTable:
    """The planned costs, categories down and the years of the grant across."""
    return budget_table(
        plan_of(grant).cells, plannable_lines(grant), budget_years(grant.starts_on, grant.ends_on)
    )


__all__ = [
    "BudgetTable",
    "Cells",
    "Plan",
    "assigns_research",
    "plan_of",
    "plannable_lines",
    "table_of",
]
