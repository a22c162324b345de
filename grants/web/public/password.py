"""A new password for somebody who forgot theirs."""

from flask import Blueprint, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from forms.account import ForgottenForm
from grants.actions.invitation import ask_for_password
from grants.web.access import open_to_anyone
from grants.web.database import now, saving
from grants.web.language import language

pages = Blueprint("public_password", __name__)


@pages.route("/password", methods=["GET", "POST"])
@open_to_anyone
def forgotten() -> ResponseReturnValue:
    """Ask for the address; the answer does not tell whether there is an account."""
    form = ForgottenForm(language=language())
    if not form.validate_on_submit():
        page = render_template("public/password.html", form=form)
        return page, 422 if form.is_submitted() else 200
    with saving() as work:
        ask_for_password(
            work,
            email=form.email.data,
            public_url=current_app.config["PUBLIC_URL"],
            now=now(),
        )
    return redirect(url_for("public_password.sent"), 303)


@pages.get("/password/sent")
@open_to_anyone
def sent() -> ResponseReturnValue:
    """Say that a mail is on its way, if it is."""
    return render_template("public/sent.html", hours=1)
