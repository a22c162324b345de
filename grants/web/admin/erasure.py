"""Erasing what is known of people: proposals of the clock and of people, and their end."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from forms.erasure import ErasureForm
from grants.actions.erasure import carry_out_erasure, drop_erasure, propose_erasure
from grants.models.erasure import Erasure
from grants.models.person import Person
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.programme.words import Words
from grants.queries.erasure import erasures as list_erasures
from grants.queries.erasure import may_be_erased, where_named
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell

pages = Blueprint("admin_erasure", __name__, url_prefix="/admin")

PROPOSED = Words("Die Löschung ist vorgeschlagen. Eine zweite Person führt sie aus.",
                 "The erasure is proposed. A second person carries it out.")  # fmt: skip
ERASED = Words("Gelöscht. Das Protokoll hält, was geschah, ohne den Namen.",
               "Erased. The record keeps what was done, without the name.")  # fmt: skip
DECIDED = Words("Darüber ist schon entschieden; die Liste zeigt, wie.",
                "This has been decided already; the list shows how.")  # fmt: skip
DROPPED = Words("Der Vorschlag ist verworfen.", "The proposal is dropped.")


@pages.get("/erasures")
@open_to(Role.ADMINISTRATOR)
def erasures() -> str:
    """Every proposal, the open ones first."""
    listed = list_erasures(session(), visitor())
    return render_template(
        "admin/erasures.html",
        open=[one for one in listed if not one.done_at and not one.dropped_at],
        settled=[one for one in listed if one.done_at or one.dropped_at],
        me=visitor().person_id,
    )


@pages.get("/people/<int:number>/erasure")
@open_to(Role.ADMINISTRATOR)
def person(number: int) -> str:
    """What stands against erasing this person, and the form to propose it."""
    return _page(_person(number), ErasureForm(language=language()))


@pages.post("/people/<int:number>/erasure")
@open_to(Role.ADMINISTRATOR)
def propose(number: int) -> ResponseReturnValue:
    """Propose it."""
    found, form = _person(number), ErasureForm(language=language())
    if form.validate_on_submit():
        try:
            with saving() as work:
                propose_erasure(work, found, reason=form.reason.data, by=visitor(), now=now())
        except RulesBroken as broken:
            form.show(broken.findings)
        else:
            tell(PROPOSED)
            return redirect(url_for(".erasures"), 303)
    return _page(_person(number), form), 422


@pages.get("/erasures/<int:erasure_id>")
@open_to(Role.ADMINISTRATOR)
def look(erasure_id: int) -> ResponseReturnValue:
    """What goes and what stays, before somebody decides."""
    found = _erasure(erasure_id)
    if found.done_at or found.dropped_at:
        return _decided()
    return render_template(
        "admin/erase.html",
        one=found,
        entries=sum(1 for _ in where_named(session(), found.person)),
        findings=may_be_erased(session(), found.person, now()),
        waits=visitor().person_id in (found.proposed_by_id, found.person_id),
    )


@pages.post("/erasures/<int:erasure_id>/carry-out")
@open_to(Role.ADMINISTRATOR)
def carry_out(erasure_id: int) -> ResponseReturnValue:
    """Erase for good."""
    try:
        with saving() as work:
            done = carry_out_erasure(work, _erasure(erasure_id), by=visitor(), now=now())
    except RulesBroken as broken:
        tell(next(each for each in broken.findings if each.breaks).says, "warning")
        return redirect(url_for(".erasures"), 303)
    if not done:
        return _decided()
    tell(ERASED)
    return redirect(url_for(".erasures"), 303)


@pages.post("/erasures/<int:erasure_id>/drop")
@open_to(Role.ADMINISTRATOR)
def drop(erasure_id: int) -> ResponseReturnValue:
    """Leave it."""
    with saving() as work:
        done = drop_erasure(work, _erasure(erasure_id), by=visitor(), now=now())
    if not done:
        return _decided()
    tell(DROPPED)
    return redirect(url_for(".erasures"), 303)


def _decided() -> ResponseReturnValue:
    tell(DECIDED, "warning")
    return redirect(url_for(".erasures"), 303)


def _page(found: Person, form: ErasureForm) -> str:
    return render_template(
        "admin/erasure.html",
        person=found,
        form=form,
        findings=may_be_erased(session(), found, now()),
    )


def _person(number: int) -> Person:
    return session().get(Person, number) or abort(404)


def _erasure(erasure_id: int) -> Erasure:
    return session().get(Erasure, erasure_id) or abort(404)
