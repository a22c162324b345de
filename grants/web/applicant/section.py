"""The sections of an application, one page each: saved as a draft, as often as one likes."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.application import country_names
from forms.application_budget import BudgetForm
from forms.base import ProgrammeForm
from grants.actions.application import save_section
from grants.actions.conflict import Conflict
from grants.models.application import Application
from grants.programme.application_form import BUDGET, COUNTRIES, Section
from grants.programme.application_form import section as find_section
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.programme.roads.application import OPEN_TO_TEAM
from grants.programme.stages import NoSuchMove
from grants.programme.terms import Terms
from grants.programme.words import Words, say
from grants.queries.application import ApplicationContent, content_of, terms_of
from grants.queries.application_check import financing, findings_on
from grants.queries.budget_table import BudgetTable
from grants.web import filters
from grants.web.access import open_to, visitor
from grants.web.applicant.application import own
from grants.web.applicant.section_form import Typed, answers_of, form_of, texts_of
from grants.web.database import now, saving, session
from grants.web.language import language

pages = Blueprint("applicant_section", __name__)

MINE = "mine-"
"""Before the name of a field that carries one's own version through a conflict."""
SECTIONS = "any(profile, outline, countries, budget, declarations)"


@pages.route(f"/applications/<number>/<{SECTIONS}:code>", methods=["GET", "POST"])
@open_to(Role.APPLICANT)
def section(number: str, code: str) -> ResponseReturnValue:
    """One section: read, fill in, save."""
    application, this = own(number), find_section(code)
    content, terms = content_of(session(), application), terms_of(application.terms)
    choice = request.form.get("choice")
    if request.method == "POST" and choice != "theirs":
        return _save(application, this, content, terms, mine=choice == "mine")
    if content.state not in OPEN_TO_TEAM or choice:
        return redirect(url_for("applicant_application.application", number=number), 303)
    return _show(this, content, terms, form_of(this, content, terms, None))


def _save(
    application: Application,
    this: Section,
    content: ApplicationContent,
    terms: Terms,
    *,
    mine: bool,
) -> ResponseReturnValue:
    form = form_of(this, content, terms, _typed(mine=mine))
    if not form.validate() or (isinstance(form, BudgetForm) and form.ask_about_ambiguous()):
        return _show(this, content, terms, form), 422
    revision = request.form.get("revision", default=0, type=int)
    try:
        with saving() as work:
            save_section(
                work, application, this, answers_of(this, form),
                revision=revision, by=visitor(), now=now(),
            )  # fmt: skip
            # Only a new budget can bring new years; reading everything again costs four statements.
            saved = content_of(work, application) if this is BUDGET else content
    except RulesBroken as broken:
        form.show(broken.findings)
        return _show(this, content, terms, form), 422
    except Conflict as conflict:
        return _two_versions(this, application, terms, form, conflict), 409
    except NoSuchMove:
        return _closed(application, form), 409
    flash(_saved_at())  # type: ignore[arg-type] # notices.html prints Words
    return redirect(_next_page(this, saved.number, content.budget, saved.budget), 303)


def _show(this: Section, content: ApplicationContent, terms: Terms, form: ProgrammeForm) -> str:
    findings = findings_on(content, terms)
    return render_template(
        f"applicant/application/{this.code}.html",
        section=this,
        content=content,
        form=form,
        terms=terms,
        revision=request.form.get("revision", content.revision),
        findings=[one for one in findings if one.place.partition("#")[0] == this.code],
        countries=country_names(language()) if this is COUNTRIES else {},
        sums=financing(content, terms),
    )


def _two_versions(
    this: Section,
    application: Application,
    terms: Terms,
    form: ProgrammeForm,
    conflict: Conflict,
) -> str:
    """Both versions side by side, with everything that is needed to choose one."""
    stored = form_of(this, content_of(session(), application), terms, None)
    yours, theirs = texts_of(form), texts_of(stored)
    differing = [name for name in yours if yours[name] != theirs.get(name, "")]
    conflicts = [
        {
            "label": form[name].label.text,
            "name": name,
            "mine": yours[name],
            "theirs": theirs.get(name, ""),
        }
        for name in differing
    ]
    hidden: dict[str, Any] = {"revision": conflict.theirs.revision}
    hidden |= {name: text for name, text in yours.items() if name not in differing}
    hidden |= {f"{MINE}{name}": yours[name] for name in differing}
    return render_template(
        "errors/409.html",
        saved_by=conflict.theirs.by,
        saved_at=conflict.theirs.at,
        conflicts=conflicts,
        hidden=hidden,
    )


def _closed(application: Application, form: ProgrammeForm) -> str:
    """It was handed in or withdrawn meanwhile; what was typed is shown, to be copied."""
    labels = {name: form[name].label.text for name in texts_of(form)}
    return render_template(
        "applicant/application/closed.html",
        content=content_of(session(), application),
        typed=[(labels[name], text) for name, text in texts_of(form).items() if text],
    )


def _typed(*, mine: bool) -> Typed:
    """What came with the request; where one's own version was chosen, that one."""
    typed = request.form.copy()
    if mine:
        for name in [name for name in typed if name.startswith(MINE)]:
            typed[name.removeprefix(MINE)] = typed[name]
    return typed


def _next_page(this: Section, number: str, before: BudgetTable, after: BudgetTable) -> str:
    """Back to the sections; but stay where there are new years to fill in, or if asked to."""
    stay = request.form.get("step") == "secondary" or before.years != after.years
    if stay:
        return url_for(".section", number=number, code=this.code)
    return url_for("applicant_application.application", number=number)


def _saved_at() -> Words:
    at = now().astimezone(filters.ZONE)
    return say("Gespeichert um {at} Uhr.", "Saved at {at}.", at=f"{at:%H:%M}")
