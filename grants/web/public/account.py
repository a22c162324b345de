"""One's own account: language, password, browsers, and who else works for the cluster."""

from flask import Blueprint, abort, current_app, g, redirect, render_template, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue

from forms.account import LanguageForm, NameForm, PasswordForm, TeamForm
from forms.base import ProgrammeForm
from grants.actions.account import change_password, choose_language
from grants.actions.account_change import correct_name
from grants.actions.invitation import invite_to_team
from grants.actions.sign_in import end_sign_ins
from grants.actions.team import remove_from_team
from grants.models.organisation import Cluster, Membership
from grants.programme.finding import Finding, RulesBroken
from grants.programme.people import Role, TeamRole
from grants.programme.words import Words, say
from grants.queries.feed import live_feed
from grants.queries.people import browsers_of, teams_of
from grants.queries.team import find_member, team_of
from grants.web.access import EVERYBODY_SIGNED_IN, open_to, person, visitor
from grants.web.database import now, saving, session
from grants.web.language import CHOICE, language
from grants.web.notice import PRESS_ONE, tell

pages = Blueprint("public_account", __name__)

SAVED = Words("Gespeichert.", "Saved.")
PASSWORD_SAVED = Words(
    "Ihr neues Passwort gilt. Alle anderen Geräte sind abgemeldet.",
    "Your new password works. All other devices are signed out.",
)
ENDED = Words("Alle anderen Geräte sind abgemeldet.", "All other devices are signed out.")
INVITED = Words(
    "Die Einladung ist unterwegs. Der Link gilt 48 Stunden.",
    "The invitation is on its way. The link works for 48 hours.",
)


@pages.get("/account")
@open_to(*EVERYBODY_SIGNED_IN)
def account() -> ResponseReturnValue:
    """Show everything about one's own account."""
    return _page()


@pages.post("/account")
@open_to(*EVERYBODY_SIGNED_IN)
def shown_again() -> ResponseReturnValue:
    """The page with what was typed: in the other language, or because no act was chosen."""
    if not NameForm(language=language()).switches:
        tell(PRESS_ONE, "info")
    return _page(), 422


@pages.post("/account/name")
@open_to(*EVERYBODY_SIGNED_IN)
def new_name() -> ResponseReturnValue:
    """Write one's own name as it should be."""
    form = NameForm(language=language())
    if not form.validate_on_submit():
        return _page(name_form=form), 422
    with saving() as work:
        correct_name(work, person(), form.own_name.data, by=visitor(), now=now())
    return _back(SAVED)


@pages.post("/account/language")
@open_to(*EVERYBODY_SIGNED_IN)
def new_language() -> ResponseReturnValue:
    """Choose the language of pages and mails."""
    form = LanguageForm(language=language())
    if not form.validate_on_submit():
        return _page(language_form=form), 422
    with saving() as work:
        choose_language(work, person(), form.language.data, by=visitor(), now=now())
    cookie.pop(CHOICE, None)
    return _back(SAVED)


@pages.post("/account/password")
@open_to(*EVERYBODY_SIGNED_IN)
def new_password() -> ResponseReturnValue:
    """Choose a new password."""
    form = PasswordForm(language=language())
    if not form.validate_on_submit():
        return _page(password_form=form), 422
    try:
        with saving() as work:
            change_password(
                work,
                person(),
                old=form.old_password.data,
                new=form.password.data,
                keep=g.sign_in,
                by=visitor(),
                now=now(),
            )
    except RulesBroken as broken:
        form.show(broken.findings)
        return _page(password_form=form), 422
    return _back(PASSWORD_SAVED)


@pages.post("/account/browsers")
@open_to(*EVERYBODY_SIGNED_IN)
def sign_out_elsewhere() -> ResponseReturnValue:
    """Sign out in all other browsers."""
    with saving() as work:
        end_sign_ins(work, person(), now=now(), keep=g.sign_in)
    return _back(ENDED)


@pages.post("/account/team")
@open_to(Role.APPLICANT)
def invite() -> ResponseReturnValue:
    """Invite somebody to the team of a cluster for which one signs."""
    form = _team_form()
    if not form.validate_on_submit():
        return _page(team_form=form), 422
    cluster = _own_cluster(form.cluster.data) or abort(404)
    try:
        with saving() as work:
            invite_to_team(
                work,
                cluster,
                email=form.email.data,
                name=form.name.data,
                role=TeamRole(form.team_role.data),
                public_url=current_app.config["PUBLIC_URL"],
                by=visitor(),
                now=now(),
            )
    except RulesBroken as broken:
        form.show(broken.findings)
        return _page(team_form=form), 422
    return _back(INVITED)


@pages.get("/account/team/<int:membership_id>/remove")
@open_to(Role.APPLICANT)
def remove(membership_id: int) -> ResponseReturnValue:
    """Say what it means that somebody leaves the team, and offer the button."""
    return _ask_to_remove(_member(membership_id), [])


@pages.post("/account/team/<int:membership_id>/remove")
@open_to(Role.APPLICANT)
def removed(membership_id: int) -> ResponseReturnValue:
    """Take the person out of the team."""
    member = _member(membership_id)
    try:
        with saving() as work:
            remove_from_team(work, member, by=visitor(), now=now())
    except RulesBroken as broken:
        return _ask_to_remove(member, broken.findings), 422
    return _back(say("{name} gehört nicht mehr zum Team.", "{name} is no longer in the team.",
                     name=member.person.name))  # fmt: skip


def _member(membership_id: int) -> Membership:
    return find_member(session(), visitor(), membership_id) or abort(404)


def _ask_to_remove(member: Membership, refused: list[Finding]) -> str:
    return render_template(
        "public/leave_team.html",
        member=member,
        myself=member.person_id == person().id,
        refused=refused,
    )


def _page(**forms: ProgrammeForm) -> str:
    spoken = language()
    teams = teams_of(session(), person().id)
    return render_template(
        "public/account.html",
        **{
            "language_form": LanguageForm(
                formdata=None, language=spoken, data={"language": spoken}
            ),
            "password_form": PasswordForm(formdata=None, language=spoken),
            "name_form": NameForm(language=spoken, data={"own_name": person().name}),
            "team_form": _team_form(),
            **forms,
        },
        form=next(iter(forms.values()), None),
        person=person(),
        browsers=browsers_of(session(), person().id),
        this_browser=g.sign_in,
        teams=[(each, team_of(session(), each.cluster)) for each in teams],
        feed=live_feed(session(), person().id),
        signs=any(each.role is TeamRole.SIGNATORY for each in teams),
    )


def _team_form() -> TeamForm:
    form = TeamForm(language=language())
    own = [each.cluster.name for each in _signed_clusters()]
    form.cluster.offer({name: Words(name, name) for name in own})
    if len(own) == 1 and not form.cluster.data:
        form.cluster.data = own[0]
    return form


def _signed_clusters() -> list[Membership]:
    return [each for each in teams_of(session(), person().id) if each.role is TeamRole.SIGNATORY]


def _own_cluster(name: str) -> Cluster | None:
    return next((each.cluster for each in _signed_clusters() if each.cluster.name == name), None)


def _back(words: Words) -> ResponseReturnValue:
    tell(words)
    return redirect(url_for("public_account.account"), 303)
