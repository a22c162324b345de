"""How scores become a ranking, a funding line and a reserve list (R-063, R-064)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import groupby
from operator import itemgetter

from grants.programme.calendar import months_later
from grants.programme.criteria import Selection, TieBreak
from grants.programme.finding import Finding
from grants.programme.money import NOTHING, Money, total
from grants.programme.selection import Score, check_reviews, check_thresholds
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.terms import Terms
from grants.programme.words import Words, say

Key = tuple[bool, Decimal, tuple[tuple[Fraction | int, ...], ...]]
"""What decides the order: recommended or not, the total, then each tie-break."""


class Outcome(StrEnum):
    """Where the ranking puts an application. The jury recommends, the authority decides."""

    SELECTED = "selected"
    RESERVE = "reserve"
    NOT_RECOMMENDED = "not_recommended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One application that was scored. When it was submitted plays no part."""

    number: str
    score: Score
    requested: Money
    """What it would take from the round's budget, in EUR."""
    balance: int | None = None
    """Its place in a vote of the jury on balance among equals, 1 being first."""
    lot: int | None = None
    """Its place in a lot drawn among equals, 1 being first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """One line of the ranking."""

    rank: int
    """Equals that nothing has decided yet share a rank."""
    candidate: Candidate
    decided_by: TieBreak | None
    """What put it behind an equal total; None when the total did."""
    tied: bool
    """Is it still level with another one, so that a vote or a lot is needed?"""
    running: Money
    """What is asked for down to this line, in EUR."""
    outcome: Outcome


def is_recommended(selection: Selection, candidate: Candidate) -> bool:
    """Does it have enough reviews and reach every threshold (R-061, R-062)?"""
    enough = check_reviews(selection, candidate.score.reviews).holds
    return enough and check_thresholds(selection, candidate.score).holds


def rank(
    terms: Terms, candidates: Iterable[Candidate], budget: Money | None = None
) -> list[Ranked]:
    """The ranking with its funding line; `budget` is the round's, or another one to try out.

    Recommended ones come first, by total, then by the tie-breaks in the order of the terms. The
    line is drawn before the first one that no longer fits: nobody overtakes because of a smaller
    request. Whoever is level across the line stays below it until a vote or a lot decides.
    """
    keyed = sorted(
        ((_key(terms.selection, one), one.number, one) for one in candidates),
        key=itemgetter(0, 1),
    )
    room = terms.round_budget if budget is None else budget
    running = NOTHING
    lines: list[Ranked] = []
    for key, level in groupby(keyed, itemgetter(0)):
        equals = [one for _, _, one in level]
        first = len(lines) + 1
        above = running + total(one.requested for one in equals) <= room
        for candidate in equals:
            running += candidate.requested
            before = lines[-1].candidate if lines else None
            lines.append(
                Ranked(
                    rank=first,
                    candidate=candidate,
                    decided_by=_decided_by(terms.selection, before, candidate),
                    tied=len(equals) > 1,
                    running=running,
                    outcome=_outcome(recommended=not key[0], above=above),
                )
            )
    return lines


def reserve_ends(selection: Selection, decided_on: date) -> date:
    """The last day on which a reserve may move up (R-064)."""
    return months_later(decided_on, selection.reserve_months)


def check_turn(number: str, ahead: Sequence[str]) -> Finding:
    """Is it this reserve's turn? `ahead` are those with a better rank that still wait (R-064)."""
    return Finding(
        rule="R-064",
        holds=not ahead,
        claim=Words(
            "Reserven rücken in ihrer Reihenfolge nach.", "Reserves move up in their order."
        ),
        says=say("Davor stehen: {ahead}.", "Ahead of it: {ahead}.", ahead=", ".join(ahead))
        if ahead
        else say("{number} steht vorn.", "{number} is first.", number=number),
        source=TERMS_OF_ROUND,
    )


def check_reserve_list(selection: Selection, *, decided_on: date, today: date) -> Finding:
    """Is the reserve list still valid (R-064)? The budget is looked at by R-015."""
    last = reserve_ends(selection, decided_on)
    return Finding(
        rule="R-064",
        holds=today <= last,
        claim=say(
            "Die Reserveliste gilt {months} Monate.",
            "The reserve list is valid for {months} months.",
            months=selection.reserve_months,
        ),
        says=say("Sie gilt bis {last}.", "It is valid until {last}.", last=last),
        source=TERMS_OF_ROUND,
    )


def _key(selection: Selection, candidate: Candidate) -> Key:
    """What decides, first things first; smaller comes first. The number is no part of it."""
    tie_keys = (_tie_key(selection, candidate, way) for way in selection.tie_breaks)
    return not is_recommended(selection, candidate), -candidate.score.total, tuple(tie_keys)


def _tie_key(
    selection: Selection, candidate: Candidate, tie_break: TieBreak
) -> tuple[Fraction | int, ...]:
    match tie_break:
        case TieBreak.WEIGHTIEST_CRITERION:
            by_weight = sorted(selection.criteria, key=lambda c: (-c.weight, c.code))
            return tuple(-candidate.score.by_criterion[c.code] for c in by_weight)
        case TieBreak.BALANCE:
            return (candidate.balance or 0,)
        case TieBreak.LOT:
            return (candidate.lot or 0,)


def _decided_by(
    selection: Selection, before: Candidate | None, candidate: Candidate
) -> TieBreak | None:
    """What put the candidate behind the one before it, if all else is equal."""
    if before is None or _key(selection, before)[:2] != _key(selection, candidate)[:2]:
        return None
    for tie_break in selection.tie_breaks:
        if _tie_key(selection, before, tie_break) != _tie_key(selection, candidate, tie_break):
            return tie_break
    return None


def _outcome(*, recommended: bool, above: bool) -> Outcome:
    if not recommended:
        return Outcome.NOT_RECOMMENDED
    return Outcome.SELECTED if above else Outcome.RESERVE
