"""The record of acts: searched, sixty entries at a time, and checked as a whole."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for

from forms.record import RecordSearchForm
from grants.models.record import Act
from grants.programme.people import Role
from grants.programme.words import Words, in_alphabet
from grants.queries.act_change import changes_of
from grants.queries.act_name import (
    CLOCK,
    act_words,
    actor_words,
    object_words,
    role_words,
    state_words,
    verb_words,
)
from grants.queries.record import RecordQuestion, record_page
from grants.queries.verify import verify
from grants.web import filters
from grants.web.access import open_to, visitor
from grants.web.database import session
from grants.web.language import language

pages = Blueprint("auditor_record", __name__)


@pages.get("/audit/record")
@open_to(Role.AUDITOR)
def acts() -> str:
    """The record with its filters, the newest entry first."""
    form = RecordSearchForm(request.args, language=language())
    question = _question(form)
    found = record_page(session(), visitor(), question) or abort(404)
    form.act.offer(_by_name(found.verbs))
    return render_template(
        "auditor/record/acts.html",
        search_form=form,
        found=found,
        rows=[_row(act) for act in found.acts],
        filters=_filters(question),
        next_address=url_for("auditor_record.acts", **_arguments(question), before=found.next)
        if found.next
        else None,
        first_address=url_for("auditor_record.acts", **_arguments(question)),
        begun=question.before is not None,
    )


@pages.get("/audit/record/verify")
@open_to(Role.AUDITOR)
def check() -> str:
    """Compute every seal anew; a digest that was noted down may be looked for."""
    head = request.args.get("head", "").replace(" ", "").lower()[:64]
    return render_template(
        "auditor/record/verify.html", verdict=verify(session(), head=head), head=head
    )


def _by_name(verbs: Sequence[str]) -> dict[str, Words]:
    """The acts there are, as their names follow one another in the language of the page."""
    names = {verb: verb_words(verb) for verb in verbs}
    order = sorted(names, key=lambda verb: in_alphabet(names[verb].into(language())))
    return {verb: names[verb] for verb in order}


def _question(form: RecordSearchForm) -> RecordQuestion:
    """What was asked; days that cannot be read filter nothing, and the form says so."""
    form.first.validate(form)
    form.last.validate(form)
    form.check_span()
    return RecordQuestion(
        number=(form.number.data or "").strip(),
        actor=(form.actor.data or "").strip(),
        act=request.args.get("act", ""),
        first=form.first.data,
        last=form.last.data,
        before=request.args.get("before", type=int),
    )


def _row(act: Act) -> dict[str, Any]:
    state = state_words(act)
    return {
        "id": act.id,
        "at": act.at,
        "what": act_words(act),
        "thing": object_words(act),
        "who": actor_words(act),
        "role": "" if act.role == CLOCK else role_words(act.role),
        "state": state,
        "reason": act.reason,
        "changes": changes_of(act),
        "request_id": act.request_id,
    }


def _arguments(question: RecordQuestion, without: str = "") -> dict[str, Any]:
    """The filters as they stand in an address: the same for readers of both languages."""
    given = {
        "number": question.number,
        "actor": question.actor,
        "act": question.act,
        "first": question.first.isoformat() if question.first else "",
        "last": question.last.isoformat() if question.last else "",
    }
    return {name: text for name, text in given.items() if text and name != without}


def _filters(question: RecordQuestion) -> list[dict[str, Any]]:
    names = {"first": Words("von", "from"), "last": Words("bis", "until")}
    active = []
    for name, text in _arguments(question).items():
        words = Words(f"„{text}“", f"“{text}”")
        if name == "act":
            words = verb_words(text)
        if name in names:
            day = filters.day(date.fromisoformat(text))
            words = Words(f"{names[name].de} {day}", f"{names[name].en} {day}")
        address = url_for("auditor_record.acts", **_arguments(question, without=name))
        active.append({"words": words, "address": address})
    return active
