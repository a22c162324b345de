"""Runs the whole program on one machine: database, mail server, worker and pages.

Everything it starts, it ends. Nothing here is for production, where an operator runs
`grants serve`, `grants worker` and a database of their own.
"""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType

import click

from grants.demo import postgres
from grants.demo.leftover import end_leftovers
from grants.demo.mailbox import free_port, mail_server
from grants.demo.seed import ACCOUNTS, PASSWORD, is_empty, plant, tell
from grants.models.schema import migrate
from grants.settings import WEB_SERVER, Settings
from grants.worker.room import Room, room_for

ROOT = Path(__file__).parents[2]
VAR = ROOT / "var"
SECONDS_TO_ANSWER = 60
DEFAULT_PORT = 8000
SECONDS_TO_STOP = 15


class Stopped(Exception):
    """Somebody pressed Ctrl-C or asked the process to end."""


Read = Callable[[Mapping[str, str]], Settings]
"""What turns an environment into settings."""


def run_demo(read: Read, *, reset: bool = False) -> None:
    """Start everything, say where it is, and wait until somebody stops it."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    with ExitStack() as running:
        try:
            running.enter_context(_alone())
            if reset:
                _throw_away()
            _start(running, read)
        except Stopped:
            click.echo("\nStopping …")


@contextmanager
def _alone() -> Iterator[None]:
    """Only one demonstration at a time in a folder: a second would end the first's database."""
    VAR.mkdir(exist_ok=True)
    with (VAR / "demo.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SystemExit("A demonstration already runs in this folder.") from None
        yield


def _insist_on_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))  # where the pages will be served
        except OSError:
            raise SystemExit(
                f"Port {port} is in use. Choose another one: PORT={port + 1} make demo"
            ) from None


def _start(running: ExitStack, read: Read) -> None:
    if ended := end_leftovers(ROOT):
        click.echo(f"Ended {ended} processes that a killed demonstration had left running.")
    _insist_on_free(int(os.environ.get("PORT") or DEFAULT_PORT))
    database = os.environ.get("DATABASE_URL") or running.enter_context(
        postgres.running(VAR / "postgres")
    )
    mail_port = free_port()
    environ = environment_of(database, mail_port)
    chosen = read(environ)
    room = room_for(chosen, pool_size=1)
    running.callback(room.close)
    migrate(room.engine)
    running.enter_context(mail_server(VAR / "mail", mail_port))
    web = (sys.executable, *WEB_SERVER, "--workers", "2", "wsgi:app")
    options = ("--bind", f"127.0.0.1:{chosen.port}", "--log-level", "warning")
    # The web server gets ready while the data is planted; nobody knows its address yet. The
    # worker comes after it, so that the clock finds a whole programme.
    children = [_child(running, environ, *web, *options)]
    _plant_when_empty(room)
    children.append(_child(running, environ, sys.executable, "-m", "grants", "worker"))
    _wait_for_answer(f"http://127.0.0.1:{chosen.port}/health", children)
    click.echo(_welcome(chosen.public_url))
    told = False
    while all(child.poll() is None for child in children):
        time.sleep(0.5)
        told = told or _tell_when_letters_are_made(room)
    raise SystemExit("A part of the program has ended by itself; see the lines above.")


def environment_of(database: str, mail_port: int) -> dict[str, str]:
    """What the processes of the demonstration read from the environment."""
    from grants.demo.seal import PASSWORD, seal_file  # noqa: PLC0415 - an extra, as the demo is

    return {
        **os.environ,
        "DATABASE_URL": database,
        "GRANTS_ENVIRONMENT": "demo",
        "MALLOC_ARENA_MAX": "1",  # as `grants serve` sets it
        "GRANTS_FILES_URL": str(VAR / "files"),
        "GRANTS_MAIL_FROM": "foerderportal@example.org",
        "GRANTS_SEAL_FILE": str(seal_file(VAR / "seal")),
        "GRANTS_SEAL_PASSWORD": PASSWORD,
        "GRANTS_SMTP_URL": f"smtp://127.0.0.1:{mail_port}",
        "GRANTS_LOG_LEVEL": os.environ.get("GRANTS_LOG_LEVEL", "WARNING"),
    }


def _plant_when_empty(room: Room) -> None:
    with room.sessions.begin() as session:
        if is_empty(session):
            click.echo("Planting the demo data …")
            plant(session, room.store)


def _tell_when_letters_are_made(room: Room) -> bool:
    """The awarded round goes its last steps when the worker has made its letters: is it done?"""
    with room.sessions.begin() as session:
        return tell(session)


def _child(running: ExitStack, environ: dict[str, str], *command: str) -> "subprocess.Popen[bytes]":
    # A session of its own, so that Ctrl-C reaches only us and we end things in order.
    child = subprocess.Popen(command, env=environ, cwd=ROOT, start_new_session=True)  # noqa: S603
    running.callback(_end, child)
    return child


def _end(child: "subprocess.Popen[bytes]") -> None:
    child.terminate()
    try:
        child.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _wait_for_answer(address: str, children: list["subprocess.Popen[bytes]"]) -> None:
    give_up = time.monotonic() + SECONDS_TO_ANSWER
    while time.monotonic() < give_up:
        if any(child.poll() is not None for child in children):
            raise SystemExit("The program could not start; see the lines above.")
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - our own address
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"No answer from {address} within {SECONDS_TO_ANSWER} seconds.")


def _welcome(address: str) -> str:
    people = "\n".join(f"    {account.email:<34} {account.role.value}" for account in ACCOUNTS)
    return (
        f"\n  The demonstration runs at {address}\n"
        f"  Sign in with the password {PASSWORD} as\n{people}\n"
        f"  Mails arrive at {address}/demo/mailbox. Ctrl-C stops everything.\n"
    )


def _throw_away() -> None:
    if "DATABASE_URL" in os.environ:
        raise SystemExit("DATABASE_URL is set: empty that database yourself, then: make demo")
    postgres.remove(VAR / "postgres")
    for folder in ("files", "mail"):
        shutil.rmtree(VAR / folder, ignore_errors=True)


def _stop(_number: int, _frame: FrameType | None) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # once is enough; ending in order takes a moment
    raise Stopped
