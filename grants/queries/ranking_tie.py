"""The ties of a round's ranking: those that wait to be settled, and how others were (R-063)."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from grants.models.ranking_tie import TieSettlement
from grants.models.round import Round
from grants.models.tie_change import TieChange
from grants.programme.criteria import TieBreak
from grants.programme.ranking import Ranked
from grants.programme.ranking_tie import Tie, next_way, open_ties, resolved_ties
from grants.queries.application import terms_of
from grants.queries.ranking import field_of, rank_round
from grants.queries.tie_change import changes_in, settled_in


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTie:
    """Equals that wait, and what is to be tried next; nothing when the terms know no other way."""

    tie: Tie
    way: TieBreak | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """All of a round."""

    open: tuple[OpenTie, ...]
    resolved: tuple[tuple[Ranked, ...], ...]
    """Applications with one total whose order something else decided, from the first rank on."""
    settled: tuple[TieSettlement, ...]
    """Every vote and every lot, the latest first."""
    changes: tuple[TieChange, ...]
    """What was proposed to change votes, the latest first."""
    clusters: Mapping[str, str]
    """The cluster of each application, by number."""


def ties_of(session: Session, round_: Round) -> Ties:
    """What waits and what was settled; five statements."""
    field = field_of(session, round_)
    lines = rank_round(round_, field.candidates)
    selection = terms_of(round_.terms).selection
    return Ties(
        open=tuple(
            OpenTie(tie=tie, way=next_way(selection, tie, field.settlements))
            for tie in open_ties(lines)
        ),
        resolved=tuple(resolved_ties(lines)),
        settled=tuple(settled_in(session, round_)),
        changes=tuple(changes_in(session, round_)),
        clusters={number: each.cluster for number, each in field.entrants.items()},
    )
