"""A plan as it is kept, whoever plans: costs by category and year, and the lines beneath them.

The cluster management plans its concept phase twice: in its application, where lines are for those
who want them, and as the holder of its grant. Both plans are made of the same parts.
"""

from datetime import date

from grants.models.application import Application
from grants.models.grant import Grant
from grants.programme.application_form import ALLOWANCE, plannable
from grants.programme.form_terms import CostCategory
from grants.programme.plan_check import Frame
from grants.programme.plan_line import Lines, sums_of, whole_of
from grants.queries.application import terms_of, years_of
from grants.queries.budget_table import Cells

Planner = Application | Grant
"""Whose plan it is."""


def plannable_lines(plan: Planner) -> tuple[CostCategory, ...]:
    """The categories of the plan: a recipient plans by the basis on which it accounts."""
    if isinstance(plan, Application):
        return plannable(terms_of(plan.terms))
    return tuple(
        category
        for category in terms_of(plan.award.terms).cost_categories
        if category.basis is plan.basis and category.code != ALLOWANCE
    )


def frame_of(plan: Planner) -> Frame:
    """What the plan has room for; an application without days yet, the years it will plan for."""
    codes = tuple(category.code for category in plannable_lines(plan))
    if isinstance(plan, Grant):
        return Frame(categories=codes, first=plan.starts_on, last=plan.ends_on)
    years, first, last = years_of(plan), plan.concept_starts_on, plan.concept_ends_on
    if first is None or last is None or last < first:
        first, last = date(years[0], 1, 1), date(years[-1], 12, 31)
    return Frame(categories=codes, first=first, last=last)


def lines_of(plan: Planner) -> Lines:
    """The lines of the plan, in the order in which they were written."""
    return tuple(line.planned for line in plan.plan_lines)


def cells_of(plan: Planner) -> Cells:
    """The planned costs by category and year; only cells with something in them."""
    return {(line.category, line.year): line.amount for line in plan.lines if line.amount}


def bare_of(plan: Planner) -> Cells:
    """The amounts that stand in the grid without lines beneath them."""
    detailed = sums_of(lines_of(plan))
    return {cell: amount for cell, amount in cells_of(plan).items() if cell not in detailed}


def whole_plan(plan: Planner) -> Lines:
    """Lines and bare amounts together, by category and year: what a workbook carries."""
    order = [category.code for category in plannable_lines(plan)]
    return whole_of(lines_of(plan), cells_of(plan), order)


def years_in(plan: Planner) -> list[int]:
    """The years of the plan, and those with costs that lie outside since its period moved."""
    there = {line.year for line in whole_plan(plan)}
    return sorted({*frame_of(plan).years, *there})
