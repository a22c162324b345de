"""What the jury said in its meeting, held against what is to be decided."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import ScalarSelect, select
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.decision import DecisionKind
from grants.models.meeting import Meeting, MeetingItem
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
    return session.scalar(select(closed_word()).where(Application.id == application.id))


def closed_word() -> ScalarSelect[MeetingResult | None]:
    """What the closed minutes say of an application; a column beside `Application`."""
    return (
        select(MeetingItem.result)
        .join(Meeting, MeetingItem.meeting_id == Meeting.id)
        .where(
            MeetingItem.application_id == Application.id,
            Meeting.closed_at.is_not(None),
            MeetingItem.result.is_not(None),
        )
        .order_by(Meeting.closed_at.desc())
        .limit(1)
        .correlate(Application)
        .scalar_subquery()
    )


def leaves(word: MeetingResult | None, kind: DecisionKind | None) -> bool:
    """Does this outcome leave what the jury said?"""
    return word is not None and kind in AGAINST[word]
