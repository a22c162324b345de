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
from grants.queries.ranking import candidates_of, rank_round, waiting_for_reviews
from grants.queries.round import find_round
from grants.queries.round_ready import scored
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.notice import tell
from grants.web.sponsor.counted import APPLICATIONS
from grants.web.sponsor.ranking_table import key_figures, ranking_table
from grants.web.sponsor.round_strip import strip_of

pages = Blueprint("sponsor_ranking", __name__)


@pages.route("/sponsor/rounds/<int:number>/ranking", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def ranking(number: int) -> ResponseReturnValue:
    """The ranking as the final reviews make it; POST records it."""
    round_ = find_round(session(), visitor(), number) or abort(404)
    if request.method == "GET":
        return _page(round_)
    try:
        with saving() as work:
            lines = fix_ranking(work, round_, by=visitor(), now=now())
    except RulesBroken as broken:
        for finding in broken.findings:
            tell(finding.says, "warning")
        return _page(find_round(session(), visitor(), number) or abort(404)), 422
    except NoSuchMove:
        tell(NOT_NOW, "warning")
        return _page(find_round(session(), visitor(), number) or abort(404)), 409
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
    found = candidates_of(session(), round_)
    lines = rank_round(round_, [each.candidate for each in found.values()])
    table = ranking_table(round_, lines, found)
    meets = round_.state is RoundState.JURY_MEETING
    ready = scored(session(), round_)
    return render_template(
        "sponsor/ranking/show.html",
        round=round_,
        terms=terms_of(round_.terms),
        table=table,
        figures=key_figures(round_, lines),
        strip=strip_of(session(), round_, now(), here="ranking") if not meets else None,
        waiting=waiting_for_reviews(session(), round_, list(found)),
        reviews=sum(len(each.totals) for each in found.values()),
        finding=ready,
        may_record=meets and ready.holds and bool(lines),
        recorded=round_.state
        not in (RoundState.FORMAL_CHECK, RoundState.REVIEW, RoundState.JURY_MEETING),
    )
