"""Which migration a database is at, and the way to the newest."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

MIGRATIONS = Path(__file__).parents[2] / "migrations"


def newest() -> str | None:
    """The newest migration this program knows."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


def current(connection: Connection) -> str | None:
    """The migration the database is at; None when it is empty."""
    return MigrationContext.configure(connection).get_current_revision()


def migrate(engine: Engine) -> None:
    """Bring the database to the newest migration; two at once wait for one another."""
    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, "head")
