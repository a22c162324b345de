"""The lines of one category of a plan: how many, at which price, for what."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.plan_line import LinesForm, data_of, lines_form, rows_in
from grants.actions.conflict import Conflict
from grants.actions.draft import plan_is_open
from grants.actions.plan_line import save_lines
from grants.models.grant import Grant
from grants.programme.finding import RulesBroken
from grants.programme.form_terms import CostCategory
from grants.programme.money import total
from grants.programme.people import Role
from grants.programme.plan_check import line_findings
from grants.programme.plan_line import MOST_LINES, UNIT_WORDS, Lines
from grants.programme.stages import NoSuchMove
from grants.programme.words import Words
from grants.queries.grant_plan import (
    bare_of,
    frame_of,
    lines_of,
    plan_record,
    plannable_lines,
)
from grants.web.access import open_to, visitor
from grants.web.applicant.versions import (
    Typed,
    keeps_the_other,
    saved,
    seen_revision,
    shown_revision,
    two_versions,
    typed,
)
from grants.web.database import now, saving, session
from grants.web.language import into, language
from grants.web.notice import tell

pages = Blueprint("applicant_plan_lines", __name__)
PLACE = "/grants/<number>/budget"
BLANK = 3
"""Empty rows beneath the lines that are there."""
MORE = 10
"""Rows that the button "More lines" adds."""


@pages.route(f"{PLACE}/lines/<category>", methods=["GET", "POST"])
@open_to(Role.APPLICANT)
def lines(number: str, category: str) -> ResponseReturnValue:
    """The lines: read, write, add up, save."""
    grant = own(number)
    chosen = _category(grant, category)
    if request.method == "GET" or keeps_the_other():
        return _show(grant, chosen, _form(grant, category))
    form = _form(grant, category, typed())
    step = request.form.get("step")
    if step in ("more", "secondary"):
        fine = form.validate()
        return _show(grant, chosen, form), 200 if fine or step == "more" else 422
    refused = _save(grant, chosen, form)
    if refused is not None:
        return refused
    tell(saved(now()))
    return redirect(url_for(".lines", number=number, category=category), 303)


def own(number: str) -> Grant:
    """The grant with this number, if it belongs to the visitor; else there is no page."""
    return plan_record(session(), visitor(), number) or abort(404)


def plan_address(grant: Grant) -> str:
    """The page with the grid of this plan."""
    award = grant.award.number
    project = grant.project
    if grant.partner is not None and grant.partner.kept_since is not None:
        return url_for("applicant_part.budget", number=grant.partner_id)
    if project is None or grant.partner is None:
        return url_for("applicant_budget.budget", number=award, phase=grant.phase.value)
    return url_for(
        "applicant_project.project", number=award, code=project.code,
        partner=project.partners.index(grant.partner) + 1, _anchor="budget",
    )  # fmt: skip


def say_plan_closed() -> None:
    """Say why nothing was kept."""
    tell(
        Words("Dieser Plan lässt sich nicht mehr ändern.", "This plan cannot be changed any more."),
        "info",
    )


def _category(grant: Grant, code: str) -> CostCategory:
    found = [category for category in plannable_lines(grant) if category.code == code]
    return found[0] if found else abort(404)


def _form(grant: Grant, category: str, came: Typed | None = None) -> LinesForm:
    """The form with what was typed, or with the lines as they are kept."""
    there = tuple(line for line in lines_of(grant) if line.category == category)
    years = _years(grant, category)
    if came is None:
        made = lines_form(category, len(there) + BLANK, years)
        return made(language=language(), formdata=None, data=data_of(there))
    more = MORE if request.form.get("step") == "more" else 0
    made = lines_form(category, max(rows_in(came) + more, len(there)), years)
    return made(language=language(), formdata=came)


def _years(grant: Grant, category: str) -> list[int]:
    """The years of the plan, and those of lines that lie outside since its period moved."""
    there = {line.year for line in lines_of(grant) if line.category == category}
    return sorted({*frame_of(grant).years, *there})


def _offered(choices: dict[str, str]) -> list[tuple[str, str]]:
    """What a select offers, the same in every row: put into words once."""
    return [("", "–"), *choices.items()]


def _save(grant: Grant, chosen: CostCategory, form: LinesForm) -> ResponseReturnValue | None:
    if not form.validate() or form.ask_about_ambiguous():
        return _show(grant, chosen, form), 422
    try:
        with saving() as work:
            save_lines(
                work, grant, chosen.code, **form.answers,
                revision=seen_revision(), by=visitor(), now=now(),
            )  # fmt: skip
    except RulesBroken as broken:
        form.show_at_rows(broken.findings)
        return _show(own(grant.number), chosen, form), 422
    except Conflict as conflict:
        return two_versions(form, _form(own(grant.number), chosen.code), conflict), 409
    except NoSuchMove:
        say_plan_closed()
        return _show(own(grant.number), chosen, form), 409
    return None


def _show(grant: Grant, chosen: CostCategory, form: LinesForm) -> str:
    there: Lines = tuple(line for _, line in form.numbered)
    others = [line for line in lines_of(grant) if line.category != chosen.code]
    noticed = line_findings(frame_of(grant), there)
    rows = {at: place for place, (at, _) in enumerate(form.numbered)}
    sums = {year: total(line.amount for line in there if line.year == year)
            for year in sorted({line.year for line in there})}  # fmt: skip
    bare = bare_of(grant)
    return render_template(
        "applicant/plan/lines.html",
        grant=grant,
        chosen=chosen,
        form=form,
        amounts={at: there[place].amount for at, place in rows.items() if there[place].counts},
        noticed={at: noticed[place] for at, place in rows.items() if place in noticed},
        sums=sums,
        whole=total(sums.values()),
        replaced={year: amount for (code, year), amount in bare.items()
                  if code == chosen.code and year in sums},
        left=MOST_LINES - len(others) - len(there),
        lines=there,
        units=UNIT_WORDS,
        years=_offered({str(year): str(year) for year in _years(grant, chosen.code)}),
        counted_in=_offered({unit.value: into(words) for unit, words in UNIT_WORDS.items()}),
        open=plan_is_open(grant),
        back=plan_address(grant),
        revision=shown_revision(grant.revision),
        **_beside(grant),
    )  # fmt: skip


def _beside(grant: Grant) -> dict[str, Any]:
    """The other categories, each with how many lines it has."""
    counts: dict[str, int] = {}
    for line in lines_of(grant):
        counts[line.category] = counts.get(line.category, 0) + 1
    return {"categories": plannable_lines(grant), "counts": counts}
