"""What aid was received from elsewhere: asked of a company (R-029) and of a cluster (R-025)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.aid_statement import FEWEST, AidForm, aid_form, filled_with
from grants.actions.aid_statement import state_cluster_aid, state_small_aid
from grants.actions.draft import part_is_open
from grants.models.aid_statement import AidStatement
from grants.models.award import Award, Project
from grants.programme.aid_terms import in_force
from grants.programme.calendar import today
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.programme.stages import NoSuchMove
from grants.programme.words import Words, say
from grants.queries.aid_statement import (
    asks_small_aid,
    items_of,
    latest_cluster_aid,
    latest_small_aid,
)
from grants.queries.application import terms_of
from grants.queries.part import part_line
from grants.queries.project import PartnerLine, project_content
from grants.web.access import open_to, visitor
from grants.web.applicant.award import own as own_award
from grants.web.applicant.part_people import OWN_PART
from grants.web.applicant.project import CODE, own, say_closed
from grants.web.applicant.project_page import partner_or_404
from grants.web.applicant.reader import writers_for, writes_for
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell

pages = Blueprint("applicant_aid_statement", __name__)
MORE = 3
"""Rows that are added at a time."""
NOT_ASKED = Words(
    "Nach De-minimis-Beihilfen fragt diese Runde hier nicht.",
    "This round does not ask about de-minimis aid here.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who is asked what, and how the answer is kept."""

    name: str
    explains: Words
    statement: AidStatement | None
    keep: Callable[..., AidStatement]
    about: Any
    back: str
    award: Award
    project: Project | None = None
    open: bool = True
    writers: str = ""
    """Who may answer, for whoever only reads."""
    kept: bool = False
    """Is it asked of the people who keep a part, who see nothing but it?"""


@pages.route(f"{CODE}/partners/<int:position>/aid", methods=["GET", "POST"])
@open_to(Role.APPLICANT)
def aid(number: str, code: str, position: int) -> ResponseReturnValue:
    """De-minimis aid of a company whose part the cluster keeps."""
    project = own(number, code)
    line = partner_or_404(project_content(session(), project), position)
    back = url_for("applicant_partner.partner", number=number, code=code, position=position)
    if line.kept:
        tell(OWN_PART, "info")
        return redirect(back, 303)
    return _of_company(line, back)


@pages.route("/parts/<int:number>/aid", methods=["GET", "POST"])
@open_to(Role.APPLICANT)
def own_aid(number: int) -> ResponseReturnValue:
    """The same for the people of a company that keeps its part itself."""
    line = part_line(session(), visitor(), number) or abort(404)
    return _of_company(line, url_for("applicant_part.part", number=number))


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
    asked = Asked(
        name=award.cluster.name,
        explains=explains,
        statement=latest_cluster_aid(session(), award.cluster),
        keep=state_cluster_aid,
        about=award,
        back=url_for("applicant_award.award", number=number),
        award=award,
        open=writes_for(award.cluster),
        writers=writers_for(award.cluster),
    )
    return _answer(asked)


def _of_company(line: PartnerLine, back: str) -> ResponseReturnValue:
    partner, terms = line.partner, terms_of(line.partner.project.award.terms)
    law = in_force(terms.de_minimis, today(now()))
    if law is None or not asks_small_aid(terms, partner.organisation.kind, today(now())):
        tell(NOT_ASKED, "info")
        return redirect(back, 303)
    explains = say(
        "Nennen Sie alle De-minimis-Beihilfen, die das Unternehmen und mit ihm verbundene "
        "Unternehmen in den letzten {years} Jahren erhalten haben, ohne die Zuwendung {number}. "
        "Es zählt der Tag der Bewilligung. Zusammen mit dieser dürfen es höchstens {most} sein "
        "(R-029).",
        "Name all de-minimis aid that the company and companies linked to it received within the "
        "last {years} years, without award {number}. The day of the award counts. Together with "
        "this one it may be at most {most} (R-029).",
        years=law.years, number=partner.project.award.number, most=law.ceiling,
    )  # fmt: skip
    return _answer(
        Asked(
            name=partner.organisation.name,
            explains=explains,
            statement=latest_small_aid(session(), partner.organisation),
            keep=state_small_aid,
            about=partner,
            back=back,
            award=partner.project.award,
            project=partner.project,
            open=part_is_open(partner) and (line.kept or writes_for(partner.project.award.cluster)),
            writers="" if line.kept else writers_for(partner.project.award.cluster),
            kept=line.kept,
        )
    )


def _answer(asked: Asked) -> ResponseReturnValue:
    if request.method == "GET":
        return _page(asked, _kept(asked))
    rows = request.form.get("rows", default=FEWEST, type=int)
    if request.form.get("step") == "secondary":
        return _page(asked, aid_form(rows + MORE)(language=language()))
    refused = _save(asked, aid_form(rows)(language=language()))
    return refused or redirect(request.path, 303)


def _save(asked: Asked, form: AidForm) -> ResponseReturnValue | None:
    if not form.validate():
        return _page(asked, form), 422
    try:
        with saving() as work:
            asked.keep(work, asked.about, by=visitor(), now=now(), **form.answers)
    except RulesBroken as broken:
        form.show(broken.findings)
        return _page(asked, form), 422
    except NoSuchMove:
        say_closed()
        return _page(asked, form), 409
    tell(Words("Ihre Angaben sind gespeichert.", "Your entries have been saved."))
    return None


def _kept(asked: Asked) -> AidForm:
    """The form as it was answered last, or empty."""
    if asked.statement is None:
        return aid_form(FEWEST)(language=language(), formdata=None)
    items = items_of(asked.statement)
    return aid_form(len(items) + 1)(language=language(), formdata=None, data=filled_with(items))


def _page(asked: Asked, form: AidForm) -> str:
    items = items_of(asked.statement) if asked.statement else []
    return render_template("applicant/award/aid.html", asked=asked, form=form, items=items)
