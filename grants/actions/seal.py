"""The clock seals the record of acts: from then on nobody can change a row unseen."""

from datetime import datetime
from typing import Final

from sqlalchemy import func, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from grants.models.record import Act, Seal
from grants.queries.verify import BEFORE_ALL, BEGINNING, acts_between, fingerprint

MOST_AT_ONCE: Final = 10_000
"""Acts under one seal; the rest follows with the next turn of the clock."""


def seal_acts(session: Session, *, now: datetime) -> int:
    """Put every settled act that has no seal yet under a new one; how many acts.

    Nothing is sealed while somebody keeps writing; then the next turn of the clock tries again.
    """
    newest = session.scalar(select(Seal).order_by(Seal.id.desc()).limit(1))
    after = newest.last_act_id if newest else BEFORE_ALL
    last = _last_settled_act(session, after)
    if last is None:
        return 0
    previous = newest.digest if newest else BEGINNING
    digest, numbers = fingerprint(acts_between(session, after, last), previous, now)
    session.add(
        Seal(
            first_act_id=numbers[0],
            last_act_id=last,
            acts=len(numbers),
            previous=previous,
            digest=digest,
            sealed_at=now,
        )
    )
    session.flush()
    return len(numbers)


def _last_settled_act(session: Session, after: int) -> int | None:
    """The highest number up to which no act can appear any more; None when there is none.

    Numbers are given out before a transaction is kept, so a lower number may still come after a
    higher one. We wait until nobody is writing acts, look, and let everybody go on at once: the
    lock ends with its savepoint, and it never keeps others longer than half a second.
    """
    session.flush()
    moment = session.begin_nested()
    try:
        session.execute(text("set local lock_timeout = '500ms'"))
        session.execute(text("lock table act in share mode"))
        settled = (
            select(Act.id).where(Act.id > after).order_by(Act.id).limit(MOST_AT_ONCE).subquery()
        )
        last: int | None = session.scalar(select(func.max(settled.c.id)))
    except OperationalError:
        return None
    else:
        return last
    finally:
        moment.rollback()
