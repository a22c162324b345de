"""All roads together: what a state is called, and who has the ball in it."""

from enum import StrEnum

from grants.programme.people import Role
from grants.programme.roads.amendment import AMENDMENT_MOVES, AmendmentState
from grants.programme.roads.application import (
    APPLICATION_MOVES,
    ApplicationState,
)
from grants.programme.roads.atlas import ROADS, Road
from grants.programme.roads.award import AWARD_MOVES, AwardState
from grants.programme.roads.grant import GRANT_MOVES, GrantState
from grants.programme.roads.payment import PAYMENT_MOVES, PaymentState
from grants.programme.roads.phase import PHASE_MOVES, PhaseState
from grants.programme.roads.project import PROJECT_MOVES, ProjectState
from grants.programme.roads.report import REPORT_MOVES, ReportState
from grants.programme.roads.road import Move, NoSuchMove, moves_from, step, waited_for
from grants.programme.roads.round import ROUND_MOVES, RoundState
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
