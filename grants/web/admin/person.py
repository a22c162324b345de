"""People: the list, one account, and invitations to take a role."""

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.base import ProgrammeForm
from forms.person import (
    APPLICANT,
    ROLES,
    ActiveForm,
    PeopleSearchForm,
    PersonInvitationForm,
    PersonNameForm,
    RoleForm,
)
from grants.actions.account_change import (
    change_role,
    correct_name,
    set_active,
    sign_out_everywhere,
)
from grants.actions.invitation import invite, withdraw
from grants.models.person import Invitation, Person
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.programme.words import Words
from grants.queries.erasure import erasure_done
from grants.queries.open_work import open_work
from grants.queries.people import browsers_of, list_people, open_invitations, teams_of
from grants.queries.unsigned import check_signed_without
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import PRESS_ONE, tell

pages = Blueprint("admin_person", __name__, url_prefix="/admin/people")

INVITED = Words("Die Einladung ist unterwegs.", "The invitation is on its way.")
WITHDRAWN = Words("Die Einladung gilt nicht mehr.", "The invitation does not work any more.")
NAME_CORRECTED = Words("Der Name ist berichtigt.", "The name is corrected.")
ROLE_CHANGED = Words(
    "Die Rolle ist geändert. Die Person ist überall abgemeldet.",
    "The role is changed. The person is signed out everywhere.",
)
ENDED = Words("Die Person ist überall abgemeldet.", "The person is signed out everywhere.")
CLOSED = Words(
    "Das Konto ist geschlossen. Die Person ist überall abgemeldet.",
    "The account is closed. The person is signed out everywhere.",
)
OPENED = Words("Das Konto ist wieder offen.", "The account is open again.")


@pages.get("")
@open_to(Role.ADMINISTRATOR)
def people() -> ResponseReturnValue:
    """Show accounts, sixty at a time, with search and a filter by role."""
    form = PeopleSearchForm(request.args, language=language())
    role = Role(form.role.data) if form.role.data in set(Role) else None
    search = (form.search.data or "").strip()
    address = url_for("admin_person.people", search=search or None, role=role, page=0)
    found = list_people(
        session(), search=search, role=role, page=request.args.get("page", 1, type=int)
    )
    return render_template(
        "admin/people.html",
        search_form=form,
        people=found,
        filters=_filters(search, role),
        page_address=f"{address[:-1]}{{}}",
        invitations=open_invitations(session(), now()),
    )


@pages.route("/invite", methods=["GET", "POST"], endpoint="invite")
@open_to(Role.ADMINISTRATOR)
def invite_person() -> ResponseReturnValue:
    """Invite somebody to take a role."""
    form = PersonInvitationForm(language=language())
    if not form.validate_on_submit():
        page = render_template("admin/invite.html", form=form)
        return page, 422 if form.is_submitted() else 200
    try:
        with saving() as work:
            invite(
                work,
                email=form.email.data,
                name=form.name.data,
                role=Role(form.role.data),
                public_url=current_app.config["PUBLIC_URL"],
                by=visitor(),
                now=now(),
            )
    except RulesBroken as broken:
        form.show(broken.findings)
        return render_template("admin/invite.html", form=form), 422
    tell(INVITED)
    return redirect(url_for("admin_person.people"), 303)


@pages.post("/invitations/<int:number>/withdraw", endpoint="withdraw")
@open_to(Role.ADMINISTRATOR)
def withdraw_invitation(number: int) -> ResponseReturnValue:
    """Make an invitation's link worthless."""
    found = session().get(Invitation, number)
    if found is None or found not in open_invitations(session(), now()):
        abort(404)
    with saving() as work:
        withdraw(work, found, by=visitor(), now=now())
    tell(WITHDRAWN)
    return redirect(url_for("admin_person.people"), 303)


@pages.get("/<int:number>")
@open_to(Role.ADMINISTRATOR)
def person(number: int) -> ResponseReturnValue:
    """Show one account."""
    return _page(_found(number))


@pages.post("/<int:number>")
@open_to(Role.ADMINISTRATOR)
def shown_again(number: int) -> ResponseReturnValue:
    """The page with what was typed: in the other language, or because no act was chosen."""
    if not ActiveForm(language=language()).switches:
        tell(PRESS_ONE, "info")
    return _page(_found(number)), 422


@pages.post("/<int:number>/name")
@open_to(Role.ADMINISTRATOR)
def new_name(number: int) -> ResponseReturnValue:
    """Correct the name."""
    found, form = _living(number), PersonNameForm(language=language())
    if not form.validate_on_submit():
        return _page(found, name_form=form), 422
    with saving() as work:
        correct_name(
            work, found, form.name.data, reason=form.name_reason.data, by=visitor(), now=now()
        )
    return _back(number, NAME_CORRECTED)


@pages.post("/<int:number>/role")
@open_to(Role.ADMINISTRATOR)
def new_role(number: int) -> ResponseReturnValue:
    """Give the person another role."""
    found, form = _living(number), RoleForm(language=language())
    if not form.validate_on_submit():
        return _page(found, role_form=form), 422
    try:
        with saving() as work:
            role = Role(form.role.data)
            change_role(
                work, found, role, reason=form.reason.data, anyway=form.anyway.data,
                by=visitor(), now=now(), public_url=current_app.config["PUBLIC_URL"],
            )  # fmt: skip
    except RulesBroken as broken:
        form.show(broken.findings)
        return _page(found, role_form=form), 422
    return _back(number, ROLE_CHANGED)


@pages.post("/<int:number>/active")
@open_to(Role.ADMINISTRATOR)
def new_state(number: int) -> ResponseReturnValue:
    """Close the account, or open it again."""
    found, form = _living(number), ActiveForm(language=language())
    if not form.validate_on_submit():
        return _page(found, active_form=form), 422
    active = not found.active
    try:
        with saving() as work:
            set_active(
                work, found, active, reason=form.why.data, anyway=form.close_anyway.data,
                by=visitor(), now=now(), public_url=current_app.config["PUBLIC_URL"],
            )  # fmt: skip
    except RulesBroken as broken:
        form.show(broken.findings)
        return _page(found, active_form=form), 422
    return _back(number, OPENED if active else CLOSED)


@pages.post("/<int:number>/sign-out")
@open_to(Role.ADMINISTRATOR)
def sign_out(number: int) -> ResponseReturnValue:
    """Sign the person out everywhere."""
    found = _found(number)
    with saving() as work:
        sign_out_everywhere(work, found, by=visitor(), now=now())
    return _back(number, ENDED)


def _living(number: int) -> Person:
    """Somebody who may be changed: of one who was erased nothing is left to change."""
    found = _found(number)
    if erasure_done(session(), found) is not None:
        abort(redirect(url_for(".person", number=number), 303))
    return found


def _found(number: int) -> Person:
    return session().get(Person, number) or abort(404)


def _page(found: Person, **forms: ProgrammeForm) -> str:
    return render_template(
        "admin/person.html",
        **{
            "name_form": PersonNameForm(language=language(), data={"name": found.name}),
            "role_form": RoleForm(language=language()),
            "active_form": ActiveForm(language=language()),
            **forms,
        },
        form=next(iter(forms.values()), None),
        person=found,
        browsers=browsers_of(session(), found.id),
        teams=teams_of(session(), found.id),
        work=open_work(session(), found) if found.active else [],
        signed=check_signed_without(session(), found),
        oneself=found.id == visitor().person_id,
        gone=erasure_done(session(), found),
    )


def _filters(search: str, role: Role | None) -> list[dict[str, str | Words]]:
    active: list[dict[str, str | Words]] = []
    if search:
        address = url_for("admin_person.people", role=role)
        words = Words(f"„{search}“", f"“{search}”")
        active.append({"words": words, "address": address})
    if role:
        address = url_for("admin_person.people", search=search or None)
        active.append({"words": (ROLES | APPLICANT)[role], "address": address})
    return active


def _back(number: int, words: Words) -> ResponseReturnValue:
    tell(words)
    return redirect(url_for("admin_person.person", number=number), 303)
