"""Keeping what the virus scanner says about a file that somebody sent."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.mail import compose, put_in_outbox
from grants.actions.record import record
from grants.actions.upload import named, owner_of
from grants.models.document import ScanState, Upload
from grants.models.person import Person

ASK_AGAIN: Final = timedelta(minutes=5)
"""After a scanner has not answered, though it was asked several times."""
WAITS: Final = (ScanState.PENDING, ScanState.FAILED)


def keep_clean(session: Session, upload: Upload, *, now: datetime) -> None:
    """The scanner found nothing: from now on the file is handed out and counts."""
    lock(session, upload)
    if upload.scan_state in WAITS:
        upload.scan_state, upload.scanned_at, upload.scan_next_at = ScanState.CLEAN, now, None
    session.flush()


def keep_infected(
    session: Session, upload: Upload, found: str, *, public_url: str, now: datetime
) -> None:
    """The scanner found a virus: the file is never handed out, and its sender is told by mail."""
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
        *named(owner),
        by=None,
        now=now,
        after={"file_name": upload.file_name, "sha256": upload.sha256, "found": found},
    )
    _tell_sender(session, upload, named(owner)[1], public_url=public_url, now=now)


def accept_unscanned(session: Session, *, now: datetime) -> int:
    """Call clean what waits for a scanner that was given up; how many files. For operators."""
    waiting = session.scalars(
        select(Upload)
        .where(Upload.scan_next_at.is_not(None))
        .order_by(Upload.id)
        .with_for_update(skip_locked=True)
    ).all()
    for upload in waiting:
        owner = owner_of(session, upload)
        record(
            session,
            "accept_unscanned",
            *named(owner),
            by=None,
            now=now,
            after={"file_name": upload.file_name, "sha256": upload.sha256},
        )
        upload.scan_state, upload.scan_next_at = ScanState.CLEAN, None
    session.flush()
    return len(waiting)


def _tell_sender(
    session: Session, upload: Upload, number: str, *, public_url: str, now: datetime
) -> None:
    sender = session.get_one(Person, upload.uploaded_by_id)
    text = compose(
        "virus", sender.speaks, name=sender.name, number=number, file_name=upload.file_name,
        link=f"{public_url}/home",
    )  # fmt: skip
    put_in_outbox(
        session,
        key=f"virus/{upload.id}",
        kind="virus",
        to=sender,
        address=sender.email,
        name=sender.name,
        language=sender.speaks,
        subject=text.subject,
        body=text.body,
        now=now,
    )


def keep_unscanned(session: Session, upload: Upload, *, now: datetime) -> None:
    """The scanner did not answer: the file goes on waiting, and is tried again later."""
    lock(session, upload)
    if upload.scan_state in WAITS:
        upload.scan_state, upload.scan_next_at = ScanState.FAILED, now + ASK_AGAIN
    session.flush()
