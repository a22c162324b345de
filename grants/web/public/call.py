"""The calls, one call, and its rules."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from grants.models.authority import AuthorityVersion
from grants.models.round import Round
from grants.programme.calendar import today
from grants.programme.people import Role
from grants.programme.words import Words
from grants.queries.blank_form import find_blank_form
from grants.queries.call import Call, calls, find_call
from grants.queries.result import success, targets, winners
from grants.web.access import maybe_visitor, open_to_anyone
from grants.web.charts import Bar, Drawn, same_scale
from grants.web.database import now, session
from grants.web.files import hand_out
from grants.web.filters import number, per_cent
from grants.web.language import language
from grants.web.public.call_rules import rules_of
from grants.web.public.call_words import NEXT, course, days_of, in_short, to_prepare

pages = Blueprint("public_call", __name__)
NEXT_DATES = 3


@pages.get("/")
@open_to_anyone
def home() -> ResponseReturnValue:
    """The calls are the front page."""
    return redirect(url_for("public_call.calls", lang=request.args.get("lang")))


@pages.get("/calls", endpoint="calls")
@open_to_anyone
def calls_page() -> ResponseReturnValue:
    """Show every round: the open one first, then in selection, running and past."""
    found = calls(session())
    shown = [*found.open, *found.coming, *found.choosing, *found.running, *found.past]
    first = shown[0] if shown else None
    return render_template(
        "public/calls.html",
        calls=found,
        first=first,
        contact=contact_of(first.round) if first else None,
        in_short=in_short(first.terms) if first else [],
        steps=course(first, now()) if first else [],
        dates=_dates(first) if first else [],
        next_steps=NEXT,
        past=past_bars(found.told),
        all_told=success(found.told),
        may_apply=may_apply(),
    )


@pages.get("/calls/<int:number>")
@open_to_anyone
def call(number: int) -> ResponseReturnValue:
    """Show one round: dates, rules in short, what to prepare, whom to ask."""
    found = find_call(session(), number) or abort(404)
    return render_template(
        "public/call.html",
        call=found,
        contact=contact_of(found.round),
        in_short=in_short(found.terms),
        to_prepare=to_prepare(found.terms),
        steps=course(found, now()),
        winners=winners(session(), [found]) if found.told else [],
        targets=targets(session(), [found]) if found.told else None,
        may_apply=may_apply(),
        blank_form=find_blank_form(session(), found.round, language()),
        dates=_dates(found),
    )


@pages.get("/calls/<int:number>/rules")
@open_to_anyone
def rules(number: int) -> ResponseReturnValue:
    """Show every rule of the round with its figure and its source."""
    found = find_call(session(), number) or abort(404)
    return render_template(
        "public/rules.html", call=found, version=found.round.terms, chapters=rules_of(found.terms)
    )


@pages.get("/calls/<int:number>/form.pdf")
@open_to_anyone
def form(number: int) -> ResponseReturnValue:
    """The blank form as PDF in the language of the visitor."""
    found = find_call(session(), number) or abort(404)
    return hand_out(find_blank_form(session(), found.round, language()))


def contact_of(round_: Round) -> AuthorityVersion | None:
    """Whom to ask today about a round."""
    return round_.authority.on(today(now()))


def past_bars(told: list[Call]) -> list[Drawn]:
    """A bar of selected and not selected applications for each round that is over."""
    return same_scale(
        [
            Bar(
                name=call.round.title,
                note=_year_and_base(call),
                address=url_for("public_call.call", number=call.round.number),
                values=(call.counts.selected, call.counts.not_selected),
                fills=("g-f2", "g-f4"),
                figures=(
                    number(call.counts.received),
                    number(call.counts.selected),
                    per_cent(call.counts.share_not_selected),
                ),
            )
            for call in told
            if call.counts
        ]
    )


def _year_and_base(call: Call) -> Words:
    """The year, and what the share leaves out of the applications received."""
    less = call.counts.received_of_which if call.counts else Words("", "")
    year = str(call.year)
    return Words(f"{year}, {less.de}", f"{year}, {less.en}") if less.de else Words(year, year)


def may_apply() -> bool:
    """Does the button lead this visitor to an application? Staff and jurors cannot apply."""
    who = maybe_visitor()
    return who is None or who.role is Role.APPLICANT


def _dates(call: Call) -> list[dict[str, Any]]:
    """The next days on which something happens; the course of the round shows them all."""
    day = today(now())
    coming = [(on, words) for on, words in days_of(call) if on >= day]
    return [{"day": on, "words": words} for on, words in coming[:NEXT_DATES]]
