"""How large a company is: the questionnaire, and how the size follows from it."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.size_statement import FEWEST, SizeForm, filled_with, size_form
from grants.actions.draft import part_is_open
from grants.actions.size_statement import state_size
from grants.programme.finding import RulesBroken
from grants.programme.organisation import SIZE_WORDS, OrganisationKind
from grants.programme.people import Role
from grants.programme.stages import NoSuchMove
from grants.programme.words import Words, say
from grants.queries.part import part_line
from grants.queries.project import PartnerLine, project_content
from grants.queries.size_statement import answers_of, latest_statement, result_of
from grants.web.access import open_to, visitor
from grants.web.applicant.part_people import OWN_PART
from grants.web.applicant.project import CODE, own, say_closed
from grants.web.applicant.project_page import partner_or_404
from grants.web.applicant.reader import writers_for
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
    back = url_for("applicant_partner.partner", number=number, code=code, position=position)
    if line.kept:
        tell(OWN_PART, "info")
        return redirect(back, 303)
    return _answer(line, back)


@pages.route("/parts/<int:number>/size", methods=["GET", "POST"])
@open_to(Role.APPLICANT)
def own_size(number: int) -> ResponseReturnValue:
    """The same for the people of a company that keeps its part itself."""
    line = part_line(session(), visitor(), number) or abort(404)
    return _answer(line, url_for("applicant_part.part", number=number))


def _answer(line: PartnerLine, back: str) -> ResponseReturnValue:
    if line.partner.organisation.kind is not OrganisationKind.COMPANY:
        tell(Words("Nur Unternehmen haben eine Größe.", "Only companies have a size."), "info")
        return redirect(back, 303)
    if request.method == "GET":
        return _page(line, back, _kept(line))
    rows = request.form.get("rows", default=FEWEST, type=int)
    if request.form.get("step") == "secondary":
        return _page(line, back, size_form(rows + MORE)(language=language()))
    refused = _save(line, back, size_form(rows)(language=language()))
    return refused or redirect(request.path, 303)


def _save(line: PartnerLine, back: str, form: SizeForm) -> ResponseReturnValue | None:
    if not form.validate():
        return _page(line, back, form), 422
    try:
        with saving() as work:
            made = state_size(work, line.partner, by=visitor(), now=now(), **form.answers)
            found = SIZE_WORDS[made.size]
    except RulesBroken as broken:
        form.show(broken.findings)
        return _page(line, back, form), 422
    except NoSuchMove:
        say_closed()
        return _page(line, back, form), 409
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


def _page(line: PartnerLine, back: str, form: SizeForm) -> str:
    statement = latest_statement(session(), line.partner.organisation)
    writers = "" if line.kept else writers_for(line.partner.project.award.cluster)
    return render_template(
        "applicant/project/size.html",
        project=line.partner.project,
        line=line,
        back=back,
        form=form,
        statement=statement,
        result=result_of(statement) if statement else None,
        size_words=SIZE_WORDS,
        draft=part_is_open(line.partner) and not writers,
        writers=writers,
    )
