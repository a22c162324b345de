"""Makes the ZIPs of cases that were ordered: each once, on disk first, then into the store."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload

from grants.documents.case_archive import CaseArchive
from grants.documents.file_name import safe_name
from grants.documents.store import NoSuchFile
from grants.models.application import Application
from grants.models.case_file import CaseFile
from grants.models.connection import clock
from grants.papers.case_content import case_content
from grants.papers.case_entry import Entry
from grants.programme.calendar import ZONE
from grants.programme.words import Language, Words, say
from grants.worker.room import Room

AT_ONCE: Final = 1 << 20
"""Bytes that are read at a time."""
GONE: Final = Words(" – fehlt in der Ablage", " – missing from the store")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered:
    """What is to be made, read before the work begins: no transaction stays open meanwhile."""

    number: str
    language: Language
    at: datetime
    entries: list[Entry]


def make_case_file(room: Room, file_id: int) -> None:
    """Make an ordered ZIP; nothing happens when it is made already.

    The bytes are stored before the row says so: a worker that is killed leaves at most a file
    without a row, which is swept, and an order that still waits. Of two workers at the same order
    the second throws its own away.
    """
    with room.sessions.begin() as session:
        ordered = _ordered(session, file_id)
    if ordered is None:
        return
    with tempfile.TemporaryDirectory(prefix="case-") as folder:
        place = Path(folder) / "case.zip"
        _pack(room, file_id, ordered, place)
        digest, size = digest_of(place), place.stat().st_size
        key = room.store.put_file(place)
    if not _keep(room, file_id, ordered, key=key, digest=digest, size=size):
        room.store.delete(key)


def fail_case_file(room: Room, file_id: int, reason: str) -> None:
    """Give up on a ZIP after the last try; whoever ordered it sees so and may order anew."""
    with room.sessions.begin() as session:
        order = _waiting(session, file_id)
        if order is not None:
            order.failure = reason


def _ordered(session: Session, file_id: int) -> Ordered | None:
    order = session.scalar(
        select(CaseFile)
        .where(CaseFile.id == file_id, CaseFile.made_at.is_(None), CaseFile.failure == "")
        .options(joinedload(CaseFile.application).load_only(Application.number),
                 joinedload(CaseFile.ordered_by))
    )  # fmt: skip
    if order is None:
        return None
    person, number, now = order.ordered_by, order.application.number, clock(session)
    if person.role != order.audience:
        raise LookupError(f"ordered for {order.audience}, but the person is {person.role} by now")
    entries = case_content(session, number, person.as_actor(), person.speaks, now)
    order.files, order.packed = len(entries), 0
    return Ordered(number=number, language=person.speaks, at=now, entries=entries)


def _pack(room: Room, file_id: int, ordered: Ordered, place: Path) -> None:
    archive = CaseArchive(place, ordered.language)
    for packed, entry in enumerate(ordered.entries, start=1):
        add_entry(room, archive, entry)
        with room.sessions.begin() as session:
            session.execute(update(CaseFile).where(CaseFile.id == file_id).values(packed=packed))
    title = say("Akte {n}", "Case file {n}", n=ordered.number)
    archive.finish(title, ordered.at)


def add_entry(room: Room, archive: CaseArchive, entry: Entry) -> None:
    """Pack one file; a note in its place where the store has lost it: the rest is worth having."""
    chunks: Iterator[bytes] = iter([entry.content])
    what, ending = entry.what, entry.ending
    if entry.key:
        try:
            chunks = room.store.chunks(entry.key, AT_ONCE)
        except NoSuchFile:
            chunks = iter([f"SHA-256 {entry.sha256}\n".encode()])
            what = Words(f"{what.de}{GONE.de}", f"{what.en}{GONE.en}")
            ending = "txt"
    archive.add(entry.folder, entry.name, ending, chunks, what=what, at=entry.at)


def _keep(room: Room, file_id: int, ordered: Ordered, *, key: str, digest: str, size: int) -> bool:
    with room.sessions.begin() as session:
        order = _waiting(session, file_id)
        if order is None:
            return False
        made_at = clock(session)
        name = say("Akte {n}", "Case file {n}", n=ordered.number).into(ordered.language)
        day = f"{ordered.at.astimezone(ZONE):%Y-%m-%d %H.%M}"
        order.file_name = safe_name(f"{name} {day}", "zip")
        order.key, order.sha256, order.size = key, digest, size
        order.made_at = made_at
    return True


def _waiting(session: Session, file_id: int) -> CaseFile | None:
    return session.scalar(
        select(CaseFile)
        .where(CaseFile.id == file_id, CaseFile.made_at.is_(None), CaseFile.failure == "")
        .with_for_update()
    )


def digest_of(place: Path) -> str:
    """The SHA-256 of a file on disk."""
    digest = sha256()
    with place.open("rb") as written:
        while chunk := written.read(AT_ONCE):
            digest.update(chunk)
    return digest.hexdigest()
