"""Empty databases for tests, measurements and checks: made quickly, thrown away for certain.

`python -m grants.demo.scratch COMMAND ...` runs a command with DATABASE_URL set to one of them.
They lie on the server of DATABASE_URL_TEST, or on an embedded one that lives as long as needed.
"""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, create_engine, make_url, text

from grants.demo import postgres
from grants.demo.lodging import throwaway_folder


@contextmanager
def server() -> Iterator[URL]:
    """The address of any database on a server where databases may be made and thrown away."""
    if given := os.environ.get("DATABASE_URL_TEST"):
        yield make_url(given).set(drivername="postgresql+psycopg")
        return
    folder = throwaway_folder()
    try:
        yield make_url(postgres.start(folder, throwaway=True))
    finally:
        postgres.remove(folder)


@contextmanager
def database(on: URL, *, like: URL | None = None) -> Iterator[URL]:
    """A new database on this server, empty or a copy of another one; gone after the block."""
    name = f"scratch_{secrets.token_hex(6)}"
    template = like.database if like else "template1"
    _command(on, f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')
    try:
        yield on.set(database=name)
    finally:
        _command(on, f'DROP DATABASE "{name}" WITH (FORCE)')


def _command(on: URL, command: str) -> None:
    engine = create_engine(on, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(command))
    engine.dispose()


def main(command: list[str]) -> int:
    """Run the command with a scratch database; its return code."""
    with server() as on, database(on) as fresh:
        environ = {**os.environ, "DATABASE_URL": fresh.render_as_string(hide_password=False)}
        return subprocess.run(command, env=environ, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
