"""Telling the results of a round: every letter read, two people, all at one moment."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from forms.base import ProgrammeForm
from forms.release import DropForm, ReleaseForm
from grants.actions.release import (
    ask_for_release,
    ask_for_single_release,
    check_second,
    confirm_release,
    drop_release,
)
from grants.models.decision import Decision
from grants.models.release import Release, ReleaseScope, ReleaseState
from grants.models.round import Round
from grants.papers.letter import KINDS
from grants.programme.finding import RulesBroken
from grants.programme.four_eyes import nothing_open
from grants.programme.people import Role
from grants.programme.words import Words
from grants.queries.application import application_record
from grants.queries.decision import GROUND_WORDS, KIND_WORDS, live_decision
from grants.queries.ranking import budget_of
from grants.queries.release import (
    batch_findings,
    find_release,
    goes_alone,
    releases_of,
    shown_pending,
)
from grants.queries.round import find_round
from grants.web.access import open_to, visitor
from grants.web.database import now, session
from grants.web.notice import tell
from grants.web.sponsor.acting import Forms, take
from grants.web.sponsor.counted import to_read
from grants.web.sponsor.draft_letter import NO_LETTER, draft_of
from grants.web.sponsor.release_strip import release_strip
from grants.web.sponsor.round_strip import strip_of

pages = Blueprint("sponsor_release", __name__)
ASK: dict[str, type[ProgrammeForm]] = {"ask": ProgrammeForm, "ask_one": ProgrammeForm}
ACTS = ASK | {"confirm": ReleaseForm, "drop": DropForm}
ASKED = Words(
    "Freigabe angefragt. Eine zweite Person muss bestätigen; bis dahin erfährt niemand etwas.",
    "Release asked for. A second person must confirm; until then nobody is told anything.",
)
RELEASED = Words(
    "Freigegeben. Die Bescheide werden jetzt erzeugt und gehen an die Cluster.",
    "Released. The letters are being made now and go to the clusters.",
)
DROPPED = Words(
    "Die Freigabe ist zurückgenommen. Die Entscheidungen bleiben, wie sie sind.",
    "The release is taken back. The decisions stay as they are.",
)


@pages.route("/sponsor/rounds/<int:number>/release", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def release(number: int) -> ResponseReturnValue:
    """Everything that is decided and not told, with its letters; ask, confirm or take back."""
    round_ = find_round(session(), visitor(), number) or abort(404)
    back = url_for("sponsor_release.release", number=number)
    return take(ACTS, _do(round_), lambda forms, act: _show(round_, forms, act), back)


@pages.get("/sponsor/applications/<number>/decision/letter")
@open_to(Role.SPONSOR)
def letter(number: str) -> ResponseReturnValue:
    """The letter as it would be if it were released now; it has no number yet."""
    found = application_record(session(), visitor(), number) or abort(404)
    decision = live_decision(session(), Decision.application_id == found.id)
    if decision is None or decision.released_at is not None:
        return _no_draft(number)
    return draft_of(decision, None, found.number) or _no_draft(number)


def _no_draft(number: str) -> ResponseReturnValue:
    tell(NO_LETTER, "warning")
    return redirect(url_for("sponsor_decision.application", number=number), 303)


def _do(round_: Round) -> Any:
    def do(work: Session, act: str, form: Any) -> Words:
        if act == "ask":
            ask_for_release(work, round_, by=visitor(), now=now())
            return ASKED
        if act == "ask_one":
            ask_for_single_release(work, _pending(work, round_), by=visitor(), now=now())
            return ASKED
        waiting = _asked(work, round_)
        if act == "confirm":
            confirm_release(work, waiting, by=visitor(), now=now())
            return RELEASED
        drop_release(work, waiting, reason=form.reason.data, by=visitor(), now=now())
        return DROPPED

    return do


def _pending(work: Session, round_: Round) -> Decision:
    for decision in shown_pending(work, round_):
        if decision.number == request.form.get("application", ""):
            return decision
    raise RulesBroken([nothing_open("RELEASE-OPEN")])


def _asked(work: Session, round_: Round) -> Release:
    asked = request.form.get("release", "")
    found = find_release(work, round_, int(asked)) if asked.isascii() and asked.isdigit() else None
    if found is None:
        raise RulesBroken([nothing_open("RELEASE-OPEN")])
    return found


def _show(round_: Round, forms: Forms, act: str) -> str:
    pending = shown_pending(session(), round_)
    releases = releases_of(session(), round_)
    waiting = [each for each in releases if each.state is ReleaseState.ASKED]
    past = [each for each in releases if each.state is ReleaseState.RELEASED]
    told = any(each.scope is ReleaseScope.BATCH for each in past)
    findings = batch_findings(session(), round_, pending)
    seconds = {each.id: check_second(each, visitor()) for each in waiting}
    ready = not waiting and all(finding.holds for finding in findings)
    return render_template(
        "sponsor/release/release.html",
        round=round_,
        pending=pending,
        waiting=waiting,
        seconds=seconds,
        findings=to_read(findings),
        ready=ready,
        alone={each.id for each in pending if goes_alone(each, batch_told=told)},
        past=past,
        strip=strip_of(session(), round_, now(), here="release")
        if past and not pending
        else release_strip(pending, waiting, seconds, ready=ready, now=now()),
        promised=round_.promised,
        budget=budget_of(round_),
        has_letter=KINDS,
        kinds=KIND_WORDS,
        grounds=GROUND_WORDS,
        batch=ReleaseScope.BATCH,
        forms=forms,
        form=forms.get(act),
    )
