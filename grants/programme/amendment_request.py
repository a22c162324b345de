"""What a recipient may ask to have changed about its grant (Änderungsantrag), and what must fit."""

from datetime import date
from enum import StrEnum
from typing import Final

from grants.programme.amendment import LAW
from grants.programme.finding import Finding
from grants.programme.words import Words, say


class RequestKind(StrEnum):
    """What is asked for."""

    EXTENSION = "extension"
    EARLY_END = "early_end"
    REALLOCATION = "reallocation"
    YEAR_SHIFT = "year_shift"
    TOP_UP = "top_up"
    REDUCTION = "reduction"
    PARTNER = "partner"
    OTHER = "other"


class RequestState(StrEnum):
    """How far it is."""

    OPEN = "open"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    GRANTED = "granted"


K = RequestKind
ANOTHER_END: Final = (K.EXTENSION, K.EARLY_END)
REQUEST_WORDS: Final = {
    K.EXTENSION: Words("Laufzeit verlängern", "A longer period"),
    K.EARLY_END: Words("Vorhaben früher beenden", "An earlier end"),
    K.REALLOCATION: Words("Mittel umwidmen", "Money for other items"),
    K.YEAR_SHIFT: Words("Mittel in ein anderes Jahr verschieben", "Money in another year"),
    K.TOP_UP: Words("Mehr Zuwendung", "More money"),
    K.REDUCTION: Words("Weniger Zuwendung", "Less money"),
    K.PARTNER: Words("Partner wechseln", "Another partner"),
    K.OTHER: Words("Etwas anderes", "Something else"),
}
REQUEST_STATES: Final = {
    RequestState.OPEN: Words("Liegt beim Projektträger", "With the sponsor"),
    RequestState.WITHDRAWN: Words("Zurückgezogen", "Withdrawn"),
    RequestState.REFUSED: Words("Abgelehnt", "Refused"),
    RequestState.GRANTED: Words("Mit Bescheid geändert", "Amended by letter"),
}


def check_end(kind: RequestKind, ends_on: date | None, now_ends_on: date, today: date) -> Finding:
    """Does a longer period end later than now, a shorter one earlier and not in the past?"""
    if kind not in ANOTHER_END:
        holds = True
    elif ends_on is None:
        holds = False
    elif kind is K.EXTENSION:
        holds = ends_on > now_ends_on
    else:
        holds = today <= ends_on < now_ends_on
    return Finding(
        rule="AMEND-END",
        holds=holds,
        claim=Words("Das gewünschte Ende passt zum Antrag.", "The wanted end fits the request."),
        says=say("Jetzt endet der Bewilligungszeitraum am {day}. Nennen Sie für eine Verlängerung"
                 " einen späteren Tag, für ein früheres Ende einen Tag zwischen heute und davor.",
                 "The approval period ends on {day} now. Name a later day for a longer period, for"
                 " an earlier end a day between today and before that.", day=now_ends_on),
        source=LAW,
        place="ends_on",
    )  # fmt: skip


def check_none_open(*, none: bool) -> Finding:
    """Is there no other request that waits?"""
    return Finding(
        rule="AMEND-REQUEST",
        holds=none,
        claim=Words("Über einen Antrag wird zuerst entschieden.", "One request at a time."),
        says=Words("Sie beantragen das erste.", "It is the only one.")
        if none
        else Words("Ein Antrag liegt schon beim Projektträger. Ziehen Sie ihn zurück, wenn Sie"
                   " etwas anderes wünschen.",
                   "A request is with the sponsor already. Withdraw it if you want another one."),
        source=LAW,
        place="kind",
    )  # fmt: skip


def check_possible(*, amendable: bool) -> Finding:
    """Can the grant be amended in its state?"""
    return Finding(
        rule="AMEND-REQUEST",
        holds=amendable,
        claim=Words("Die Zuwendung lässt sich ändern.", "The grant can be amended."),
        says=Words("Sie lässt sich ändern.", "It can be amended.")
        if amendable
        else Words("Im jetzigen Stand lässt sich diese Zuwendung nicht ändern.",
                   "This grant cannot be amended in its present state."),
        source=LAW,
        place="kind",
    )  # fmt: skip
