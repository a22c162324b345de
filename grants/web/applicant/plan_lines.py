"""The lines of one category of a plan: how many, at which price, for what."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.plan_line import LinesForm, data_of, rows_in
from grants.actions.overtaken import Overtaken
from grants.actions.plan_line import save_lines
from grants.programme.finding import RulesBroken
from grants.programme.form_terms import CostCategory
from grants.programme.money import total
from grants.programme.people import Role
from grants.programme.plan_check import line_findings
from grants.programme.plan_line import MOST_LINES, UNIT_WORDS, Lines
from grants.programme.stages import NoSuchMove
from grants.queries.plan_line import Planner, bare_of, frame_of, lines_of, plannable_lines
from grants.web.access import open_to, visitor
from grants.web.applicant.plan_place import PLACE, own, place_of, say_plan_closed
from grants.web.database import now, saving
from grants.web.language import into, language
from grants.web.notice import tell
from grants.web.versions import (
    Typed,
    keeps_the_other,
    saved,
    seen_revision,
    shown_revision,
    two_versions,
    typed,
)

pages = Blueprint("applicant_plan_lines", __name__)
BLANK = 3
"""Empty rows beneath the lines that are there."""
MORE = 10
"""Rows that the button "More lines" adds."""


@pages.route(f"{PLACE}/lines/<category>", methods=["GET", "POST"])
@open_to(Role.APPLICANT)
def lines(of: str, number: str, category: str) -> ResponseReturnValue:
    """The lines: read, write, add up, save."""
    plan = own(of, number)
    chosen = _category(plan, category)
    if request.method == "GET" or keeps_the_other():
        return _show(plan, chosen, _form(plan, category))
    form = _form(plan, category, typed())
    step = request.form.get("step")
    if step in ("more", "secondary"):
        fine = form.validate()
        return _show(plan, chosen, form), 200 if fine or step == "more" else 422
    refused = _save(plan, chosen, form)
    if refused is not None:
        return refused
    tell(saved(now()))
    return redirect(url_for(".lines", of=of, number=number, category=category), 303)


def _anew(plan: Planner) -> Planner:
    """The plan as it is now, after somebody else changed it."""
    return own(place_of(plan).of, plan.number)


def _category(plan: Planner, code: str) -> CostCategory:
    found = [category for category in plannable_lines(plan) if category.code == code]
    return found[0] if found else abort(404)


def _form(plan: Planner, category: str, came: Typed | None = None) -> LinesForm:
    """The form with what was typed, or with the lines as they are kept."""
    there = tuple(line for line in lines_of(plan) if line.category == category)
    years = _years(plan, category)
    if came is None:
        rows = len(there) + BLANK
        data = data_of(there)
        return LinesForm(category, rows, years, language=language(), formdata=None, data=data)
    more = MORE if request.form.get("step") == "more" else 0
    rows = max(rows_in(came) + more, len(there))
    return LinesForm(category, rows, years, language=language(), formdata=came)


def _years(plan: Planner, category: str) -> list[int]:
    """The years of the plan, and those of lines that lie outside since its period moved."""
    there = {line.year for line in lines_of(plan) if line.category == category}
    return sorted({*frame_of(plan).years, *there})


def _offered(choices: dict[str, str]) -> list[tuple[str, str]]:
    """What a select offers, the same in every row: put into words once."""
    return [("", "–"), *choices.items()]


def _save(plan: Planner, chosen: CostCategory, form: LinesForm) -> ResponseReturnValue | None:
    if not form.validate() or form.ask_about_ambiguous():
        return _show(plan, chosen, form), 422
    try:
        with saving() as work:
            save_lines(
                work, plan, chosen.code, **form.answers,
                revision=seen_revision(), by=visitor(), now=now(),
            )  # fmt: skip
    except RulesBroken as broken:
        form.show_at_rows(broken.findings)
        return _show(_anew(plan), chosen, form), 422
    except Overtaken as overtaken:
        return two_versions(form, _form(_anew(plan), chosen.code), overtaken), 409
    except NoSuchMove:
        say_plan_closed(plan)
        return _show(_anew(plan), chosen, form), 409
    return None


def _show(plan: Planner, chosen: CostCategory, form: LinesForm) -> str:
    there: Lines = tuple(line for _, line in form.numbered)
    others = [line for line in lines_of(plan) if line.category != chosen.code]
    noticed = line_findings(frame_of(plan), there)
    rows = {at: place for place, (at, _) in enumerate(form.numbered)}
    sums = {year: total(line.amount for line in there if line.year == year)
            for year in sorted({line.year for line in there})}  # fmt: skip
    bare = bare_of(plan)
    return render_template(
        "applicant/plan/lines.html",
        place=place_of(plan),
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
        years=_offered({str(year): str(year) for year in _years(plan, chosen.code)}),
        counted_in=_offered({unit.value: into(words) for unit, words in UNIT_WORDS.items()}),
        revision=shown_revision(plan.revision),
        **_beside(plan),
    )  # fmt: skip


def _beside(plan: Planner) -> dict[str, Any]:
    """The other categories, each with how many lines it has."""
    counts: dict[str, int] = {}
    for line in lines_of(plan):
        counts[line.category] = counts.get(line.category, 0) + 1
    return {"categories": plannable_lines(plan), "counts": counts}
