"""Which processes really serve a data folder, and what to do with the rest."""

import contextlib
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import psutil

NOBODY: Final = str(2**31 - 1)
"""A process number that no system gives out."""
SECONDS_FOR_ORPHANS: Final = 3
"""Processes whose server was killed notice it themselves within moments."""


def serving(data: Path) -> psutil.Process | None:
    """The living server of this data folder, by its own note and by what it really is."""
    try:
        number = int((data / "postmaster.pid").read_text().split("\n", 1)[0])
        process = psutil.Process(number)
    except (FileNotFoundError, ValueError, psutil.Error):
        return None
    return process if _serves(process, data) else None


def end_all(data: Path, *, patience: int) -> None:
    """End the server of this data folder and whatever a killed one left behind.

    Politely at first: SIGINT is PostgreSQL's "fast shutdown", which loses nothing committed.
    After `patience` seconds SIGQUIT, then SIGKILL.
    """
    if server := serving(data):
        server.send_signal(signal.SIGINT)
        _wait_for_end([server], data, patience)
    for last_word in (None, signal.SIGQUIT, signal.SIGKILL):
        left = list(_processes(data))
        if not left:
            return
        for process in left:
            if last_word is not None:
                with contextlib.suppress(psutil.Error):
                    process.send_signal(last_word)
        _wait_for_end(left, data, SECONDS_FOR_ORPHANS)


def _wait_for_end(processes: list[psutil.Process], data: Path, patience: int) -> None:
    """Wait until none of them works any more; zombies do not, though they keep their number."""
    give_up = time.monotonic() + patience
    while any(_serves(process, data) for process in processes) and time.monotonic() < give_up:
        time.sleep(0.02)


def forget_dead_server(note: Path) -> None:
    """Tell PostgreSQL that the process in this lock file is gone.

    It believes any process of that number, be it a zombie or somebody else's program, and then
    refuses to start. We change the number and keep the rest of the file: from it PostgreSQL sees
    whether memory of the dead server is still in use, which protects the data.
    """
    try:
        number, *rest = note.read_text().split("\n")
    except FileNotFoundError:
        return
    if number.strip().isdigit():
        note.write_text("\n".join([NOBODY, *rest]))
    else:
        note.unlink()


def _processes(data: Path) -> Iterator[psutil.Process]:
    """Every living process of PostgreSQL in this data folder; they all work inside of it."""
    for process in psutil.process_iter():
        if _serves(process, data):
            yield process


def _serves(process: psutil.Process, data: Path) -> bool:
    try:
        return (
            process.name() == "postgres"
            and process.status() != psutil.STATUS_ZOMBIE
            and Path(process.cwd()) == data.resolve()
        )
    except psutil.Error:
        return False
