"""Registering: the address is confirmed by mail before anything is kept."""

from flask import Blueprint, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from forms.register import AskToRegisterForm
from grants.actions.invitation import ask_to_register
from grants.web.access import open_to_anyone
from grants.web.database import now, saving
from grants.web.language import language

pages = Blueprint("public_register", __name__)


@pages.route("/register", methods=["GET", "POST"])
@open_to_anyone
def register() -> ResponseReturnValue:
    """Ask for name and address; the answer does not tell whether there is an account."""
    form = AskToRegisterForm(language=language())
    if not form.validate_on_submit():
        page = render_template("public/register.html", form=form)
        return page, 422 if form.is_submitted() else 200
    with saving() as work:
        ask_to_register(
            work,
            email=form.email.data,
            name=form.name.data,
            language=language(),
            public_url=current_app.config["PUBLIC_URL"],
            now=now(),
        )
    return redirect(url_for("public_register.sent"), 303)


@pages.get("/register/sent")
@open_to_anyone
def sent() -> ResponseReturnValue:
    """Say that a mail is on its way, if it is."""
    return render_template("public/sent.html", hours=48)
