"""One worker: the clock and the jobs in one process, until it is told to stop.

Any number of workers may run side by side. One that is killed loses nothing: what it was doing
still waits in its row.
"""

import asyncio
import gc
import logging
import os
import signal
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from procrastinate import App

from grants.documents.press import stop_press
from grants.settings import Settings
from grants.worker.clock import start_clock
from grants.worker.logs import set_up_logs
from grants.worker.queue import queue_for
from grants.worker.room import room_for

log = logging.getLogger(__name__)

AT_ONCE: Final = 3
"""Jobs at the same time: they wait for mail servers and for the press more than they compute."""
SECONDS_TO_FINISH: Final = 3
"""For running jobs, once the worker is told to stop."""
SECONDS_TO_LIVE: Final = 4
"""A job that hangs on a mail server is left behind then; it is safe, its row still waits."""
SECONDS_UNTIL_AGAIN: Final = 2
BEHIND_PAGES: Final = 10
"""Who looks at a page waits for it; who is sent a letter does not (the press stands at 19)."""


def run_worker(settings: Settings) -> None:
    """Work until SIGTERM or SIGINT; a database that is away is waited for."""
    set_up_logs(settings.log_level)
    _stand_behind_pages()
    room = room_for(settings)
    leave_what_is_loaded_alone()
    scheduler = start_clock(room)
    try:
        while not _worked_until_told(queue_for(room)):
            time.sleep(SECONDS_UNTIL_AGAIN)
    finally:
        scheduler.shutdown(wait=False)
        stop_press()
        room.close()


def leave_what_is_loaded_alone() -> None:
    """What is loaded now never becomes garbage: no collection has to look at it again."""
    gc.collect()
    gc.freeze()


def _stand_behind_pages() -> None:
    """Let the web server of the same machine go first.

    Linux may weigh whole sessions against each other before it looks at the processes in them, and
    a service has a session of its own: then the session has to stand behind as well.
    """
    os.nice(BEHIND_PAGES)
    if os.getsid(0) == os.getpid():
        with suppress(OSError):
            Path("/proc/self/autogroup").write_text(str(BEHIND_PAGES), encoding="ascii")


def _worked_until_told(queue: App) -> bool:
    """True when somebody told the worker to stop, False when the database went away."""
    try:
        asyncio.run(_work(queue))
    except asyncio.CancelledError:
        return True
    except Exception:
        log.exception("the queue stopped; it starts again in %s seconds", SECONDS_UNTIL_AGAIN)
        return False
    return True


async def _work(queue: App) -> None:
    async with queue.open_async():
        working = asyncio.create_task(
            queue.run_worker_async(
                concurrency=AT_ONCE,
                delete_jobs="always",
                install_signal_handlers=False,
                shutdown_graceful_timeout=SECONDS_TO_FINISH,
                update_heartbeat_interval=2,
                stalled_worker_timeout=10,
            )
        )
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, _stop, working)
        await working


def _stop(working: "asyncio.Task[None]") -> None:
    last_resort = threading.Timer(SECONDS_TO_LIVE, os._exit, (0,))
    last_resort.daemon = True
    last_resort.start()
    working.cancel()
