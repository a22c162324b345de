"""The ranking as a page shows it: lines in their order, the funding line, the threshold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final

from grants.models.round import Round
from grants.programme.criteria import Selection, TieBreak
from grants.programme.money import NOTHING, total
from grants.programme.ranking import Outcome, Ranked
from grants.programme.selection import review_score, two_places
from grants.programme.stages import ApplicationState
from grants.programme.words import Words, join, say
from grants.queries.application import terms_of
from grants.queries.ranking import Entrant, budget_of
from grants.queries.round import is_decided
from grants.queries.scores import ReviewLine
from grants.web import filters
from grants.web.sponsor.ranking_line import Line, line_of, rivals, whole_euros

EDGE = Decimal("0.25")
OUT_OF_RESERVE: Final = (
    ApplicationState.SELECTED, ApplicationState.REJECTED, ApplicationState.WITHDRAWN,
)  # fmt: skip
OUT: Final = (ApplicationState.REJECTED, ApplicationState.WITHDRAWN)
ROWS_ON_A_PAGE: Final = 30
"""A page of so many stays under 60 kB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The lines of one page in three parts: above the funding line, reserve, under a threshold."""

    above: tuple[Line, ...]
    reserve: tuple[Line, ...]
    below: tuple[Line, ...]
    cut: Words | None
    """The arithmetic of the funding line; nothing when it lies on another page."""
    threshold: Words | None
    """What is missed below it; nothing when that begins on another page."""
    low: int
    """Where the axis of the dots begins."""
    high: int
    whole: bool
    """All amounts are whole euros, so that the table leaves the cents out."""
    count: int
    """How many applications are ranked, on all pages."""
    page: int
    pages: int
    first: int
    """Which place the first line of this page is."""
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """Which lines stand on one page."""

    lines: tuple[Ranked, ...]
    page: int
    pages: int
    first: int
    """Counted from 0."""

    @property
    def last(self) -> int:
        """The place after its last line, counted from 0."""
        return self.first + len(self.lines)

    def begins(self, at: int) -> bool:
        """Does what comes before the line at this place stand on this page?"""
        return self.first < at <= self.last or at == self.first == 0


def leaf_of(lines: Sequence[Ranked], page: int, rows: int = ROWS_ON_A_PAGE) -> Leaf:
    """The lines of one page; a page that is not there is the nearest one."""
    pages = max(-(-len(lines) // rows), 1)
    page = min(max(page, 1), pages)
    first = (page - 1) * rows
    return Leaf(lines=tuple(lines[first : first + rows]), page=page, pages=pages, first=first)


def ranking_table(
    round_: Round,
    lines: Sequence[Ranked],
    leaf: Leaf,
    found: Mapping[str, Entrant],
    reviews: Sequence[ReviewLine],
) -> Table:
    """One page of the ranking, ready to print; `reviews` are those of its lines."""
    selection = terms_of(round_.terms).selection
    by_application: dict[int, list[ReviewLine]] = {}
    for review in reviews:
        by_application.setdefault(review.application_id, []).append(review)
    low = _axis_begins(selection, reviews if leaf.pages == 1 else ())
    above = [line for line in lines if line.outcome is Outcome.SELECTED]
    reserve = [line for line in lines if line.outcome is Outcome.RESERVE]
    parts: dict[Outcome, list[Line]] = {outcome: [] for outcome in Outcome}
    won, against = _winners(lines), rivals(lines)
    for at, placed in enumerate(leaf.lines, leaf.first + 1):
        line = replace(placed, decided_by=won.get(placed.candidate.number, placed.decided_by))
        entrant = found[line.candidate.number]
        parts[line.outcome].append(
            line_of(
                selection,
                line,
                entrant,
                by_application.get(entrant.id, []),
                low=low,
                place=at - len(above),
                rival=against.get(line.candidate.number),
            )
        )
    made = [line for part in parts.values() for line in part]
    return Table(
        above=tuple(parts[Outcome.SELECTED]),
        reserve=tuple(parts[Outcome.RESERVE]),
        below=tuple(parts[Outcome.NOT_RECOMMENDED]),
        cut=_arithmetic(round_, selectable(above, found), reserve)
        if leaf.begins(len(above))
        else None,
        threshold=_threshold(selection)
        if leaf.first <= len(above) + len(reserve) < leaf.last
        else None,
        low=low,
        high=int(selection.highest),
        whole=whole_euros([amount for line in made for amount in line.amounts]),
        count=len(lines),
        page=leaf.page,
        pages=leaf.pages,
        first=leaf.first + 1,
        last=leaf.last,
    )


def _winners(lines: Sequence[Ranked]) -> dict[str, TieBreak]:
    """Who came first among equals, and by what: the same as stands beside those behind them."""
    return {
        ahead.candidate.number: behind.decided_by
        for ahead, behind in pairwise(lines)
        if behind.decided_by is not None and ahead.decided_by is None and not ahead.tied
    }


def selectable(above: Sequence[Ranked], found: Mapping[str, Entrant]) -> list[Ranked]:
    """Those above the funding line who are still in: neither rejected nor withdrawn."""
    return [line for line in above if found[line.candidate.number].state not in OUT]


def key_figures(
    round_: Round, lines: Sequence[Ranked], found: Mapping[str, Entrant]
) -> list[dict[str, Any]]:
    """Four figures over the table."""
    by_outcome = {
        outcome: [line for line in lines if line.outcome is outcome] for outcome in Outcome
    }
    above = selectable(by_outcome[Outcome.SELECTED], found)
    promised = total(line.candidate.requested for line in above)
    decided = is_decided(round_) or round_.promised > NOTHING
    recommended = len(by_outcome[Outcome.SELECTED]) + len(by_outcome[Outcome.RESERVE])
    return [
        {
            "label": Words("Über den Schwellen", "Above the thresholds"),
            "figure": filters.number(recommended),
            "note": say("von {n} begutachteten", "of {n} reviewed", n=len(lines)),
        },
        {
            "label": Words("Über der Förderlinie", "Above the funding line"),
            "figure": filters.number(len(above)),
            "note": say(
                "Ziel etwa {n}", "target about {n}", n=terms_of(round_.terms).target_winners
            ),
        },
        {
            "label": Words("Zugesagt", "Promised")
            if decided
            else Words("Bis zur Linie nötig", "Needed down to the line"),
            "figure": filters.millions(round_.promised if decided else promised),
            "note": say("von {budget}", "of {budget}", budget=budget_of(round_)),
        },
        {
            "label": Words("Reserve", "Reserve"),
            "figure": filters.number(
                sum(
                    found[line.candidate.number].state not in OUT_OF_RESERVE
                    for line in by_outcome[Outcome.RESERVE]
                )
            ),
            "note": say(
                "gilt {n} Monate", "valid for {n} months",
                n=terms_of(round_.terms).selection.reserve_months,
            ),
        },
    ]  # fmt: skip


def _arithmetic(round_: Round, above: Sequence[Ranked], reserve: Sequence[Ranked]) -> Words:
    """10 clusters, 40,000,000.00 of 40,000,000.00. The next one needs …, … is left."""
    budget = budget_of(round_)
    promised = total(line.candidate.requested for line in above)
    line = say(
        "Förderlinie: {n} Cluster, nötig {promised} von {budget}.",
        f"Funding line: {{n}} {'cluster' if len(above) == 1 else 'clusters'}, "
        "{promised} needed of {budget}.",
        n=len(above),
        promised=promised,
        budget=budget,
    )
    if not reserve:
        return line
    following = say(
        "Rang {rank} braucht {needed}, frei sind {free}.",
        "Rank {rank} needs {needed}, {free} is left.",
        rank=reserve[0].rank,
        needed=reserve[0].candidate.requested,
        free=budget - promised,
    )
    return join([line, following], " ")


def _threshold(selection: Selection) -> Words:
    least = {two_places(Fraction(each.threshold)) for each in selection.criteria}
    return say(
        "Unter einer Schwelle: gesamt mindestens {total}, jedes Kriterium mindestens {each}",
        "Below a threshold: total at least {total}, every criterion at least {each}",
        total=two_places(Fraction(selection.total_threshold)),
        each=min(least),
    )


def _axis_begins(selection: Selection, reviews: Sequence[ReviewLine]) -> int:
    """A whole number well below every review, so that no dot lies on the edge."""
    lowest = min(
        (review_score(selection, each.points) for each in reviews), default=selection.lowest
    )
    return max(int(lowest - EDGE), int(selection.lowest))
