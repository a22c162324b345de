"""The form of one grant's plan: filled with what is stored, saved as often as one likes."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from forms.application_budget import BudgetForm
from forms.grant_budget import RESEARCH_FIELDS, GrantBudgetForm, grant_budget_form
from grants.actions.budget import save_budget
from grants.actions.overtaken import Overtaken
from grants.models.grant import Grant
from grants.programme.finding import RulesBroken
from grants.programme.money import NOTHING
from grants.programme.plan_line import grid_of, sums_of
from grants.programme.stages import NoSuchMove
from grants.programme.words import Words
from grants.queries.grant_plan import Plan, assigns_research, highest_grant, table_of
from grants.queries.plan_line import Planner, cells_of, lines_of, plannable_lines
from grants.web.access import visitor
from grants.web.applicant.plan_figures import (
    asked_for,
    figures_of,
    money_by_category,
    money_by_payer,
    money_by_year,
)
from grants.web.applicant.plan_place import place_of
from grants.web.applicant.typed_over import (
    Cell,
    given_up,
    notes_on,
    tell_given_up,
    tell_lines_count,
    untouched,
)
from grants.web.database import now, saving
from grants.web.language import language
from grants.web.notice import tell
from grants.web.versions import Typed, seen_revision, shown_revision, two_versions

PAID = ("own_funds", "own_in_kind", "third_party", "other_public")
"""Who pays beside the grant."""
SUMS = (*PAID, *RESEARCH_FIELDS.values())


def plan_form(grant: Grant, came: Typed | None = None) -> GrantBudgetForm:
    """The form with what was typed, or with what is stored if nothing was.

    The grant is left empty while it is the highest one, so that it follows the costs.
    """
    table = table_of(grant)
    made = grant_budget_form(plannable_lines(grant), table.years, research=assigns_research(grant))
    data: dict[str, Any] = {name: getattr(grant, name) or None for name in SUMS}
    highest = highest_grant(grant, cells_of(grant), grant.other_public)
    data["requested"] = grant.direct if grant.direct != highest else None
    for row in table.rows:
        for year, amount in zip(table.years, row.amounts, strict=True):
            data[made.cells[row.code, year]] = amount or None
    return made(language=language(), formdata=came, data=data)


def save_plan(
    grant: Grant, form: GrantBudgetForm, again: Callable[[GrantBudgetForm], str]
) -> ResponseReturnValue | None:
    """Save the form; None when it is kept, else the page that says what is wrong.

    `again` shows the page with everything that was typed.
    """
    if works_out():
        return again(form), 200 if form.validate() else 422
    if not form.validate() or form.ask_about_ambiguous():
        return again(form), 422
    try:
        over, there = given_up(grant, form), lines_of(grant)
        with saving() as work:
            _save(work, grant, form, over)
        tell_given_up(over, there)
        tell_lines_count(grant, form)
    except RulesBroken as broken:
        form.show(broken.findings)
        return again(form), 422
    except Overtaken as overtaken:
        notes, aside = notes_on(grant, form), untouched(grant, form)
        return two_versions(form, plan_form(grant), overtaken, notes=notes, aside=aside), 409
    except NoSuchMove:
        tell(Words("Dieser Plan lässt sich nicht mehr ändern.",
                   "This plan cannot be changed any more."), "info")  # fmt: skip
        return again(form), 409
    return None


def plan_page(grant: Grant, form: GrantBudgetForm | None = None) -> dict[str, Any]:
    """What a page needs to show the plan of a grant: the form, and what follows from its figures.

    After "Work out", and beside what was refused, these are the figures that were typed, else
    those that are saved.
    """
    typed_now = form is not None and (works_out() or is_refused(form))
    return plan_shown(grant, form or plan_form(grant), typed_now=typed_now)


def is_refused(form: BudgetForm) -> bool:
    """Do the fields hold what was typed and could not be kept, or is asked about?"""
    return bool(form.errors or form.switches)


def plan_shown(plan: Planner, form: BudgetForm, *, typed_now: bool) -> dict[str, Any]:
    """The same for any plan: what follows from the figures that were typed, or from the saved."""
    figures = figures_of(plan, typed_plan(plan, form) if typed_now else None, form.years)
    lines = lines_of(plan)
    return {
        "place": place_of(plan),
        "form": form,
        "figures": figures,
        "table": figures.table,
        "beneath": sums_of(lines),
        "counts": Counter(line.category for line in lines),
        "typed_now": typed_now,
        "revision": shown_revision(plan.revision),
        "by_year": money_by_year(figures),
        "by_category": money_by_category(figures),
        "by_payer": money_by_payer(figures),
        "payers": figures.payers,
    }


def works_out() -> bool:
    """Did the person ask for the sums only?"""
    return request.method == "POST" and request.form.get("step") == "secondary"


def typed_plan(plan: Planner, form: BudgetForm) -> Plan:
    """The plan as it was typed, as far as it can be read; lines keep what is saved."""
    lines, answers = lines_of(plan), form.answers
    detailed = sums_of(lines)
    bare = {cell: sum_ for cell, sum_ in answers["cells"].items() if cell not in detailed}
    cells = grid_of(lines, {cell: max(sum_, NOTHING) for cell, sum_ in bare.items()})
    paid = {name: max(answers.get(name, NOTHING), NOTHING) for name in PAID}
    requested = answers["requested"] and max(answers["requested"], NOTHING)
    if isinstance(plan, Grant):
        requested = asked_for(plan, cells, requested, paid["other_public"])
    return Plan(cells=cells, requested=requested, **paid)


def _save(work: Session, grant: Grant, form: GrantBudgetForm, over: set[Cell]) -> None:
    answers = form.answers
    save_budget(
        work, grant, answers.pop("cells"), **answers, instead_of_lines=over,
        revision=seen_revision(), by=visitor(), now=now(),
    )  # fmt: skip
