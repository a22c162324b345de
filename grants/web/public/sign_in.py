"""Signing in and out."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from forms.sign_in import SignInForm
from grants.actions.sign_in import Refused
from grants.actions.sign_in import sign_in as try_to_sign_in
from grants.models.person import Person
from grants.programme.people import Role
from grants.programme.words import Words
from grants.web.access import begin_sign_in, end_sign_in, maybe_visitor, open_to_anyone
from grants.web.database import now, saving
from grants.web.kept import SEALED, Kept, ask_to_send_again, show_sign_in, unseal
from grants.web.language import language
from grants.web.notice import tell
from grants.web.shell import NAVIGATION, ROLE_NAMES

pages = Blueprint("public_sign_in", __name__)
pages.app_errorhandler(CSRFError)(ask_to_send_again)
pages.app_context_processor(lambda: {"role_names": ROLE_NAMES})

LOST = Words(
    "Das Formular gehörte einer anderen Person. Wir haben es nicht übernommen.",
    "The form belonged to another person. We have not taken it over.",
)
SIGNED_OUT = Words("Sie sind abgemeldet.", "You are signed out.")


@pages.route("/sign-in", methods=["GET", "POST"])
@open_to_anyone
def sign_in() -> ResponseReturnValue:
    """Ask for address and password, and go on where the visitor was going."""
    form = SignInForm(language=language())
    kept = unseal(request.form.get(SEALED, ""))
    if not form.validate_on_submit():
        if form.is_submitted():
            return show_sign_in(form, kept=kept), 422
        who = maybe_visitor()
        return redirect(start_of(who.role)) if who else show_sign_in(form)
    with saving() as work:
        outcome = try_to_sign_in(
            work,
            email=form.email.data,
            password=form.password.data,
            address=request.remote_addr or "",
            now=now(),
        )
        if isinstance(outcome, Person):
            begin_sign_in(outcome)
    if isinstance(outcome, Refused):
        form.password.errors = [outcome.says]
        return show_sign_in(form, kept=kept), 429 if outcome.wait else 422
    return _go_on(outcome, kept)


@pages.post("/sign-out")
@open_to_anyone
def sign_out() -> ResponseReturnValue:
    """End this browser's sign-in at once."""
    with saving():
        end_sign_in()
    tell(SIGNED_OUT)
    return redirect(url_for("public_call.calls"), 303)


def start_of(role: Role) -> str:
    """The page on which a person of this role begins."""
    endpoint, _ = NAVIGATION[role][0]
    return url_for(endpoint)


def _go_on(person: Person, kept: Kept | None) -> ResponseReturnValue:
    if kept is not None and kept.person_id in (None, person.id):
        return render_template("public/send_again.html", kept=kept, welcome=True)
    if kept is not None:
        tell(LOST, "warning")
    return redirect(_own_page(request.args.get("next", "")) or start_of(person.role), 303)


def _own_page(address: str) -> str:
    """The address, if it is a path on this site and nothing else."""
    own = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if own and address.isprintable() else ""
