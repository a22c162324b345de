"""Observations: what the nightly look through all cases finds, and what is said about it.

A finding is what one rule says of one case. An observation (Feststellung) is a finding of the
audit catalogue that is kept: since when, whether it is still there, what staff answer, and what
the auditor makes of the answer.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from grants.programme.people import Role
from grants.programme.roads.road import NoSuchMove
from grants.programme.words import Words


class Severity(StrEnum):
    """How grave it is, the gravest first."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


SEVERITY_WORDS: Final = {
    Severity.CRITICAL: Words("kritisch", "critical"),
    Severity.HIGH: Words("hoch", "high"),
    Severity.MEDIUM: Words("mittel", "medium"),
    Severity.LOW: Words("gering", "low"),
}


class ObservationState(StrEnum):
    """Who has spoken last about it."""

    OPEN = "open"
    ANSWERED = "answered"
    ACCEPTED = "accepted"
    DISPUTED = "disputed"


OBSERVATION_WORDS: Final = {
    ObservationState.OPEN: Words("offen", "open"),
    ObservationState.ANSWERED: Words("beantwortet", "answered"),
    ObservationState.ACCEPTED: Words("anerkannt", "accepted"),
    ObservationState.DISPUTED: Words("nicht anerkannt", "disputed"),
}
WAITS_FOR_STAFF: Final = (ObservationState.OPEN, ObservationState.DISPUTED)
"""Staff have to answer; an answered one waits for the auditor, an accepted one for nobody."""


class WordKind(StrEnum):
    """What somebody said about an observation."""

    ANSWER = "answer"
    ACCEPT = "accept"
    DISPUTE = "dispute"


WORD_WORDS: Final = {
    WordKind.ANSWER: Words("Antwort des Projektträgers", "Answer of the sponsor"),
    WordKind.ACCEPT: Words("Anerkannt", "Accepted"),
    WordKind.DISPUTE: Words("Nicht anerkannt", "Disputed"),
}
SPEAKERS: Final = {
    WordKind.ANSWER: Role.SPONSOR,
    WordKind.ACCEPT: Role.AUDITOR,
    WordKind.DISPUTE: Role.AUDITOR,
}
S = ObservationState
FROM: Final = {
    WordKind.ANSWER: (S.OPEN, S.ANSWERED, S.DISPUTED),
    WordKind.ACCEPT: (S.OPEN, S.ANSWERED, S.DISPUTED),
    WordKind.DISPUTE: (S.ANSWERED, S.ACCEPTED),
}
"""In which states something may be said. What was accepted is not answered any more, and what
nobody has answered cannot be disputed."""
LEADS_TO: Final = {
    WordKind.ANSWER: S.ANSWERED,
    WordKind.ACCEPT: S.ACCEPTED,
    WordKind.DISPUTE: S.DISPUTED,
}


def state_after(kind: WordKind, state: ObservationState, by: Role) -> ObservationState:
    """Where the observation stands once this was said. Raises NoSuchMove where it cannot be."""
    if by is not SPEAKERS[kind] or state not in FROM[kind]:
        raise NoSuchMove(kind.value, state, by)
    return LEADS_TO[kind]


def sayable(state: ObservationState, by: Role) -> tuple[WordKind, ...]:
    """What somebody in this role may say now."""
    return tuple(kind for kind in WordKind if SPEAKERS[kind] is by and state in FROM[kind])


class SubjectKind(StrEnum):
    """What an observation is about, as the record of acts calls it."""

    APPLICATION = "application"
    AWARD = "award"
    DECISION = "decision"
    GRANT = "grant"
    LETTER = "letter"
    PROJECT = "project"
    RECORD = "record"
    REPORT = "report"
    ROUND = "round"


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueEntry:
    """One entry of the catalogue: what is looked for, how grave it is, what follows."""

    code: str
    """F-01 to F-23."""
    severity: Severity
    title: Words
    looks_for: Words
    """How it is found, in one sentence: the query in words."""
    consequence: Words
    source: Words
    missing: Words | None = None
    """Why it is not looked for yet, after "because": which records do not exist; else nothing."""
    partly: Words | None = None
    """What of it is not looked at, though the rest is."""

    @property
    def computed(self) -> bool:
        """Is it looked for at all?"""
        return self.missing is None
