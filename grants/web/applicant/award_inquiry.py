"""Questions of the sponsor about projects, parts and plans, and the answers of their side.

What is posted to a page of questions itself is only shown again: the language changed in the middle
of an answer.
"""

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from forms.inquiry import AnswerForm
from grants.models.award import Award, Partner
from grants.programme.people import Role
from grants.queries.inquiry import Thread, award_threads, find_award_inquiry, part_threads
from grants.queries.inquiry_subject import is_under_way
from grants.queries.part import part_line
from grants.queries.team import team_of, writes_in
from grants.web.access import open_to, visitor
from grants.web.applicant.award import own
from grants.web.applicant.inquiry import SENT
from grants.web.applicant.inquiry_answer import (
    answer_form,
    answer_forms,
    empty_form,
    keep_answer,
    others_typed,
)
from grants.web.database import session
from grants.web.notice import tell

pages = Blueprint("applicant_award_inquiry", __name__)


@pages.route("/awards/<number>/questions", methods=["GET", "POST"])
@open_to(Role.APPLICANT)
def inquiries(number: str) -> ResponseReturnValue:
    """Every question on the projects and plans of one award that its team may see."""
    return _show_award(own(number))


@pages.post("/awards/<number>/questions/<int:inquiry_id>")
@open_to(Role.APPLICANT)
def answer(number: str, inquiry_id: int) -> ResponseReturnValue:
    """Answer one of them."""
    inquiry = find_award_inquiry(session(), visitor(), inquiry_id, award=own(number)) or abort(404)
    form = answer_form(inquiry_id)
    if not keep_answer(inquiry, form):
        return _show_award(own(number), form, inquiry_id), 422
    tell(SENT)
    if others_typed(inquiry_id):
        return _show_award(own(number), empty_form(inquiry_id), inquiry_id)
    return redirect(url_for(".inquiries", number=number), 303)


@pages.route("/parts/<int:number>/questions", methods=["GET", "POST"])
@open_to(Role.APPLICANT)
def part_inquiries(number: int) -> ResponseReturnValue:
    """Every question on one part, for the people who keep it."""
    return _show_part(_part(number))


@pages.post("/parts/<int:number>/questions/<int:inquiry_id>")
@open_to(Role.APPLICANT)
def part_answer(number: int, inquiry_id: int) -> ResponseReturnValue:
    """Answer one of them."""
    partner = _part(number)
    inquiry = find_award_inquiry(session(), visitor(), inquiry_id, partner=partner) or abort(404)
    form = answer_form(inquiry_id)
    if not keep_answer(inquiry, form):
        return _show_part(_part(number), form, inquiry_id), 422
    tell(SENT)
    if others_typed(inquiry_id):
        return _show_part(_part(number), empty_form(inquiry_id), inquiry_id)
    return redirect(url_for(".part_inquiries", number=number), 303)


def _part(number: int) -> Partner:
    line = part_line(session(), visitor(), number) or abort(404)
    return line.partner


def _show_award(award: Award, sent: AnswerForm | None = None, inquiry_id: int = 0) -> str:
    threads = award_threads(session(), visitor(), award.application_id, whole_team=True)
    team = team_of(session(), award.cluster)
    writes = writes_in(team, visitor())
    return _page(threads, sent, inquiry_id, writes=writes, award=award, partner=None)


def _show_part(partner: Partner, sent: AnswerForm | None = None, inquiry_id: int = 0) -> str:
    threads = part_threads(session(), partner)
    return _page(
        threads, sent, inquiry_id, writes=True, award=partner.project.award, partner=partner
    )


def _page(
    threads: Sequence[Thread],
    sent: AnswerForm | None,
    inquiry_id: int,
    *,
    writes: bool,
    award: Award,
    partner: Partner | None,
) -> str:
    threads = [replace(each, ended=not _may_go_on(each.id)) for each in threads]
    may_go_on = [each for each in threads if each.closed_at is None and not each.ended]
    forms = answer_forms(may_go_on if writes else (), sent, inquiry_id)
    return render_template(
        "applicant/award/inquiries.html",
        award=award,
        partner=partner,
        threads=threads,
        forms=forms,
        sent=sent,
    )


def _may_go_on(inquiry_id: int) -> bool:
    inquiry = find_award_inquiry(session(), visitor(), inquiry_id)
    return inquiry is not None and is_under_way(inquiry)
