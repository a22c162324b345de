"""Ties in the ranking: entering the jury's vote, drawing the lot, and how others were settled."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.ranking_tie import ChangeVoteForm, VoteForm
from grants.actions.ranking_tie import draw_lot, enter_vote
from grants.actions.tie_change import (
    another_confirms,
    confirm_vote_change,
    drop_vote_change,
    propose_vote_change,
)
from grants.models.ranking_tie import TieSettlement
from grants.models.round import Round
from grants.models.tie_change import TieChange
from grants.programme.criteria import TieBreak
from grants.programme.finding import RulesBroken
from grants.programme.four_eyes import nothing_open
from grants.programme.people import Role
from grants.programme.ranking_tie import fingerprint
from grants.programme.stages import NoSuchMove, RoundState
from grants.programme.words import Words
from grants.queries.application import terms_of
from grants.queries.ranking import round_to_rank
from grants.queries.ranking_tie import Ties, ties_of
from grants.queries.tie_change import may_change, vote_on
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell
from grants.web.sponsor.tie_line import resolved_lines

pages = Blueprint("sponsor_ranking_tie", __name__)
VOTED = Words("Das Votum der Jury ist festgehalten.", "The vote of the jury is recorded.")
DRAWN = Words(
    "Das Los ist gezogen und festgehalten. Der Startwert steht dabei.",
    "The lot is drawn and recorded, with its seed.",
)
NOT_NOW = Words(
    "Gleichstände werden gelöst, während die Jury tagt.",
    "Ties are settled while the jury meets.",
)
PROPOSED = Words(
    "Die Änderung ist vorgeschlagen. Eine zweite Person muss sie bestätigen.",
    "The change is proposed. A second person must confirm it.",
)
CHANGED = Words(
    "Das geänderte Votum ist festgehalten. Das frühere bleibt lesbar.",
    "The changed vote is recorded. The earlier one can still be read.",
)
DROPPED = Words("Die Änderung ist verworfen.", "The change is dropped.")
FEWEST_EQUALS = 2


@pages.get("/sponsor/rounds/<int:number>/ranking/ties")
@open_to(Role.SPONSOR)
def ties(number: int) -> str:
    """What waits to be settled, and how it was done elsewhere."""
    return _page(_find(number))


@pages.post("/sponsor/rounds/<int:number>/ranking/ties/vote")
@open_to(Role.SPONSOR)
def vote(number: int) -> ResponseReturnValue:
    """Enter the jury's vote on these equals."""
    round_, equals = _find(number), _equals()
    clusters = dict(ties_of(session(), round_).clusters)
    form = VoteForm.of(equals, clusters)(language=language())
    if form.validate_on_submit():
        try:
            with saving() as work:
                enter_vote(work, round_, form.places, form.minutes.data, by=visitor(), now=now())
        except RulesBroken as broken:
            form.show(broken.findings)
        except NoSuchMove:
            return _not_now(number)
        else:
            return _done(number, VOTED)
    return _page(_find(number), form), 422


@pages.post("/sponsor/rounds/<int:number>/ranking/ties/lot")
@open_to(Role.SPONSOR)
def lot(number: int) -> ResponseReturnValue:
    """Draw the lot among these equals."""
    try:
        with saving() as work:
            draw_lot(work, _find(number), frozenset(_equals()), by=visitor(), now=now())
    except RulesBroken as broken:
        for finding in broken.findings:
            tell(finding.says, "warning")
        return _page(_find(number)), 422
    except NoSuchMove:
        return _not_now(number)
    return _done(number, DRAWN)


@pages.post("/sponsor/rounds/<int:number>/ranking/ties/change")
@open_to(Role.SPONSOR)
def change(number: int) -> ResponseReturnValue:
    """Propose to change the vote on these equals."""
    round_, equals = _find(number), _equals()
    found = ties_of(session(), round_)
    counts = vote_on(session(), round_, frozenset(equals))
    if counts is None:
        return _nothing_there(number)
    form = _change_form(counts, found, sent=True)
    if form.validate_on_submit():
        try:
            with saving() as work:
                propose_vote_change(
                    work, counts, form.places, minutes=form.minutes.data,
                    reason=form.reason.data, by=visitor(), now=now(),
                )  # fmt: skip
        except RulesBroken as broken:
            form.show(broken.findings)
        except NoSuchMove:
            return _not_now(number)
        else:
            return _done(number, PROPOSED)
    return _page(_find(number), form), 422


@pages.post("/sponsor/rounds/<int:number>/ranking/ties/answer")
@open_to(Role.SPONSOR)
def answer(number: int) -> ResponseReturnValue:
    """Confirm or drop what somebody proposed to change."""
    round_ = _find(number)
    asked = request.form.get("change", "")
    waiting = [each for each in ties_of(session(), round_).changes if str(each.id) == asked]
    if not waiting:
        return _nothing_there(number)
    confirms = request.form.get("act") == "confirm"
    act = confirm_vote_change if confirms else drop_vote_change
    try:
        with saving() as work:
            act(work, waiting[0], by=visitor(), now=now())
    except RulesBroken as broken:
        for finding in broken.findings:
            if finding.breaks:
                tell(finding.says, "warning")
        return _page(_find(number)), 422
    except NoSuchMove:
        return _not_now(number)
    return _done(number, CHANGED if confirms else DROPPED)


def _equals() -> tuple[str, ...]:
    """The numbers that the form is about, as its page sent them."""
    numbers = tuple(sorted(set(request.form.get("equals", "").split())))
    if len(numbers) < FEWEST_EQUALS:
        abort(404)
    return numbers


def _find(number: int) -> Round:
    return round_to_rank(session(), visitor(), number) or abort(404)


def _done(number: int, words: Words) -> ResponseReturnValue:
    tell(words)
    return redirect(url_for("sponsor_ranking_tie.ties", number=number), 303)


def _not_now(number: int) -> ResponseReturnValue:
    tell(NOT_NOW, "warning")
    return _page(_find(number)), 409


def _nothing_there(number: int) -> ResponseReturnValue:
    tell(nothing_open("TIE-CHANGE").says, "warning")
    return _page(_find(number)), 422


def _page(round_: Round, sent: VoteForm | None = None) -> str:
    found = ties_of(session(), round_)
    meets = round_.state is RoundState.JURY_MEETING
    return render_template(
        "sponsor/ranking/ties.html",
        round=round_,
        terms=terms_of(round_.terms),
        meets=meets,
        open=[
            {
                "rank": each.tie.rank,
                "at_the_line": each.tie.at_the_line,
                "numbers": each.tie.numbers,
                "way": each.way,
                "form": _form(each.tie.numbers, found, sent)
                if each.way is TieBreak.BALANCE
                else None,
            }
            for each in found.open
        ],
        form=sent,
        clusters=found.clusters,
        resolved=resolved_lines(terms_of(round_.terms).selection, found),
        settled=[_told(each, found, sent, meets=meets) for each in found.settled],
        changes=[_change(each, found) for each in found.changes],
        waits=any(each.confirmed is None for each in found.changes),
        TieBreak=TieBreak,
    )


def _form(numbers: tuple[str, ...], found: Ties, sent: VoteForm | None) -> VoteForm:
    if sent is not None and sent.numbers == tuple(sorted(numbers)):
        return sent
    made: Any = VoteForm.of(tuple(sorted(numbers)), dict(found.clusters))
    form: VoteForm = made(None, language=language(), prefix="")
    return form


def _change_form(vote: TieSettlement, found: Ties, *, sent: bool = False) -> ChangeVoteForm:
    """The form that changes this vote, begun with what it says."""
    made: Any = ChangeVoteForm.of(tuple(sorted(vote.places)), dict(found.clusters))
    data = {"minutes": vote.minutes}
    came = request.form if sent else None
    form: ChangeVoteForm = made(came, language=language(), prefix=f"c{vote.id}-", data=data)
    return form


def _told(
    each: TieSettlement, found: Ties, sent: VoteForm | None, *, meets: bool
) -> dict[str, Any]:
    open_ = any(one.confirmed is None for one in found.changes)
    form = None
    if meets and not open_ and may_change(each, found.settled):
        ours = isinstance(sent, ChangeVoteForm) and set(sent.numbers) == set(each.places)
        form = sent if ours else _change_form(each, found)
    return {
        "settlement": each,
        "is_lot": each.way is TieBreak.LOT,
        "counts": not any(
            one.id > each.id and (one.way, one.equals) == (each.way, each.equals)
            for one in found.settled
        ),
        "form": form,
        "rows": [
            {
                "place": each.places[number],
                "number": number,
                "cluster": found.clusters.get(number, ""),
                "fingerprint": fingerprint(each.seed, number) if each.seed else "",
            }
            for number in _in_order(each.places)
        ],
    }


def _change(each: TieChange, found: Ties) -> dict[str, Any]:
    second = another_confirms(each, visitor())
    return {
        "change": each,
        "order": ", ".join(
            f"{each.places[number]}. {found.clusters.get(number, number)}"
            for number in _in_order(each.places)
        ),
        "second": second,
    }


def _in_order(places: Mapping[str, int]) -> list[str]:
    return sorted(places, key=lambda number: (places[number], number))
