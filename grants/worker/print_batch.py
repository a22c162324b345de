"""Lays the letters of a print batch together, with a list and a sheet before each; each once."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from grants.actions.record import record
from grants.documents.press import render_limited
from grants.documents.print_batch import Batch, lay_together, pages_of
from grants.documents.printing import prepare
from grants.documents.store import NoSuchFile
from grants.models.connection import clock
from grants.models.document import Document, DocumentKind
from grants.models.print_batch import PrintBatch
from grants.papers.print_batch import fill_batch
from grants.queries.print_batch import batch_with_letters
from grants.worker.making import keep
from grants.worker.room import Room


class ChangedLetter(Exception):
    """A letter is not in the store as it was made."""


def batches_to_make(_now: datetime) -> Select[int]:
    """Batches that somebody ordered and nobody has laid together yet."""
    return (
        select(PrintBatch.id)
        .where(
            PrintBatch.document_id.is_(None),
            PrintBatch.dropped_at.is_(None),
            PrintBatch.failure == "",
        )
        .order_by(PrintBatch.id)
    )


def make_print_batch(room: Room, batch_id: int) -> None:
    """Make the PDF of an ordered batch; nothing happens when it is made, or given up.

    No transaction stays open over the work. A worker that is killed leaves at most a file without
    a row, which is swept; of two at the same batch the second throws its own away.
    """
    with room.sessions.begin() as session:
        batch = batch_with_letters(session, batch_id)
        if batch is None or not batch.is_being_made:
            return
        keys = [_key(session, each.letter.document_id) for each in batch.letters]
    letters = []
    for laid_in, key in enumerate(keys, 1):
        letters.append(_content(room, *key))
        with room.sessions.begin() as session:
            session.execute(
                update(PrintBatch).where(PrintBatch.id == batch_id).values(laid_in=laid_in)
            )
    facts = [(pages_of(each), sha256(each).hexdigest()) for each in letters]
    with room.sessions.begin() as session:
        batch = batch_with_letters(session, batch_id)
        if batch is None:
            return
        paper = fill_batch(batch, facts, now=clock(session))
    data = prepare(paper)
    pdf = lay_together(render_limited(data), letters, paper.title.de)
    _keep(room, batch_id, paper, pdf)


def fail_print_batch(room: Room, batch_id: int, reason: str) -> None:
    """Give up on a batch after the last try; officers see the reason."""
    with room.sessions.begin() as session:
        batch = _waiting(session, batch_id)
        if batch is not None:
            batch.failure = reason


def _key(session: Session, document_id: object) -> tuple[str, str]:
    document = session.get_one(Document, document_id)
    return document.key, document.sha256


def _content(room: Room, key: str, digest: str) -> bytes:
    try:
        content = room.store.get(key)
    except NoSuchFile as missing:
        raise ChangedLetter(f"the letter with SHA-256 {digest} is not in the store") from missing
    if sha256(content).hexdigest() != digest:
        raise ChangedLetter(f"the letter with SHA-256 {digest} has changed in the store")
    return content


def _keep(room: Room, batch_id: int, paper: Batch, pdf: bytes) -> None:
    with room.sessions.begin() as session:
        batch = _waiting(session, batch_id)
        if batch is None:
            return
        now = clock(session)
        document = keep(
            room,
            session,
            pdf,
            kind=DocumentKind.PRINT_BATCH,
            file_name=f"Druckstapel {batch.id} Runde {batch.round.number}",
            data=prepare(paper),
            terms_id=None,
            now=now,
        )
        batch.document = document
        record(session, "make_print_batch", "print_batch", str(batch.id), by=None, now=now,
               after={"sha256": document.sha256, "size": document.size})  # fmt: skip


def _waiting(session: Session, batch_id: int) -> PrintBatch | None:
    return session.scalar(
        batches_to_make(clock(session))
        .with_only_columns(PrintBatch)
        .where(PrintBatch.id == batch_id)
        .with_for_update(of=PrintBatch)
    )
