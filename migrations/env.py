"""Runs the migrations, on a connection that is handed in or on the database of DATABASE_URL.

One process at a time: a second one waits until the first is done, then finds nothing to do.
"""

from typing import Any

from alembic import context
from sqlalchemy import Connection, create_engine, text

from config import database_url
from grants.models.every import Base

MIGRATING = 4_711_000_001
"""The number of the advisory lock, chosen at random."""


def belongs_to_us(name: str | None, kind: str, _parents: Any) -> bool:
    """Is this part of the schema ours, and not one of the job queue's own?"""
    return kind != "table" or not (name or "").startswith("procrastinate_")


def run(connection: Connection) -> None:
    """Bring the schema on this connection where the command wants it."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_name=belongs_to_us,
        compare_server_default=True,
    )
    with context.begin_transaction():
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": MIGRATING})
        connection.execute(text("SET LOCAL lock_timeout = '4s'"))
        context.run_migrations()


handed_in: Connection | None = context.config.attributes.get("connection")
if handed_in is not None:
    run(handed_in)
else:
    engine = create_engine(database_url())
    with engine.connect() as own:
        run(own)
    engine.dispose()
