"""Two who act at the same moment: the second has to wait until the first is through."""

import time

from sqlalchemy import text


def until_somebody_waits(engine):
    """Return as soon as a connection waits for the lock of another."""
    waiting = text(
        "select count(*) from pg_stat_activity"
        " where datname = current_database() and wait_event_type = 'Lock'"
    )
    for _ in range(200):
        with engine.connect() as connection:
            if connection.scalar(waiting):
                return
        time.sleep(0.05)
    raise AssertionError("nobody waits")
