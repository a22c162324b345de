"""What follows from a plan: sums, the highest grant, what is missing. All worked out here."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from grants.models.application import Application
from grants.models.grant import Grant
from grants.programme.calendar import budget_years
from grants.programme.facts import BudgetFacts
from grants.programme.funding import highest_grant as highest_towards
from grants.programme.funding import in_kind_counted, own_funds_needed
from grants.programme.money import NOTHING, Money, split, total
from grants.programme.plan_line import Cells
from grants.programme.words import Words
from grants.queries.application import terms_of, years_of
from grants.queries.budget_table import BudgetTable, budget_table
from grants.queries.grant_plan import Plan, costs_by_year, highest_grant, plan_of, share_of
from grants.queries.plan_line import Planner, plannable_lines
from grants.web.charts import FILLS, Bar, Drawn, same_scale
from grants.web.filters import figure

GRANT = Words("Zuwendung", "Grant")
OWN = Words("Eigenmittel", "Own funds")
OTHERS = Words("Mittel Dritter", "Third-party funds")
PUBLIC = Words("Andere öffentliche Mittel", "Other public money")
Payers = tuple[tuple[Words, str], ...]
PAYERS: Payers = tuple(zip((GRANT, OWN, OTHERS, PUBLIC), FILLS, strict=False))
"""The series of the pictures, with their shades."""
AT_APPLICATION = PAYERS[:-1]
"""An application does not name other public money."""


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
    payers: Payers = PAYERS
    """Who may pay, each with a shade, in the order of `paid`."""

    @property
    def costs(self) -> Money:
        """All costs, EUR."""
        return self.table.total

    @property
    def paid(self) -> tuple[Money, ...]:
        """What the grant, the recipient, third parties and other public bodies pay, EUR."""
        plan = self.plan
        own = plan.own_funds + plan.own_in_kind
        every = plan.requested, own, plan.third_party, plan.other_public
        return every[: len(self.payers)]

    @property
    def missing(self) -> Money:
        """What nobody pays yet, EUR; below nothing where too much is planned (R-019)."""
        return self.costs - total(self.paid)


def figures_of(
    planner: Planner, plan: Plan | None = None, years: Iterable[int] = ()
) -> PlanFigures:
    """What follows from the plan as saved, or from this one; `years` are shown in any case."""
    plan = plan or plan_of(planner)
    if isinstance(planner, Application):
        return _at_application(planner, plan, years)
    grant = planner
    terms = terms_of(grant.award.terms)
    years = budget_years(grant.starts_on, grant.ends_on)
    table = budget_table(plan.cells, plannable_lines(grant), years)
    needed = table.total - plan.requested - plan.other_public
    if grant.project_id is None:
        by_year = costs_by_year(grant, plan.cells)
        needed = own_funds_needed(terms, table.total, plan.requested, by_year)
    return PlanFigures(
        plan=plan,
        table=table,
        highest=highest_grant(grant, plan.cells, plan.other_public),
        needed=needed,
        rate=share_of(grant),
    )


def _at_application(application: Application, plan: Plan, years: Iterable[int]) -> PlanFigures:
    """The same before there is a grant: in kind, only what counts as own funds is shown."""
    terms = terms_of(application.terms)
    table = budget_table(plan.cells, plannable_lines(application), {*years_of(application), *years})
    facts = BudgetFacts(
        name=application.cluster.management.name,
        eligible=table.total,
        grant=plan.requested,
        in_kind=plan.own_in_kind,
        by_year=table.by_year,
    )
    return PlanFigures(
        plan=replace(plan, own_in_kind=in_kind_counted(terms, facts)),
        table=table,
        highest=highest_towards(terms, table.total, table.by_year),
        needed=own_funds_needed(terms, table.total, plan.requested, table.by_year),
        rate=1 - terms.matching.share_of_costs,
        payers=AT_APPLICATION,
    )


def asked_for(grant: Grant, cells: Cells, requested: Money | None, other_public: Money) -> Money:
    """The grant that was typed, or the highest one where nothing was; the rate limits both."""
    if requested is not None:
        return requested
    return highest_grant(grant, cells, other_public)


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
        (words, amount, fill)
        for (words, fill), amount in zip(figures.payers, figures.paid, strict=True)
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
