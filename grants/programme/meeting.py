"""A meeting of the jury: its quorum, how its members vote, and what they come to."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from fractions import Fraction
from math import ceil
from typing import Final

from grants.programme.criteria import Selection
from grants.programme.finding import Finding
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.words import Words, say


class Vote(StrEnum):
    """What a juror who is present said to one item; who has left the room votes on nothing."""

    FOR = "for"
    AGAINST = "against"
    ABSTENTION = "abstention"
    AWAY = "away"


VOTE_WORDS: Final = {
    Vote.FOR: Words("dafür", "for"),
    Vote.AGAINST: Words("dagegen", "against"),
    Vote.ABSTENTION: Words("Enthaltung", "abstention"),
    Vote.AWAY: Words("nicht im Raum", "left the room"),
}


class MeetingResult(StrEnum):
    """What the jury came to on one application."""

    RECOMMENDED = "recommended"
    RESERVE = "reserve"
    NOT_RECOMMENDED = "not_recommended"
    POSTPONED = "postponed"


RESULT_WORDS: Final = {
    MeetingResult.RECOMMENDED: Words("empfohlen", "recommended"),
    MeetingResult.RESERVE: Words("Reserve", "reserve"),
    MeetingResult.NOT_RECOMMENDED: Words("nicht empfohlen", "not recommended"),
    MeetingResult.POSTPONED: Words("zurückgestellt", "put back"),
}


def needed_for_quorum(quorum: Fraction, size: int) -> int:
    """How many of the jury must be there; at least one."""
    return max(1, ceil(quorum * size))


def check_quorum(selection: Selection, present: int, size: int) -> Finding:
    """Are enough of the jury there?"""
    needed = needed_for_quorum(selection.quorum, size)
    return Finding(
        rule="JURY-QUORUM",
        holds=present >= needed,
        claim=Words("Die Jury ist beschlussfähig.", "The jury has its quorum."),
        says=say(
            "{present} von {size} Mitgliedern sind anwesend, nötig sind {needed}.",
            "{present} of {size} members are present, {needed} are needed.",
            present=present, size=size, needed=needed,
        ),
        source=TERMS_OF_ROUND,
        place="present",
    )  # fmt: skip


def check_voted(result: MeetingResult | None, votes: Iterable[Vote]) -> Finding:
    """Does the result say what the votes say? Without anybody's vote the jury came to nothing."""
    said = Counter(votes)
    ayes, noes = said[Vote.FOR], said[Vote.AGAINST]
    carried = result is not MeetingResult.RECOMMENDED or ayes > noes
    settled = result is None or result is MeetingResult.POSTPONED
    return Finding(
        rule="JURY-VOTE",
        holds=settled or (ayes + noes > 0 and carried),
        claim=Words(
            "Empfohlen ist, wofür mehr stimmen als dagegen.",
            "What more vote for than against is recommended.",
        ),
        says=say(
            "Dafür {ayes}, dagegen {noes}: Dazu passt „{result}“ nicht.",
            "For {ayes}, against {noes}: “{result}” does not follow from this.",
            ayes=ayes, noes=noes, result=RESULT_WORDS[result],
        )
        if result
        else Words("Noch kein Ergebnis.", "No result yet."),
        source=TERMS_OF_ROUND,
        place="result",
    )  # fmt: skip
