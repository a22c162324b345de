"""All roads together: what a state is called, and who has the ball in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from grants.programme.people import Role
from grants.programme.roads.amendment import AMENDMENT_MOVES, AMENDMENT_WORDS, AmendmentState
from grants.programme.roads.application import (
    APPLICATION_MOVES,
    APPLICATION_WORDS,
    ApplicationState,
)
from grants.programme.roads.award import AWARD_MOVES, AWARD_WORDS, AwardState
from grants.programme.roads.grant import GRANT_MOVES, GRANT_WORDS, GrantState
from grants.programme.roads.payment import PAYMENT_MOVES, PAYMENT_WORDS, PaymentState
from grants.programme.roads.phase import PHASE_MOVES, PHASE_WORDS, PhaseState
from grants.programme.roads.project import PROJECT_MOVES, PROJECT_WORDS, ProjectState
from grants.programme.roads.report import REPORT_MOVES, REPORT_WORDS, ReportState
from grants.programme.roads.road import Move, NoSuchMove, moves_from, step, waited_for
from grants.programme.roads.round import ROUND_MOVES, ROUND_WORDS, RoundState
from grants.programme.words import Words

__all__ = [
    "AMENDMENT_MOVES",
    "APPLICATION_MOVES",
    "AWARD_MOVES",
    "GRANT_MOVES",
    "PAYMENT_MOVES",
    "PHASE_MOVES",
    "PROJECT_MOVES",
    "REPORT_MOVES",
    "ROADS",
    "ROUND_MOVES",
    "AmendmentState",
    "ApplicationState",
    "AwardState",
    "GrantState",
    "Move",
    "NoSuchMove",
    "PaymentState",
    "PhaseState",
    "ProjectState",
    "ReportState",
    "Road",
    "RoundState",
    "holder",
    "label",
    "moves_from",
    "road_of",
    "step",
]


@dataclass(frozen=True, slots=True)
class Road:
    """One road with everything that is said about it."""

    name: Words
    states: type[StrEnum]
    moves: tuple[Move[Any], ...]
    words: Mapping[Any, Words]
    """What each state is called."""


ROADS: Final = (
    Road(Words("Runde", "Round"), RoundState, ROUND_MOVES, ROUND_WORDS),
    Road(Words("Bewerbung", "Application"), ApplicationState, APPLICATION_MOVES, APPLICATION_WORDS),
    Road(Words("Zusage an ein Cluster", "Award"), AwardState, AWARD_MOVES, AWARD_WORDS),
    Road(Words("Phase", "Phase"), PhaseState, PHASE_MOVES, PHASE_WORDS),
    Road(Words("Verbundprojekt", "Joint project"), ProjectState, PROJECT_MOVES, PROJECT_WORDS),
    Road(Words("Zuwendung", "Grant"), GrantState, GRANT_MOVES, GRANT_WORDS),
    Road(Words("Nachweis", "Report"), ReportState, REPORT_MOVES, REPORT_WORDS),
    Road(Words("Mittelabruf", "Payment request"), PaymentState, PAYMENT_MOVES, PAYMENT_WORDS),
    Road(Words("Änderung", "Amendment"), AmendmentState, AMENDMENT_MOVES, AMENDMENT_WORDS),
)
"""Every road of the programme, in the order in which a case meets them."""


def road_of(state: StrEnum) -> Road:
    """The road on which this state lies.

    Raises LookupError for a state that belongs to none.
    """
    for road in ROADS:
        if isinstance(state, road.states):
            return road
    raise LookupError(f"{state!r} lies on no road")


def label(state: StrEnum) -> Words:
    """What people call this state."""
    return road_of(state).words[state]


def holder(state: StrEnum) -> Role | None:
    """Who has the ball in this state; None at the end of a road and while only time passes."""
    return waited_for(road_of(state).moves, state)
