"""The ranking of a round: one table with the funding line, recorded once."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from grants.actions.ranking import fix_ranking
from grants.models.round import Round
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.programme.stages import NoSuchMove, RoundState
from grants.programme.words import Words, counted, say
from grants.queries.application import terms_of
from grants.queries.ranking import field_of, rank_round, round_to_rank, tie_finding
from grants.queries.scores import reviews_of
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.notice import tell
from grants.web.sponsor.counted import APPLICATIONS
from grants.web.sponsor.ranking_table import key_figures, leaf_of, ranking_table
from grants.web.sponsor.round_strip import strip_of

pages = Blueprint("sponsor_ranking", __name__)


@pages.route("/sponsor/rounds/<int:number>/ranking", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def ranking(number: int) -> ResponseReturnValue:
    """The ranking as the final reviews make it; POST records it."""
    round_ = round_to_rank(session(), visitor(), number) or abort(404)
    if request.method == "GET":
        return _page(round_)
    try:
        with saving() as work:
            lines = fix_ranking(work, round_, by=visitor(), now=now())
    except RulesBroken as broken:
        for finding in broken.findings:
            tell(finding.says, "warning")
        return _page(round_to_rank(session(), visitor(), number) or abort(404)), 422
    except NoSuchMove:
        tell(NOT_NOW, "warning")
        return _page(round_to_rank(session(), visitor(), number) or abort(404)), 409
    tell(
        say(
            "Die Rangliste steht: {applications}.",
            "The ranking is recorded: {applications}.",
            applications=counted(len(lines), *APPLICATIONS),
        )
    )
    return redirect(url_for("sponsor_ranking.ranking", number=number), 303)


NOT_NOW = Words(
    "Die Rangliste lässt sich nur während der Jurysitzung festhalten.",
    "The ranking can only be recorded while the jury meets.",
)


def _page(round_: Round) -> str:
    terms = terms_of(round_.terms)
    field = field_of(session(), round_)
    lines = rank_round(round_, field.candidates)
    leaf = leaf_of(lines, request.args.get("page", 1, type=int))
    shown = [field.entrants[line.candidate.number].id for line in leaf.lines]
    meets = round_.state is RoundState.JURY_MEETING
    ready = field.scored(terms.selection.min_scores)
    ties = tie_finding(round_, field, lines)
    return render_template(
        "sponsor/ranking/show.html",
        round=round_,
        terms=terms,
        table=ranking_table(round_, lines, leaf, field.entrants, reviews_of(session(), shown)),
        figures=key_figures(round_, lines, field.entrants),
        looks_over=meets and bool(request.args.get("record")),
        strip=strip_of(session(), round_, now(), here="ranking") if not meets else None,
        waiting=field.waiting,
        reviews=field.reviews,
        finding=ties if ready.holds and ties.breaks else ready,
        ties=ties if not _is_past(round_) else None,
        may_record=meets and ready.holds and not ties.breaks and bool(lines),
        recorded=_is_past(round_),
        page_address=url_for("sponsor_ranking.ranking", number=round_.number) + "?page={}",
    )


def _is_past(round_: Round) -> bool:
    return round_.state not in (RoundState.FORMAL_CHECK, RoundState.REVIEW, RoundState.JURY_MEETING)
