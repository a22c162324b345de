"""Questions of the sponsor about an application, and the answers of its team."""

from dataclasses import replace

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from forms.inquiry import AnswerForm
from grants.models.application import Application
from grants.programme.inquiry import check_may_be_asked
from grants.programme.people import Role
from grants.programme.roads.application import OPEN_TO_TEAM
from grants.programme.words import Words
from grants.queries.application import content_of
from grants.queries.course import course_of
from grants.queries.inquiry import find_inquiry, threads_on
from grants.queries.team import team_of, writes_in
from grants.web.access import open_to, visitor
from grants.web.applicant.application import own
from grants.web.applicant.inquiry_answer import (
    answer_form,
    answer_forms,
    empty_form,
    keep_answer,
    others_typed,
)
from grants.web.applicant.strip import strip_of
from grants.web.database import now, session
from grants.web.notice import tell

pages = Blueprint("applicant_inquiry", __name__)
SENT = Words(
    "Ihre Antwort ist beim Projektträger. Er schließt die Rückfrage oder fragt nach.",
    "Your answer is with the sponsor, who closes the question or asks again.",
)


@pages.route("/applications/<number>/questions", methods=["GET", "POST"])
@open_to(Role.APPLICANT)
def inquiries(number: str) -> ResponseReturnValue:
    """Every question on one application, the open ones first.

    What is posted here is only shown again: the language changed in the middle of an answer.
    """
    return _show(own(number))


@pages.post("/applications/<number>/questions/<int:inquiry_id>")
@open_to(Role.APPLICANT)
def answer(number: str, inquiry_id: int) -> ResponseReturnValue:
    """Answer one of them."""
    own(number)
    inquiry = find_inquiry(session(), visitor(), number, inquiry_id) or abort(404)
    form = answer_form(inquiry_id)
    if not keep_answer(inquiry, form):
        return _show(own(number), form, inquiry_id), 422
    tell(SENT)
    if others_typed(inquiry_id):
        return _show(own(number), empty_form(inquiry_id), inquiry_id)
    return redirect(url_for(".inquiries", number=number), 303)


def _show(application: Application, sent: AnswerForm | None = None, inquiry_id: int = 0) -> str:
    content = content_of(session(), application)
    threads = threads_on(session(), application)
    team = team_of(session(), application.cluster)
    course = course_of(session(), application, content.told)
    writes = writes_in(team, visitor())
    may_answer = check_may_be_asked(content.told)
    may_go_on = [each for each in threads if each.closed_at is None]
    forms = answer_forms(may_go_on if writes and may_answer.holds else (), sent, inquiry_id)
    strip = strip_of(
        content, [], team, visitor(), now(), late_taken=False, threads=threads, course=course
    )
    return render_template(
        "applicant/application/inquiries.html",
        content=content,
        threads=threads,
        forms=forms,
        sent=sent,
        may_answer=may_answer,
        strip=None if content.state in OPEN_TO_TEAM else replace(strip, action=None),
    )
