"""A session for a command, committed when the command succeeds."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy.orm import Session

from config import database_url
from grants.models.connection import engine_for

MINUTES_A_JOB_MAY_TAKE = 10


@contextmanager
def working(environ: Mapping[str, str] = os.environ) -> Iterator[Session]:
    """A session on the configured database; what it did is kept unless the block fails."""
    engine = engine_for(database_url(environ), seconds=60 * MINUTES_A_JOB_MAY_TAKE, pool_size=1)
    with Session(engine, expire_on_commit=False) as session:
        yield session
        session.commit()
    engine.dispose()
