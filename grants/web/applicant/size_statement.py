"""How large a company is: the questionnaire, and how the size follows from it."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from forms.rows import FEWEST
from forms.size_statement import SizeForm, filled_with
from grants.actions.draft import part_is_open
from grants.actions.size_statement import state_size
from grants.models.size_statement import SizeStatement
from grants.programme.organisation import SIZE_WORDS, OrganisationKind
from grants.programme.people import Role
from grants.programme.words import Words, say
from grants.queries.project import PartnerLine
from grants.queries.size_statement import answers_of, latest_size, result_of
from grants.web.access import open_to
from grants.web.applicant.project import CODE
from grants.web.applicant.reader import writers_for
from grants.web.applicant.statement import Asked, of_own_part, of_partner
from grants.web.database import session

pages = Blueprint("applicant_size_statement", __name__)
NOT_ASKED = Words("Nur Unternehmen haben eine Größe.", "Only companies have a size.")


@pages.route(f"{CODE}/partners/<int:position>/size", methods=["GET", "POST"])
@open_to(Role.APPLICANT)
def size(number: str, code: str, position: int) -> ResponseReturnValue:
    """Answer the questions; the page then shows the size and how it comes about."""
    return of_partner(_asked, number, code, position)


@pages.route("/parts/<int:number>/size", methods=["GET", "POST"])
@open_to(Role.APPLICANT)
def own_size(number: int) -> ResponseReturnValue:
    """The same for the people of a company that keeps its part itself."""
    return of_own_part(_asked, number)


def _asked(line: PartnerLine, back: str) -> Asked | Words:
    company, project = line.partner.organisation, line.partner.project
    if company.kind is not OrganisationKind.COMPANY:
        return NOT_ASKED
    statement = latest_size(session(), company)
    answers = answers_of(statement) if statement else None
    writers = "" if line.kept else writers_for(project.award.cluster)
    return Asked(
        form=SizeForm,
        stated=filled_with(answers) if answers else None,
        rows=len(answers.ties) + 1 if answers else FEWEST,
        keep=state_size,
        about=line.partner,
        kept=_kept,
        template="applicant/statement/size.html",
        shows={
            "statement": statement,
            "result": result_of(statement) if statement else None,
            "size_words": SIZE_WORDS,
        },
        award=project.award,
        project=project,
        open=part_is_open(line.partner) and not writers,
        writers=writers,
        alone=line.kept,
        name=company.name,
        back=back,
    )


def _kept(made: SizeStatement) -> Words:
    return say("Gespeichert: {size}.", "Saved: {size}.", size=SIZE_WORDS[made.size])
