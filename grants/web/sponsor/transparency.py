"""Aid for the transparency register: what is to be published, what was, and the same as CSV."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Final

from flask import Blueprint, Response, abort, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from forms.base import ProgrammeForm
from forms.transparency import DescribeAidForm, PublishAidForm, WaiveAidForm
from grants.actions.transparency import describe_aid, publish_aid, waive_aid
from grants.documents.table_file import CSV, written_csv
from grants.models.transparency import AidEntry
from grants.programme.calendar import today
from grants.programme.money import Money
from grants.programme.people import Role
from grants.programme.transparency import (
    AID_STATE_WORDS,
    COLLECTED,
    FIELD_WORDS,
    AidState,
    check_complete,
)
from grants.programme.words import Words
from grants.queries.transparency import aid_entries, aid_entry, facts_of
from grants.web.access import open_to, visitor
from grants.web.database import now, session
from grants.web.language import into
from grants.web.sponsor.acting import Forms, take

pages = Blueprint("sponsor_transparency", __name__)
DONE: Final = {
    "describe": Words("Angaben gespeichert.", "Entries saved."),
    "publish": Words("Veröffentlichung eingetragen.", "Publication recorded."),
    "waive": Words("Veröffentlichung erlassen.", "Publication waived."),
}
TONES: Final = {AidState.OPEN: "info", AidState.PUBLISHED: "success", AidState.WAIVED: "info"}
HEAD: Final = (
    Words("Förderkennzeichen", "Grant"), *FIELD_WORDS.values(),
    Words("Zu veröffentlichen bis", "To be published by"),
    Words("Veröffentlicht am", "Published on"), Words("Nummer im Register", "Register number"),
    Words("Stand", "State"),
)  # fmt: skip
MOST: Final = 500
"""Entries on the page; the file has all of them."""


@pages.get("/sponsor/aid")
@open_to(Role.SPONSOR, Role.AUDITOR)
def entries() -> str:
    """Every aid above the threshold, what is still to be published first."""
    found = aid_entries(session(), visitor(), most=MOST)
    return render_template(
        "sponsor/transparency/list.html",
        lines=[{**_standing(one), "missing": len(facts_of(one).missing)} for one in found],
        most=MOST,
    )


@pages.get("/sponsor/aid.csv")
@open_to(Role.SPONSOR, Role.AUDITOR)
def csv() -> ResponseReturnValue:
    """The same with every field of the register."""
    head = tuple(into(words) for words in HEAD)
    rows = [_row(one) for one in aid_entries(session(), visitor())]
    answer = Response(written_csv(head, rows), content_type=CSV)
    answer.headers["Content-Disposition"] = 'attachment; filename="transparency.csv"'
    return answer


@pages.get("/sponsor/aid/<number>")
@open_to(Role.SPONSOR, Role.AUDITOR)
def entry(number: str) -> ResponseReturnValue:
    """One aid: what would stand in the register, or stands there."""
    return _page(number)


@pages.post("/sponsor/aid/<number>")
@open_to(Role.SPONSOR)
def act(number: str) -> ResponseReturnValue:
    """Enter what is missing, record the publication, or waive it."""
    return _page(number)


def _page(number: str) -> ResponseReturnValue:
    found = aid_entry(session(), visitor(), number) or abort(404)
    kept = {name: getattr(found, name) for name in COLLECTED}
    kinds: dict[str, Callable[..., ProgrammeForm]] = {
        "describe": partial(DescribeAidForm, data=kept),
        "publish": PublishAidForm,
        "waive": WaiveAidForm,
    }
    back = url_for(".entry", number=number)
    return take(kinds, lambda *what: _do(found, *what), lambda *shown: _show(number, *shown), back)


def _do(found: AidEntry, work: Session, act: str, form: Any) -> Words:
    who: dict[str, Any] = {"by": visitor(), "now": now()}
    match act:
        case "describe":
            entered: dict[str, Any] = {name: form[name].data or "" for name in COLLECTED}
            describe_aid(work, found, **entered, **who)
        case "publish":
            publish_aid(
                work, found, on=form.published_on.data, reference=form.reference.data, **who
            )
        case "waive":
            waive_aid(work, found, reason=form.reason_to_waive.data, **who)
    return DONE[act]


def _show(number: str, forms: Forms, act: str) -> str:
    found = aid_entry(session(), visitor(), number) or abort(404)
    facts = facts_of(found)
    complete = check_complete(facts)
    return render_template(
        "sponsor/transparency/show.html",
        line=_standing(found),
        fields=[
            {"label": FIELD_WORDS[code], "value": words, "missing": not words.de}
            for code, words in facts.fields.items()
        ],
        complete=replace(complete, place=f"#{complete.place}" if complete.place else ""),
        acting=visitor().role is Role.SPONSOR and found.state is AidState.OPEN,
        forms=forms,
        form=forms.get(act),
    )


def _standing(one: AidEntry) -> dict[str, Any]:
    late = one.state is AidState.OPEN and one.due_on < today(now())
    return {
        "entry": one,
        "grant": one.grant,
        "state": Words("überfällig", "overdue") if late else AID_STATE_WORDS[one.state],
        "tone": "danger" if late else TONES[one.state],
        "amount": _amount(one),
    }


def _amount(one: AidEntry) -> Money:
    return one.amount or one.grant.amount - one.grant.revoked


def _row(one: AidEntry) -> tuple[str, ...]:
    said = {code: into(words) for code, words in facts_of(one).fields.items()}
    said["granted_on"] = one.granted_on.isoformat()
    said["amount"] = str(_amount(one).decimal)
    return (
        one.grant.number,
        *said.values(),
        one.due_on.isoformat(),
        one.published_on.isoformat() if one.published_on else "",
        one.reference,
        into(AID_STATE_WORDS[one.state]),
    )
