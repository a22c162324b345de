"""One road is one table of moves. Whoever wants to move looks the move up here."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from grants.programme.people import Role
from grants.programme.words import Words

S = TypeVar("S", bound=StrEnum)

APPLICANT = frozenset({Role.APPLICANT})
SPONSOR = frozenset({Role.SPONSOR})
NO_PERSON: frozenset[Role] = frozenset()


class NoSuchMove(Exception):
    """The table knows no such move: the act does not exist here, or this role may not do it."""

    def __init__(self, act: str, start: StrEnum, by: Role | None) -> None:
        super().__init__(f"no move {act!r} from {start.value!r} by {by or 'the clock'}")
        self.act = act
        self.start = start
        self.by = by


@dataclass(frozen=True, slots=True)
class Move(Generic[S]):
    """One step that a road allows."""

    act: str
    """The imperative that code and the record of acts use, such as "submit"."""
    start: S
    end: S
    by: frozenset[Role]
    """Who may do it; empty when only the clock may."""
    label: Words
    """What a button or a time line calls it."""
    system: bool = False
    """True when the clock may do it, without a person."""
    side: bool = False
    """True for a way out or a detour: allowed, but nobody is waiting for it."""
    back: bool = False
    """True at the end of a detour: one act leads back to where the record came from, so whoever
    takes it says where that was."""

    def open_to(self, by: Role | None) -> bool:
        """May this role do it? None stands for the clock."""
        return self.system if by is None else by in self.by


def by_clock(act: str, start: S, end: S, label: Words) -> Move[S]:
    """A move that happens by itself when its time has come."""
    return Move(act, start, end, NO_PERSON, label, system=True)


def from_each(
    starts: Iterable[S], act: str, end: S, by: frozenset[Role], label: Words
) -> tuple[Move[S], ...]:
    """The same way out from several states."""
    return tuple(Move(act, start, end, by, label, side=True) for start in starts)


def ways_back(
    start: S, act: str, ends: Iterable[S], by: frozenset[Role], label: Words
) -> tuple[Move[S], ...]:
    """The end of a detour, back to each state where it may have begun."""
    return tuple(Move(act, start, end, by, label, side=True, back=True) for end in ends)


def moves_from(moves: Iterable[Move[S]], state: S) -> list[Move[S]]:
    """Every move that leaves this state, in the order of the table."""
    return [move for move in moves if move.start is state]


def step(
    moves: Iterable[Move[S]], act: str, start: S, by: Role | None, back_to: S | None = None
) -> S:
    """The state after the act; `by` is None when the clock acts.

    `back_to` is where a detour began that this act ends. Raises NoSuchMove when the road has no
    such move for this role.
    """
    for move in moves_from(moves, start):
        if move.act == act and move.open_to(by) and (not move.back or move.end is back_to):
            return move.end
    raise NoSuchMove(act, start, by)


def waited_for(moves: Iterable[Move[S]], state: S) -> Role | None:
    """Whose turn it is; None at the end of a road and while only the clock moves."""
    for move in moves_from(moves, state):
        if not move.side and move.by:
            return min(move.by)
    return None
