"""The form of one grant's plan: filled with what is stored, saved as often as one likes."""

from collections.abc import Callable
from typing import Any

from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from forms.grant_budget import RESEARCH_FIELDS, GrantBudgetForm, grant_budget_form
from grants.actions.budget import save_budget
from grants.actions.conflict import Conflict
from grants.models.grant import Grant
from grants.programme.cumulation import room_beside
from grants.programme.finding import RulesBroken
from grants.programme.funding import granted_share, own_funds_needed
from grants.programme.money import Money
from grants.programme.stages import NoSuchMove
from grants.programme.words import Words
from grants.queries.application import terms_of
from grants.queries.grant_plan import assigns_research, plannable_lines, table_of
from grants.web.access import visitor
from grants.web.applicant.versions import Typed, seen_revision, two_versions
from grants.web.database import now, saving
from grants.web.language import language
from grants.web.notice import tell

SUMS = ("own_funds", "own_in_kind", "third_party", "other_public", *RESEARCH_FIELDS.values())


def plan_form(grant: Grant, came: Typed | None = None) -> GrantBudgetForm:
    """The form with what was typed, or with what is stored if nothing was.

    The grant is left empty while it is the highest one, so that it follows the costs.
    """
    table = table_of(grant)
    made = grant_budget_form(plannable_lines(grant), table.years, research=assigns_research(grant))
    data: dict[str, Any] = {name: getattr(grant, name) or None for name in SUMS}
    data["requested"] = grant.direct if grant.direct != highest(grant) else None
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
    if not form.validate() or form.ask_about_ambiguous():
        return again(form), 422
    try:
        with saving() as work:
            _save(work, grant, form)
    except RulesBroken as broken:
        form.show(broken.findings)
        return again(form), 422
    except Conflict as conflict:
        return two_versions(form, plan_form(grant), conflict), 409
    except NoSuchMove:
        tell(Words("Dieser Plan lässt sich nicht mehr ändern.",
                   "This plan cannot be changed any more."), "info")  # fmt: skip
        return again(form), 409
    return None


def needed(grant: Grant) -> Money:
    """What the recipient has to bring for the costs as saved, in EUR."""
    terms = terms_of(grant.award.terms)
    if grant.project_id is None:
        return own_funds_needed(terms, grant.costs, grant.direct)
    return grant.costs - grant.direct


def highest(grant: Grant) -> Money:
    """The largest grant that the rate allows for the costs as saved, in EUR.

    What other public bodies pay for the same costs comes off (R-028).
    """
    by_rate = granted_share(terms_of(grant.award.terms), grant.costs, grant.rate_share)
    return room_beside(by_rate, grant.other_public)


def _save(work: Session, grant: Grant, form: GrantBudgetForm) -> None:
    answers = form.answers
    save_budget(
        work, grant, answers.pop("cells"), **answers,
        revision=seen_revision(), by=visitor(), now=now(),
    )  # fmt: skip
