"""The way to the database, for pages, jobs and commands alike."""

from datetime import datetime

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session

PAGE_SECONDS = 5
"""No statement of a page runs longer; jobs ask for more."""

CLOCK = text(
    "select clock_timestamp()"
    " + coalesce(nullif(current_setting('grants.clock_shift', true), ''), '0')::interval"
)


def engine_for(url: str, *, seconds: int = PAGE_SECONDS, pool_size: int = 8) -> Engine:
    """A pool of connections that give up after `seconds` per statement and 4 s for a lock."""
    return create_engine(
        url,
        pool_size=pool_size,
        max_overflow=4,
        pool_timeout=10,
        pool_pre_ping=True,
        connect_args={
            "connect_timeout": 5,
            "options": f"-c statement_timeout={seconds}s -c lock_timeout=4s -c timezone=UTC",
        },
    )


def clock(session: Session) -> datetime:
    """Now, by the one clock that judges deadlines: the database's, in UTC.

    A database whose setting grants.clock_shift is an interval lives that much later. Tests and
    rehearsals use it to move every process at once; `grants doctor` reports it.
    """
    moment: datetime = session.execute(CLOCK).scalar_one()
    return moment
