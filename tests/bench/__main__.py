"""Measures, and writes docs/bench.md: python -m tests.bench.

--small takes a quick look with 1,000 applications and writes no file; --brief takes all sizes and
writes the file, but asks for each page less often; --storm tries deadline day alone, --letters
measures letters alone and writes docs/bench-letters.md, --ranking tries a large ranking alone,
--findings the look through all cases for the audit catalogue, --obligations the clock's look at a
million duties, written into docs/bench-duties.md, --after-award the record and the compliance
reports, written into docs/bench-after-award.md.
"""

import os
import signal
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path

from grants.demo import scratch
from tests.bench import after_award, letter, obligation, observation, weight
from tests.bench.deadline_day import deadline_day, rows
from tests.bench.measure import Effort
from tests.bench.ranking import ranking_costs
from tests.bench.server import ROOT
from tests.bench.site import measure_in_turn, site
from tests.bench.table import Findings, deadline_table, ranking_table, write

SIZES = (1_000, 10_000, 100_000)
THOROUGH = Effort(warm_up=40, alone=200, together=240)
QUICK = Effort(warm_up=24, alone=40, together=80)
FILE = ROOT / "docs" / "bench.md"
LETTERS = ROOT / "docs" / "bench-letters.md"
DUTIES = ROOT / "docs" / "bench-duties.md"
AFTER_AWARD = ROOT / "docs" / "bench-after-award.md"


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
        found.shared_in = weight.sharing()
        measure(on, SIZES[:1] if small else SIZES, files, effort, found)
        found.ranking = try_ranking(on, files, effort)
        found.deadline_day = try_deadline_day(on, files, scale=10 if small else 1)
        found.catalogue = try_catalogue(on, SIZES[0] if small else observation.APPLICATIONS)
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


def only_catalogue():
    """The look through all cases, printed and not kept."""
    with scratch.server() as on:
        print(try_catalogue(on, observation.APPLICATIONS))  # noqa: T201 - as below


def try_catalogue(on, applications):
    """What it costs to look through all cases for the audit catalogue, as a section."""
    say("The audit catalogue …")
    with database(on) as url:
        return observation.section(observation.looks(url, applications))


def only_obligations():
    """The clock's look at a million duties, written into a page of its own."""
    with scratch.server() as on:
        DUTIES.write_text(try_obligations(on), encoding="utf-8")
    print(DUTIES.read_text())  # noqa: T201 - as below


def try_obligations(on):
    """What reminding costs, with more and more duties, as a section."""
    measured = []
    for grants, reports in obligation.SIZES:
        say(f"{grants * reports:,} duties …")
        with database(on) as url:
            measured.append(obligation.duties(url, grants, reports))
    return obligation.section(measured)


def only_after_award():
    """What the record and the compliance reports cost, written into a page of its own."""
    with scratch.server() as on:
        say("A million entries …")
        with database(on) as url:
            record = after_award.record_of(url)
        say("Handing in …")
        with database(on) as url:
            times = after_award.submissions(url)
        reports = []
        for applications, about in after_award.REPORTS:
            say(f"A report on the {about}, {applications:,} applications …")
            with database(on) as url:
                reports.append(after_award.report_on(url, applications, about))
    AFTER_AWARD.write_text(after_award.section(record, times, reports), encoding="utf-8")
    print(AFTER_AWARD.read_text())  # noqa: T201 - as below


def only_letters():
    """What letters cost, written into a page of its own."""
    with tempfile.TemporaryDirectory() as folder, scratch.server() as on:
        files = Path(folder)
        say("Letters, one by one …")
        kinds = letter.costs(files)
        paces = []
        for waiting in letter.WAITING:
            say(f"{waiting[2]:,} letters by {waiting[3]} worker(s) …")
            with database(on) as url:
                paces.append(letter.throughput(url, files, waiting))
    LETTERS.write_text(letter.report(kinds, paces), encoding="utf-8")
    print(LETTERS.read_text())  # noqa: T201 - as below


def try_deadline_day(on, files, *, scale=1):
    """The rows of the table about the last second of a round."""
    say("Deadline day …")
    with database(on) as url:
        return rows(*deadline_day(url, files, scale=scale))


def measure(on, sizes, files, effort, found):
    """Every page with so many applications each; what the processes share, on the last alone."""
    with ExitStack() as last:
        *smaller, largest = sizes
        final = last.enter_context(filled(on, largest, files))
        with ExitStack() as others:
            sites = [others.enter_context(filled(on, size, files)) for size in smaller]
            measure_in_turn([*sites, final], files, effort, found, say)
        found.memory_in_all = final.server.memory_in_all()


@contextmanager
def filled(on, size, files):
    """The program on a database of its own with so many applications."""
    say(f"Filling a database with {size:,} applications …")
    with database(on) as url, site(url, size, files) as made:
        yield made


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
    if "--findings" in sys.argv[1:]:
        sys.exit(only_catalogue())
    if "--obligations" in sys.argv[1:]:
        sys.exit(only_obligations())
    if "--after-award" in sys.argv[1:]:
        sys.exit(only_after_award())
    if "--letters" in sys.argv[1:]:
        sys.exit(only_letters())
    main(small="--small" in sys.argv[1:], brief="--brief" in sys.argv[1:])
