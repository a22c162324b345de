"""The last second of a round, on the real server with two processes, and what came of it."""

import http.client
from datetime import UTC, datetime, timedelta

from sqlalchemy import create_engine, func, select, text
from sqlalchemy.orm import Session

from config import settings
from grants.models.application import Application, Receipt
from tests.bench.fill import fill
from tests.bench.server import environ, serving
from tests.bench.storm import storm
from tests.bench.visit import Door, Visit

APPLICATIONS = 4_000
PEOPLE, LATE, READERS = 500, 20, 2_000
SECONDS_TO_BEGIN = 4
SECONDS_BETWEEN_PAGES = 60
WARM_UP = 40
CLOSE = text(
    "update round set closes_at = :at, opens_at = :at - interval '30 days' where number = 4"
)
RECEIPTS = (
    select(Application.number, func.count(Receipt.id))
    .join(Receipt, Receipt.application_id == Application.id)
    .group_by(Application.number)
)


def deadline_day(url, files, *, scale=1):
    """Everybody at once, or a part of them; the storm, and every application with two receipts
    or with a receipt that nobody saw."""
    filled = fill(url, APPLICATIONS // scale)
    people, late = PEOPLE // scale, LATE // scale
    engine = create_engine(url)
    with Session(engine) as session:
        door = Door(settings(environ(url, files)), session)
        drafts = filled.drafts[: people + late]
        entries = [(number, door.open_to(person)) for person, number in drafts]
        before = {number for number, _ in session.execute(RECEIPTS)}
        session.commit()
    reading = [Visit(address="/home", by=by) for _, by in entries]
    with serving(url, files) as server:
        _warm_up(server.port, reading[-1])
        closes_at = (datetime.now(UTC) + timedelta(seconds=SECONDS_TO_BEGIN)).replace(microsecond=0)
        with engine.begin() as connection:
            connection.execute(text("alter table round disable trigger keep_deadline"))
            connection.execute(CLOSE, {"at": closes_at})
        readers = [reading[at % len(reading)] for at in range(READERS // scale)]
        found = storm(
            server.port, entries[:people], deadline=closes_at.timestamp(), late=entries[people:],
            readers=readers, pause=SECONDS_BETWEEN_PAGES,
        )  # fmt: skip
    with Session(engine) as session:
        receipts = {row[0]: row[1] for row in session.execute(RECEIPTS)}
    engine.dispose()
    taken = {shot.number for shot in found.accepted}
    new = set(receipts) - before
    return found, sorted((new ^ taken) | {number for number in new if receipts[number] > 1})


def _warm_up(port, visit):
    for _ in range(WARM_UP):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        visit.pay(connection)
        connection.close()


HEAD = ("What", "Measured", "Aim", "Reached")


def rows(found, unmatched):
    """What the table says of it."""
    sent, taken = len(found.shots), len(found.accepted)
    return [
        ("Handed in within the last second and after", f"{sent}", "—", "—"),
        ("Accepted, each with one receipt", f"{taken}", "—", "—"),
        ("Refused as late", f"{len(found.refused)}", "—", "—"),
        _none("In time and refused, or late and taken", found.wronged),
        _none("Receipts and records that do not match", unmatched),
        _none("Faults of the server", found.faults),
        _row("Waiting for the answer, p99", found.p99, 20),
        _row(f"Reading meanwhile, p95 of {len(found.reads)} pages", found.reading_p95, 2),
    ]


def _none(what, found):
    return what, f"{len(found)}", "0", "yes" if not found else "**no**"


def _row(what, seconds, most):
    return what, f"{seconds:.1f} s", f"≤ {most} s", "yes" if seconds <= most else "**no**"
