"""The look through all cases for the audit catalogue, over a thousand awards."""

import json
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

from sqlalchemy import create_engine, event, func, select
from sqlalchemy.orm import Session

from grants.actions.observation_run import order_nightly_run, run_catalogue
from grants.actions.seal import seal_acts
from grants.models.award import Award
from grants.models.connection import clock
from grants.models.decision import Letter
from grants.models.observation import Observation, ObservationRun
from grants.models.record import Act
from grants.models.report import Report
from grants.queries.observation_found import frame_of
from grants.queries.observation_search import SEARCHES
from tests.bench.fill import fill

APPLICATIONS = 40_000
"""One in forty has an award."""
HEAD = ("Look", "Seconds", "Found", "New", "Statements", "Peak memory MB")
KILOBYTE = 1_024
MEGABYTE = 1_000_000
CASES = {"awards": Award, "reports": Report, "letters": Letter, "entries of the record": Act}


def looks(url, applications=APPLICATIONS):
    """What the first look and the next one cost, each in a process of its own."""
    fill(url, applications)
    engine = create_engine(url)
    with Session(engine) as session:
        while seal_acts(session, now=clock(session)):
            session.commit()
        session.commit()
        sizes = {name: session.scalar(select(func.count(kind.id))) for name, kind in CASES.items()}
    engine.dispose()
    every = [_in_a_process(url, "look", str(day)) for day in range(2)]
    return {"sizes": sizes, "looks": every, "codes": _in_a_process(url, "codes", "2")}


def _in_a_process(url, *what):
    made = subprocess.run(
        [sys.executable, "-m", "tests.bench.observation", url, *what],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return json.loads(made.stdout)


def look(session, now):
    """Order a night, and look through all cases; what it cost."""
    order_nightly_run(session, now=now)
    run = session.scalars(select(ObservationRun).where(ObservationRun.ended_at.is_(None))).one()
    statements = []
    event.listen(
        session.connection(), "before_cursor_execute", lambda *told: statements.append(told[2])
    )
    begun = time.monotonic()
    run_catalogue(session, run, now=now)
    session.commit()
    seconds = time.monotonic() - begun
    found = session.scalar(select(func.count(Observation.id)))
    return {
        "seconds": seconds, "found": found, "new": run.new, "statements": len(statements),
        "peak": _peak(),
    }  # fmt: skip


def _peak():
    """Most memory that this process ever had, MB; what its parent had is not in it."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(status["VmHWM"].split()[0]) * KILOBYTE / MEGABYTE


def codes(session, now):
    """Seconds and how often, for each entry of the catalogue."""
    frame, spent = frame_of(session, now), {}
    for code, searches in SEARCHES.items():
        begun = time.monotonic()
        found = Counter(one.subject for search in searches for one in search(session, frame))
        spent[code] = (time.monotonic() - begun, len(found))
    return spent


def section(measured):
    """What was measured, as a section of the page."""
    sizes = ", ".join(f"{count:,} {name}" for name, count in measured["sizes"].items())
    rows = [
        (name, f"{each['seconds']:.1f}", f"{each['found']:,}", f"{each['new']:,}",
         f"{each['statements']}", f"{each['peak']:.0f}")
        for name, each in zip(("The first", "The next night"), measured["looks"], strict=True)
    ]  # fmt: skip
    slowest = sorted(measured["codes"].items(), key=lambda item: -item[1][0])[:3]
    dear = ", ".join(f"{code} {seconds:.1f} s" for code, (seconds, _) in slowest)
    others = sum(seconds for code, (seconds, _) in measured["codes"].items() if code != "F-23")
    lines = [HEAD, ("---", *("---:" for _ in HEAD[1:])), *rows]
    table = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    return f"""\
## The audit catalogue

{sizes},
all of these sealed. The letters name no remedy, so that F-20 finds every one. Dearest:
{dear}; F-23 computes every seal anew. All others together: {others:.1f} s.

{table}"""


if __name__ == "__main__":
    address, what, days = sys.argv[1:]
    with Session(create_engine(address)) as opened:
        moment = clock(opened) + timedelta(days=int(days))
        made = {"look": look, "codes": codes}[what](opened, moment)
    print(json.dumps(made))  # noqa: T201 - read by whoever measures
