"""The real server, started as an operator does, and what it and the database use of the machine."""

import http.client
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from sqlalchemy import create_engine, text

from grants.demo.mailbox import free_port
from grants.settings import WEB_SERVER

ROOT = Path(__file__).parents[2]
AS_INSTALLED = os.pathsep.join((str(Path(__file__).parent / "installed"), str(ROOT)))
"""The PYTHONPATH that hides from the program what only developers have."""
PROGRAM = (sys.executable, "-m", "grants")
SECONDS_TO_ANSWER = 60
SECONDS_TO_STOP = 20
MEGABYTE = 1_000_000
WORKERS = (*WEB_SERVER, "--workers", "2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running web server: the port it listens on and its first process."""

    port: int
    process: psutil.Process
    started_in: float
    """Seconds from the command to the first answer."""

    def workers(self):
        """The processes that make pages."""
        return self.process.children()

    def memory(self):
        """Resident memory of the largest of them, MB."""
        return max(worker.memory_info().rss for worker in self.workers()) / MEGABYTE

    def memory_in_all(self):
        """Memory of all of them and of the process that made them, what they share once, MB."""
        every = (self.process, *self.workers())
        return sum(each.memory_full_info().pss for each in every) / MEGABYTE

    def cpu(self):
        """CPU seconds that all of them have used so far."""
        return sum(_used(each) for each in (self.process, *self.workers()))


@dataclass(frozen=True, slots=True)
class Database:
    """The database server, seen from outside."""

    process: psutil.Process

    @classmethod
    def at(cls, url):
        """The server behind this address; it must run on this machine."""
        engine = create_engine(url)
        with engine.connect() as connection:
            backend = psutil.Process(connection.scalar(text("select pg_backend_pid()")))
            server = backend.parent()  # asked while the backend lives
        engine.dispose()
        return cls(server)

    def cpu(self):
        """CPU seconds that the server and all its processes have used so far."""
        ended = self.process.cpu_times()
        living = (_used(each) for each in self.process.children())
        return sum(living) + _used(self.process) + ended.children_user + ended.children_system


def environ(url, files, port=0):
    """The settings under which the program is measured."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GRANTS_")}
    return {
        **kept,
        "DATABASE_URL": url.replace("postgresql+psycopg://", "postgresql://", 1),
        "PORT": str(port or free_port()),
        "GRANTS_ENVIRONMENT": "test",
        "GRANTS_PUBLIC_URL": "http://localhost",
        "GRANTS_FILES_URL": str(files),
        "GRANTS_WEB_WORKERS": "2",
        "MALLOC_ARENA_MAX": "1",  # as `grants serve` sets it
        "GRANTS_LOG_LEVEL": "ERROR",
        "PYTHONPATH": AS_INSTALLED,
    }


@contextmanager
def serving(url, files, *, app="wsgi:app", first_page="/calls"):
    """The pages on this database as `grants serve` serves them, but for this machine alone."""
    settings = environ(url, files)
    options = ("--bind", f"127.0.0.1:{settings['PORT']}")
    with answering((sys.executable, *WORKERS, app, *options), settings, first_page) as one:
        yield one


@contextmanager
def answering(command, settings, first_page):
    """A server that has answered its first page."""
    began = time.monotonic()
    with running(command, settings) as process:
        _wait(int(settings["PORT"]), first_page)
        yield Server(
            port=int(settings["PORT"]),
            process=psutil.Process(process.pid),
            started_in=time.monotonic() - began,
        )


@contextmanager
def running(command, settings):
    """A process of our own that ends with the block; what it says is kept out of the table."""
    process = subprocess.Popen(
        command, env=settings, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(port, page):
    give_up = time.monotonic() + SECONDS_TO_ANSWER
    while time.monotonic() < give_up:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", page, headers={"Host": "localhost"})
            if connection.getresponse().status == http.HTTPStatus.OK:
                return
        except OSError:
            time.sleep(0.02)
        finally:
            connection.close()
    raise SystemExit(f"The server did not answer {page} within {SECONDS_TO_ANSWER} seconds.")


def _used(process):
    times = process.cpu_times()
    return times.user + times.system
