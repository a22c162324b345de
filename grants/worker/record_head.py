"""The head of the record of acts leaves the house once a day, by mail and into a file."""

from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from grants.actions.record_head import mail_head
from grants.programme.calendar import today
from grants.queries.record import chain
from grants.worker.room import Room


def send_head(room: Room, session: Session, now: datetime) -> int:
    """Write to every auditor, and a line into the operator's file where one is named."""
    mails = mail_head(session, public_url=room.settings.public_url, now=now)
    return mails + _keep_line(session, room.settings.heads_file, now)


def _keep_line(session: Session, name: str, now: datetime) -> int:
    """One line a day: the day in Berlin, seals, entries and the newest digest."""
    if not name:
        return 0
    file, day = Path(name), today(now).isoformat()
    lines = file.read_text(encoding="ascii").splitlines() if file.exists() else []
    covered = chain(session)
    if not covered.head or (lines and lines[-1].startswith(day)):
        return 0
    with file.open("a", encoding="ascii") as book:
        book.write(f"{day} seals={covered.seals} acts={covered.sealed} head={covered.head}\n")
    return 1
