"""A real PostgreSQL for the tests, with the schema that the migrations make.

`session` for most tests: everything in one transaction that is rolled back.
`database` and `engine` where commits count: a copy of the whole database for one test alone.
"""

from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from psycopg.pq import TransactionStatus
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from grants.demo import scratch
from grants.models.connection import clock

INTRANS = TransactionStatus.INTRANS
HERE = Path(__file__).parent
PYPROJECT = HERE.parent / "pyproject.toml"
LONGEST_FIRST = ("journeys", "web/test_", "worker", "documents")
"""Files that take minutes begin before the others, so that no process runs one alone at the end."""


def pytest_collection_modifyitems(items):
    """Put the long files in front; within a file the order stays."""
    items.sort(key=lambda item: _turn(item.path.relative_to(HERE).as_posix()))


def _turn(path):
    in_front = [n for n, name in enumerate(LONGEST_FIRST) if path.startswith(name)]
    return in_front[0] if in_front else len(LONGEST_FIRST)


@pytest.fixture(scope="session")
def server():
    """The address of a server where databases may be made and thrown away."""
    with scratch.server() as on:
        yield on


@pytest.fixture(scope="session")
def template(server):
    """The address of an empty database at the newest migration; nobody writes into it."""
    with scratch.database(server) as fresh:
        migrate(fresh)
        yield fresh


@pytest.fixture(scope="session")
def shared_engine(server, template):
    """The engine of the one database in which every `session` rolls back."""
    with scratch.database(server, like=template) as copy:
        engine = create_engine(copy)
        yield engine
        engine.dispose()


@pytest.fixture
def session(shared_engine):
    """A session whose work, commits included, is undone after the test."""
    with shared_engine.connect() as connection, connection.begin() as everything:
        with Session(connection, join_transaction_mode="create_savepoint") as work:
            yield work
            if connection.connection.dbapi_connection.info.transaction_status == INTRANS:
                connection.execute(text("set constraints all immediate"))  # as a commit would ask
        everything.rollback()


@pytest.fixture
def database(server, template):
    """The address, as text, of a migrated database for this test alone."""
    with scratch.database(server, like=template) as copy:
        yield copy.render_as_string(hide_password=False)


@pytest.fixture
def engine(database):
    """The engine of a migrated database for this test alone."""
    engine = create_engine(database)
    yield engine
    engine.dispose()


def migrate(database, to="head"):
    """Bring this database to a migration, as an operator would."""
    engine = create_engine(database)
    configuration = Config(toml_file=PYPROJECT)
    with engine.begin() as connection:
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, to)
    engine.dispose()


@pytest.fixture
def clock_at(session):
    """`clock_at(moment)` lets the database, and so the whole program, live at that moment."""

    def move(moment):
        session.execute(text("select set_config('grants.clock_shift', '', true)"))
        shift = moment - clock(session)
        session.execute(
            text("select set_config('grants.clock_shift', :shift, true)"),
            {"shift": f"{shift / timedelta(seconds=1)} seconds"},
        )

    return move
