"""What a job needs to work: the settings, the database, the file store."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from grants.documents.seal import BadSeal, Seal, read_seal
from grants.documents.store import Store
from grants.models.connection import engine_for
from grants.settings import BadSettings, Settings

SECONDS_FOR_A_STATEMENT = 60
"""Jobs may take longer than pages."""


@dataclass(frozen=True, slots=True)
class Room:
    """One worker's room; its sessions commit at the end of `begin()`, as jobs are an edge."""

    settings: Settings
    engine: Engine
    sessions: sessionmaker[Session]
    store: Store
    seal: Seal | None = None
    """What letters are sealed with."""

    def close(self) -> None:
        """Close the connections to the database."""
        self.engine.dispose()


def room_for(settings: Settings, *, pool_size: int = 6) -> Room:
    """The room of this process.

    Raises BadSettings when the key of the seal cannot be used.
    """
    engine = engine_for(settings.database_url, seconds=SECONDS_FOR_A_STATEMENT, pool_size=pool_size)
    return Room(
        settings=settings,
        engine=engine,
        sessions=sessionmaker(engine, expire_on_commit=False),
        store=Store.at(settings.files_url, scanned=bool(settings.clamd_url)),
        seal=seal_of(settings),
    )


def seal_of(settings: Settings) -> Seal | None:
    """The seal of this program, if it has one.

    Raises BadSettings when its key cannot be used.
    """
    if not settings.seal_file:
        return None
    try:
        return read_seal(Path(settings.seal_file), settings.seal_password)
    except BadSeal as wrong:
        raise BadSettings([f"GRANTS_SEAL_FILE cannot seal: {wrong}"]) from wrong
