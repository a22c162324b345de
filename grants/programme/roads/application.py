"""The road of an application (Bewerbung) of one cluster in one round."""

from enum import StrEnum
from typing import Final

from grants.programme.roads.road import APPLICANT, SPONSOR, Move, by_clock, from_each
from grants.programme.words import Words


class ApplicationState(StrEnum):
    """Where an application stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    INCOMPLETE = "incomplete"
    FORMALLY_OK = "formally_ok"
    FORMALLY_REJECTED = "formally_rejected"
    UNDER_REVIEW = "under_review"
    RECOMMENDED = "recommended"
    RESERVE = "reserve"
    NOT_RECOMMENDED = "not_recommended"
    SELECTED = "selected"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


A = ApplicationState

APPLICATION_WORDS: Final = {
    A.DRAFT: Words("Entwurf", "Draft"),
    A.SUBMITTED: Words("Eingereicht", "Submitted"),
    A.INCOMPLETE: Words("Unterlagen nachgefordert", "Papers requested"),
    A.FORMALLY_OK: Words("Formal in Ordnung", "Formally in order"),
    A.FORMALLY_REJECTED: Words("Aus formalem Grund abgelehnt", "Rejected on formal grounds"),
    A.UNDER_REVIEW: Words("In der Begutachtung", "Under review"),
    A.RECOMMENDED: Words("Zur Förderung empfohlen", "Recommended"),
    A.RESERVE: Words("Reserve (Nachrücker)", "Reserve"),
    A.NOT_RECOMMENDED: Words("Nicht empfohlen", "Not recommended"),
    A.SELECTED: Words("Ausgewählt", "Selected"),
    A.REJECTED: Words("Abgelehnt", "Rejected"),
    A.WITHDRAWN: Words("Zurückgezogen", "Withdrawn"),
    A.EXPIRED: Words("Nicht eingereicht", "Expired"),
}

LIVE_APPLICATION: Final = frozenset(ApplicationState) - {A.WITHDRAWN, A.EXPIRED}
"""States that take the one place a cluster has in a round (R-012)."""

OPEN_TO_TEAM: Final = (A.DRAFT, A.INCOMPLETE)
"""States in which the cluster's team may change what the application says."""

BEFORE_SELECTION: Final = (
    A.DRAFT,
    A.SUBMITTED,
    A.INCOMPLETE,
    A.FORMALLY_OK,
    A.UNDER_REVIEW,
    A.RECOMMENDED,
    A.RESERVE,
    A.NOT_RECOMMENDED,
)

APPLICATION_MOVES: Final[tuple[Move[ApplicationState], ...]] = (
    Move("submit", A.DRAFT, A.SUBMITTED, APPLICANT, Words("Bewerbung einreichen", "Submit")),
    by_clock("expire", A.DRAFT, A.EXPIRED, Words("Entwurf verfällt", "Draft expires")),
    *from_each(
        (A.SUBMITTED,),
        "reopen",
        A.DRAFT,
        APPLICANT,
        Words("Noch einmal bearbeiten", "Change again"),
    ),
    by_clock(
        "restore",
        A.DRAFT,
        A.SUBMITTED,
        Words("Zuletzt eingereichte Fassung gilt", "Last submitted version counts"),
    ),
    Move(
        "admit",
        A.SUBMITTED,
        A.FORMALLY_OK,
        SPONSOR,
        Words("Formal in Ordnung befinden", "Find formally in order"),
    ),
    *from_each(
        (A.SUBMITTED, A.INCOMPLETE),
        "reject_formally",
        A.FORMALLY_REJECTED,
        SPONSOR,
        Words("Aus formalem Grund ablehnen", "Reject on formal grounds"),
    ),
    *from_each(
        (A.SUBMITTED,),
        "ask_for_papers",
        A.INCOMPLETE,
        SPONSOR,
        Words("Unterlagen nachfordern", "Ask for papers"),
    ),
    Move(
        "supply_papers",
        A.INCOMPLETE,
        A.SUBMITTED,
        APPLICANT,
        Words("Unterlagen nachreichen", "Supply papers"),
    ),
    Move(
        "review",
        A.FORMALLY_OK,
        A.UNDER_REVIEW,
        SPONSOR,
        Words("Zur Begutachtung geben", "Pass on for review"),
    ),
    Move("recommend", A.UNDER_REVIEW, A.RECOMMENDED, SPONSOR, Words("Empfehlen", "Recommend")),
    Move(
        "put_on_reserve",
        A.UNDER_REVIEW,
        A.RESERVE,
        SPONSOR,
        Words("Auf die Reserveliste setzen", "Put on the reserve list"),
    ),
    Move(
        "not_recommend",
        A.UNDER_REVIEW,
        A.NOT_RECOMMENDED,
        SPONSOR,
        Words("Nicht empfehlen", "Do not recommend"),
    ),
    Move("select", A.RECOMMENDED, A.SELECTED, SPONSOR, Words("Auswählen", "Select")),
    *from_each(
        (A.RECOMMENDED,),
        "put_on_reserve",
        A.RESERVE,
        SPONSOR,
        Words("Auf die Reserveliste setzen", "Put on the reserve list"),
    ),
    *from_each(
        (A.RECOMMENDED, A.RESERVE), "reject", A.REJECTED, SPONSOR, Words("Ablehnen", "Reject")
    ),
    Move("reject", A.NOT_RECOMMENDED, A.REJECTED, SPONSOR, Words("Ablehnen", "Reject")),
    *from_each((A.RESERVE,), "promote", A.SELECTED, SPONSOR, Words("Nachrücken lassen", "Promote")),
    by_clock("expire", A.RESERVE, A.REJECTED, Words("Reserveplatz verfällt", "Reserve expires")),
    *from_each(
        (A.SELECTED,),
        "decline",
        A.WITHDRAWN,
        APPLICANT,
        Words("Auswahl nicht annehmen", "Decline the selection"),
    ),
    *from_each(
        BEFORE_SELECTION, "withdraw", A.WITHDRAWN, APPLICANT, Words("Zurückziehen", "Withdraw")
    ),
)
"""Withdrawing is possible until the selection; a selected cluster declines its award instead."""
