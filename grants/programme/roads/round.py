"""The road of a round (Wettbewerbsrunde), from the draft of its terms to the archive."""

from enum import StrEnum
from typing import Final

from grants.programme.roads.road import SPONSOR, Move, by_clock, from_each
from grants.programme.words import Words


class RoundState(StrEnum):
    """Where a round stands."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    OPEN = "open"
    EXTENDED = "extended"
    CLOSED = "closed"
    FORMAL_CHECK = "formal_check"
    REVIEW = "review"
    JURY_MEETING = "jury_meeting"
    RANKED = "ranked"
    DECIDED = "decided"
    NOTIFIED = "notified"
    RUNNING = "running"
    CLOSED_OUT = "closed_out"
    ARCHIVED = "archived"
    CANCELLED = "cancelled"


R = RoundState

DECIDED: Final = (R.DECIDED, R.NOTIFIED, R.RUNNING, R.CLOSED_OUT, R.ARCHIVED)
"""States in which the selection has been decided."""

ROUND_WORDS: Final = {
    R.DRAFT: Words("Entwurf", "Draft"),
    R.ANNOUNCED: Words("Bekannt gemacht", "Announced"),
    R.OPEN: Words("Einreichung offen", "Open"),
    R.EXTENDED: Words("Einreichung verlängert", "Extended"),
    R.CLOSED: Words("Einreichung beendet", "Closed"),
    R.FORMAL_CHECK: Words("Formale Prüfung", "Formal check"),
    R.REVIEW: Words("Begutachtung", "Review"),
    R.JURY_MEETING: Words("Jurysitzung", "Jury meeting"),
    R.RANKED: Words("Rangliste liegt vor", "Ranked"),
    R.DECIDED: Words("Auswahl entschieden", "Decided"),
    R.NOTIFIED: Words("Entscheidung mitgeteilt", "Notified"),
    R.RUNNING: Words("In Förderung", "Running"),
    R.CLOSED_OUT: Words("Abgeschlossen", "Closed out"),
    R.ARCHIVED: Words("Archiviert", "Archived"),
    R.CANCELLED: Words("Aufgehoben", "Cancelled"),
}

BEFORE_THE_DECISION: Final = (
    R.DRAFT,
    R.ANNOUNCED,
    R.OPEN,
    R.EXTENDED,
    R.CLOSED,
    R.FORMAL_CHECK,
    R.REVIEW,
    R.JURY_MEETING,
    R.RANKED,
)

ROUND_MOVES: Final[tuple[Move[RoundState], ...]] = (
    Move("announce", R.DRAFT, R.ANNOUNCED, SPONSOR, Words("Bekannt machen", "Announce")),
    by_clock("open", R.ANNOUNCED, R.OPEN, Words("Einreichung öffnen", "Open")),
    *from_each(
        (R.OPEN, R.EXTENDED), "extend", R.EXTENDED, SPONSOR, Words("Frist verlängern", "Extend")
    ),
    by_clock("close", R.OPEN, R.CLOSED, Words("Einreichung schließen", "Close")),
    by_clock("close", R.EXTENDED, R.CLOSED, Words("Einreichung schließen", "Close")),
    Move(
        "check",
        R.CLOSED,
        R.FORMAL_CHECK,
        SPONSOR,
        Words("Formale Prüfung beginnen", "Begin the formal check"),
    ),
    Move(
        "review",
        R.FORMAL_CHECK,
        R.REVIEW,
        SPONSOR,
        Words("Begutachtung beginnen", "Begin the review"),
    ),
    Move(
        "convene", R.REVIEW, R.JURY_MEETING, SPONSOR, Words("Jury einberufen", "Convene the jury")
    ),
    Move(
        "rank",
        R.JURY_MEETING,
        R.RANKED,
        SPONSOR,
        Words("Rangliste der Jury festhalten", "Record the jury's ranking"),
    ),
    Move("decide", R.RANKED, R.DECIDED, SPONSOR, Words("Auswahl entscheiden", "Decide")),
    Move(
        "notify",
        R.DECIDED,
        R.NOTIFIED,
        SPONSOR,
        Words("Entscheidung mitteilen", "Notify"),
        system=True,
    ),
    Move("run", R.NOTIFIED, R.RUNNING, SPONSOR, Words("Förderung beginnen", "Begin funding")),
    Move("close_out", R.RUNNING, R.CLOSED_OUT, SPONSOR, Words("Runde abschließen", "Close out")),
    by_clock("archive", R.CLOSED_OUT, R.ARCHIVED, Words("Archivieren", "Archive")),
    *from_each(
        BEFORE_THE_DECISION, "cancel", R.CANCELLED, SPONSOR, Words("Runde aufheben", "Cancel")
    ),
)
"""A deadline moves later only. The jury recommends; an officer records its ranking."""
