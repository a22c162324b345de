"""Measures, and writes docs/bench.md: python -m tests.bench.

--small takes a quick look with 1,000 applications and writes no file; --brief takes all sizes and
writes the file, but asks for each page less often; --storm tries deadline day alone, --letters
measures letters alone and writes docs/bench-letters.md, --ranking tries a large ranking alone.
"""

import os
import signal
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from config import settings
from grants.demo import scratch
from tests.bench import letter, weight
from tests.bench.deadline_day import deadline_day, rows
from tests.bench.fill import fill
from tests.bench.floor import make_app
from tests.bench.measure import Effort, cost_of, pace
from tests.bench.page import floor, pages_of
from tests.bench.plan import PLANS
from tests.bench.project import ready_projects
from tests.bench.ranking import ranking_costs
from tests.bench.server import ROOT, Database, environ, serving
from tests.bench.table import Findings, deadline_table, ranking_table, write
from tests.bench.visit import Door

SIZES = (1_000, 10_000, 100_000)
THOROUGH = Effort(warm_up=40, alone=200, together=240)
QUICK = Effort(warm_up=24, alone=40, together=80)
FILE = ROOT / "docs" / "bench.md"
LETTERS = ROOT / "docs" / "bench-letters.md"


def main(*, small, brief):
    """Everything, from an empty server to the table."""
    effort = QUICK if small or brief else THOROUGH
    found = Findings(alone=effort.alone, waiting=os.getloadavg()[0])
    with tempfile.TemporaryDirectory() as folder, scratch.server() as on:
        files = Path(folder)
        with database(on) as url:
            found.migrated_in = weight.migrating(url, files)
            found.started_in = weight.cold_start(url, files)
            found.background = weight.background_worker(url, files)
        found.installed, found.extras = weight.installed()
        for size in SIZES[:1] if small else SIZES:
            with database(on) as url:
                measure(url, size, files, effort, found)
        found.ranking = try_ranking(on, files, effort)
        found.deadline_day = try_deadline_day(on, files, scale=10 if small else 1)
    report = write(found)
    if not small:
        FILE.write_text(report, encoding="utf-8")
    print(report)  # noqa: T201 - what this command is for


def only_storm():
    """Deadline day, printed and not kept."""
    with tempfile.TemporaryDirectory() as folder, scratch.server() as on:
        print(deadline_table(try_deadline_day(on, Path(folder))))  # noqa: T201 - as below


def only_ranking():
    """The pages around a large ranking, printed and not kept."""
    with tempfile.TemporaryDirectory() as folder, scratch.server() as on:
        costs = try_ranking(on, Path(folder), QUICK)
        print(ranking_table(costs))  # noqa: T201 - as below


def try_ranking(on, files, effort):
    """What the pages around a large ranking cost."""
    say("A large ranking …")
    with database(on) as url:
        return ranking_costs(url, files, effort)


def only_letters():
    """What letters cost, written into a page of its own."""
    with tempfile.TemporaryDirectory() as folder, scratch.server() as on:
        files = Path(folder)
        say("Letters, one by one …")
        kinds = letter.costs(files)
        paces = []
        for workers in (1, 2):
            say(f"Letters by {workers} worker(s) …")
            with database(on) as url:
                paces.append(letter.throughput(url, files, workers))
    LETTERS.write_text(letter.report(kinds, paces), encoding="utf-8")
    print(LETTERS.read_text())  # noqa: T201 - as below


def try_deadline_day(on, files, *, scale=1):
    """The rows of the table about the last second of a round."""
    say("Deadline day …")
    with database(on) as url:
        return rows(*deadline_day(url, files, scale=scale))


def measure(url, size, files, effort, found):
    """Every page with so many applications."""
    found.paces.append(pace())
    say(f"Filling a database with {size:,} applications …")
    filled = fill(url, size)
    measured = {"size": size, "database": Database.at(url), "effort": effort}
    engine = create_engine(url)
    with Session(engine) as session:
        found.postgresql = session.scalar(text("show server_version"))
        door = Door(settings(environ(url, files)), session)
        pages = pages_of(filled, door, ready_projects(session))
        session.commit()
    engine.dispose()
    with serving(url, files) as server:
        ask = {"server": server, "app": door.app, **measured}
        found.costs += [costs(page, **ask) for page in pages if page.name not in PLANS]
        found.memory = max(found.memory, server.memory())
        found.costs += [costs(page, **ask) for page in pages if page.name in PLANS]
        found.memory_with_plans = max(found.memory_with_plans, server.memory())
        found.memory_in_all = max(found.memory_in_all, server.memory_in_all())
    with serving(url, files, app="tests.bench.floor:served()", first_page="/") as server:
        app = make_app(settings(environ(url, files)))
        found.costs.append(cost_of(floor(), server=server, app=app, **measured))


def costs(page, size, **asked):
    """What one page costs, said before it is known."""
    say(f"  {page.name}")
    return cost_of(page, size, **asked)


@contextmanager
def database(on):
    """The address, as text, of an empty database."""
    with scratch.database(on) as fresh:
        yield fresh.render_as_string(hide_password=False)


def say(sentence):
    """What is going on, beside the table."""
    print(sentence, file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))
    if "--storm" in sys.argv[1:]:
        sys.exit(only_storm())
    if "--ranking" in sys.argv[1:]:
        sys.exit(only_ranking())
    if "--letters" in sys.argv[1:]:
        sys.exit(only_letters())
    main(small="--small" in sys.argv[1:], brief="--brief" in sys.argv[1:])
