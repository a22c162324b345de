"""Looking at the scoring itself: spread, outliers, leaving one juror out, success by origin."""

from fractions import Fraction
from typing import Any, Final

from flask import Blueprint, abort, render_template, request, url_for

from grants.models.round import Round
from grants.programme.people import Role
from grants.programme.ranking import Outcome
from grants.programme.stability import Firmness, JurorFigures, Stability
from grants.programme.words import Words, join, say
from grants.queries.application import terms_of
from grants.queries.ranking import Field, field_of, rank_round, round_to_rank
from grants.queries.stability import Group, stability_of, success_of
from grants.web import filters
from grants.web.access import open_to, visitor
from grants.web.charts import Bar, Drawn, Reach, reach, same_scale
from grants.web.database import session
from grants.web.sponsor.ranking_table import Leaf, leaf_of

pages = Blueprint("sponsor_stability", __name__)
UNKNOWN: Final = Words("ohne Angabe", "not stated")
ROWS: Final = 20
"""Names stand in them: fewer than in the ranking."""
MOST_COUNTRIES: Final = 20
"""Rows of a table by country; the others are the rarest."""


@pages.get("/sponsor/rounds/<int:number>/ranking/check")
@open_to(Role.SPONSOR, Role.AUDITOR)
def check(number: int) -> str:
    """The page; names of jurors are for sponsor staff and auditors, who alone may open it."""
    round_ = round_to_rank(session(), visitor(), number) or abort(404)
    field = field_of(session(), round_)
    ranked = rank_round(round_, field.candidates)
    above = frozenset(each.candidate.number for each in ranked if each.outcome is Outcome.SELECTED)
    found, names = stability_of(session(), round_, field)
    leaf = leaf_of(ranked, request.args.get("page", 1, type=int), ROWS)
    success = success_of(session(), round_, above)
    return render_template(
        "sponsor/ranking/check.html",
        round=round_,
        terms=terms_of(round_.terms),
        facts=_facts(found),
        lines=_lines(round_, found, field, names, leaf),
        leaf=leaf,
        count=len(ranked),
        jurors=[_juror(each, names) for each in found.jurors],
        success=success,
        by_region=_bars(success.by_region),
        by_field=_bars(success.by_field),
        by_country=_bars(success.by_country[:MOST_COUNTRIES], country=True),
        page_address=url_for("sponsor_stability.check", number=number) + "?page={}",
        for_auditor=visitor().role is Role.AUDITOR,
    )


def _facts(found: Stability) -> list[dict[str, Any]]:
    far = sum(len(each.far_off) for each in found.lines)
    widest = max((each.spread for each in found.lines), default=None)
    return [
        {
            "label": Words("Hängt an einem Jurymitglied", "Hangs on one juror"),
            "figure": filters.number(len(found.shaky)),
            "note": say("von {n} Bewerbungen", "of {n} applications", n=len(found.lines)),
        },
        {
            "label": Words("Ausreißer", "Outliers"),
            "figure": filters.number(far),
            "note": Words("Gutachten weit von den anderen", "reviews far from the others"),
        },
        {
            "label": Words("Größte Spannweite", "Widest spread"),
            "figure": filters.NOT_APPLICABLE if widest is None else filters.score(widest),
            "note": Words("Punkte zwischen zwei Gutachten", "points between two reviews"),
        },
        {
            "label": Words("Jurymitglieder", "Jurors"),
            "figure": filters.number(len(found.jurors)),
            "note": Words("mit endgültigen Gutachten", "with final reviews"),
        },
    ]


def _lines(
    round_: Round, found: Stability, field: Field, names: dict[int, str], leaf: Leaf
) -> list[dict[str, Any]]:
    return [
        {
            "firm": each,
            "cluster": field.entrants[each.number].cluster,
            "reach": _reach(each, found),
            "ranks": filters.number(each.rank)
            if each.best == each.worst
            else f"{each.best}\N{EN DASH}{each.worst}",
            "holds": _holds(each, names),
            "far": _far(each, names),
        }
        for each in found.lines[leaf.first : leaf.last]
    ]


def _reach(each: Firmness, found: Stability) -> Reach:
    return reach(each.best, each.worst, each.rank, after=found.above, count=len(found.lines))


def _holds(each: Firmness, names: dict[int, str]) -> Words:
    """On which side of the line it stays, or without whom it changes."""
    if not each.turned_by:
        return (
            Words("bleibt über der Linie", "stays above the line")
            if each.above
            else Words("bleibt unter der Linie", "stays below the line")
        )
    who = ", ".join(names.get(juror, "") for juror in each.turned_by)
    if each.above:
        return say("fiele ohne {who} heraus", "would go out without {who}", who=who)
    return say("käme ohne {who} hinein", "would come in without {who}", who=who)


def _far(each: Firmness, names: dict[int, str]) -> Words:
    return join(
        say(
            "{who} {total} ({by})",
            "{who} {total} ({by})",
            who=names.get(far.juror, ""),
            total=filters.score(far.total),
            by=_signed(far.distance),
        )
        for far in each.far_off
    )


def _juror(each: JurorFigures, names: dict[int, str]) -> dict[str, Any]:
    return {
        "name": names.get(each.juror, ""),
        "reviews": each.reviews,
        "mean": filters.score(each.mean),
        "variance": filters.NOT_APPLICABLE
        if each.variance is None
        else filters.score(each.variance),
        "against": filters.NOT_APPLICABLE
        if each.against_others is None
        else _signed(each.against_others),
    }


def _signed(value: Any) -> str:
    """+0,50 or −0,25: whoever is milder than the others stands above nothing."""
    sign = "+" if value > 0 else "\N{MINUS SIGN}" if value < 0 else ""
    return f"{sign}{filters.score(abs(value))}"


def _bars(groups: tuple[Group, ...], *, country: bool = False) -> list[Drawn]:
    most = max((each.applied for each in groups), default=1)
    return same_scale(
        [
            Bar(
                name=(filters.country(each.name) if country else each.name) or UNKNOWN,
                values=(each.selected, each.applied - each.selected),
                figures=(
                    f"{filters.number(each.selected)} / {filters.number(each.applied)}",
                    filters.per_cent(Fraction(each.selected, each.applied)),
                ),
                fills=("g-f1", "g-f4"),
            )
            for each in groups
        ],
        most,
    )
