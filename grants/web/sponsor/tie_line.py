"""Ties that are resolved, as a page shows them: who came first, by what, by whom and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from grants.models.ranking_tie import TieSettlement
from grants.programme.criteria import Selection, TieBreak
from grants.programme.ranking import Ranked
from grants.programme.words import Words, say
from grants.queries.ranking_tie import Ties
from grants.web import filters
from grants.web.sponsor.ranking_line import weighed

FIRST = Words("steht vorn", "comes first")
LEVEL = Words("noch gleich mit der Bewerbung davor", "still level with the one before")
RECKONED = Words("aus den Punkten errechnet", "reckoned from the points")
BY = {
    TieBreak.BALANCE: Words("Votum der Jury", "Vote of the jury"),
    TieBreak.LOT: Words("Los", "Lot"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TieLine:
    """One application that shares its total with others."""

    rank: int
    number: str
    cluster: str
    how: Words
    who: Words
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedTie:
    """All with one total, in the order that was found."""

    total: str
    lines: tuple[TieLine, ...]


def resolved_lines(selection: Selection, found: Ties) -> list[ResolvedTie]:
    """Every tie that something decided, the best rank first."""
    return [
        ResolvedTie(
            total=filters.score(level[0].candidate.score.total),
            lines=tuple(
                _line(selection, found, line, level[at - 1] if at else None)
                for at, line in enumerate(level)
            ),
        )
        for level in found.resolved
    ]


def _line(selection: Selection, found: Ties, line: Ranked, ahead: Ranked | None) -> TieLine:
    how, who, at = _decided(selection, found.settled, line, ahead)
    number = line.candidate.number
    return TieLine(
        rank=line.rank, number=number, cluster=found.clusters.get(number, ""), how=how, who=who,
        at=at,
    )  # fmt: skip


def _decided(
    selection: Selection, settled: Sequence[TieSettlement], line: Ranked, ahead: Ranked | None
) -> tuple[Words, Words, datetime | None]:
    if ahead is None:
        return FIRST, Words("", ""), None
    if line.decided_by is None:
        return LEVEL, Words("", ""), None
    if line.decided_by is TieBreak.WEIGHTIEST_CRITERION:
        return weighed(selection, line.candidate, ahead.candidate), RECKONED, None
    both = {ahead.candidate.number, line.candidate.number}
    by = next(
        (one for one in settled if one.way is line.decided_by and both <= set(one.places)), None
    )
    if by is None:
        return BY[line.decided_by], Words("", ""), None
    how = say(
        "{what}: Platz {own} nach Platz {first}", "{what}: place {own} after place {first}",
        what=BY[line.decided_by], own=by.places[line.candidate.number],
        first=by.places[ahead.candidate.number],
    )  # fmt: skip
    return how, Words(by.settled_by.name, by.settled_by.name), by.settled_at
