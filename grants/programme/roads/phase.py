"""The road of one phase of an award. The phases of one award may overlap, so each has its own."""

from enum import StrEnum
from typing import Final

from grants.programme.roads.road import SPONSOR, Move, by_clock, from_each
from grants.programme.words import Words


class PhaseState(StrEnum):
    """Where a phase stands."""

    PLANNED = "planned"
    GRANTED = "granted"
    RUNNING = "running"
    ENDED = "ended"
    CLOSED = "closed"
    TERMINATED = "terminated"


P = PhaseState

PHASE_WORDS: Final = {
    P.PLANNED: Words("Geplant", "Planned"),
    P.GRANTED: Words("Bewilligt", "Granted"),
    P.RUNNING: Words("Läuft", "Running"),
    P.ENDED: Words("Beendet", "Ended"),
    P.CLOSED: Words("Abgerechnet", "Closed"),
    P.TERMINATED: Words("Vorzeitig beendet", "Terminated"),
}

PHASE_MOVES: Final[tuple[Move[PhaseState], ...]] = (
    Move("grant", P.PLANNED, P.GRANTED, SPONSOR, Words("Bewilligen", "Grant")),
    by_clock("start", P.GRANTED, P.RUNNING, Words("Phase beginnt", "Phase begins")),
    by_clock("end", P.RUNNING, P.ENDED, Words("Phase endet", "Phase ends")),
    Move("close", P.ENDED, P.CLOSED, SPONSOR, Words("Abrechnen", "Close")),
    *from_each(
        (P.PLANNED, P.GRANTED, P.RUNNING),
        "terminate",
        P.TERMINATED,
        SPONSOR,
        Words("Vorzeitig beenden", "Terminate"),
    ),
)
