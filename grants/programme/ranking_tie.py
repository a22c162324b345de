"""Equals where it matters, and what settles them: a vote of the jury, then a lot (R-063)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import groupby
from typing import Final

from grants.programme.criteria import Selection, TieBreak
from grants.programme.finding import Finding
from grants.programme.ranking import Candidate, Outcome, Ranked, order_of
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.words import Words, join, say

BY_HAND: Final = (TieBreak.BALANCE, TieBreak.LOT)
"""What the scores cannot say by themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What a vote or a lot came to among equals.

    It counts as long as exactly these are level: with other scores, or with other weights in a
    what-if, they are other equals, and nobody voted on those.
    """

    way: TieBreak
    places: Mapping[str, int]
    """The place of each by number, 1 being first; a vote may leave some level."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Applications on one rank whose order decides who is funded, or who moves up first."""

    rank: int
    numbers: tuple[str, ...]
    at_the_line: bool
    """Are these the first ones below the funding line?"""


def settle(
    selection: Selection, candidates: Iterable[Candidate], settlements: Sequence[Settlement]
) -> list[Candidate]:
    """The candidates with the places that votes and lots gave to them."""
    every = list(candidates)
    if not settlements:
        return every
    known = {(each.way, frozenset(each.places)): each.places for each in settlements}
    for at, way in enumerate(selection.tie_breaks):
        if way in BY_HAND:
            every = _placed(selection, every, way, selection.tie_breaks[:at], known)
    return every


def _placed(
    selection: Selection,
    candidates: list[Candidate],
    way: TieBreak,
    before: Sequence[TieBreak],
    known: Mapping[tuple[TieBreak, frozenset[str]], Mapping[str, int]],
) -> list[Candidate]:
    key_of = order_of(selection, before)
    placed: list[Candidate] = []
    for _, level in groupby(sorted(candidates, key=key_of), key_of):
        equals = list(level)
        places = known.get((way, frozenset(one.number for one in equals)))
        if places is None or len(equals) == 1:
            placed += equals
        elif way is TieBreak.BALANCE:
            placed += [replace(one, balance=places[one.number]) for one in equals]
        else:
            placed += [replace(one, lot=places[one.number]) for one in equals]
    return placed


def open_ties(lines: Sequence[Ranked]) -> list[Tie]:
    """The ties that matter: at the funding line, or within the reserve (R-063, R-064).

    Above the line all are funded, under a threshold none is: there a tie decides nothing.
    """
    first_below = next(
        (line.rank for line in lines if line.outcome is Outcome.RESERVE), len(lines) + 1
    )
    waiting = [line for line in lines if line.tied and line.outcome is Outcome.RESERVE]
    return [
        Tie(
            rank=rank,
            numbers=tuple(line.candidate.number for line in level),
            at_the_line=rank == first_below,
        )
        for rank, level in groupby(waiting, lambda line: line.rank)
    ]


def resolved_ties(lines: Sequence[Ranked]) -> list[tuple[Ranked, ...]]:
    """Everybody with the same total of whom something else decided the order, wherever they are."""
    levels = (
        tuple(level)
        for _, level in groupby(
            lines,
            lambda line: (line.outcome is Outcome.NOT_RECOMMENDED, line.candidate.score.total),
        )
    )
    return [level for level in levels if any(line.decided_by for line in level)]


def next_way(selection: Selection, tie: Tie, settlements: Sequence[Settlement]) -> TieBreak | None:
    """What is to be tried next among these equals; nothing when the terms know no other way."""
    for way in selection.tie_breaks:
        if way in BY_HAND and not any(
            each.way is way and set(tie.numbers) <= set(each.places) for each in settlements
        ):
            return way
    return None


def drawn(seed: str, numbers: Iterable[str]) -> dict[str, int]:
    """The places of a lot: by the fingerprint of seed and number, the smallest first.

    Anybody can draw it again: SHA-256 of seed, colon, number.
    """
    by_lot = sorted(numbers, key=lambda number: fingerprint(seed, number))
    return {number: place for place, number in enumerate(by_lot, 1)}


def fingerprint(seed: str, number: str) -> str:
    """What places a number in the lot with this seed."""
    return sha256(f"{seed}:{number}".encode()).hexdigest()


def check_ties(
    selection: Selection, lines: Sequence[Ranked], settlements: Sequence[Settlement]
) -> Finding:
    """Is every tie settled that decides who is funded or who moves up (R-063, R-064)?

    Where the terms name no way to settle one it is a hint: the equals stay in reserve together.
    """
    ties = open_ties(lines)
    ways = [next_way(selection, tie, settlements) for tie in ties]
    listed = [
        say("Rang {rank}: {who}", "Rank {rank}: {who}", rank=tie.rank, who=", ".join(tie.numbers))
        for tie in ties
    ]
    return Finding(
        rule="R-063",
        holds=not ties,
        warns=bool(ties) and not any(ways),
        claim=Words(
            "Auf der Förderlinie und in der Reserve ist niemand punktgleich.",
            "Nobody is level at the funding line or in the reserve.",
        ),
        says=say("Punktgleich sind: {ties}.", "Level are: {ties}.", ties=join(listed, "; "))
        if ties
        else Words(
            "Jeder Platz, auf den es ankommt, steht fest.", "Every place that matters is settled."
        ),
        source=TERMS_OF_ROUND,
        place="ranking/ties",
    )


def check_places(tie: Tie, places: Mapping[str, int]) -> Finding:
    """Does a vote give each of the equals a place, as results of a race are written (1, 1, 3)?"""
    given = sorted(places.values())
    as_a_race = [1 + sum(other < place for other in given) for place in given]
    return Finding(
        rule="R-063",
        holds=set(places) == set(tie.numbers) and given == as_a_race,
        claim=Words(
            "Das Votum gibt jeder punktgleichen Bewerbung einen Platz.",
            "The vote gives a place to each of the equals.",
        ),
        says=say(
            "Vergeben Sie die Plätze 1 bis {n}. Gleich gebliebene teilen sich einen Platz, der "
            "nächste bleibt dann frei: 1, 1, 3.",
            "Give the places 1 to {n}. Those still level share one, the next is then left out: "
            "1, 1, 3.",
            n=len(tie.numbers),
        ),
        source=TERMS_OF_ROUND,
        place="places",
    )
