"""New partners of a project at risk: putting one right, and handing them in with their plans."""

from dataclasses import replace

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.project import CorrectionForm
from grants.actions.draft import part_is_open
from grants.actions.replacement import correct_partner
from grants.actions.risk import hand_in_replacement
from grants.models.award import Project
from grants.programme.country import country_names
from grants.programme.finding import Finding, RulesBroken
from grants.programme.organisation import OrganisationKind
from grants.programme.people import Role
from grants.programme.stages import NoSuchMove, ProjectState
from grants.programme.words import Words
from grants.queries.project import PartnerLine, project_content
from grants.queries.project_findings import project_findings
from grants.queries.risk import MUST_HOLD, risk_of
from grants.web.access import open_to, visitor
from grants.web.applicant.part_people import OWN_PART
from grants.web.applicant.partner import PLACE
from grants.web.applicant.project import CODE, own
from grants.web.applicant.project_page import partner_or_404
from grants.web.applicant.reader import for_writers
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell
from grants.web.versions import saved

pages = Blueprint("applicant_replacement", __name__)
NOT_AT_RISK = Words(
    "Einen Ersatz reicht nur ein, wessen Projekt gefährdet ist.",
    "A replacement is handed in only while the project is at risk.",
)
NOTHING_TO_HAND_IN = Words(
    "Es gibt keinen neuen Partner mit Zuwendung, der noch einzureichen wäre.",
    "There is no new partner with a grant that is still to be handed in.",
)
HANDED_IN = Words(
    "Eingereicht. Der Projektträger entscheidet über den Ersatz; bis dahin bleibt er, wie er ist.",
    "Handed in. The sponsor decides on the replacement; until then nothing of it changes.",
)
CAP = "R-001"
"""The rule that what is asked for stays within the cap of the cluster."""
ACCEPTED = Words(
    "Berichtigen lässt sich nur, wer neu ist und noch nicht angenommen wurde.",
    "Only a new partner that the sponsor has not accepted yet can be corrected.",
)


@pages.route(f"{PLACE}/organisation", methods=["GET", "POST"])
@open_to(Role.APPLICANT)
@for_writers
def correct(number: str, code: str, position: int) -> ResponseReturnValue:
    """Name, kind and country of the organisation."""
    project = own(number, code)
    line = partner_or_404(project_content(session(), project), position)
    back = url_for("applicant_partner.partner", number=number, code=code, position=position)
    if not line.partner.is_new or not part_is_open(line.partner) or line.kept:
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


@pages.route(f"{CODE}/replacement", methods=["GET", "POST"])
@open_to(Role.APPLICANT)
@for_writers
def hand_in(number: str, code: str) -> ResponseReturnValue:
    """Everything as it will be sent, what still stands in the way, and the button that sends it."""
    project = own(number, code)
    back = redirect(url_for("applicant_project.project", number=number, code=code), 303)
    if project.state is not ProjectState.AT_RISK:
        tell(NOT_AT_RISK, "info")
        return back
    refused: list[Finding] = []
    if request.method == "POST":
        try:
            with saving() as work:
                public_url = current_app.config["PUBLIC_URL"]
                hand_in_replacement(work, project, public_url=public_url, by=visitor(), now=now())
        except RulesBroken as broken:
            refused = broken.findings
        except NoSuchMove:
            tell(NOTHING_TO_HAND_IN, "info")
            return back
        else:
            tell(HANDED_IN)
            return back
    return _hand_in_page(own(number, code), refused), 422 if refused else 200


def _hand_in_page(project: Project, refused: list[Finding]) -> str:
    content, risk = project_content(session(), project), risk_of(session(), project, now())
    new = [line for line in content.lines if line.partner.is_new]
    about_new = tuple(f"partners/{line.position}{sign}" for line in new for sign in "/#")
    findings = [
        one
        for one in project_findings(session(), project, now=now())
        if one.rule in {CAP, *MUST_HOLD} or one.place.startswith(about_new)
    ]
    return render_template(
        "applicant/project/hand_in.html",
        project=project, content=replace(content, lines=new), risk=risk,
        findings=findings, refused=refused,
    )  # fmt: skip


def _page(project: Project, line: PartnerLine, form: CorrectionForm, back: str) -> str:
    return render_template(
        "applicant/project/correct.html",
        project=project, line=line, form=form, back=back, countries=country_names(language()),
    )  # fmt: skip
