"""The road of a joint project (Verbundprojekt) of several partners."""

from dataclasses import replace
from enum import StrEnum
from typing import Final

from grants.programme.roads.road import APPLICANT, SPONSOR, Move, from_each
from grants.programme.words import Words


class ProjectState(StrEnum):
    """Where a joint project stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ELIGIBLE = "eligible"
    INELIGIBLE = "ineligible"
    APPROVED = "approved"
    REJECTED = "rejected"
    ACTIVE = "active"
    AT_RISK = "at_risk"
    SUSPENDED = "suspended"
    COMPLETED = "completed"
    TERMINATED = "terminated"
    WITHDRAWN = "withdrawn"


P = ProjectState

PROJECT_WORDS: Final = {
    P.DRAFT: Words("Entwurf", "Draft"),
    P.SUBMITTED: Words("Eingereicht", "Submitted"),
    P.ELIGIBLE: Words("Förderfähig", "Eligible"),
    P.INELIGIBLE: Words("Nicht förderfähig", "Not eligible"),
    P.APPROVED: Words("Bewilligt", "Approved"),
    P.REJECTED: Words("Abgelehnt", "Rejected"),
    P.ACTIVE: Words("Läuft", "Active"),
    P.AT_RISK: Words("Gefährdet", "At risk"),
    P.SUSPENDED: Words("Ausgesetzt", "Suspended"),
    P.COMPLETED: Words("Beendet", "Completed"),
    P.TERMINATED: Words("Vorzeitig beendet", "Terminated"),
    P.WITHDRAWN: Words("Zurückgezogen", "Withdrawn"),
}

COUNTED_PROJECT: Final = frozenset(
    {P.SUBMITTED, P.ELIGIBLE, P.APPROVED, P.ACTIVE, P.AT_RISK, P.SUSPENDED, P.COMPLETED}
    | {P.TERMINATED}
)
"""States that take one of the places for projects (R-005). A project terminated after it was
funded keeps its place; one that was refused or withdrawn gives it back."""

GIVEN_UP: Final = frozenset({P.WITHDRAWN, P.REJECTED, P.INELIGIBLE})
"""States in which a project asks for nothing any more: no place, no money, no time."""

PROJECT_MOVES: Final[tuple[Move[ProjectState], ...]] = (
    Move("submit", P.DRAFT, P.SUBMITTED, APPLICANT, Words("Projekt einreichen", "Submit")),
    *from_each((P.SUBMITTED,), "send_back", P.DRAFT, SPONSOR, Words("Zurückgeben", "Send back")),
    Move(
        "find_eligible",
        P.SUBMITTED,
        P.ELIGIBLE,
        SPONSOR,
        Words("Förderfähigkeit bestätigen", "Confirm that it is eligible"),
    ),
    Move(
        "find_ineligible",
        P.SUBMITTED,
        P.INELIGIBLE,
        SPONSOR,
        Words("Förderfähigkeit verneinen", "Find not eligible"),
    ),
    Move("approve", P.ELIGIBLE, P.APPROVED, SPONSOR, Words("Bewilligen", "Approve")),
    Move("reject", P.ELIGIBLE, P.REJECTED, SPONSOR, Words("Ablehnen", "Reject")),
    Move("start", P.APPROVED, P.ACTIVE, SPONSOR, Words("Projekt beginnen", "Start"), system=True),
    Move("complete", P.ACTIVE, P.COMPLETED, SPONSOR, Words("Abschließen", "Complete"), system=True),
    *(
        replace(move, system=True)  # too few partners are left
        for move in from_each(
            (P.APPROVED, P.ACTIVE),
            "mark_at_risk",
            P.AT_RISK,
            SPONSOR,
            Words("Als gefährdet kennzeichnen", "Mark as at risk"),
        )
    ),
    Move("restore", P.AT_RISK, P.ACTIVE, SPONSOR, Words("Gefährdung aufheben", "Restore")),
    *from_each(
        (P.ACTIVE, P.AT_RISK), "suspend", P.SUSPENDED, SPONSOR, Words("Aussetzen", "Suspend")
    ),
    Move("resume", P.SUSPENDED, P.ACTIVE, SPONSOR, Words("Fortsetzen", "Resume")),
    *from_each(
        (P.APPROVED, P.ACTIVE, P.AT_RISK, P.SUSPENDED),
        "terminate",
        P.TERMINATED,
        SPONSOR,
        Words("Vorzeitig beenden", "Terminate"),
    ),
    *from_each(
        (P.DRAFT, P.SUBMITTED, P.ELIGIBLE),
        "withdraw",
        P.WITHDRAWN,
        APPLICANT,
        Words("Zurückziehen", "Withdraw"),
    ),
)
