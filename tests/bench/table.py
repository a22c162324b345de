"""Turns what was measured into docs/bench.md."""

import os
import platform
from dataclasses import dataclass, field

import psutil

from tests.bench.aims import aims
from tests.bench.deadline_day import HEAD

PEER = {
    "Sponsor's list, newest first": "600 + 146 ms, 142 statements, 442 kB",
    "Application page, sponsor": "232 + 26 ms",
    "Dashboard, sponsor": "245 + 482 ms",
    "Saving a draft": "11 per second",
}
"""The leading open-source peer at 10,000 applications, as our requirements state it."""
GIGABYTE = 2**30


@dataclass(kw_only=True)
class Findings:
    """Everything that was measured."""

    costs: list = field(default_factory=list)
    memory: float = 0
    """MB of the largest web worker after its visits to the pages of the first requirement."""
    memory_with_plans: float = 0
    """The same after plans of 200 lines."""
    memory_in_all: float = 0
    """MB of all processes of the web server, what they share counted once."""
    background: float = 0
    """MB of the background worker."""
    installed: float = 0
    extras: float = 0
    """The part of `installed` that is for the demo or the seal, MB."""
    migrated_in: float = 0
    started_in: float = 0
    shared_in: float = 0
    postgresql: str = ""
    alone: int = 0
    """How often each page was asked for, one request after another."""
    waiting: float = 0
    """Processes that wanted a core, beside ours, in the minute before the measurement."""

    ranking: list = field(default_factory=list)
    """Costs of the pages around a large ranking."""
    deadline_day: list = field(default_factory=list)
    """Rows about the last second of a round."""
    catalogue: str = ""
    """The section about the look through all cases."""
    paces: list = field(default_factory=list)
    """Milliseconds of the same piece of work, now and then: how steady the machine is."""

    @property
    def sizes(self):
        """How many applications there were."""
        return sorted({cost.size for cost in self.costs})

    def of(self, size):
        """The costs with so many applications."""
        return [cost for cost in self.costs if cost.size == size]

    @property
    def busy(self):
        """Was the machine doing other work?"""
        return self.waiting > (os.cpu_count() or 1) / 2

    @property
    def full(self):
        """Were all the sizes measured?"""
        return len(self.sizes) > 1


def write(found):
    """The whole page."""
    parts = [INTRODUCTION, _machine(found), "## Aims\n\n" + _table(AIM_HEAD, aims(found, PEER))]
    parts += [f"## With {size:,} applications\n\n" + _costs(found.of(size)) for size in found.sizes]
    if found.full:
        parts.append(_growth(found))
    parts.append(ranking_table(found.ranking))
    parts += [deadline_table(found.deadline_day), found.catalogue]
    parts.append(NOTES.replace("ALONE", f"{found.alone}").replace("GOOD", f"{10 / found.alone:g}"))
    return "\n\n".join(parts)


def ranking_table(costs):
    """What the pages around a large ranking cost, as a section of the page."""
    return RANKING_DAY + _costs(costs)


def deadline_table(rows):
    """What came of the storm, as a section of the page."""
    return DEADLINE_DAY + _table(HEAD, rows)


RANKING_DAY = """\
## A large ranking

One round of 500 applications with five reviews each by a jury of 60, five criteria, nothing
recorded yet: everything is reckoned from the points at every request.

"""
DEADLINE_DAY = """\
## Deadline day

500 people hand in within the last second and 20 in the second after it, to two processes, while
2,000 signed-in browsers open a page a minute each. Visitors, pages and database share the
machine.

"""
INTRODUCTION = """\
# How fast it is

Written by `make bench`, which runs `python -m tests.bench`; `python -m tests.bench --small` takes
a quick look with 1,000 applications and writes no file. Every figure was measured; none is an
estimate."""

NOTES = """\
## How it is measured

- A scratch database is filled by `tests/bench/fill.sql`: clusters with teams of two, four rounds,
  budgets, target countries, uploads, receipts, five acts for each application, six-tenths of a
  review, and for the oldest round decisions, letters, awards, grants and reports; then vacuumed and
  analysed. The embedded server writes without waiting for the disk (`fsync=off`,
  `synchronous_commit=off`): on a server that waits, saving and submitting take a disk write longer,
  but no more CPU.
- The real program serves: gunicorn, 2 workers with four requests at once each, over loopback. Eight
  connections ask for the page first, so that both processes have made it before. Then one visitor
  asks one request after another over one connection (median, p95, CPU), then eight connections ask
  at once (per second). The visitor's own program runs on the same cores, so the rates are lower
  than the servers alone could reach. Submitting uses up drafts and is asked for less often.
- CPU is the time, user and system, of all processes of the web server and of the database server,
  divided by the requests. Each page was asked for ALONE times, one after another (submitting
  less often where drafts run out). The clock of the processes ticks every 10 ms, so a figure is
  good to about GOOD ms for each process that took part.
- Memory is what the system says is resident (RSS), shared pages counted in each process; what both
  processes and the one that made them take together counts shared pages once (PSS). Libraries that
  only developers have are hidden from the program.
- SQL statements are counted inside one process that serves the same request, after a first visit.
- Sizes are those of the answer without headers, not compressed; a form answers with a redirect.
- The installed size is that of the files of every package in `requirements.txt`, as they lie on the
  disk, and of the program itself. System libraries and Python are not in it.
- The figures of the peer are not ours: they are as the project's requirements state them
  for the same work at 10,000 applications, CPU as application + database.
"""

AIM_HEAD = ("What", "Measured", "Aim", "Reached", "Peer, as told to us")
COST_HEAD = (
    "Page",
    "Median ms",
    "p95 ms",
    "CPU app ms",
    "CPU database ms",
    "Statements",
    "Bytes",
    "Per second",
)


def _machine(found):
    cores, memory = os.cpu_count(), psutil.virtual_memory().total / GIGABYTE
    return (
        f"Machine: {platform.system()}, {cores} cores, {memory:.0f} GiB of memory, "
        f"Python {platform.python_version()}, PostgreSQL {found.postgresql.split()[0]}. "
        "Web server, database and visitor share it. "
        f"In the minute before, {found.waiting:.1f} other processes wanted a core"
        + (", so every time below is longer than on a quiet machine." if found.busy else ".")
        + f" The same million additions took {_paces(found)} of CPU before the pages, before the"
        " plans and after them: where these differ, times differ by as much without any doing of"
        " ours. Each page is asked for with one size right after the other, so growth is real."
    )


def _paces(found):
    return ", ".join(f"{pace:.0f}" for pace in found.paces) + " ms"


def _costs(costs):
    return _table(
        COST_HEAD,
        [
            (
                cost.name,
                f"{cost.median:.1f}",
                f"{cost.p95:.1f}",
                f"{cost.app:.1f}",
                f"{cost.database:.1f}",
                str(cost.statements),
                f"{cost.size_of_answer:,}",
                f"{cost.rate:.0f}",
            )
            for cost in costs
        ],
    )


def _growth(found):
    """CPU per request from the smallest to the largest database."""
    first, last = found.sizes[0], found.sizes[-1]
    head = ("Page", *(f"{size:,}" for size in found.sizes), f"Growth {first:,} to {last:,}")
    by_name = {}
    for cost in found.costs:
        by_name.setdefault(cost.name, []).append(cost.cpu)
    rows = [
        (name, *(f"{cpu:.1f}" for cpu in cpus), f"{cpus[-1] - cpus[0]:+.1f} ms")
        for name, cpus in by_name.items()
    ]
    return "## Growth\n\nCPU milliseconds per request, application and database.\n\n" + _table(
        head, rows
    )


def _table(head, rows):
    """A Markdown table; everything but the first column is aligned to the right."""
    lines = [head, ("---", *("---:" for _ in head[1:])), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
