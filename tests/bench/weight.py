"""What the program weighs before anybody comes: on disk, in memory, and its time to start."""

import re
import subprocess
import sys
import time
from importlib.metadata import PackageNotFoundError, distribution

import psutil
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.bench.server import MEGABYTE, PROGRAM, ROOT, answering, environ, running

PINNED = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)
SECONDS_OF_A_WORKER = 6


def installed():
    """Size in MB of all that is installed, and what of it is an extra: the demo, the seal."""
    names = {canonicalize_name(name) for name in PINNED.findall(
        (ROOT / "requirements.txt").read_text())}  # fmt: skip
    ours = sum(
        path.stat().st_size
        for folder in ("grants", "forms", "templates", "migrations")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    )
    extra = sum(map(_size, names - _needed("grants")))
    return (ours + sum(map(_size, names))) / MEGABYTE, extra / MEGABYTE


def _needed(name):
    """A package and everything that it needs when no extra is asked for but those it names."""
    found, asked = set(), [Requirement(name)]
    while asked:
        wanted = asked.pop()
        for extra in (wanted.extras or {""}) | {""}:
            if (seen := (canonicalize_name(wanted.name), extra)) in found:
                continue
            found.add(seen)
            asked += [
                each for line in _requires(wanted.name)
                if (each := Requirement(line)).marker is None
                or each.marker.evaluate({"extra": extra})
            ]  # fmt: skip
    return {package for package, _ in found}


def _requires(name):
    try:
        return distribution(name).requires or []
    except PackageNotFoundError:  # for another system
        return []


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
