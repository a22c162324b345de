"""The sections of an application, one page each: saved as a draft, as often as one likes."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.application_budget import BudgetForm
from forms.base import ProgrammeForm
from grants.actions.application import save_section
from grants.actions.overtaken import Overtaken
from grants.actions.plan_record import as_kept
from grants.models.application import Application
from grants.programme.application_form import BUDGET, COUNTRIES, Section
from grants.programme.application_form import section as find_section
from grants.programme.country import country_names
from grants.programme.finding import RulesBroken
from grants.programme.form_words import declared
from grants.programme.money import NOTHING
from grants.programme.people import Role
from grants.programme.plan_line import Lines
from grants.programme.roads.application import OPEN_TO_TEAM
from grants.programme.stages import NoSuchMove
from grants.queries.application import ApplicationContent, content_of, terms_of, years_of
from grants.queries.application_check import findings_on
from grants.queries.plan_line import lines_of
from grants.web.access import open_to, visitor
from grants.web.applicant.application import may_write, own
from grants.web.applicant.picture import room_of_application
from grants.web.applicant.plan_form import is_refused, plan_shown
from grants.web.applicant.section_form import answers_of, form_of, shown_years, typed_form
from grants.web.applicant.typed_over import (
    Cell,
    given_up,
    notes_on,
    remaining,
    tell_given_up,
    tell_lines_count,
    untouched,
)
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell
from grants.web.versions import (
    by_itself,
    keeps_the_other,
    saved,
    seen_revision,
    shown_revision,
    tell_script,
    texts_of,
    two_versions,
    typed,
)

pages = Blueprint("applicant_section", __name__)

SUMS = "sums"
SECTIONS = "any(profile, outline, countries, budget, declarations)"


@pages.route(f"/applications/<number>/<{SECTIONS}:code>", methods=["GET", "POST"])
@open_to(Role.APPLICANT)
def section(number: str, code: str) -> ResponseReturnValue:
    """One section: read, fill in, save."""
    application, this = own(number), find_section(code)
    if request.method == "POST" and not keeps_the_other():
        return _save(application, this)
    if keeps_the_other() or not may_write(application, this):
        return redirect(url_for("applicant_application.application", number=number), 303)
    content, terms = content_of(session(), application), terms_of(application.terms)
    return _show(this, application, content, form_of(this, content, terms, None))


def _save(application: Application, this: Section) -> ResponseReturnValue:
    # Only the grid of the budget depends on what is stored: drafts are saved often, so that the
    # other sections read nothing that they do not need.
    before = content_of(session(), application) if this is BUDGET else None
    if before is not None and works_out():
        form = form_of(this, before, terms_of(application.terms), typed())
        fine = form.validate()
        return _show(this, application, before, form), 200 if fine else 422
    refused = _refuse(application, this, before)
    if refused is not None:
        return refused
    if by_itself():
        return tell_script(application.revision)
    tell(saved(now()), "saved")
    return redirect(_next_page(this, application, before), 303)


def _refuse(
    application: Application, this: Section, before: ApplicationContent | None
) -> ResponseReturnValue | None:
    """Keep what was typed; None when it is kept, else the page that says why not."""
    terms = terms_of(application.terms)
    if before is None:
        form = typed_form(this, application, terms, typed())
    else:
        form = form_of(this, before, terms, typed())
    if application.state not in OPEN_TO_TEAM:
        return _closed(application, form), 409
    if not form.validate() or (isinstance(form, BudgetForm) and form.ask_about_ambiguous()):
        return _show(this, application, before or content_of(session(), application), form), 422
    answers = answers_of(this, form)
    over, there = _over_lines(application, form)
    answers |= {"lines": as_kept(remaining(application, over))} if over else {}
    try:
        with saving() as work:
            save_section(
                work, application, this, answers,
                revision=seen_revision(), by=visitor(), now=now(),
            )  # fmt: skip
        _tell_lines(application, form, over, there)
    except RulesBroken as broken:
        form.show(broken.findings)
        return _show(this, application, content_of(session(), application), form), 422
    except Overtaken as overtaken:
        stored = form_of(this, content_of(session(), application), terms, None)
        return two_versions(form, stored, overtaken, **_beside(application, form)), 409
    except NoSuchMove:
        return _closed(application, form), 409
    return None


def _over_lines(application: Application, form: ProgrammeForm) -> tuple[set[Cell], Lines]:
    """Cells whose lines were given up for an amount, and all lines; nothing in other sections."""
    if not isinstance(form, BudgetForm):
        return set(), ()
    return given_up(application, form), lines_of(application)


def _beside(application: Application, form: ProgrammeForm) -> dict[str, Any]:
    """What the page of two versions says of lines; nothing in other sections."""
    if not isinstance(form, BudgetForm):
        return {}
    return {"notes": notes_on(application, form), "aside": untouched(application, form)}


def _tell_lines(
    application: Application, form: ProgrammeForm, over: set[Cell], there: Lines
) -> None:
    if isinstance(form, BudgetForm):
        tell_given_up(over, there)
        tell_lines_count(application, form)


def _show(
    this: Section, application: Application, content: ApplicationContent, form: ProgrammeForm
) -> str:
    terms = terms_of(application.terms)
    findings = findings_on(content, terms)
    plan: dict[str, Any] = {}
    if isinstance(form, BudgetForm):
        typed_now = works_out() or is_refused(form)
        plan = plan_shown(application, form, typed_now=typed_now)
        later = (
            max(form.answers["requested_later"], NOTHING) if typed_now else content.requested_later
        )
        plan["room"] = room_of_application(terms, plan["figures"], later)
    return render_template(
        f"applicant/application/{this.code}.html",
        section=this,
        content=content,
        terms=terms,
        findings=[one for one in findings if one.place.partition("#")[0] == this.code],
        countries=country_names(language()) if this is COUNTRIES else {},
        declared=declared(terms),
        **{"form": form, "revision": shown_revision(content.revision), **plan},
    )


def works_out() -> bool:
    """Did the script ask for the sums only? Then nothing is kept."""
    return request.form.get("step") == SUMS


def _closed(application: Application, form: ProgrammeForm) -> str:
    """It was handed in or withdrawn meanwhile; what was typed is shown, to be copied."""
    fields = texts_of(form)
    return render_template(
        "applicant/application/closed.html",
        content=content_of(session(), application),
        typed=[(form[name].label.text, text) for name, text in fields.items() if text],
        fields=fields,
    )


def _next_page(this: Section, saved: Application, before: ApplicationContent | None) -> str:
    """Back to the sections; but stay where there are new years to fill in, or if asked to."""
    # The years of the page that was sent: a save on a pause may have changed what is stored.
    there = {line.year for line in before.lines} if before else set()
    shown = shown_years() or set(before.budget.years) if before else set()
    new_years = set(years_of(saved)) - shown - there if before else ()
    if new_years or request.form.get("step") == "secondary":
        return url_for(".section", number=saved.number, code=this.code)
    return url_for("applicant_application.application", number=saved.number)
