"""How large a company is: the questionnaire, and how the size follows from it."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.size_statement import FEWEST, SizeForm, filled_with, size_form
from grants.actions.size_statement import state_size
from grants.models.award import Project
from grants.programme.finding import RulesBroken
from grants.programme.organisation import SIZE_WORDS, OrganisationKind
from grants.programme.people import Role
from grants.programme.stages import NoSuchMove
from grants.programme.words import Words, say
from grants.queries.project import PartnerLine, project_content
from grants.queries.size_statement import answers_of, latest_statement, result_of
from grants.web.access import open_to, visitor
from grants.web.applicant.project import CODE, is_draft, own, say_closed
from grants.web.applicant.project_page import partner_or_404
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell

pages = Blueprint("applicant_size_statement", __name__)
MORE = 3
"""Rows that are added at a time."""


@pages.route(f"{CODE}/partners/<int:position>/size", methods=["GET", "POST"])
@open_to(Role.APPLICANT)
def size(number: str, code: str, position: int) -> ResponseReturnValue:
    """Answer the questions; the page then shows the size and how it comes about."""
    project = own(number, code)
    line = partner_or_404(project_content(session(), project), position)
    if line.partner.organisation.kind is not OrganisationKind.COMPANY:
        return _only_companies(number, code, position)
    if request.method == "GET":
        return _page(project, line, _kept(line))
    rows = request.form.get("rows", default=FEWEST, type=int)
    if request.form.get("step") == "secondary":
        return _page(project, line, size_form(rows + MORE)(language=language()))
    refused = _save(project, line, size_form(rows)(language=language()))
    here = url_for(".size", number=number, code=code, position=position)
    return refused or redirect(here, 303)


def _save(project: Project, line: PartnerLine, form: SizeForm) -> ResponseReturnValue | None:
    if not form.validate():
        return _page(project, line, form), 422
    try:
        with saving() as work:
            made = state_size(work, line.partner, by=visitor(), now=now(), **form.answers)
            found = SIZE_WORDS[made.size]
    except RulesBroken as broken:
        form.show(broken.findings)
        return _page(project, line, form), 422
    except NoSuchMove:
        say_closed()
        return _page(project, line, form), 409
    tell(say("Gespeichert: {size}.", "Saved: {size}.", size=found))
    return None


def _kept(line: PartnerLine) -> SizeForm:
    """The form as it was answered last, or empty."""
    statement = latest_statement(session(), line.partner.organisation)
    if statement is None:
        return size_form(FEWEST)(language=language(), formdata=None)
    answers = answers_of(statement)
    made = size_form(len(answers.ties) + 1)
    return made(language=language(), formdata=None, data=filled_with(answers))


def _page(project: Project, line: PartnerLine, form: SizeForm) -> str:
    statement = latest_statement(session(), line.partner.organisation)
    return render_template(
        "applicant/project/size.html",
        project=project,
        line=line,
        form=form,
        statement=statement,
        result=result_of(statement) if statement else None,
        size_words=SIZE_WORDS,
        draft=is_draft(project),
    )


def _only_companies(number: str, code: str, position: int) -> ResponseReturnValue:
    tell(Words("Nur Unternehmen haben eine Größe.", "Only companies have a size."), "info")
    return redirect(
        url_for("applicant_partner.partner", number=number, code=code, position=position), 303
    )
