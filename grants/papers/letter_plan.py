"""The financing plan of a letter: years as columns, and every year pays for itself to the cent."""

from collections import defaultdict
from typing import Final

from grants.documents.plan import FinancingPlan, PlanRow
from grants.models.grant import Grant
from grants.programme.amendment import GrantFigures
from grants.programme.calendar import budget_years
from grants.programme.money import NOTHING, Money, split, total
from grants.programme.terms import Terms
from grants.programme.words import Words
from grants.queries.amendment import figures_of

OWN: Final = Words("Eigenmittel", "Own funds")
OTHER: Final = Words("Mittel Dritter", "Third-party funds")
OTHERS: Final = Words(
    "Mittel Dritter und andere öffentliche Mittel", "Third-party funds and other public money"
)
TRANCHE: Final = Words("Zuwendung (Jahresscheibe)", "Grant (yearly tranche)")
ALLOWANCE: Final = Words("Projektpauschale", "Project allowance")


def plan_of(grant: Grant, terms: Terms, figures: GrantFigures | None = None) -> FinancingPlan:
    """The plan of a grant, or the one that these figures give it.

    Grant, own funds and money of others follow the costs of each year.

    The grant is split first, by the costs: no year gets more than it costs. What is left of a
    year is then shared by third parties and the recipient, so nothing is lost to rounding.
    """
    figures = figures or figures_of(grant)
    costs: dict[str, dict[int, Money]] = defaultdict(dict)
    for (category, year), amount in sorted(figures.cells.items()):
        costs[category][year] = amount
    touched = {year for _, year in figures.cells} | {
        *budget_years(grant.starts_on, figures.ends_on)
    }
    years = tuple(sorted(touched))
    yearly = [total(line.get(year, NOTHING) for line in costs.values()) for year in years]
    direct = by_weight(figures.direct, yearly)
    rest = [cost - part for cost, part in zip(yearly, direct, strict=True)]
    third = by_weight(figures.third_party + figures.other_public, rest)
    allowance = by_weight(figures.allowance, direct)
    return FinancingPlan(
        years=years,
        lines=tuple(
            PlanRow(
                label=category_name(terms, grant, code),
                amounts=tuple(costs[code].get(year, NOTHING) for year in years),
            )
            for code in _in_order(terms, costs)
        ),
        allowance=PlanRow(label=ALLOWANCE, amounts=tuple(allowance)) if figures.allowance else None,
        own_funds=PlanRow(
            label=OWN, amounts=tuple(left - part for left, part in zip(rest, third, strict=True))
        ),
        other_funds=PlanRow(label=OTHERS if figures.other_public else OTHER, amounts=tuple(third)),
        grant=PlanRow(
            label=TRANCHE,
            amounts=tuple(part + more for part, more in zip(direct, allowance, strict=True)),
        ),
    )


def by_weight(amount: Money, weights: list[Money]) -> list[Money]:
    """The amount over the years, by what each of them costs; nothing where nothing costs."""
    cents = [weight.cents for weight in weights]
    if not amount or not any(cents):
        return [NOTHING for _ in cents]
    return split(amount, cents)


def _in_order(terms: Terms, costs: dict[str, dict[int, Money]]) -> list[str]:
    known = [category.code for category in terms.cost_categories]
    return sorted(costs, key=lambda code: known.index(code) if code in known else len(known))


def category_name(terms: Terms, grant: Grant, code: str) -> Words:
    """What the terms call a category of costs on the basis of this grant."""
    named = [one for one in terms.cost_categories if one.code == code]
    fitting = [one.name for one in named if one.basis is grant.basis]
    return next(iter([*fitting, *(one.name for one in named)]), Words(code, code))
