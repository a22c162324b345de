"""Moves the clock of a rehearsal forward, for everybody at once."""

from datetime import datetime, timedelta

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from grants.models.connection import clock

SHIFT = "select coalesce(nullif(current_setting('grants.clock_shift', true), ''), '0')::interval"
EVERYBODY_ELSE = (
    "select pg_terminate_backend(pid) from pg_stat_activity"
    " where datname = current_database() and pid <> pg_backend_pid()"
)
"""A connection keeps the clock it began with, so all of them begin anew."""


def live_later(engine: Engine, by: timedelta) -> datetime:
    """Let every process on this database live so much later than now; the new moment, in UTC."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        shift: timedelta = connection.scalar(text(SHIFT)) + by
        name = connection.scalar(text("select current_database()"))
        seconds = f"{shift.total_seconds()} seconds"
        connection.execute(text(f"ALTER DATABASE \"{name}\" SET grants.clock_shift = '{seconds}'"))
        connection.execute(text(EVERYBODY_ELSE))
    engine.dispose()
    with Session(engine) as session:
        return clock(session)
