"""Questions about an application: staff ask at one place of it, ask again, and close."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.inquiry import AskAgainForm, AskForm
from grants.actions import inquiry as acts
from grants.models.application import Application
from grants.models.inquiry import Inquiry
from grants.programme.finding import RulesBroken
from grants.programme.inquiry import PLACES, check_may_be_asked
from grants.programme.people import Role
from grants.queries.application import application_record
from grants.queries.inquiry import find_inquiry, threads_on
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell
from grants.web.sponsor.asking import (
    ASKED,
    again_form,
    again_forms,
    asked_again,
    close_question,
    empty_form,
    others_typed,
    public_url,
)

pages = Blueprint("sponsor_inquiry", __name__)


@pages.route("/sponsor/applications/<number>/questions", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def inquiries(number: str) -> ResponseReturnValue:
    """Every question on one application, and a new one at a place of it."""
    application = _find(number)
    if request.method == "GET":
        return _show(application)
    form = _form()
    if not form.validate():
        return _show(application, form), 422
    try:
        with saving() as work:
            acts.ask(
                work, application, form.place.data, form.text.data,
                by=visitor(), now=now(), public_url=public_url(),
            )  # fmt: skip
    except RulesBroken as broken:
        form.show(broken.findings)
        return _show(_find(number), form), 422
    tell(ASKED)
    if others_typed("text"):
        return _show(_find(number), _form(empty=True))
    return redirect(url_for(".inquiries", number=number), 303)


@pages.post("/sponsor/applications/<number>/questions/<int:inquiry_id>")
@open_to(Role.SPONSOR)
def ask_again(number: str, inquiry_id: int) -> ResponseReturnValue:
    """Write more into an open question."""
    form = again_form(inquiry_id)
    if not asked_again(_inquiry(number, inquiry_id), form):
        return _show(_find(number), again=form, inquiry_id=inquiry_id), 422
    if others_typed(f"q{inquiry_id}-text"):
        return _show(_find(number), again=empty_form(inquiry_id), inquiry_id=inquiry_id)
    return redirect(url_for(".inquiries", number=number), 303)


@pages.post("/sponsor/applications/<number>/questions/<int:inquiry_id>/close")
@open_to(Role.SPONSOR)
def close(number: str, inquiry_id: int) -> ResponseReturnValue:
    """Close a question; closing it twice changes nothing."""
    close_question(_inquiry(number, inquiry_id))
    if others_typed(f"q{inquiry_id}-text"):
        return _show(_find(number))
    return redirect(url_for(".inquiries", number=number), 303)


def _form(*, empty: bool = False) -> AskForm:
    """The form with what was typed, or with the place from which the officer came."""
    if empty:
        return AskForm(formdata=None, language=language())
    form = AskForm(language=language())
    if request.method == "GET":
        place = request.args.get("place", "")
        form.place.data = place if place in PLACES else ""
    return form


def _show(
    application: Application,
    form: AskForm | None = None,
    *,
    again: AskAgainForm | None = None,
    inquiry_id: int = 0,
) -> str:
    threads = threads_on(session(), application)
    may_ask = check_may_be_asked(application.state).holds
    may_go_on = [each for each in threads if may_ask and each.closed_at is None]
    return render_template(
        "sponsor/application/inquiries.html",
        case=application,
        threads=threads,
        forms=again_forms(may_go_on, again, inquiry_id),
        ask=form or (_form() if may_ask else None),
        sent=again or form,
    )


def _find(number: str) -> Application:
    return application_record(session(), visitor(), number) or abort(404)


def _inquiry(number: str, inquiry_id: int) -> Inquiry:
    return find_inquiry(session(), visitor(), number, inquiry_id) or abort(404)
