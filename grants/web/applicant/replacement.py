"""Putting right which organisation a new partner of a project at risk is."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.application import country_names
from forms.project import CorrectionForm
from grants.actions.draft import part_is_open
from grants.actions.replacement import correct_partner
from grants.models.award import Project
from grants.programme.finding import RulesBroken
from grants.programme.organisation import OrganisationKind
from grants.programme.people import Role
from grants.programme.stages import NoSuchMove
from grants.programme.words import Words
from grants.queries.project import PartnerLine, project_content
from grants.web.access import open_to, visitor
from grants.web.applicant.part_people import OWN_PART
from grants.web.applicant.partner import PLACE
from grants.web.applicant.project import own
from grants.web.applicant.project_page import partner_or_404
from grants.web.applicant.versions import saved
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell

pages = Blueprint("applicant_replacement", __name__)
ACCEPTED = Words(
    "Berichtigen lässt sich nur, wer neu ist und noch nicht angenommen wurde.",
    "Only a new partner that the sponsor has not accepted yet can be corrected.",
)


@pages.route(f"{PLACE}/organisation", methods=["GET", "POST"])
@open_to(Role.APPLICANT)
def correct(number: str, code: str, position: int) -> ResponseReturnValue:
    """Name, kind and country of the organisation."""
    project = own(number, code)
    line = partner_or_404(project_content(session(), project), position)
    back = url_for("applicant_partner.partner", number=number, code=code, position=position)
    if line.partner.taken_in_at is None or not part_is_open(line.partner) or line.kept:
        tell(OWN_PART if line.kept else ACCEPTED, "info")
        return redirect(back, 303)
    whole = line.partner.organisation
    data = {"name": whole.name, "kind": whole.kind.value, "country": whole.country}
    form = CorrectionForm(language=language(), data=data)
    if request.method == "GET" or not form.validate():
        return _page(project, line, form, back), 422 if form.is_submitted() else 200
    try:
        with saving() as work:
            correct_partner(
                work,
                line.partner,
                name=form.name.data or "",
                kind=OrganisationKind(form.kind.data),
                country=form.country.data or "",
                by=visitor(),
                now=now(),
            )
    except RulesBroken as broken:
        form.show(broken.findings)
        return _page(project, line, form, back), 422
    except NoSuchMove:
        tell(ACCEPTED, "info")
        return redirect(back, 303)
    tell(saved(now()), "saved")
    return redirect(back, 303)


def _page(project: Project, line: PartnerLine, form: CorrectionForm, back: str) -> str:
    return render_template(
        "applicant/project/correct.html",
        project=project, line=line, form=form, back=back, countries=country_names(language()),
    )  # fmt: skip
