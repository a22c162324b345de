"""Ties in the ranking: entering the jury's vote, drawing the lot, and how others were settled."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.ranking_tie import VoteForm
from grants.actions.ranking_tie import draw_lot, enter_vote
from grants.models.ranking_tie import TieSettlement
from grants.models.round import Round
from grants.programme.criteria import TieBreak
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.programme.ranking_tie import fingerprint
from grants.programme.stages import NoSuchMove, RoundState
from grants.programme.words import Words
from grants.queries.application import terms_of
from grants.queries.ranking import round_to_rank
from grants.queries.ranking_tie import Ties, ties_of
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell

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
        settled=[_told(each, found) for each in found.settled],
        TieBreak=TieBreak,
    )


def _form(numbers: tuple[str, ...], found: Ties, sent: VoteForm | None) -> VoteForm:
    if sent is not None and sent.numbers == tuple(sorted(numbers)):
        return sent
    made: Any = VoteForm.of(tuple(sorted(numbers)), dict(found.clusters))
    form: VoteForm = made(None, language=language(), prefix="")
    return form


def _told(each: TieSettlement, found: Ties) -> dict[str, Any]:
    in_order = sorted(each.places, key=lambda number: (each.places[number], number))
    return {
        "settlement": each,
        "is_lot": each.way is TieBreak.LOT,
        "rows": [
            {
                "place": each.places[number],
                "number": number,
                "cluster": found.clusters.get(number, ""),
                "fingerprint": fingerprint(each.seed, number) if each.seed else "",
            }
            for number in in_order
        ],
    }
