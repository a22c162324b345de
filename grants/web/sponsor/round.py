"""Rounds: the list, opening one from a preset, its picture, its terms and its next step."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.round import CancelForm
from grants.actions.round import move_round
from grants.models.round import Round
from grants.programme.finding import Finding, RulesBroken
from grants.programme.people import Role
from grants.programme.rulebook import rules_in_plain_words
from grants.programme.stages import NoSuchMove, RoundState, label
from grants.programme.words import Words, say
from grants.queries.application import terms_of
from grants.queries.extension import open_extension
from grants.queries.round import (
    acts_on_round,
    counts_of,
    find_round,
    is_decided,
    round_list,
    targets_of,
)
from grants.queries.round_money import money_of
from grants.queries.round_ready import findings_before
from grants.queries.round_setup import setups_under_way
from grants.queries.terms_change import open_change
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell
from grants.web.sponsor import round_picture as picture
from grants.web.sponsor.extension import EXTENDABLE
from grants.web.sponsor.round_event import events
from grants.web.sponsor.round_strip import next_move, strip_of
from grants.web.sponsor.setup_origin import origin_words

pages = Blueprint("sponsor_round", __name__)


@pages.get("/sponsor/rounds")
@open_to(Role.SPONSOR)
def rounds() -> str:
    """All rounds, the newest first."""
    setups = setups_under_way(session(), visitor())
    return render_template(
        "sponsor/round/list.html",
        lines=round_list(session(), visitor()),
        setups=[(each, origin_words(each.origin)) for each in setups],
    )


@pages.get("/sponsor/rounds/<int:number>")
@open_to(Role.SPONSOR)
def round_(number: int) -> str:
    """One round in figures and pictures."""
    shown = _find(number)
    counts, money = counts_of(session(), shown), money_of(session(), shown)
    targets = targets_of(session(), shown, selected_only=is_decided(shown))
    return render_template(
        "sponsor/round/show.html",
        round=shown,
        tone=picture.BADGE_TONES.get(shown.state, "info"),
        counts=counts,
        money=money,
        targets=targets,
        terms=terms_of(shown.terms),
        strip=strip_of(session(), shown, now()),
        figures=picture.key_figures(counts, money, shown),
        funnel=picture.funnel(counts, shown),
        compared=picture.rounds_compared(round_list(session(), visitor()), shown.number),
        budget=picture.budget_room(money),
        caps=picture.cap_use(money),
        countries=picture.target_bars(targets),
        further=picture.further_countries(targets),
        milestones=picture.milestone_list(shown),
        events=events(acts_on_round(session(), shown)),
        next_move=next_move(shown),
        extension=open_extension(session(), shown) if shown.state in EXTENDABLE else None,
    )


@pages.get("/sponsor/rounds/<int:number>/terms")
@open_to(Role.SPONSOR)
def terms(number: int) -> str:
    """The terms of the round: each rule as a sentence with its figure and source."""
    shown = _find(number)
    return render_template(
        "sponsor/round/terms.html",
        round=shown,
        terms=terms_of(shown.terms),
        rules=rules_in_plain_words(terms_of(shown.terms)),
        change=open_change(session(), shown),
    )


@pages.route("/sponsor/rounds/<int:number>/next", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def move(number: int) -> ResponseReturnValue:
    """The next step of the round: what it needs, what will happen, and the button."""
    shown = _find(number)
    if request.method == "GET":
        return _next_page(shown)
    offered, asked = next_move(shown), request.form.get("act", "")
    if offered is None or asked != offered.act:
        tell(TOO_LATE, "warning")
        return _next_page(shown), 409
    try:
        with saving() as work:
            move_round(work, shown, asked, by=visitor(), now=now())
    except RulesBroken as broken:
        return _next_page(_find(number), broken.findings), 422
    except NoSuchMove:
        tell(TOO_LATE, "warning")
        return _next_page(_find(number)), 409
    tell(_moved(shown))
    return redirect(url_for("sponsor_round.round_", number=number), 303)


@pages.route("/sponsor/rounds/<int:number>/cancel", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def cancel(number: int) -> ResponseReturnValue:
    """Cancel the round before its decision, with a reason."""
    shown = _find(number)
    form = CancelForm(language=language())
    if form.validate_on_submit():
        try:
            with saving() as work:
                reason = form.reason.data
                move_round(work, shown, "cancel", by=visitor(), now=now(), reason=reason)
        except NoSuchMove:
            tell(TOO_LATE, "warning")
        else:
            tell(_moved(shown))
        return redirect(url_for("sponsor_round.round_", number=number), 303)
    page = render_template("sponsor/round/cancel.html", round=shown, form=form)
    return page, 422 if form.errors else 200


TOO_LATE = Words(
    "Diesen Schritt gibt es im jetzigen Stand der Runde nicht. Vielleicht ist er schon getan.",
    "The round has no such step in its present state. Perhaps it has been taken already.",
)
EFFECTS: dict[str, Words] = {
    "announce": Words(
        "Die Runde wird öffentlich. Die Uhr öffnet die Einreichung am genannten Tag.",
        "The round becomes public. The clock opens the submission on the day named.",
    ),
    "check": Words(
        "Die formale Prüfung beginnt. Jede Bewerbung braucht ein Ergebnis.",
        "The formal check begins. Every application needs a result.",
    ),
    "review": Words(
        "Alles, was formal in Ordnung ist, geht an die Jury.",
        "Everything that is formally in order goes to the jury.",
    ),
    "convene": Words(
        "Die Jury tagt. Gutachten können noch abgeschlossen werden.",
        "The jury meets. Reviews can still be made final.",
    ),
    "decide": Words(
        "Die Auswahl gilt als entschieden. Die Zahl der Auswahlentscheidungen steht fest.",
        "The selection counts as decided. The number of selections is fixed.",
    ),
    "notify": Words("Alle Cluster gelten als unterrichtet.", "All clusters count as notified."),
    "run": Words("Die Förderung der Runde beginnt.", "The funding of the round begins."),
    "close_out": Words("Die Runde wird abgeschlossen.", "The round is closed out."),
}
"""What each step does, said before the button is pressed."""


def _find(number: int) -> Round:
    return find_round(session(), visitor(), number) or abort(404)


def _next_page(shown: Round, broken: list[Finding] | None = None) -> str:
    step: Any = next_move(shown)
    findings = findings_before(session(), shown, step.act) if step else []
    return render_template(
        "sponsor/round/next.html",
        round=shown,
        step=step,
        effect=EFFECTS.get(step.act, "") if step else "",
        findings=broken or findings,
        ready=not any(finding.breaks for finding in findings),
        ranks=bool(step) and step.end is RoundState.RANKED,
    )


def _moved(shown: Round) -> Words:
    return say(
        "{round}: {state}.",
        "{round}: {state}.",
        round=shown.name,
        state=label(shown.state),
    )
