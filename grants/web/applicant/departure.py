"""A partner leaves a running project: what it means, the day, the reason."""

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.part import DepartureForm
from grants.actions.departure import RUNNING, partner_leaves
from grants.models.award import Project
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.programme.stages import NoSuchMove
from grants.programme.words import Words, say
from grants.queries.application import terms_of
from grants.queries.project import PartnerLine, project_content
from grants.web.access import open_to, visitor
from grants.web.applicant.partner import PLACE
from grants.web.applicant.project import own
from grants.web.applicant.project_page import partner_or_404
from grants.web.applicant.reader import for_writers
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell

pages = Blueprint("applicant_departure", __name__)
NOT_RUNNING = Words(
    "Nur aus einem bewilligten Projekt scheidet ein Partner aus.",
    "A partner leaves only a project that was awarded.",
)


@pages.route(f"{PLACE}/leave", methods=["GET", "POST"])
@open_to(Role.APPLICANT)
@for_writers
def leave(number: str, code: str, position: int) -> ResponseReturnValue:
    """Say what it means, and note it."""
    project = own(number, code)
    line = partner_or_404(project_content(session(), project), position)
    back = redirect(url_for("applicant_project.project", number=number, code=code), 303)
    if project.state not in RUNNING or line.partner.left_on is not None:
        tell(NOT_RUNNING, "info")
        return back
    form = DepartureForm(language=language())
    if request.method == "GET" or not form.validate():
        return _page(project, line, form), 422 if form.is_submitted() else 200
    try:
        with saving() as work:
            partner_leaves(
                work,
                line.partner,
                left_on=form.left_on.data,
                reason=form.reason.data or "",
                public_url=current_app.config["PUBLIC_URL"],
                by=visitor(),
                now=now(),
            )
            name, until = line.name, project.replace_by
    except RulesBroken as broken:
        form.show(broken.findings)
        return _page(project, line, form), 422
    except NoSuchMove:
        tell(NOT_RUNNING, "info")
        return back
    tell(say("{name} ist ausgeschieden.", "{name} has left.", name=name))
    if until is not None:
        tell(say("Das Projekt ist gefährdet. Finden Sie bis {day} einen anderen Partner.",
                 "The project is at risk. Find another partner by {day}.", day=until),
             "warning")  # fmt: skip
    return back


def _page(project: Project, line: PartnerLine, form: DepartureForm) -> str:
    days = terms_of(project.award.terms).composition.replace_within_days
    return render_template(
        "applicant/project/leave.html", project=project, line=line, form=form, days=days
    )
