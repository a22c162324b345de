"""Two clusters behind one project: asking the other one, and its answer."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.project import BackingForm
from grants.actions.backing import agree_backing, ask_backing, check_may_back, end_backing
from grants.models.award import Award, Project
from grants.models.backing import Backing
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.programme.stages import NoSuchMove
from grants.programme.words import Words, say
from grants.queries.backing import backing_of, backings_of_award
from grants.web.access import open_to, visitor
from grants.web.applicant.award import own as own_award
from grants.web.applicant.project import CODE, closed, is_draft, own
from grants.web.applicant.reader import for_writers
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell

pages = Blueprint("applicant_backing", __name__)
GONE = Words("Diese Anfrage ist nicht mehr offen.", "This question is not open any more.")


@pages.route(f"{CODE}/backing", methods=["GET", "POST"])
@open_to(Role.APPLICANT)
@for_writers
def backing(number: str, code: str) -> ResponseReturnValue:
    """Ask another cluster to stand behind the project."""
    project = own(number, code)
    allowed = check_may_back(project)
    if not allowed.holds:
        tell(allowed.says, "info")
        return _back(project)
    if not is_draft(project):
        return closed(project)
    form = BackingForm(language=language())
    if request.method == "GET" or not form.validate():
        return _page(project, form), 422 if form.is_submitted() else 200
    try:
        with saving() as work:
            asked = ask_backing(work, project, form.award.data or "", by=visitor(), now=now())
            name = asked.award.cluster.name
    except RulesBroken as broken:
        form.show(broken.findings)
        return _page(own(number, code), form), 422
    except NoSuchMove:
        return closed(project)
    tell(say("{name} ist gefragt.", "{name} has been asked.", name=name))
    return redirect(url_for(".backing", number=number, code=code), 303)


@pages.post(f"{CODE}/backing/end")
@open_to(Role.APPLICANT)
def end(number: str, code: str) -> ResponseReturnValue:
    """Take the question back, or go on without the second cluster."""
    project = own(number, code)
    there = backing_of(session(), project)
    try:
        if there is None:
            tell(GONE, "info")
        else:
            _end(there, project.award)
    except RulesBroken as broken:
        for finding in broken.findings:
            tell(finding.says, "danger")
    except NoSuchMove:
        tell(GONE, "info")
    return _back(project)


@pages.post("/awards/<number>/backings")
@open_to(Role.APPLICANT)
def answer(number: str) -> ResponseReturnValue:
    """Agree to stand behind a project of another cluster, or decline."""
    award = own_award(number)
    there = {one.project.number: one for one in backings_of_award(session(), award)}
    one = there.get(request.form.get("project", ""))
    try:
        if one is None:
            tell(GONE, "info")
        elif request.form.get("act") == "agree":
            with saving() as work:
                agree_backing(work, one, by=visitor(), now=now())
            tell(Words("Sie tragen das Projekt mit.", "You stand behind the project."))
        else:
            _end(one, award)
    except RulesBroken as broken:
        for finding in broken.findings:
            tell(finding.says, "danger")
    except NoSuchMove:
        tell(GONE, "info")
    return redirect(url_for("applicant_award.award", number=number, _anchor="backings"), 303)


def _end(there: Backing, of: Award) -> None:
    with saving() as work:
        end_backing(work, there, of=of, by=visitor(), now=now())
    tell(Words("Hinter dem Projekt steht wieder ein einziges Cluster.",
               "One cluster stands behind the project again."))  # fmt: skip


def _back(project: Project) -> ResponseReturnValue:
    back = url_for("applicant_project.project", number=project.award.number, code=project.code)
    return redirect(back, 303)


def _page(project: Project, form: BackingForm) -> str:
    return render_template(
        "applicant/project/backing.html",
        project=project,
        form=form,
        there=backing_of(session(), project),
    )
