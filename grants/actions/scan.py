"""Keeping what the virus scanner says about a file that somebody sent."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.record import record
from grants.actions.upload import number_of, owner_of
from grants.models.document import ScanState, Upload

ASK_AGAIN: Final = timedelta(minutes=5)
"""After a scanner has not answered, though it was asked several times."""
WAITS: Final = (ScanState.PENDING, ScanState.FAILED)


def keep_clean(session: Session, upload: Upload, *, now: datetime) -> None:
    """The scanner found nothing: from now on the file is handed out and counts."""
    lock(session, upload)
    if upload.scan_state in WAITS:
        upload.scan_state, upload.scanned_at, upload.scan_next_at = ScanState.CLEAN, now, None
    session.flush()


def keep_infected(session: Session, upload: Upload, found: str, *, now: datetime) -> None:
    """The scanner found a virus: the file is never handed out; its name stays for the sender."""
    lock(session, upload)
    if upload.scan_state not in WAITS:
        return
    upload.scan_state, upload.scan_found = ScanState.INFECTED, found
    upload.scanned_at, upload.scan_next_at = now, None
    session.flush()
    owner = owner_of(session, upload)
    record(
        session,
        "find_virus",
        type(owner).__tablename__,
        number_of(owner),
        by=None,
        now=now,
        after={"file_name": upload.file_name, "sha256": upload.sha256, "found": found},
    )


def keep_unscanned(session: Session, upload: Upload, *, now: datetime) -> None:
    """The scanner did not answer: the file goes on waiting, and is tried again later."""
    lock(session, upload)
    if upload.scan_state in WAITS:
        upload.scan_state, upload.scan_next_at = ScanState.FAILED, now + ASK_AGAIN
    session.flush()
