"""What follows from a plan: sums, the highest grant, what is missing. All worked out here."""

from dataclasses import dataclass
from fractions import Fraction

from grants.models.grant import Grant
from grants.programme.calendar import budget_years
from grants.programme.funding import own_funds_needed
from grants.programme.money import NOTHING, Money, split, total
from grants.programme.plan_line import Cells
from grants.programme.words import Words
from grants.queries.application import terms_of
from grants.queries.budget_table import BudgetTable, budget_table
from grants.queries.grant_plan import Plan, highest_grant, plan_of, plannable_lines
from grants.web.charts import FILLS, Bar, Drawn, same_scale
from grants.web.filters import figure

GRANT = Words("Zuwendung", "Grant")
OWN = Words("Eigenmittel", "Own funds")
OTHERS = Words("Mittel Dritter", "Third-party funds")
PUBLIC = Words("Andere öffentliche Mittel", "Other public money")
PAYERS = tuple(zip((GRANT, OWN, OTHERS, PUBLIC), FILLS, strict=False))
"""The series of the pictures, with their shades."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFigures:
    """One plan, as it is saved or as it was typed."""

    plan: Plan
    table: BudgetTable
    highest: Money
    """The largest grant that the rate allows for these costs, EUR."""
    needed: Money
    """What the recipient has to bring, EUR."""
    rate: Fraction

    @property
    def costs(self) -> Money:
        """All costs, EUR."""
        return self.table.total

    @property
    def paid(self) -> tuple[Money, Money, Money, Money]:
        """What the grant, the recipient, third parties and other public bodies pay, EUR."""
        plan = self.plan
        own = plan.own_funds + plan.own_in_kind
        return plan.requested, own, plan.third_party, plan.other_public

    @property
    def missing(self) -> Money:
        """What nobody pays yet, EUR; below nothing where too much is planned (R-019)."""
        return self.costs - total(self.paid)


def figures_of(grant: Grant, plan: Plan | None = None) -> PlanFigures:
    """What follows from the plan as saved, or from this one."""
    plan = plan or plan_of(grant)
    terms = terms_of(grant.award.terms)
    years = budget_years(grant.starts_on, grant.ends_on)
    table = budget_table(plan.cells, plannable_lines(grant), years)
    needed = table.total - plan.requested - plan.other_public
    if grant.project_id is None:
        needed = own_funds_needed(terms, table.total, plan.requested)
    return PlanFigures(
        plan=plan,
        table=table,
        highest=highest_grant(grant, table.total, plan.other_public),
        needed=needed,
        rate=grant.rate_share,
    )


def asked_for(grant: Grant, cells: Cells, requested: Money | None, other_public: Money) -> Money:
    """The grant that was typed, or the highest one where nothing was; the rate limits both."""
    if requested is not None:
        return requested
    return highest_grant(grant, total(cells.values()), other_public)


def money_by_year(figures: PlanFigures) -> list[Drawn]:
    """The costs of each year, and who pays them: by the costs of each year, to the cent."""
    table = figures.table
    weights = [amount.cents for amount in table.by_year]
    if not table.total:
        return []
    parts = [split(amount, weights) for amount in figures.paid]
    return same_scale(
        [
            Bar(
                name=str(year),
                values=tuple(part[at] for part in parts),
                figures=(figure(table.by_year[at]),),
            )
            for at, year in enumerate(table.years)
        ]
    )


def money_by_category(figures: PlanFigures) -> list[Drawn]:
    """The categories in which something is planned, the largest first."""
    rows = sorted(figures.table.planned, key=lambda row: -row.total.cents)
    return same_scale(
        [Bar(name=row.name, values=(row.total,), figures=(figure(row.total),)) for row in rows]
    )


def money_by_payer(figures: PlanFigures) -> list[Drawn]:
    """Grant against own funds and other money, each as a part of the costs."""
    if not figures.costs:
        return []
    payers = [
        (words, amount, fill) for (words, fill), amount in zip(PAYERS, figures.paid, strict=True)
    ]
    if figures.missing > NOTHING:
        payers.append((Words("Noch offen", "Still open"), figures.missing, "g-f-over"))
    return same_scale(
        [
            Bar(name=words, values=(amount,), figures=(figure(amount),), fills=(fill,))
            for words, amount, fill in payers
        ],
        figures.costs,
    )
