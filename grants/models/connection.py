"""The way to the database, for pages, jobs and commands alike."""

from datetime import datetime
from typing import Any

from psycopg import Connection
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.orm import Session

PAGE_SECONDS = 5
"""No statement of a page runs longer; jobs ask for more."""

PREPARE_AFTER = 2
PLANS_KEPT = 500
"""Statements a connection keeps planned; all pages together ask fewer than that."""

CLOCK = text(
    "select clock_timestamp()"
    " + coalesce(nullif(current_setting('grants.clock_shift', true), ''), '0')::interval"
)


def engine_for(url: str, *, seconds: int = PAGE_SECONDS, pool_size: int = 8) -> Engine:
    """A pool of connections that give up after `seconds` per statement and 4 s for a lock.

    Planning a page's statements costs the database more than running them. A connection therefore
    keeps the plans of all our pages, and the one used last is used first, so that few keep many.
    """
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=4,
        pool_timeout=10,
        pool_pre_ping=True,
        pool_use_lifo=True,
        connect_args={
            "connect_timeout": 5,
            "prepare_threshold": PREPARE_AFTER,
            "options": f"-c statement_timeout={seconds}s -c lock_timeout=4s -c timezone=UTC",
        },
    )
    event.listen(engine, "connect", _keep_plans)
    return engine


def _keep_plans(connection: Connection[Any], _record: object) -> None:
    connection.prepared_max = PLANS_KEPT


def clock(session: Session) -> datetime:
    """Now, by the one clock that judges deadlines: the database's, in UTC.

    A database whose setting grants.clock_shift is an interval lives that much later. Tests and
    rehearsals use it to move every process at once; `grants doctor` reports it.
    """
    moment: datetime = session.execute(CLOCK).scalar_one()
    return moment
