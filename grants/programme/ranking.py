"""How scores become a ranking, a funding line and a reserve list (R-063, R-064)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import groupby
from operator import attrgetter, itemgetter

from grants.programme.calendar import months_later
from grants.programme.criteria import Criterion, Selection, TieBreak
from grants.programme.finding import Finding
from grants.programme.money import NOTHING, Money, total
from grants.programme.selection import Score, reaches
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.terms import Terms
from grants.programme.words import Words, say

TieKey = tuple[Fraction | int, ...]
Key = tuple[bool, Decimal, tuple[TieKey, ...]]
"""What decides the order: recommended or not, the total, then each tie-break. Larger is better."""


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
    return reaches(selection, candidate.score)


def rank(
    terms: Terms,
    candidates: Iterable[Candidate],
    budget: Money | None = None,
    most: int | None = None,
    key_of: Callable[[Candidate], Key] | None = None,
) -> list[Ranked]:
    """The ranking with its funding line; `budget` is the round's, or another one to try out.

    Recommended ones come first, by total, then by the tie-breaks in the order of the terms. The
    line is drawn before the first one that no longer fits: nobody overtakes because of a smaller
    request. Whoever is level across the line stays below it until a vote or a lot decides.
    `most` draws the line after so many at the latest; the terms have no such limit (R-016).
    `key_of` is for who ranks again and again, and knows the keys of most already.
    """
    key_of = key_of or order_of(terms.selection)
    by_number = sorted(candidates, key=attrgetter("number"))
    keyed = sorted(((key_of(one), one) for one in by_number), key=itemgetter(0), reverse=True)
    room = terms.round_budget if budget is None else budget
    running = NOTHING
    lines: list[Ranked] = []
    before: Key | None = None
    for key, level in groupby(keyed, itemgetter(0)):
        equals = [one for _, one in level]
        first, last = len(lines) + 1, len(lines) + len(equals)
        above = running + total(one.requested for one in equals) <= room
        above = above and (most is None or last <= most)
        for candidate in equals:
            running += candidate.requested
            lines.append(
                Ranked(
                    rank=first,
                    candidate=candidate,
                    decided_by=_decided_by(terms.selection, before, key),
                    tied=len(equals) > 1,
                    running=running,
                    outcome=_outcome(recommended=key[0], above=above),
                )
            )
            before = key
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


def order_of(
    selection: Selection, ways: Sequence[TieBreak] | None = None
) -> Callable[[Candidate], Key]:
    """What decides, first things first; larger comes first. The number is no part of it.

    `ways` are the tie-breaks to look at: by default all of the terms, in their order.
    """
    weightiest = [c.code for c in by_weight(selection)]
    looked_at = selection.tie_breaks if ways is None else ways

    def tie_key(candidate: Candidate, tie_break: TieBreak) -> TieKey:
        match tie_break:
            case TieBreak.WEIGHTIEST_CRITERION:
                return tuple(candidate.score.by_criterion[code] for code in weightiest)
            case TieBreak.BALANCE:
                return (-(candidate.balance or 0),)
            case TieBreak.LOT:
                return (-(candidate.lot or 0),)

    def key_of(candidate: Candidate) -> Key:
        return (
            is_recommended(selection, candidate),
            candidate.score.total,
            tuple(tie_key(candidate, way) for way in looked_at),
        )

    return key_of


def by_weight(selection: Selection) -> list[Criterion]:
    """The criteria, the weightiest first; equal weights in the order of their codes."""
    return sorted(selection.criteria, key=lambda each: (-each.weight, each.code))


def _decided_by(selection: Selection, before: Key | None, key: Key) -> TieBreak | None:
    """What put the candidate behind the one before it, if all else is equal."""
    if before is None or before[:2] != key[:2]:
        return None
    for tie_break, ahead, own in zip(selection.tie_breaks, before[2], key[2], strict=True):
        if ahead != own:
            return tie_break
    return None


def _outcome(*, recommended: bool, above: bool) -> Outcome:
    if not recommended:
        return Outcome.NOT_RECOMMENDED
    return Outcome.SELECTED if above else Outcome.RESERVE
