"""What aid was received from elsewhere: asked of a company (R-029) and of a cluster (R-025)."""

from typing import Any

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from forms.aid_statement import AidForm, filled_with
from forms.rows import FEWEST
from grants.actions.aid_statement import state_cluster_aid, state_small_aid
from grants.actions.draft import part_is_open
from grants.models.aid_statement import AidStatement
from grants.programme.aid_terms import in_force
from grants.programme.calendar import today
from grants.programme.people import Role
from grants.programme.words import Words, say
from grants.queries.aid_statement import (
    asks_small_aid,
    items_of,
    latest_cluster_aid,
    latest_small_aid,
)
from grants.queries.application import terms_of
from grants.queries.project import PartnerLine
from grants.web.access import open_to
from grants.web.applicant.award import own as own_award
from grants.web.applicant.project import CODE
from grants.web.applicant.reader import writers_for, writes_for
from grants.web.applicant.statement import Asked, answer, of_own_part, of_partner
from grants.web.database import now, session

pages = Blueprint("applicant_aid_statement", __name__)
NOT_ASKED = Words(
    "Nach De-minimis-Beihilfen fragt diese Runde hier nicht.",
    "This round does not ask about de-minimis aid here.",
)
KEPT = Words("Ihre Angaben sind gespeichert.", "Your entries have been saved.")


@pages.route(f"{CODE}/partners/<int:position>/aid", methods=["GET", "POST"])
@open_to(Role.APPLICANT)
def aid(number: str, code: str, position: int) -> ResponseReturnValue:
    """De-minimis aid of a company whose part the cluster keeps."""
    return of_partner(_of_company, number, code, position)


@pages.route("/parts/<int:number>/aid", methods=["GET", "POST"])
@open_to(Role.APPLICANT)
def own_aid(number: int) -> ResponseReturnValue:
    """The same for the people of a company that keeps its part itself."""
    return of_own_part(_of_company, number)


@pages.route("/awards/<number>/aid", methods=["GET", "POST"])
@open_to(Role.APPLICANT)
def cluster_aid(number: str) -> ResponseReturnValue:
    """Aid from elsewhere for the operation of the cluster."""
    award = own_award(number)
    law = in_force(terms_of(award.terms).cluster_aid, today(now()))
    explains = Words(
        "Nennen Sie alle Beihilfen für den Betrieb des Clusters, die nicht aus dieser Zuwendung "
        "kommen.",
        "Name all aid for the operation of the cluster that does not come from this award.",
    )
    if law is not None:
        explains = say(
            "{explains} Zusammen mit dieser Zuwendung dürfen es höchstens {most} sein (R-025).",
            "{explains} Together with this award it may be at most {most} (R-025).",
            explains=explains,
            most=law.notify_above,
        )
    return answer(
        Asked(
            keep=state_cluster_aid,
            about=award,
            award=award,
            name=award.cluster.name,
            back=url_for("applicant_award.award", number=number),
            open=writes_for(award.cluster),
            writers=writers_for(award.cluster),
            **_stated(latest_cluster_aid(session(), award.cluster), explains),
        )
    )


def _of_company(line: PartnerLine, back: str) -> Asked | Words:
    company, project = line.partner.organisation, line.partner.project
    terms = terms_of(project.award.terms)
    law = in_force(terms.de_minimis, today(now()))
    if law is None or not asks_small_aid(terms, company.kind, today(now())):
        return NOT_ASKED
    explains = say(
        "Nennen Sie alle De-minimis-Beihilfen, die das Unternehmen und mit ihm verbundene "
        "Unternehmen in den letzten {years} Jahren erhalten haben, ohne die Zuwendung {number}. "
        "Es zählt der Tag der Bewilligung. Zusammen mit dieser dürfen es höchstens {most} sein "
        "(R-029).",
        "Name all de-minimis aid that the company and companies linked to it received within the "
        "last {years} years, without award {number}. The day of the award counts. Together with "
        "this one it may be at most {most} (R-029).",
        years=law.years, number=project.award.number, most=law.ceiling,
    )  # fmt: skip
    return Asked(
        keep=state_small_aid,
        about=line.partner,
        award=project.award,
        project=project,
        open=part_is_open(line.partner) and (line.kept or writes_for(project.award.cluster)),
        writers="" if line.kept else writers_for(project.award.cluster),
        alone=line.kept,
        name=company.name,
        back=back,
        **_stated(latest_small_aid(session(), company), explains),
    )


def _stated(statement: AidStatement | None, explains: Words) -> dict[str, Any]:
    """What both are asked alike, and what was answered last."""
    items = items_of(statement) if statement else []
    return {
        "form": AidForm,
        "stated": filled_with(items) if statement else None,
        "rows": len(items) + 1 if statement else FEWEST,
        "kept": lambda _made: KEPT,
        "template": "applicant/statement/aid.html",
        "shows": {"explains": explains, "statement": statement, "items": items},
    }
