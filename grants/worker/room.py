"""What a job needs to work: the settings, the database, the file store."""

from dataclasses import dataclass

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from grants.documents.store import Store
from grants.models.connection import engine_for
from grants.settings import Settings

SECONDS_FOR_A_STATEMENT = 60
"""Jobs may take longer than pages."""


@dataclass(frozen=True, slots=True)
class Room:
    """One worker's room; its sessions commit at the end of `begin()`, as jobs are an edge."""

    settings: Settings
    engine: Engine
    sessions: sessionmaker[Session]
    store: Store

    def close(self) -> None:
        """Close the connections to the database."""
        self.engine.dispose()


def room_for(settings: Settings, *, pool_size: int = 6) -> Room:
    """The room of this process."""
    engine = engine_for(settings.database_url, seconds=SECONDS_FOR_A_STATEMENT, pool_size=pool_size)
    return Room(
        settings=settings,
        engine=engine,
        sessions=sessionmaker(engine, expire_on_commit=False),
        store=Store.at(settings.files_url, scanned=bool(settings.clamd_url)),
    )
