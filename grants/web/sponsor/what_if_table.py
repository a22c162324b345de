"""A what-if as its page shows it: figures side by side, who comes in, and the ranking it makes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from grants.models.round import Round
from grants.programme.money import Money
from grants.programme.ranking import Candidate, Outcome, Ranked
from grants.programme.what_if import CameTo
from grants.programme.words import Words, join, say
from grants.queries.application import terms_of
from grants.queries.what_if import Basis, WhatIf
from grants.web import filters
from grants.web.charts import Bar, Drawn, same_scale
from grants.web.sponsor.ranking_line import notes, outcome_words, rivals, whole_euros
from grants.web.sponsor.ranking_table import Leaf

NEW = Words("im Szenario neu dabei", "comes in with the scenario")
GONE = Words("fällt im Szenario heraus", "goes out with the scenario")
NOBODY = Words("niemand", "nobody")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLine:
    """One application in the order of the scenario."""

    rank: int
    number: str
    cluster: str
    notes: Words
    total: Decimal
    before: Words
    """Where it stands today."""
    takes: Money
    running: Money | None
    result: Words
    change: Words
    look: str
    """g-in for who comes in, g-out for who misses a threshold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceTable:
    """One page of the scenario's ranking."""

    above: tuple[PlaceLine, ...]
    rest: tuple[PlaceLine, ...]
    cut: Words | None
    whole: bool
    count: int
    page: int
    pages: int
    first: int
    last: int


def figures(basis: Basis, result: WhatIf) -> dict[str, Any]:
    """Today and the scenario beside one another, and who comes in and goes out, by name."""
    return {
        "rows": [
            (name, _shown(before), _shown(after))
            for name, before, after in _rows(basis.came_to, result.came_to)
        ],
        "comes_in": _named(basis, result.change.comes_in),
        "goes_out": _named(basis, result.change.goes_out),
    }


def _rows(
    before: CameTo, after: CameTo
) -> Iterable[tuple[Words, Money | int | None, Money | int | None]]:
    yield Words("Cluster", "Clusters"), before.winners, after.winners
    yield Words("Gebunden", "Bound"), before.bound, after.bound
    yield Words("Mittel je Cluster", "Mean per cluster"), before.mean, after.mean
    yield Words("Rundenbudget", "Round budget"), before.budget, after.budget
    yield Words("Bleibt frei", "Left"), before.left, after.left


def _shown(value: Money | int | None) -> str:
    if isinstance(value, Money):
        return filters.money(value)
    return filters.NOT_APPLICABLE if value is None else filters.number(value)


def _named(basis: Basis, numbers: Sequence[str]) -> list[tuple[str, str]]:
    return [(number, basis.entrants[number].cluster) for number in numbers]


def place_table(round_: Round, basis: Basis, result: WhatIf, leaf: Leaf) -> PlaceTable:
    """One page of the ranking as the scenario makes it."""
    selection = terms_of(round_.terms).selection
    against = rivals(result.tried.lines if result.tried else ())
    made = [
        _line(selection, line, basis, result, against.get(line.candidate.number))
        for line in leaf.lines
    ]
    after = result.came_to
    cut = say(
        "Förderlinie: {n} Cluster, nötig {bound} von {budget}, frei {left}.",
        "Funding line: {n} clusters, {bound} needed of {budget}, {left} left.",
        n=after.winners,
        bound=after.bound,
        budget=after.budget,
        left=after.left,
    )
    split = max(after.winners - leaf.first, 0)
    return PlaceTable(
        above=tuple(made[:split]),
        rest=tuple(made[split:]),
        cut=cut if leaf.begins(after.winners) else None,
        whole=whole_euros([amount for line in made for amount in (line.takes,)]),
        count=len(result.tried.lines) if result.tried else 0,
        page=leaf.page,
        pages=leaf.pages,
        first=leaf.first + 1,
        last=leaf.last,
    )


def _line(
    selection: Any, line: Ranked, basis: Basis, result: WhatIf, rival: Candidate | None
) -> PlaceLine:
    number = line.candidate.number
    entrant = basis.entrants[number]
    selected = line.outcome is Outcome.SELECTED
    comes_in, goes_out = number in result.change.comes_in, number in result.change.goes_out
    before = [Words("Auswahl", "Selection")] if number in basis.above else [
        Words("nicht dabei", "not in")
    ]  # fmt: skip
    if entrant.rank is not None:
        before.insert(0, say("Rang {n}", "Rank {n}", n=entrant.rank))
    return PlaceLine(
        rank=line.rank,
        number=number,
        cluster=entrant.cluster,
        notes=Words("", "")
        if line.outcome is Outcome.NOT_RECOMMENDED
        else notes(selection, line, rival),
        total=line.candidate.score.total,
        before=join(before),
        takes=line.candidate.requested,
        running=line.running if selected else None,
        result=outcome_words(line.outcome),
        change=NEW if comes_in else GONE if goes_out else Words("", ""),
        look="g-in" if comes_in else "g-out" if goes_out or _is_out(line) else "",
    )


def _is_out(line: Ranked) -> bool:
    return line.outcome is Outcome.NOT_RECOMMENDED


def money_table(basis: Basis, result: WhatIf) -> list[Drawn]:
    """The same money for fewer or more clusters, as bars; the number of today is named."""
    known = basis.came_to.winners
    return same_scale([
        Bar(
            name=say("{n} Cluster", "{n} clusters" if each.winners > 1 else "{n} cluster",
                     n=each.winners),
            note=Words("so viele wurden ausgewählt", "so many were selected")
            if each.winners == known
            else "",
            values=(each.mean or Money(0),),
            figures=(
                filters.money(each.mean or Money(0)),
                filters.per_cent(_share(each.winners, basis.applied)),
            ),
            fills=("g-f1",) if each.winners == known else ("g-f3",),
        )
        for each in result.same_money
    ])  # fmt: skip


def _share(part: int, whole: int) -> Decimal:
    return Decimal(part) / Decimal(whole or 1)
