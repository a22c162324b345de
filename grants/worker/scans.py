"""Has every file that waits for it looked at by the virus scanner."""

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import Select, String, cast, select

from grants.actions.scan import WAITS, keep_clean, keep_infected, keep_unscanned
from grants.models.connection import clock
from grants.models.document import Upload
from grants.worker.room import Room
from grants.worker.scanner import scan

FIRST: Final = Upload.scan_next_at, Upload.id


def waiting_scans(now: datetime) -> Select[str]:
    """Files whose turn has come, oldest first."""
    return select(cast(Upload.id, String)).where(Upload.scan_next_at <= now).order_by(*FIRST)


def scan_upload(room: Room, number: str) -> None:
    """Let the scanner look at one file; nothing happens when that was done meanwhile.

    No row is locked while the scanner works: whoever sent the file may replace it. Without a
    scanner in the settings a file that still waits for one is clean.
    """
    with room.sessions() as session:
        upload = session.get(Upload, UUID(number))
        if upload is None or upload.scan_state not in WAITS:
            return
        key = upload.key
    address = room.settings.clamd_url
    found = scan(address, room.store.get(key)) if address else ""
    with room.sessions.begin() as session:
        upload = session.get_one(Upload, UUID(number))
        if found:
            keep_infected(session, upload, found, now=clock(session))
        else:
            keep_clean(session, upload, now=clock(session))
    if found:
        room.store.delete(key)  # once it is kept that it is infected


def fail_scan(room: Room, number: str, _why: str) -> None:
    """Note that nobody could look at it."""
    with room.sessions.begin() as session:
        keep_unscanned(session, session.get_one(Upload, UUID(number)), now=clock(session))
