"""The plans of the cluster management's own grants: one for each phase."""

from dataclasses import replace

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.grant_budget import GrantBudgetForm
from forms.project import SpanForm
from grants.actions.budget import hand_in_budget
from grants.actions.draft import plan_is_open
from grants.actions.implementation import start_management_grant
from grants.models.award import Award, PhaseKind
from grants.models.grant import Grant
from grants.programme.finding import Finding, RulesBroken
from grants.programme.people import Role
from grants.programme.roads.award import OPEN_FOR_PROJECTS
from grants.programme.stages import NoSuchMove
from grants.programme.words import Words, say
from grants.queries.award import cap_use, grants_of_awards, of_management
from grants.queries.grant_findings import grant_findings
from grants.web.access import open_to, visitor
from grants.web.applicant.award import own
from grants.web.applicant.picture import room_of
from grants.web.applicant.plan_form import plan_form, plan_page, save_plan
from grants.web.applicant.reader import for_writers, writers_for, writes_for
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell
from grants.web.versions import keeps_the_other, saved, typed

pages = Blueprint("applicant_budget", __name__)
PHASES = "any(concept, implementation)"
TOO_EARLY = Words(
    "Den Plan für die Umsetzungsphase beginnen Sie, sobald Ihr Konzept gebilligt ist.",
    "You begin the plan for the implementation phase once your concept is approved.",
)


@pages.route("/awards/<number>/budget", defaults={"phase": "concept"}, methods=["GET", "POST"])
@pages.route(f"/awards/<number>/budget/<{PHASES}:phase>", methods=["GET", "POST"])
@open_to(Role.APPLICANT)
def budget(number: str, phase: str) -> ResponseReturnValue:
    """One plan: read, fill in, save."""
    award = own(number)
    grant = _grant(award, phase)
    if request.method == "GET" or keeps_the_other():
        return _show(award, grant, plan_form(grant))
    form = plan_form(grant, typed())
    refused = save_plan(grant, form, lambda shown: _show(award, grant, shown))
    if refused is not None:
        return refused
    tell(saved(now()), "saved")
    return redirect(url_for(".budget", number=number, phase=phase), 303)


@pages.post(f"/awards/<number>/budget/<{PHASES}:phase>/hand-in")
@open_to(Role.APPLICANT)
def hand_in(number: str, phase: str) -> ResponseReturnValue:
    """Hand the plan in as it is saved."""
    award = own(number)
    grant = _grant(award, phase)
    try:
        with saving() as work:
            hand_in_budget(work, grant, by=visitor(), now=now())
    except RulesBroken as broken:
        return _show(award, grant, plan_form(grant), broken.findings), 422
    except NoSuchMove:
        already = Words("Dieser Plan ist schon eingereicht.", "This plan was handed in already.")
        tell(already, "info")
    else:
        tell(
            say(
                "Ihr Plan {number} ist eingegangen. Jetzt prüft der Projektträger.",
                "We have received your plan {number}. The sponsor checks it now.",
                number=grant.number,
            )
        )
    return redirect(url_for(".budget", number=number, phase=phase), 303)


@pages.route("/awards/<number>/management", methods=["GET", "POST"])
@open_to(Role.APPLICANT)
@for_writers
def management(number: str) -> ResponseReturnValue:
    """Begin the management's grant for the implementation phase."""
    award, form = own(number), SpanForm(language=language())
    status = 200
    grants = grants_of_awards(session(), [award])
    if of_management(grants, PhaseKind.IMPLEMENTATION) is not None:
        where = url_for(".budget", number=number, phase=PhaseKind.IMPLEMENTATION.value)
        return redirect(where, 303)
    if award.state not in OPEN_FOR_PROJECTS:
        tell(TOO_EARLY, "info")
        return redirect(url_for("applicant_award.award", number=number), 303)
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                with saving() as work:
                    start_management_grant(work, award, by=visitor(), now=now(), **form.answers)
            except RulesBroken as broken:
                form.show(broken.findings)
            else:
                where = url_for(".budget", number=number, phase=PhaseKind.IMPLEMENTATION.value)
                return redirect(where, 303)
    return render_template("applicant/award/management.html", award=own(number), form=form), status


def _grant(award: Award, phase: str) -> Grant:
    grants = grants_of_awards(session(), [award])
    return of_management(grants, PhaseKind(phase)) or abort(404)


def _show(
    award: Award, grant: Grant, form: GrantBudgetForm, refused: list[Finding] | None = None
) -> str:
    plan = plan_page(grant, form)
    typed_more = plan["figures"].plan.requested - grant.direct
    return render_template(
        "applicant/award/budget.html",
        award=award,
        grant=grant,
        refused=refused or [],
        open=plan_is_open(grant) and writes_for(award.cluster),
        writers=writers_for(award.cluster),
        findings=[
            _on_this_page(finding, award.number)
            for finding in grant_findings(session(), grant, now=now())
        ],
        room=room_of(cap_use(award, grants_of_awards(session(), [award])), typed_more),
        **plan,
    )


def _on_this_page(finding: Finding, number: str) -> Finding:
    """The finding with a link to its field on the page that shows it, or to the page of its own."""
    if finding.place == "aid":
        return replace(finding, place=url_for("applicant_aid_statement.cluster_aid", number=number))
    field = finding.place.partition("#")[2]
    return replace(finding, place=f"#{field}" if field else "")
