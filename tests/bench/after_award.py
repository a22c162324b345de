"""What the record costs, a million entries long, and compliance reports on up to 1,000 awards."""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from itertools import cycle

import pikepdf
from sqlalchemy import create_engine, func, select, text
from sqlalchemy.orm import Session

from grants.actions import application as submitting
from grants.actions.compliance import (
    order_report_on_award,
    order_report_on_programme,
    order_report_on_round,
)
from grants.actions.seal import seal_acts
from grants.documents.press import stop_press
from grants.models.application import Application
from grants.models.award import Award
from grants.models.connection import clock
from grants.models.document import ComplianceReport, Document
from grants.models.person import Person
from grants.models.record import Act
from grants.programme.people import Role
from grants.queries.verify import verify
from grants.settings import UNSAFE_KEY, Environment, Settings
from grants.worker.compliance import render_compliance_report
from grants.worker.room import room_for
from tests.bench.fill import fill
from tests.bench.observation import KILOBYTE, MEGABYTE
from tests.bench.observation import _peak as peak
from tests.makers.person import a_person

ENTRIES = 1_000_000
REPORTS = ((1_280, "award"), (1_280, "round"), (10_000, "programme"), (40_000, "programme"))
"""Applications, of which one in forty has an award, and what the report is about."""
SUBMITTED = 400
COPIED = text(
    "insert into act (at, actor_id, actor_name, role, act, object_kind, object_number, before,"
    " after, reason, request_id) select at, actor_id, actor_name, role, act, object_kind,"
    " object_number, before, after, reason, request_id"
    " from act cross join generate_series(1, :times) limit :missing"
)
HEAD = ("What", "Measured", "Aim", "Reached")
REPORT_HEAD = ("Report on", "Awards", "Documents", "Pages", "Seconds", "Pages a second",
               "Most memory of a worker MB", "of its press MB")  # fmt: skip


def record_of(url, entries=ENTRIES):
    """Fill and seal a record of so many acts, and check it in a process of its own."""
    fill(url, 1_000)
    engine = create_engine(url)
    with Session(engine) as session:
        there = session.scalar(select(func.count(Act.id)))
        missing = entries - there
        session.execute(COPIED, {"times": -(-missing // there), "missing": missing})
        session.commit()
        begun = time.monotonic()
        while seal_acts(session, now=clock(session)):
            session.commit()
        session.commit()
        sealed_in = time.monotonic() - begun
    _tidy(engine)
    return {"sealed_in": sealed_in, **_in_a_process(url, "verify")}


def check(url):
    """What it takes to check the whole record."""
    with Session(create_engine(url)) as session:
        begun = time.monotonic()
        verdict = verify(session)
        return {"seconds": time.monotonic() - begun, "acts": verdict.acts,
                "holds": verdict.holds, "peak": peak()}  # fmt: skip


def submissions(url, count=SUBMITTED):
    """Milliseconds of handing in, with its entry in the record and without, in turns."""
    filled = fill(url, count * 4)
    engine, written = create_engine(url), submitting.record
    spent = {written: [], _nothing: []}
    with Session(engine) as session:
        for (person, number), record in zip(filled.drafts[:count], cycle(spent), strict=False):
            application = session.scalars(select(Application).filter_by(number=number)).one()
            by, now = session.get_one(Person, person).as_actor(), clock(session)
            submitting.record = record
            begun = time.perf_counter()
            submitting.submit_application(session, application, by=by, now=now)
            session.commit()
            spent[record].append((time.perf_counter() - begun) * 1000)
            session.expunge_all()
    submitting.record = written
    engine.dispose()
    return [statistics.median(times[len(times) // 10 :]) for times in spent.values()]


def _nothing(*_all, **_named):
    """Keeps no entry."""


def report_on(url, applications, about):
    """A compliance report as a worker makes it; each of its parts in a process of its own."""
    fill(url, applications)
    engine = create_engine(url)
    with Session(engine) as session:
        while seal_acts(session, now=clock(session)):
            session.commit()
        auditor, now = a_person(session, "Clara Neumann", Role.AUDITOR), clock(session)
        award = session.scalars(select(Award).order_by(Award.id).limit(1)).one()
        round_ = award.application.round
        order, what = {
            "award": (order_report_on_award, award),
            "round": (order_report_on_round, round_),
            "programme": (order_report_on_programme, round_.programme),
        }[about]
        order(session, what, by=auditor.as_actor(), now=now)
        session.commit()
        orders = list(session.scalars(select(ComplianceReport.id).order_by(ComplianceReport.id)))
        awards = 1 if about == "award" else session.scalar(select(func.count(Award.id)))
    _tidy(engine)
    index, *parts = orders
    with tempfile.TemporaryDirectory() as files:
        made = [_in_a_process(url, "report", files, str(one)) for one in [*parts, index]]
    return {
        "about": about, "awards": awards, "documents": len(made),
        **{name: sum(one[name] for one in made) for name in ("seconds", "pages")},
        **{name: max(one[name] for one in made) for name in ("peak", "press")},
    }  # fmt: skip


def make(url, files, order):
    """Make one ordered report, as a worker does."""
    room = room_for(
        Settings(
            environment=Environment.TEST, database_url=url, secret_key=UNSAFE_KEY,
            public_url="https://portal.example", files_url=files, smtp_url="smtp://localhost:1",
            mail_from="portal@example.org",
        )
    )  # fmt: skip
    begun = time.monotonic()
    render_compliance_report(room, int(order))
    seconds = time.monotonic() - begun
    with room.sessions() as session:
        report = session.get_one(ComplianceReport, int(order))
        key = session.get_one(Document, report.document_id).key
    with pikepdf.open(BytesIO(room.store.get(key))) as document:
        pages = len(document.pages)
    room.close()
    stop_press()
    press = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * KILOBYTE / MEGABYTE
    return {"seconds": seconds, "pages": pages, "peak": peak(), "press": press}


def _tidy(engine):
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("vacuum analyze"))
    engine.dispose()


def _in_a_process(url, *what):
    made = subprocess.run(
        [sys.executable, "-m", "tests.bench.after_award", url, *what],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return json.loads(made.stdout)


def section(record, times, reports):
    """What was measured, as a page."""
    with_it, without = times
    cost = (with_it - without) / without * 100
    biggest = max(max(one["peak"], one["press"]) for one in reports)
    rows = [
        (f"Checking a record of {record['acts']:,} entries", f"{record['seconds']:.0f} s",
         "under 60 s", _yes(record["holds"] and record["seconds"] < 60)),
        ("Memory it takes", f"{record['peak']:.0f} MB", "—", "—"),
        ("Sealing them, 10,000 at a time", f"{record['sealed_in']:.0f} s", "—", "—"),
        (f"Handing in: {with_it:.2f} ms with its entry in the record, {without:.2f} without",
         f"{cost:+.1f} %", "under 5 %", _yes(cost < 5)),
        ("Most memory of a process that makes a report", f"{biggest:.0f} MB", "under 300 MB",
         _yes(biggest < 300)),
    ]  # fmt: skip
    made = [
        (one["about"], f"{one['awards']:,}", f"{one['documents']}", f"{one['pages']:,}",
         f"{one['seconds']:.1f}", f"{one['pages'] / one['seconds']:.1f}", f"{one['peak']:.0f}",
         f"{one['press']:.0f}")
        for one in reports
    ]  # fmt: skip
    return f"""\
# After the award

`python -m tests.bench --after-award`, on two cores. The clock's look at a million duties stands in
[bench-duties.md](bench-duties.md), the look through all cases for the catalogue in
[bench.md](bench.md).

{_table(HEAD, rows)}

## Compliance reports

As a worker makes them; a programme of more than 250 awards comes in parts with an index, each in
its turn.

{_table(REPORT_HEAD, made)}
"""


def _yes(reached):
    return "yes" if reached else "no"


def _table(head, rows):
    lines = [head, ("---", *("---:" for _ in head[1:])), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


if __name__ == "__main__":
    address, what, *more = sys.argv[1:]
    answer = check(address) if what == "verify" else make(address, *more)
    print(json.dumps(answer))  # noqa: T201 - read by whoever measures
