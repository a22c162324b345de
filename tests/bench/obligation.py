"""The clock's look at a million duties, of which ten thousand are due, and mail that goes out."""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import create_engine, func, select, text
from sqlalchemy.orm import Session

from grants.demo.mailbox import Mailbox, free_port, running
from grants.models.connection import clock
from grants.models.outbox import Mail, MailReminder, MailState
from grants.models.report import Report
from grants.settings import UNSAFE_KEY, Environment, Settings
from grants.worker.clock import TICKS, take_turn
from grants.worker.delivery import send_mail
from grants.worker.room import room_for
from grants.worker.run import leave_what_is_loaded_alone
from tests.bench.fill import fill
from tests.bench.observation import _peak as peak

APPLICATIONS = 40_000
"""One in forty has an award."""
SIZES = ((10_000, 10), (100_000, 10))
"""Grants, and reports of each."""
DUE = 10_000
MAILS = 500
TICK = {tick.name: tick for tick in TICKS}
STATEMENTS = Path(__file__).with_name("duties.sql")
HEAD = (
    "Duties", "Due today", "Reminders", "Mails", "Found and written", "Made jobs", "Next turn",
    "Peak memory MB",
)  # fmt: skip


def duties(url, grants, reports, due=DUE):
    """Fill a database, take the clock's turns in a process of its own, and say what they cost."""
    fill(url, APPLICATIONS)
    engine = create_engine(url)
    with Session(engine) as session:
        figures = {"now": clock(session), "grants": grants, "years": reports, "due": due}
        for statement in STATEMENTS.read_text().split(";\n\n"):
            session.execute(text(statement.rstrip().rstrip(";")), figures)
        session.execute(text("update report set look_on = '9999-12-31' where grant_id < 5000000"))
        session.commit()
        size = session.scalar(select(func.count(Report.id)))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("vacuum analyze"))
        connection.execute(text("checkpoint"))
    engine.dispose()
    made = subprocess.run(
        [sys.executable, "-m", "tests.bench.obligation", url],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return {"size": size, "due": due, **json.loads(made.stdout)}


def turns(url, folder):
    """Seconds of the turn that reminds, of the one that makes jobs, and of one that finds nothing.

    Then some of the mails go out, one after another.
    """
    port = free_port()
    room = room_for(
        Settings(
            environment=Environment.TEST, database_url=url, secret_key=UNSAFE_KEY,
            public_url="https://portal.example", files_url=f"{folder}/files",
            smtp_url=f"smtp://127.0.0.1:{port}", mail_from="Förderportal <portal@example.org>",
        )
    )  # fmt: skip
    leave_what_is_loaded_alone()
    found = {name: _turn(room, name) for name in ("reminders", "work")}
    found["again"] = _turn(room, "reminders")
    found["peak"] = peak()
    with room.sessions() as session:
        found["mails"] = session.scalar(select(func.count(Mail.id)))
        found["reminders_written"] = session.scalar(select(func.count(MailReminder.id)))
        some = session.scalars(select(Mail.id).limit(MAILS)).all()
    with running(Mailbox(Path(folder) / "mails"), port):
        begun = time.monotonic()
        for mail in some:
            send_mail(room, mail)
        found["sent_in"] = time.monotonic() - begun
    with room.sessions() as session:
        sent = select(func.count(Mail.id)).where(Mail.state == MailState.SENT)
        found["sent"] = session.scalar(sent)
    room.close()
    return found


def _turn(room, name):
    begun = time.monotonic()
    take_turn(room, TICK[name])
    return time.monotonic() - begun


def section(measured):
    """What was measured, as a page."""
    rows = [
        (f"{each['size']:,}", f"{each['due']:,}", f"{each['reminders_written']:,}",
         f"{each['mails']:,}", f"{each['reminders']:.1f} s", f"{each['work']:.1f} s",
         f"{each['again'] * 1000:.0f} ms", f"{each['peak']:.0f}")
        for each in measured
    ]  # fmt: skip
    lines = [HEAD, ("---:",) * len(HEAD), *rows]
    table = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    last = measured[-1]
    return f"""\
# A million duties

`python -m tests.bench --obligations`, on two cores; it takes two minutes.

One turn of the clock finds what is due, moves it on and writes the reminders, those to the same
reader into one mail; the next turn makes jobs of the mails. Aim: 10,000 of a million found and
queued in under 5 s and 200 MB, whatever the total.

{table}

One worker hands over {last["sent"] / last["sent_in"]:.0f} mails a second to a mail server on the
same machine, one connection each.
"""


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as opened:
        print(json.dumps(turns(sys.argv[1], opened)))  # noqa: T201 - read by whoever measures
