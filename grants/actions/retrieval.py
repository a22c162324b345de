"""Opening a letter: the first time is noted, because periods may begin with it."""

from datetime import datetime

from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.record import record
from grants.models.decision import Letter
from grants.programme.people import Actor


def retrieve_letter(session: Session, letter: Letter, *, by: Actor, now: datetime) -> bool:
    """Note that the recipient opened the letter; False when that was noted before."""
    lock(session, letter)
    if letter.retrieved_at is not None:
        return False
    letter.retrieved_at = now
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
