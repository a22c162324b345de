"""Up to which act the record can no longer grow in between."""

from typing import Final

from sqlalchemy import func, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from grants.models.record import Act

PATIENCE: Final = text("set local lock_timeout = '500ms'")
NOBODY_WRITES: Final = text("lock table act in share mode")


def last_settled_act(session: Session, after: int, most: int) -> int | None:
    """The highest number above `after` below which no act can appear any more, if there is one.

    Looks at the next `most` acts only. Numbers are given out before a transaction is kept, so a
    lower number may still come after a higher one. We wait until nobody is writing acts, look, and
    let everybody go on at once: the lock ends with its savepoint, and it never keeps others longer
    than half a second. None, too, when somebody keeps writing.
    """
    session.flush()
    moment = session.begin_nested()
    try:
        session.execute(PATIENCE)
        session.execute(NOBODY_WRITES)
        settled = select(Act.id).where(Act.id > after).order_by(Act.id).limit(most).subquery()
        last: int | None = session.scalar(select(func.max(settled.c.id)))
    except OperationalError:
        return None
    else:
        return last
    finally:
        moment.rollback()
