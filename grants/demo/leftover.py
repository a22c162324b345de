"""What a demonstration that was killed left running: it would hold the port and share the data."""

import os
import signal
from pathlib import Path
from typing import Final

import psutil

SECONDS_TO_STOP: Final = 10


def end_leftovers(home: Path) -> int:
    """End web server and worker of a demonstration that no longer runs in this folder; how many.

    Only for whoever holds the lock of the folder: then every one of them is an orphan.
    """
    left = [process for process in psutil.process_iter() if _is_ours(process, home)]
    for process in left:
        process.send_signal(signal.SIGTERM)
    _, deaf = psutil.wait_procs(left, SECONDS_TO_STOP)
    for process in deaf:
        process.kill()
    psutil.wait_procs(deaf, SECONDS_TO_STOP)
    return len(left)


def _is_ours(process: psutil.Process, home: Path) -> bool:
    try:
        return (
            process.pid != os.getpid()
            and process.status() != psutil.STATUS_ZOMBIE
            and Path(process.cwd()) == home.resolve()
            and process.environ().get("GRANTS_ENVIRONMENT") == "demo"
            and not _is_above_us(process)
        )
    except psutil.Error:
        return False


def _is_above_us(process: psutil.Process) -> bool:
    return process in psutil.Process().parents()
