"""What the jury said in its meeting, held against what is to be decided."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.decision import DecisionKind
from grants.models.meeting import Meeting, MeetingItem
from grants.models.round import Round
from grants.programme.meeting import MeetingResult

AGAINST: Final[Mapping[MeetingResult, tuple[DecisionKind, ...]]] = {
    MeetingResult.RECOMMENDED: (DecisionKind.REJECT,),
    MeetingResult.RESERVE: (DecisionKind.SELECT, DecisionKind.REJECT),
    MeetingResult.NOT_RECOMMENDED: (DecisionKind.SELECT, DecisionKind.RESERVE),
    MeetingResult.POSTPONED: (),
}
"""What leaves the word of the jury. Who is recommended and finds no money left is kept in reserve
without leaving it."""


def word_on(session: Session, application: Application) -> MeetingResult | None:
    """What the closed minutes say of this application; one statement."""
    return session.scalar(
        select(MeetingItem.result)
        .join(Meeting, MeetingItem.meeting_id == Meeting.id)
        .where(MeetingItem.application_id == application.id, Meeting.closed_at.is_not(None))
    )


def words_on(session: Session, round_: Round) -> dict[int, MeetingResult]:
    """What the closed minutes of the round say, by application; one statement."""
    rows = session.execute(
        select(MeetingItem.application_id, MeetingItem.result)
        .join(Meeting, MeetingItem.meeting_id == Meeting.id)
        .where(
            Meeting.round_id == round_.id,
            Meeting.closed_at.is_not(None),
            MeetingItem.result.is_not(None),
        )
    )
    return {number: result for number, result in rows if result is not None}


def leaves(word: MeetingResult | None, kind: DecisionKind | None) -> bool:
    """Does this outcome leave what the jury said?"""
    return word is not None and kind in AGAINST[word]
