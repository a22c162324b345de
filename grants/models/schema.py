"""Which migration a database is at, and the way to the newest."""

from pathlib import Path

from sqlalchemy import Column, Connection, Engine, MetaData, String, Table, inspect, select, text

MIGRATIONS = Path(__file__).parents[2] / "migrations"
KEPT_IN = "alembic_version"


def newest() -> str | None:
    """The newest migration this program knows: its files are named in their order."""
    names = sorted(path.stem for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    return names[-1] if names else None


def current(connection: Connection) -> str | None:
    """The migration the database is at; None when it is empty."""
    if not inspect(connection).has_table(KEPT_IN):
        return None
    table = Table(KEPT_IN, MetaData(), Column("version_num", String))
    at: str | None = connection.scalar(select(table.c.version_num))
    return at


def letters_in_the_way(engine: Engine) -> list[str]:
    """Letters that are ordered and not printed while the database is behind.

    The version that ordered a letter prints it; a newer one cannot.
    """
    with engine.connect() as connection:
        if current(connection) in (None, newest()):
            return []
        numbers = connection.scalars(
            text("select number from letter where state = 'ordered' order by id")
        )
        return list(numbers)


def migrate(engine: Engine) -> None:
    """Bring the database to the newest migration; two at once wait for one another."""
    # Only here: pages ask for `newest` and `current`, and need not carry 10 MB of alembic.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, "head")
