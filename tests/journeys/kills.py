"""A program on a database server of its own, whose parts can be killed and come back."""

import signal
import time
from contextlib import contextmanager

import psutil
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError

from grants.demo import postgres
from grants.demo.lodging import lodging_of, throwaway_folder
from grants.demo.processes import serving
from tests.conftest import migrate
from tests.journeys.product import product_on

PARTS = ("web", "worker", "database")
SECONDS_TO_COME_BACK = 30
A_MOMENT, A_BLINK = 0.001, 0.01
LONGEST_JOB = 0.5
SECONDS_TO_AIM = 3
AT_WORK = text("select count(*) from procrastinate_jobs where status = 'doing'")
WRITING = text(
    "select count(*) from pg_stat_activity"
    " where backend_xid is not null and pid <> pg_backend_pid()"
)


@contextmanager
def fragile_program(folder):
    """The program as long as the block; what it commits is on the disk, as in production."""
    home = throwaway_folder()
    try:
        address = postgres.start(home)
        migrate(make_url(address))
        with product_on(address, folder) as product:
            yield Fragile(product, home)
    finally:
        postgres.remove(home)


class Fragile:
    """The parts of a running program, each of which can be killed at any moment."""

    def __init__(self, product, home):
        self.product, self.home = product, home
        self.killed = []
        """Which parts have been killed so far, in order."""
        self.left_behind = set()
        """Processes whose parent was killed: they must end by themselves."""

    def kill(self, part, chance):
        """End a part without warning, as `kill -9` does: now, or as soon as somebody writes."""
        if part != "worker" and chance.random() < 0.5:
            self._wait_until(WRITING)
        victims = {"web": self._web, "worker": self._worker, "database": self._database}[part]
        chosen = victims(chance)
        for victim in chosen:
            self.left_behind.update(set(victim.children(recursive=True)) - set(chosen))
        for victim in chosen:
            victim.send_signal(signal.SIGKILL)
        for name in ("web", "worker"):
            if psutil.Process(self.product.children[name].pid) in chosen:
                self.product.children[name].wait()
        self.killed.append(part)
        return chosen

    def mend(self, killed):
        """Start again whatever is gone, and wait until the pages answer."""
        psutil.wait_procs(killed, timeout=SECONDS_TO_COME_BACK)
        for name, child in self.product.children.items():
            if child.poll() is not None:
                self.product.start(name)
        if serving(lodging_of(self.home).data) is None:
            postgres.start(self.home)
        self._wait_for_the_database()
        self.product.wait_for_an_answer()

    def still_there(self):
        """What a killed part has left running for longer than it may."""
        _, alive = psutil.wait_procs(self.left_behind, timeout=SECONDS_TO_COME_BACK)
        return [each.cmdline() for each in alive if each.status() != psutil.STATUS_ZOMBIE]

    def _web(self, chance):
        """All of the web server, or one of its workers."""
        first = psutil.Process(self.product.children["web"].pid)
        workers = first.children()
        return [first, *workers] if chance.random() < 0.5 else [chance.choice(workers)]

    def _worker(self, chance):
        """The worker, in the middle of a job where there is one."""
        self._wait_until(AT_WORK)
        time.sleep(chance.uniform(0, LONGEST_JOB))
        return [psutil.Process(self.product.children["worker"].pid)]

    def _database(self, chance):
        """The database server, or one of the processes that serve the pages and the worker."""
        first = serving(lodging_of(self.home).data)
        busy = [each for each in first.children() if "[local]" in " ".join(each.cmdline())]
        return [first] if chance.random() < 0.5 or not busy else [chance.choice(busy)]

    def _wait_until(self, something):
        """Wait for what the database sees, but not for long."""
        give_up = time.monotonic() + SECONDS_TO_AIM
        with self.product.engine.connect() as connection:
            while not connection.scalar(something) and time.monotonic() < give_up:
                time.sleep(A_MOMENT)

    def _wait_for_the_database(self):
        give_up = time.monotonic() + SECONDS_TO_COME_BACK
        while time.monotonic() < give_up:
            try:
                self.product.engine.dispose()
                with self.product.engine.connect() as connection:
                    connection.execute(text("select 1"))
            except DBAPIError:
                time.sleep(A_BLINK)
            else:
                return
        raise AssertionError("the database did not come back")
