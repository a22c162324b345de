"""The road of an award: what one selected cluster goes through from its letter to the end."""

from enum import StrEnum
from typing import Final

from grants.programme.roads.road import APPLICANT, SPONSOR, Move, by_clock, from_each
from grants.programme.words import Words


class AwardState(StrEnum):
    """Where an award stands."""

    SELECTED = "selected"
    CONCEPT_GRANTED = "concept_granted"
    CONCEPT_RUNNING = "concept_running"
    CONCEPT_SUBMITTED = "concept_submitted"
    CONCEPT_UNDER_REVIEW = "concept_under_review"
    CONCEPT_REVISION = "concept_revision"
    CONCEPT_APPROVED = "concept_approved"
    CONCEPT_REJECTED = "concept_rejected"
    IMPLEMENTATION_RUNNING = "implementation_running"
    IMPLEMENTATION_ENDED = "implementation_ended"
    CLOSED = "closed"
    TERMINATED = "terminated"
    REVOKED = "revoked"


A = AwardState

AWARD_WORDS: Final = {
    A.SELECTED: Words("Ausgewählt", "Selected"),
    A.CONCEPT_GRANTED: Words("Konzeptionsphase bewilligt", "Concept phase granted"),
    A.CONCEPT_RUNNING: Words("Konzeptionsphase läuft", "Concept phase running"),
    A.CONCEPT_SUBMITTED: Words("Konzept eingereicht", "Concept submitted"),
    A.CONCEPT_UNDER_REVIEW: Words("Konzept in Prüfung", "Concept under review"),
    A.CONCEPT_REVISION: Words("Konzept in Überarbeitung", "Concept under revision"),
    A.CONCEPT_APPROVED: Words("Konzept gebilligt", "Concept approved"),
    A.CONCEPT_REJECTED: Words("Konzept abgelehnt", "Concept rejected"),
    A.IMPLEMENTATION_RUNNING: Words("Umsetzung läuft", "Implementation running"),
    A.IMPLEMENTATION_ENDED: Words("Umsetzung beendet", "Implementation ended"),
    A.CLOSED: Words("Abgeschlossen", "Closed"),
    A.TERMINATED: Words("Vorzeitig beendet", "Terminated"),
    A.REVOKED: Words("Widerrufen", "Revoked"),
}

GRANTED: Final = (
    A.CONCEPT_GRANTED,
    A.CONCEPT_RUNNING,
    A.CONCEPT_SUBMITTED,
    A.CONCEPT_UNDER_REVIEW,
    A.CONCEPT_REVISION,
    A.CONCEPT_APPROVED,
    A.IMPLEMENTATION_RUNNING,
)

OPEN_FOR_PROJECTS: Final = (A.CONCEPT_APPROVED, A.IMPLEMENTATION_RUNNING)
"""States in which joint projects and the management's second grant may begin."""

AWARD_MOVES: Final[tuple[Move[AwardState], ...]] = (
    Move(
        "grant_concept",
        A.SELECTED,
        A.CONCEPT_GRANTED,
        SPONSOR,
        Words("Konzeptionsphase bewilligen", "Grant the concept phase"),
    ),
    by_clock(
        "start_concept",
        A.CONCEPT_GRANTED,
        A.CONCEPT_RUNNING,
        Words("Konzeptionsphase beginnt", "Concept phase begins"),
    ),
    Move(
        "submit_concept",
        A.CONCEPT_RUNNING,
        A.CONCEPT_SUBMITTED,
        APPLICANT,
        Words("Konzept einreichen", "Submit the concept"),
    ),
    Move(
        "review_concept",
        A.CONCEPT_SUBMITTED,
        A.CONCEPT_UNDER_REVIEW,
        SPONSOR,
        Words("Konzept prüfen", "Review the concept"),
    ),
    Move(
        "approve_concept",
        A.CONCEPT_UNDER_REVIEW,
        A.CONCEPT_APPROVED,
        SPONSOR,
        Words("Konzept billigen", "Approve the concept"),
    ),
    Move(
        "send_back_concept",
        A.CONCEPT_UNDER_REVIEW,
        A.CONCEPT_REVISION,
        SPONSOR,
        Words("Konzept zurückgeben", "Send the concept back"),
    ),
    Move(
        "reject_concept",
        A.CONCEPT_UNDER_REVIEW,
        A.CONCEPT_REJECTED,
        SPONSOR,
        Words("Konzept ablehnen", "Reject the concept"),
    ),
    Move(
        "submit_concept",
        A.CONCEPT_REVISION,
        A.CONCEPT_SUBMITTED,
        APPLICANT,
        Words("Konzept erneut einreichen", "Submit the concept again"),
    ),
    Move(
        "grant_whole",
        A.SELECTED,
        A.IMPLEMENTATION_RUNNING,
        SPONSOR,
        Words("Einzige Phase bewilligen", "Grant the only phase"),
    ),
    Move(
        "start_implementation",
        A.CONCEPT_APPROVED,
        A.IMPLEMENTATION_RUNNING,
        SPONSOR,
        Words("Umsetzungsphase bewilligen", "Grant the implementation phase"),
    ),
    by_clock(
        "end_implementation",
        A.IMPLEMENTATION_RUNNING,
        A.IMPLEMENTATION_ENDED,
        Words("Umsetzungsphase endet", "Implementation phase ends"),
    ),
    Move("close", A.IMPLEMENTATION_ENDED, A.CLOSED, SPONSOR, Words("Abschließen", "Close")),
    Move("close", A.CONCEPT_REJECTED, A.CLOSED, SPONSOR, Words("Abschließen", "Close")),
    *from_each(
        (A.SELECTED,),
        "decline",
        A.TERMINATED,
        APPLICANT,
        Words("Auswahl nicht annehmen", "Decline the selection"),
    ),
    *from_each(
        (A.SELECTED, *GRANTED),
        "terminate",
        A.TERMINATED,
        SPONSOR,
        Words("Vorzeitig beenden", "Terminate"),
    ),
    *from_each(
        (*GRANTED, A.IMPLEMENTATION_ENDED),
        "revoke",
        A.REVOKED,
        SPONSOR,
        Words("Widerrufen", "Revoke"),
    ),
)
"""The implementation needs the approved concept, not the end of the concept phase. In a programme
of one phase there is no concept: the first grant of the management begins the implementation."""
