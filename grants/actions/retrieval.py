"""Opening a letter: the first time is noted, because periods may begin with it."""

from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.record import record
from grants.models.decision import Letter
from grants.models.notification import LetterDispatch
from grants.programme.notification import Channel
from grants.programme.people import Actor
from grants.queries.letter import addressee_reads

AGAIN: Final = select(LetterDispatch).where(
    LetterDispatch.channel == Channel.PORTAL, LetterDispatch.retrieved_at.is_(None)
)


def retrieve_letter(session: Session, letter: Letter, *, by: Actor, now: datetime) -> bool:
    """Note that the recipient opened the letter; False when that was noted before.

    Nothing is noted when somebody else of the case reads along: no period of the recipient begins.
    What was made available once more is noted once more: its period begins with it (R-050).
    """
    lock(session, letter)
    if not addressee_reads(session, letter, by):
        return False
    again = session.scalars(AGAIN.where(LetterDispatch.letter_id == letter.id)).all()
    for dispatch in again:
        dispatch.retrieved_at = now
    if letter.retrieved_at is not None and not again:
        return False
    letter.retrieved_at = letter.retrieved_at or now
    record(
        session,
        "retrieve_letter",
        "letter",
        letter.number,
        by=by,
        now=now,
        after={"retrieved_at": now.isoformat()},
    )
    session.flush()
    return True
