"""The partners of a joint project: adding, changing, removing, and the plan of one at home."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.part import PartInvitationForm
from forms.project import KnownPartnerForm, OrganisationSearchForm, OwnFundingForm, PartnerForm
from grants.actions.draft import TAKES_PARTNERS, part_is_open
from grants.actions.organisation import NewOrganisation, complete_address
from grants.actions.overtaken import Overtaken
from grants.actions.partner import add_partner, remove_partner, save_partner
from grants.models.award import Project
from grants.models.organisation import Organisation
from grants.programme.country import country_names
from grants.programme.finding import RulesBroken
from grants.programme.legal_entity import Identity
from grants.programme.organisation import OWN_FUNDING_WORDS
from grants.programme.people import Role
from grants.programme.stages import NoSuchMove
from grants.programme.words import Words, say
from grants.queries.aid_statement import asks_aid_of
from grants.queries.announced import announced_in
from grants.queries.organisation import find_organisations, organisation_by_key, same_organisation
from grants.queries.part import invited_to_part, people_of_part, state_of_part
from grants.queries.project import PartnerLine, project_content
from grants.web.access import open_to, visitor
from grants.web.applicant.part_form import part_form, with_currencies
from grants.web.applicant.part_people import OWN_PART, invitation_form, invited
from grants.web.applicant.plan_form import plan_form, save_plan
from grants.web.applicant.project import CODE, closed, own, say_closed
from grants.web.applicant.project_page import partner_or_404, show_project
from grants.web.applicant.reader import for_writers, writers_for, writes_for
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell
from grants.web.versions import (
    keeps_the_other,
    saved,
    seen_revision,
    shown_revision,
    two_versions,
    typed,
)

pages = Blueprint("applicant_partner", __name__)
PLACE = f"{CODE}/partners/<int:position>"


@pages.get(f"{CODE}/partners/new")
@open_to(Role.APPLICANT)
@for_writers
def new(number: str, code: str) -> ResponseReturnValue:
    """Look for an organisation, or describe a new one."""
    project = own(number, code)
    if project.state not in TAKES_PARTNERS:
        return closed(project)
    return _new_page(project, None)


@pages.post(f"{CODE}/partners/new")
@open_to(Role.APPLICANT)
def add_new(number: str, code: str) -> ResponseReturnValue:
    """Take in an organisation that is new; those that may be the same are offered first."""
    project = own(number, code)
    form = with_currencies(PartnerForm(language=language()), project)
    if not form.validate():
        return _new_page(project, form), 422
    known = form.organisation
    wanted = Identity(name=known["name"], country=known["country"], **form.identifiers)
    same = same_organisation(session(), wanted)
    if same and not form.another.data:
        return _new_page(project, form, same), 422
    return _add(project, form, NewOrganisation(**known), number, code)


@pages.post(f"{CODE}/partners/known")
@open_to(Role.APPLICANT)
def add_known(number: str, code: str) -> ResponseReturnValue:
    """Take in an organisation that was chosen."""
    project = own(number, code)
    form = with_currencies(KnownPartnerForm(language=language()), project)
    chosen = organisation_by_key(session(), form.organisation.data or "")
    if not form.validate() or chosen is None:
        abort(404)
    return _add(project, form, chosen, number, code)


@pages.route(PLACE, methods=["GET", "POST"])
@open_to(Role.APPLICANT)
def partner(number: str, code: str, position: int) -> ResponseReturnValue:
    """What is known of one partner."""
    project = own(number, code)
    line = partner_or_404(project_content(session(), project), position)
    if request.method == "GET":
        return _edit_page(project, line, part_form(line))
    if not keeps_the_other():
        form = part_form(line, typed())
        refused = _save(project, line, form)
        if refused is not None:
            return refused
        tell(saved(now()), "saved")
    return redirect(_project_page(number, code), 303)


@pages.route(f"{PLACE}/budget", methods=["GET", "POST"])
@open_to(Role.APPLICANT)
def budget(number: str, code: str, position: int) -> ResponseReturnValue:
    """The plan of one partner at home, on the page of its project."""
    project = own(number, code)
    line = partner_or_404(project_content(session(), project), position)
    if line.grant is None:
        return redirect(url_for(".partner", number=number, code=code, position=position), 303)
    if request.method == "GET":
        return show_project(project, position)
    if line.kept:
        tell(OWN_PART, "info")
    elif not keeps_the_other():
        form = plan_form(line.grant, typed())
        refused = save_plan(
            line.grant, form, lambda shown: show_project(own(number, code), position, shown)
        )
        if refused is not None:
            return refused
        tell(saved(now()), "saved")
    return redirect(f"{_project_page(number, code)}?partner={position}#budget", 303)


@pages.post(f"{PLACE}/remove")
@open_to(Role.APPLICANT)
def remove(number: str, code: str, position: int) -> ResponseReturnValue:
    """Take the partner out of the draft."""
    project = own(number, code)
    line = partner_or_404(project_content(session(), project), position)
    name = line.name
    try:
        with saving() as work:
            remove_partner(work, line.partner, revision=seen_revision(), by=visitor(), now=now())
    except RulesBroken as broken:
        for finding in broken.findings:
            tell(finding.says, "danger")
    except (Overtaken, NoSuchMove):
        tell(
            Words(
                "Das Projekt hat sich inzwischen geändert. Sehen Sie es bitte noch einmal an.",
                "The project has changed meanwhile. Please look at it again.",
            ),
            "warning",
        )
    else:
        tell(say("{name} ist entfernt.", "{name} has been removed.", name=name))
    return redirect(_project_page(number, code), 303)


@pages.post(f"{PLACE}/invite")
@open_to(Role.APPLICANT)
def invite(number: str, code: str, position: int) -> ResponseReturnValue:
    """Invite somebody of the partner organisation to keep its part."""
    project = own(number, code)
    line = partner_or_404(project_content(session(), project), position)
    form = invitation_form()
    if not invited(form, line.partner):
        return _edit_page(project, line, part_form(line, typed()), form), 422
    return redirect(url_for(".partner", number=number, code=code, position=position), 303)


def _add(
    project: Project,
    form: OwnFundingForm,
    organisation: Organisation | NewOrganisation,
    number: str,
    code: str,
) -> ResponseReturnValue:
    fields = OwnFundingForm.answers.fget(form)  # type: ignore[attr-defined]
    try:
        with saving() as work:
            made = add_partner(work, project, organisation, by=visitor(), now=now(), **fields)
            name = made.organisation.name
    except RulesBroken as broken:
        form.show(broken.findings)
        known = form if isinstance(form, PartnerForm) else None
        return _new_page(own(number, code), known, problems=form), 422
    except NoSuchMove:
        say_closed()
    else:
        tell(say("{name} ist jetzt Partner.", "{name} is a partner now.", name=name), "saved")
    return redirect(_project_page(number, code), 303)


def _save(project: Project, line: PartnerLine, form: OwnFundingForm) -> ResponseReturnValue | None:
    if not form.validate():
        return _edit_page(project, line, form), 422
    try:
        with saving() as work:
            save_partner(
                work, line.partner, revision=seen_revision(), by=visitor(), now=now(),
                **form.answers,
            )  # fmt: skip
            if line.grant is not None:
                whole = line.partner.organisation
                complete_address(work, whole, by=visitor(), now=now(), **form.address)
    except RulesBroken as broken:
        form.show(broken.findings)
        return _edit_page(project, line, form), 422
    except Overtaken as overtaken:
        return two_versions(form, part_form(line), overtaken), 409
    except NoSuchMove:
        say_closed()
        return _edit_page(project, line, form), 409
    return None


def _edit_page(
    project: Project,
    line: PartnerLine,
    form: OwnFundingForm,
    invitation: PartInvitationForm | None = None,
) -> str:
    return render_template(
        "applicant/project/partner.html",
        project=project,
        line=line,
        form=form,
        draft=part_is_open(line.partner) and writes_for(project.award.cluster),
        writers=writers_for(project.award.cluster),
        revision=shown_revision(line.partner.revision),
        state=state_of_part(line.partner),
        asks_aid=asks_aid_of(line.partner, now()),
        status=line.partner.own_funding_status
        and OWN_FUNDING_WORDS[line.partner.own_funding_status],
        people=people_of_part(session(), line.partner),
        invited=invited_to_part(session(), line.partner, now()),
        invitation_form=invitation or invitation_form(),
    )


def _new_page(
    project: Project,
    form: PartnerForm | None,
    same: list[Organisation] | None = None,
    problems: OwnFundingForm | None = None,
) -> str:
    search = OrganisationSearchForm(request.args, language=language())
    text = search.search.data or ""
    return render_template(
        "applicant/project/new_partner.html",
        project=project,
        form=with_currencies(form or _new_form(), project),
        announced=announced_in(session(), project.award),
        problems=problems,
        search=search,
        found=find_organisations(session(), text) if text else [],
        same=same or [],
        countries=country_names(language()),
    )


def _new_form() -> PartnerForm:
    """Empty, but for the country if the way here led over one that the application names."""
    country = request.args.get("country", "")
    known = {"country": country} if country in country_names(language()) else {}
    return PartnerForm(language=language(), formdata=None, data=known)


def _project_page(number: str, code: str) -> str:
    return url_for("applicant_project.project", number=number, code=code)
