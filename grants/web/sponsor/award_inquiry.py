"""Questions about projects, parts and plans of an award: staff ask, ask again, and close."""

from dataclasses import replace

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.award_inquiry import AwardAskForm
from forms.inquiry import AskAgainForm
from grants.actions import inquiry as acts
from grants.models.award import Award
from grants.models.inquiry import Inquiry
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.queries.award import award_record
from grants.queries.inquiry import award_threads, find_award_inquiry
from grants.queries.inquiry_subject import choices_of, is_under_way, subjects_of
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

pages = Blueprint("sponsor_award_inquiry", __name__)
QUESTIONS = "/sponsor/cases/<number>/questions"


@pages.route(QUESTIONS, methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def inquiries(number: str) -> ResponseReturnValue:
    """Every question on the projects and plans of a case, and a new one at a place of them."""
    award = _find(number)
    if request.method == "GET":
        return _show(award)
    form = _form(award)
    if not form.validate():
        return _show(award, form), 422
    key, _, place = form.place.data.partition("/")
    try:
        with saving() as work:
            subject = subjects_of(work, award)[key]
            acts.ask_about(
                work, award, subject, place, form.text.data,
                by=visitor(), now=now(), public_url=public_url(),
            )  # fmt: skip
    except RulesBroken as broken:
        form.show(broken.findings)
        return _show(_find(number), form), 422
    tell(ASKED)
    if others_typed("text"):
        return _show(_find(number), _form(_find(number), empty=True))
    return redirect(url_for(".inquiries", number=number), 303)


@pages.post(f"{QUESTIONS}/<int:inquiry_id>")
@open_to(Role.SPONSOR)
def ask_again(number: str, inquiry_id: int) -> ResponseReturnValue:
    """Write more into an open question."""
    form = again_form(inquiry_id)
    if not asked_again(_inquiry(number, inquiry_id), form):
        return _show(_find(number), again=form, inquiry_id=inquiry_id), 422
    if others_typed(f"q{inquiry_id}-text"):
        return _show(_find(number), again=empty_form(inquiry_id), inquiry_id=inquiry_id)
    return redirect(url_for(".inquiries", number=number), 303)


@pages.post(f"{QUESTIONS}/<int:inquiry_id>/close")
@open_to(Role.SPONSOR)
def close(number: str, inquiry_id: int) -> ResponseReturnValue:
    """Close a question; closing it twice changes nothing."""
    close_question(_inquiry(number, inquiry_id))
    if others_typed(f"q{inquiry_id}-text"):
        return _show(_find(number))
    return redirect(url_for(".inquiries", number=number), 303)


def _form(award: Award, *, empty: bool = False) -> AwardAskForm:
    """The form with what was typed, or with the place from which the officer came."""
    came = {"formdata": None} if empty else {}
    form = AwardAskForm(**came, language=language())
    form.place.offer(choices_of(subjects_of(session(), award)))
    if request.method == "GET":
        form.place.data = request.args.get("place", "")
    return form


def _show(
    award: Award,
    form: AwardAskForm | None = None,
    *,
    again: AskAgainForm | None = None,
    inquiry_id: int = 0,
) -> str:
    threads = [
        replace(each, ended=not is_under_way(_inquiry(award.number, each.id)))
        for each in award_threads(session(), visitor(), award.application_id)
    ]
    may_go_on = [each for each in threads if each.closed_at is None and not each.ended]
    may_ask = bool(subjects_of(session(), award))
    return render_template(
        "sponsor/award/inquiries.html",
        case=award,
        threads=threads,
        forms=again_forms(may_go_on, again, inquiry_id),
        ask=form or (_form(award) if may_ask else None),
        sent=again or form,
    )


def _find(number: str) -> Award:
    return award_record(session(), visitor(), number) or abort(404)


def _inquiry(number: str, inquiry_id: int) -> Inquiry:
    award = _find(number)
    return find_award_inquiry(session(), visitor(), inquiry_id, award=award) or abort(404)
