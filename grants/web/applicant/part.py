"""The part of one partner in a joint project, for the people of that partner, and nobody else."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.grant_budget import GrantBudgetForm
from forms.part import PartInvitationForm
from forms.project import OwnFundingForm
from grants.actions.draft import part_is_open
from grants.actions.overtaken import Overtaken
from grants.actions.partner import finish_part, save_partner
from grants.programme.finding import Finding, RulesBroken
from grants.programme.people import Role
from grants.programme.stages import NoSuchMove
from grants.programme.words import Words
from grants.queries.aid_statement import asks_aid_of
from grants.queries.part import invited_to_part, part_line, people_of_part, state_of_part
from grants.queries.partner_rate import why_rate_of
from grants.queries.project import PartnerLine
from grants.queries.project_findings import part_findings
from grants.web.access import open_to, visitor
from grants.web.applicant.part_form import part_form
from grants.web.applicant.part_people import invitation_form, invited
from grants.web.applicant.part_strip import strip_of_part
from grants.web.applicant.plan_form import plan_form, plan_page, save_plan
from grants.web.applicant.project import say_closed
from grants.web.database import now, saving, session
from grants.web.notice import tell
from grants.web.versions import (
    keeps_the_other,
    saved,
    seen_revision,
    shown_revision,
    two_versions,
    typed,
)

pages = Blueprint("applicant_part", __name__)
PART = "/parts/<int:number>"
FINISHED = Words(
    "Ihr Teil ist abgeschlossen. Das Cluster kann das Projekt einreichen, wenn alle so weit sind.",
    "Your part is finished. The cluster can submit the project when all are.",
)


@pages.route(PART, methods=["GET", "POST"])
@open_to(Role.APPLICANT)
def part(number: int) -> ResponseReturnValue:
    """What the partner says of itself in this project, and how far its part is."""
    line = _own(number)
    if request.method == "GET":
        return _page(line, part_form(line))
    if not keeps_the_other():
        refused = _save(line, part_form(line, typed()))
        if refused is not None:
            return refused
        tell(saved(now()))
    return redirect(url_for(".part", number=number), 303)


@pages.route(f"{PART}/budget", methods=["GET", "POST"])
@open_to(Role.APPLICANT)
def budget(number: int) -> ResponseReturnValue:
    """The plan of a partner at home; one abroad has none."""
    line = _own(number)
    if line.grant is None:
        return redirect(url_for(".part", number=number), 303)
    if request.method == "GET":
        return _budget_page(line)
    if not keeps_the_other():
        form = plan_form(line.grant, typed())
        refused = save_plan(line.grant, form, lambda shown: _budget_page(_own(number), shown))
        if refused is not None:
            return refused
        tell(saved(now()))
    return redirect(url_for(".budget", number=number), 303)


@pages.post(f"{PART}/finish")
@open_to(Role.APPLICANT)
def finish(number: int) -> ResponseReturnValue:
    """Say that the part is finished."""
    line = _own(number)
    try:
        with saving() as work:
            finish_part(work, line.partner, by=visitor(), now=now())
    except RulesBroken as broken:
        form = part_form(line)
        form.findings = broken.findings
        return _page(line, form), 422
    except NoSuchMove:
        say_closed()
    else:
        tell(FINISHED)
    return redirect(url_for(".part", number=number), 303)


@pages.post(f"{PART}/invite")
@open_to(Role.APPLICANT)
def invite(number: int) -> ResponseReturnValue:
    """Invite a colleague to keep the part, too."""
    line = _own(number)
    form = invitation_form()
    if not invited(form, line.partner):
        return _page(line, part_form(line, typed()), form), 422
    return redirect(url_for(".part", number=number), 303)


def _own(number: int) -> PartnerLine:
    return part_line(session(), visitor(), number) or abort(404)


def _save(line: PartnerLine, form: OwnFundingForm) -> ResponseReturnValue | None:
    if not form.validate():
        return _page(line, form), 422
    try:
        with saving() as work:
            save_partner(
                work, line.partner, revision=seen_revision(), by=visitor(), now=now(),
                **form.answers,
            )  # fmt: skip
    except RulesBroken as broken:
        form.show(broken.findings)
        return _page(line, form), 422
    except Overtaken as overtaken:
        return two_versions(form, part_form(line), overtaken), 409
    except NoSuchMove:
        say_closed()
        return _page(line, form), 409
    return None


def _page(
    line: PartnerLine, form: OwnFundingForm, invitation: PartInvitationForm | None = None
) -> str:
    findings = _findings(line)
    return render_template(
        "applicant/part/one.html",
        **_common(line, findings),
        form=form,
        ready=not any(finding.breaks for finding in findings),
        revision=shown_revision(line.partner.revision),
        people=people_of_part(session(), line.partner),
        invited=invited_to_part(session(), line.partner, now()),
        invitation_form=invitation or invitation_form(),
    )


def _budget_page(line: PartnerLine, form: GrantBudgetForm | None = None) -> str:
    if line.grant is None:
        abort(404)
    return render_template(
        "applicant/part/budget.html",
        **_common(line, _findings(line)),
        **plan_page(line.grant, form),
        reasons=why_rate_of(session(), line.grant),
    )


def _findings(line: PartnerLine) -> list[Finding]:
    """What the rules say of the part; an address is mended on the page of the organisation."""
    there = url_for(
        "applicant_organisation.organisation",
        number=line.partner.organisation_id,
        _anchor="street",
    )
    found = part_findings(session(), line.partner, now=now())
    return [replace(one, place=there) if one.place == "#street" else one for one in found]


def _common(line: PartnerLine, findings: list[Finding]) -> dict[str, Any]:
    project = line.partner.project
    return {
        "line": line,
        "project": project,
        "draft": part_is_open(line.partner),
        "state": state_of_part(line.partner),
        "asks_aid": asks_aid_of(line.partner, now()),
        "findings": findings,
        "strip": strip_of_part(line, findings),
    }
