"""What a link from a mail opens: an account, a role, a team, or a new password. Once."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from forms.register import InvitationForm, NewPasswordForm, RegistrationForm
from grants.actions.account import NewCluster, register
from grants.actions.invitation import accept_invitation, use_up
from grants.models.award import Partner
from grants.models.organisation import Cluster, Organisation
from grants.models.person import Invitation, Person
from grants.programme.finding import RulesBroken
from grants.programme.legal_entity import Identity
from grants.programme.organisation import OrganisationKind, Size
from grants.programme.people import Role
from grants.programme.words import Words
from grants.queries.organisation import organisation_by_key, same_organisation
from grants.queries.people import find_invitation, find_person
from grants.web.access import begin_sign_in, open_to_anyone
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell
from grants.web.public.sign_in import start_of
from grants.web.token import hash_of

pages = Blueprint("public_invitation", __name__)

DONE = Words(
    "Ihr Konto ist offen. Sie sind angemeldet.", "Your account is open. You are signed in."
)
NEW_PASSWORD = Words(
    "Ihr neues Passwort gilt. Alle anderen Geräte sind abgemeldet.",
    "Your new password works. All other devices are signed out.",
)
JOINED = Words(
    "Sie gehören jetzt zum Team. Melden Sie sich mit Ihrem Passwort an.",
    "You are now in the team. Sign in with your password.",
)
ANOTHER = "another"
NONE_OF_THESE = Words("Es ist eine andere Organisation.", "It is another organisation.")
Form = InvitationForm | NewPasswordForm | RegistrationForm


@pages.route("/invitation/<token>", methods=["GET", "POST"])
@open_to_anyone
def invitation(token: str) -> ResponseReturnValue:
    """Show what the link is for, and do it."""
    found = find_invitation(session(), hash_of(token), now())
    if found is None:
        return render_template("public/link_over.html"), 404
    owner = find_person(session(), found.email)
    kind, form = _form(found, owner)
    if not form.validate_on_submit():
        return _page(kind, form, found), 422 if form.is_submitted() else 200
    if isinstance(form, RegistrationForm) and not _chosen(form):
        return _page(kind, form, found), 422
    try:
        with saving() as work:
            person = _accept(kind, form, found)
            if kind != "join":
                begin_sign_in(person)
            work.flush()
    except RulesBroken as broken:
        form.show(broken.findings)
        return _page(kind, form, found), 422
    tell({"join": JOINED, "password": NEW_PASSWORD}.get(kind, DONE))
    if kind == "join":
        return redirect(url_for("public_sign_in.sign_in"), 303)
    to_profile = person.role is Role.JUROR and kind != "password"
    return redirect(url_for("jury_seat.profile") if to_profile else start_of(person.role), 303)


def _form(found: Invitation, owner: Person | None) -> tuple[str, Form]:
    spoken = language()
    if owner is not None:
        return "join" if found.joins else "password", _without_password(found)
    if not found.joins and found.role is Role.APPLICANT:
        return "register", _registration()
    return "role", InvitationForm(language=spoken, name=found.name)


def _registration() -> RegistrationForm:
    """The form, with the organisations that may be the one that was typed."""
    form = RegistrationForm(language=language())
    form.known.offer({})
    if form.is_submitted():
        typed = form.organisation.data or "", form.country.data or ""
        wanted = Identity(name=typed[0], country=typed[1], **form.identifiers)
        same = same_organisation(session(), wanted)
        names = {one.legal_key: _named(one) for one in same}
        offered = {**names, ANOTHER: NONE_OF_THESE} if names else {}
        form.known.offer(offered)
        if form.known.data not in offered:  # the name was changed after the question
            form.known.data = None
    return form


def _chosen(form: RegistrationForm) -> bool:
    """Is it clear whether the organisation is one that we know?"""
    if not form.known.choices or form.known.data:
        return True
    form.known.errors = [
        Words("Wählen Sie eine dieser Organisationen oder „eine andere“.",
              "Choose one of these organisations, or “another one”.")
    ]  # fmt: skip
    return False


def _named(one: Organisation) -> Words:
    parts = (one.name, one.city, one.country, one.register_number)
    line = " · ".join(part for part in parts if part)
    return Words(line, line)


def _without_password(found: Invitation) -> NewPasswordForm:
    form = NewPasswordForm(language=language())
    if found.joins:
        del form.password  # an account that joins a team keeps its own
    return form


def _accept(kind: str, form: Form, found: Invitation) -> Person:
    answers, moment, spoken = form.answers, now(), language()
    if kind == "register":
        use_up(session(), found, now=moment)
        return register(
            session(),
            _cluster(form),
            email=found.email,
            name=found.name,
            password=answers["password"],
            language=spoken,
            now=moment,
        )
    return accept_invitation(
        session(),
        found,
        password=answers.get("password"),
        name=answers.get("name", ""),
        language=spoken,
        now=moment,
    )


def _cluster(form: Form) -> NewCluster:
    answers = {name: value for name, value in form.answers.items() if name != "password"}
    answers["kind"] = OrganisationKind(answers["kind"])
    answers["size"] = Size(answers["size"]) if answers["size"] else None
    answers["known"] = organisation_by_key(session(), answers["known"] or "")
    return NewCluster(**answers)


def _page(kind: str, form: Form, found: Invitation) -> str:
    cluster = session().get(Cluster, found.cluster_id) if found.cluster_id else None
    partner = session().get(Partner, found.partner_id) if found.partner_id else None
    return render_template(
        "public/invitation.html",
        kind=kind,
        form=form,
        invitation=found,
        cluster=cluster,
        partner=partner,
    )
