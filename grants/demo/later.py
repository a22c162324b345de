"""Moves the clock of a rehearsal forward, for everybody at once."""

from datetime import datetime, timedelta

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from grants.models.connection import clock

MOVE = """
    select format('ALTER DATABASE %I SET grants.clock_shift = %L', current_database(),
        coalesce(nullif(current_setting('grants.clock_shift', true), ''), '0')::interval + :by)
"""
EVERYBODY_ELSE = (
    "select pg_terminate_backend(pid) from pg_stat_activity"
    " where datname = current_database() and pid <> pg_backend_pid()"
)
"""A connection keeps the clock it began with, so all of them begin anew."""


def live_later(engine: Engine, by: timedelta) -> datetime:
    """Let every process on this database live so much later than now; the new moment, in UTC."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        statement: str = connection.execute(text(MOVE), {"by": by}).scalar_one()
        connection.execute(text(statement))
        connection.execute(text(EVERYBODY_ELSE))
    engine.dispose()
    with Session(engine) as session:
        return clock(session)
