"""All roads in one place, for pictures, labels and tests."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

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
from grants.programme.roads.road import Move
from grants.programme.roads.round import ROUND_MOVES, ROUND_WORDS, RoundState
from grants.programme.words import Words


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
    Road(
        Words("Zahlungsanforderung", "Payment request"), PaymentState, PAYMENT_MOVES, PAYMENT_WORDS
    ),
    Road(Words("Änderung", "Amendment"), AmendmentState, AMENDMENT_MOVES, AMENDMENT_WORDS),
)
"""Every road of the programme, in the order in which a case meets them."""
