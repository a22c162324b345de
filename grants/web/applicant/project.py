"""A joint project: its page, its description, its agreement, handing it in."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.project import ProjectForm
from grants.actions.overtaken import Overtaken
from grants.actions.project import (
    FIELDS,
    save_project,
    start_project,
    submit_project,
    withdraw_project,
)
from grants.models.award import Award, Project
from grants.programme.finding import Finding, RulesBroken
from grants.programme.people import Role
from grants.programme.stages import NoSuchMove, ProjectState
from grants.programme.words import Words, say
from grants.queries.announced import announced_in
from grants.queries.project import handed_in_by, project_content, project_record
from grants.queries.project_findings import project_findings
from grants.web.access import open_to, visitor
from grants.web.applicant.award import own as own_award
from grants.web.applicant.project_page import show_project
from grants.web.applicant.reader import for_writers
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
    two_versions,
    typed,
)

pages = Blueprint("applicant_project", __name__)
CODE = "/awards/<number>/projects/<code>"


@pages.post("/awards/<number>/projects")
@open_to(Role.APPLICANT)
def start(number: str) -> ResponseReturnValue:
    """Begin a joint project and go to its description."""
    award = own_award(number)
    try:
        with saving() as work:
            code = start_project(work, award, by=visitor(), now=now()).code
    except RulesBroken as broken:
        for finding in broken.findings:
            tell(finding.says, "danger")
        return redirect(url_for("applicant_award.award", number=number), 303)
    return redirect(url_for(".edit", number=number, code=code), 303)


@pages.get(CODE)
@open_to(Role.APPLICANT)
def project(number: str, code: str) -> ResponseReturnValue:
    """The project with its partners, one plan, findings and the room under the cap."""
    return show_project(own(number, code), request.args.get("partner", type=int))


@pages.route(f"{CODE}/edit", methods=["GET", "POST"])
@open_to(Role.APPLICANT)
@for_writers
def edit(number: str, code: str) -> ResponseReturnValue:
    """Name, purpose and days."""
    this = own(number, code)
    if request.method == "GET":
        return _form_page(this, _form(this)) if is_draft(this) else closed(this)
    form = _form(this, typed()) if not keeps_the_other() else None
    if form is not None:
        refused = _save(this, form)
        if refused is not None:
            return refused
        if by_itself():
            return tell_script(this.revision)
        tell(saved(now()), "saved")
    return redirect(url_for(".project", number=number, code=code), 303)


@pages.get(f"{CODE}/submit")
@open_to(Role.APPLICANT)
@for_writers
def submit(number: str, code: str) -> ResponseReturnValue:
    """Everything as it will be sent, and the button that sends it."""
    this = own(number, code)
    if not is_draft(this):
        return redirect(url_for(".receipt", number=number, code=code), 303)
    return _preview(this, [])


@pages.post(f"{CODE}/submit")
@open_to(Role.APPLICANT)
def send(number: str, code: str) -> ResponseReturnValue:
    """Hand it in. A second click finds the confirmation of the first."""
    this = own(number, code)
    try:
        with saving() as work:
            submit_project(work, this, by=visitor(), now=now())
    except RulesBroken as broken:
        return _preview(own(number, code), broken.findings), 422
    except NoSuchMove:
        tell(Words("Dieses Projekt ist schon eingereicht.",
                   "This project was already submitted."), "info")  # fmt: skip
    return redirect(url_for(".receipt", number=number, code=code), 303)


@pages.get(f"{CODE}/receipt")
@open_to(Role.APPLICANT)
def receipt(number: str, code: str) -> ResponseReturnValue:
    """The proof that it arrived: number, second, fingerprint."""
    this = own(number, code)
    act = handed_in_by(session(), this)
    if act is None:
        return redirect(url_for(".project", number=number, code=code), 303)
    return render_template(
        "applicant/project/receipt.html", project=this, act=act,
        content=project_content(session(), this),
    )  # fmt: skip


@pages.post(f"{CODE}/withdraw")
@open_to(Role.APPLICANT)
def withdraw(number: str, code: str) -> ResponseReturnValue:
    """Take it back, as long as it is not decided on."""
    this = own(number, code)
    try:
        with saving() as work:
            withdraw_project(work, this, by=visitor(), now=now())
    except RulesBroken as broken:
        for finding in broken.findings:
            tell(finding.says, "danger")
    except NoSuchMove:
        tell(Words("Über dieses Projekt ist schon entschieden.",
                   "This project is decided already."), "info")  # fmt: skip
    else:
        tell(say("{code} ist zurückgezogen.", "{code} has been withdrawn.", code=code))
    return redirect(url_for("applicant_award.award", number=number), 303)


def own(number: str, code: str) -> Project:
    """The project, if it belongs to the visitor; else there is no page."""
    return project_record(session(), visitor(), number, code) or abort(404)


def is_draft(this: Project) -> bool:
    """May it still change?"""
    return this.state is ProjectState.DRAFT


def say_closed() -> None:
    """Say why nothing was kept, or why there is nothing to fill in."""
    tell(Words("Dieses Projekt ist kein Entwurf mehr. Es lässt sich nicht mehr ändern.",
               "This project is no draft any more. It cannot be changed."), "info")  # fmt: skip


def closed(this: Project) -> ResponseReturnValue:
    """Instead of a form that nobody can save: a sentence, on the page of the project."""
    say_closed()
    return redirect(url_for("applicant_project.project", number=this.award.number, code=this.code),
                    303)  # fmt: skip


def _form(this: Project, came: object = None) -> ProjectForm:
    data = {name: getattr(this, name) for name in FIELDS}
    return ProjectForm(language=language(), formdata=came, data=data)


def _save(this: Project, form: ProjectForm) -> ResponseReturnValue | None:
    if not form.validate():
        return _form_page(this, form), 422
    try:
        with saving() as work:
            save_project(
                work, this, revision=seen_revision(), by=visitor(), now=now(), **form.answers
            )
    except RulesBroken as broken:
        form.show(broken.findings)
        return _form_page(_again(this), form), 422
    except Overtaken as overtaken:
        return two_versions(form, _form(_again(this)), overtaken), 409
    except NoSuchMove:
        say_closed()
        return _form_page(_again(this), form), 409
    return None


def _again(this: Project) -> Project:
    award: Award = this.award
    return own(award.number, this.code)


def _form_page(this: Project, form: ProjectForm) -> str:
    revision = shown_revision(this.revision)
    return render_template(
        "applicant/project/edit.html",
        project=this,
        form=form,
        revision=revision,
        announced=announced_in(session(), this.award),
    )


def _preview(this: Project, refused: list[Finding]) -> str:
    return render_template(
        "applicant/project/submit.html",
        project=this,
        content=project_content(session(), this),
        findings=project_findings(session(), this, now=now()),
        refused=refused,
    )
