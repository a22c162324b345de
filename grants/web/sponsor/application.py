"""Applications for sponsor staff: the list with search, and everything about one of them."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, abort, render_template, request, url_for

from grants.models.record import Act
from grants.programme.people import Role
from grants.programme.words import Words, say
from grants.queries.act_name import act_words, note_words
from grants.queries.application import application_record, content_of, latest_receipt, terms_of
from grants.queries.application_file import file_of
from grants.queries.application_list import (
    STATES,
    ApplicationPage,
    Order,
    Question,
    application_page,
)
from grants.queries.blind import is_blind
from grants.queries.decision import decision_panel
from grants.queries.inquiry import threads_on
from grants.queries.label import labels_of_case
from grants.queries.nameless import openings
from grants.queries.officer_conflict import check_unbiased
from grants.queries.round import find_round
from grants.web.access import open_to, visitor
from grants.web.database import session
from grants.web.filters import state as state_words
from grants.web.sponsor.application_strip import strip_of
from grants.web.sponsor.letter_standing import letters_with_standing

pages = Blueprint("sponsor_application", __name__)
ENOUGH_WORDS = 200


@pages.get("/sponsor/applications")
@open_to(Role.SPONSOR)
def applications() -> str:
    """All applications, the newest first."""
    return _list(_question(_number(request.args.get("round", ""))), None)


@pages.get("/sponsor/rounds/<int:number>/applications")
@open_to(Role.SPONSOR)
def of_round(number: int) -> str:
    """The applications of one round."""
    return _list(_question(number), number)


@pages.get("/sponsor/applications/<number>")
@open_to(Role.SPONSOR)
def application(number: str) -> str:
    """One application: content, checks, scores, letters, what happened."""
    record = application_record(session(), visitor(), number) or abort(404)
    file = file_of(session(), record)
    panel = decision_panel(session(), visitor(), record)
    content = content_of(session(), record)
    return render_template(
        "sponsor/application/show.html",
        application=record,
        content=content,
        openings=openings(session(), record, content.files) if is_blind(record) else (),
        threads=threads_on(session(), record),
        receipt=latest_receipt(session(), record),
        terms=terms_of(record.terms),
        file=file,
        strip=strip_of(
            record, file, panel, unbiased=check_unbiased(session(), record.id, visitor())
        ),
        happened=[happening(act) for act in file.acts],
        letters=letters_with_standing(file.letters),
        decision_panel=panel,
        labels=labels_of_case(session(), record),
    )


def happening(act: Act) -> dict[str, Any]:
    """One act for the time line of a page."""
    return {"at": act.at, "words": act_words(act), "note": note_words(act), "strong": True}


def _list(question: Question, fixed_round: int | None) -> str:
    if fixed_round is not None and find_round(session(), visitor(), fixed_round) is None:
        abort(404)
    found = application_page(session(), visitor(), question)
    return render_template(
        "sponsor/application/list.html",
        found=found,
        question=question,
        fixed_round=fixed_round,
        rounds=[(n, name, n == question.round_number) for n, name in found.rounds.items()],
        round_name=found.rounds.get(fixed_round or 0),
        states=[(each, each is question.state) for each in STATES],
        filters=_active(question, fixed_round, found.rounds),
        without_filters=request.path,
        sort={order.value: _address(question, order=order, page=1) for order in Order},
        page_address=_address(question, page="{}"),
        shown=_shown(found),
    )


def _question(round_number: int | None) -> Question:
    asked = request.args
    return Question(
        words=asked.get("q", "").strip()[:ENOUGH_WORDS],
        round_number=round_number,
        state=next((each for each in STATES if each.value == asked.get("state")), None),
        order=Order.CHANGED if asked.get("order") == Order.CHANGED.value else Order.NEWEST,
        page=_number(asked.get("page", "")) or 1,
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < len("100000") else None


def _address(question: Question, **other: Any) -> str:
    """This list with something else asked of it."""
    asked = {
        "q": question.words,
        "round": str(question.round_number or "") if "rounds" not in request.path else "",
        "state": question.state.value if question.state else "",
        "order": question.order.value if question.order is not Order.NEWEST else "",
        **{name: str(value) for name, value in other.items()},
    }
    kept = {name: value for name, value in asked.items() if value}
    return f"{request.path}?{urlencode(kept, safe='{}')}"


def _active(
    question: Question, fixed_round: int | None, rounds: Mapping[int, Words]
) -> list[dict[str, Any]]:
    """The filters in use, each with the address without it."""
    active: list[dict[str, Any]] = []
    if question.words:
        words = Words(f"„{question.words}“", f"“{question.words}”")
        active.append({"words": words, "address": _address(question, q="")})
    if question.round_number and fixed_round is None:
        nobody = say("Runde {n}", "Round {n}", n=question.round_number)
        words = rounds.get(question.round_number, nobody)
        active.append({"words": words, "address": _address(question, round="")})
    if question.state:
        without = _address(question, state="")
        active.append({"words": state_words(question.state), "address": without})
    return active


def _shown(found: ApplicationPage) -> Words:
    if found.more:
        return say("mehr als {count}", "more than {count}", count=found.count)
    return say("{count}", "{count}", count=found.count)


def address_of(number: str) -> str:
    """The page of one application."""
    return url_for("sponsor_application.application", number=number)
