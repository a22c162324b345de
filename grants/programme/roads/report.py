"""The road of a report: an interim report, a final report or another duty with a date."""

from enum import StrEnum
from typing import Final

from grants.programme.roads.road import APPLICANT, SPONSOR, Move, by_clock, from_each
from grants.programme.words import Words


class ReportState(StrEnum):
    """Where a report stands."""

    SCHEDULED = "scheduled"
    OPEN = "open"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    EXTENDED = "extended"
    SUBMITTED = "submitted"
    IN_CHECK = "in_check"
    QUERY = "query"
    ACCEPTED = "accepted"
    WAIVED = "waived"


R = ReportState

REPORT_WORDS: Final = {
    R.SCHEDULED: Words("Geplant", "Scheduled"),
    R.OPEN: Words("Offen", "Open"),
    R.DUE_SOON: Words("Bald fällig", "Due soon"),
    R.OVERDUE: Words("Überfällig", "Overdue"),
    R.EXTENDED: Words("Frist verlängert", "Extended"),
    R.SUBMITTED: Words("Eingereicht", "Submitted"),
    R.IN_CHECK: Words("In Prüfung", "In check"),
    R.QUERY: Words("Rückfrage", "Query"),
    R.ACCEPTED: Words("Angenommen", "Accepted"),
    R.WAIVED: Words("Erlassen", "Waived"),
}

AWAITED: Final = (R.OPEN, R.DUE_SOON, R.OVERDUE, R.EXTENDED)
"""States in which the recipient still has to hand the report in for the first time."""
TO_COME: Final = (R.SCHEDULED, *AWAITED)
"""Reports that have not come yet, however far away their day is: only these can be late."""

TO_HAND_IN: Final = (*AWAITED, R.QUERY)
"""States in which the recipient may hand it in, for the first time or with an answer."""

OPEN_TO_WRITE: Final = (R.SCHEDULED, *TO_HAND_IN)
"""States in which the recipient may write; before the period has ended it cannot hand in."""

SUBMIT: Final = Words("Nachweis einreichen", "Submit the report")

REPORT_MOVES: Final[tuple[Move[ReportState], ...]] = (
    by_clock("open", R.SCHEDULED, R.OPEN, Words("Berichtszeitraum beginnt", "Report opens")),
    by_clock("warn", R.OPEN, R.DUE_SOON, Words("Frist rückt näher", "Due soon")),
    by_clock("warn", R.EXTENDED, R.DUE_SOON, Words("Frist rückt näher", "Due soon")),
    by_clock("miss", R.OPEN, R.OVERDUE, Words("Frist verstrichen", "Deadline missed")),
    by_clock("miss", R.DUE_SOON, R.OVERDUE, Words("Frist verstrichen", "Deadline missed")),
    by_clock("miss", R.EXTENDED, R.OVERDUE, Words("Frist verstrichen", "Deadline missed")),
    *(Move("submit", start, R.SUBMITTED, APPLICANT, SUBMIT) for start in AWAITED),
    Move("submit", R.QUERY, R.SUBMITTED, APPLICANT, Words("Rückfrage beantworten", "Answer")),
    Move("check", R.SUBMITTED, R.IN_CHECK, SPONSOR, Words("Nachweis prüfen", "Check")),
    Move("accept", R.IN_CHECK, R.ACCEPTED, SPONSOR, Words("Nachweis annehmen", "Accept")),
    Move("ask", R.IN_CHECK, R.QUERY, SPONSOR, Words("Rückfrage stellen", "Ask a question")),
    *from_each(
        (R.SCHEDULED, *AWAITED),
        "extend",
        R.EXTENDED,
        SPONSOR,
        Words("Frist verlängern", "Extend the deadline"),
    ),
    *from_each((R.ACCEPTED,), "reopen", R.QUERY, SPONSOR, Words("Wieder öffnen", "Open again")),
    *from_each(
        (R.SCHEDULED, *AWAITED), "waive", R.WAIVED, SPONSOR, Words("Bericht erlassen", "Waive")
    ),
)
"""An extension is possible even after the deadline (§ 31(7) VwVfG). Like a waiver it needs a
reason."""
