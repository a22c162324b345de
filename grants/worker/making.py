"""How a document becomes bytes that are kept: printed apart, stored, described in a row."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from grants.documents.press import render_limited
from grants.documents.qr import Check, new_check_code
from grants.documents.snapshot import Snapshot
from grants.models.audit_package import AuditPackage
from grants.models.case_file import CaseFile
from grants.models.document import Document, DocumentKind, Upload
from grants.queries.case_file import KEPT_FOR
from grants.worker.room import Room

UNFIT_FOR_A_NAME: Final = re.compile(r"[^\w.-]+")
KEYS_AT_ONCE: Final = 1000
OLD_ENOUGH: Final = timedelta(days=1)
"""A file without a row is swept only when no transaction can still be writing its row."""


def keep(
    room: Room,
    session: Session,
    pdf: bytes,
    *,
    kind: DocumentKind,
    file_name: str,
    data: Snapshot,
    terms_id: int | None,
    now: datetime,
    check_code: str | None = None,
    sealed_with: str = "",
) -> Document:
    """Store the bytes and write their row. The file comes first: no row is ever without one."""
    document = Document(
        kind=kind,
        file_name=f"{UNFIT_FOR_A_NAME.sub('-', file_name).strip('-')}.pdf",
        key=room.store.put(pdf),
        sha256=sha256(pdf).hexdigest(),
        size=len(pdf),
        template_version=data["template_version"],
        terms_id=terms_id,
        snapshot=data,
        created_at=now,
        check_code=check_code,
        sealed_with=sealed_with,
    )
    session.add(document)
    session.flush()
    return document


def make_checkable(
    room: Room,
    session: Session,
    filled: Callable[[Check], Snapshot],
    *,
    kind: DocumentKind,
    file_name: str,
    terms_id: int | None,
    now: datetime,
) -> Document:
    """Print, seal and keep a paper that carries a code by which anybody can check it."""
    seal, code = room.seal, new_check_code()
    data = filled(
        Check(
            code=code,
            address=f"{room.settings.public_url}/check",
            sealed_by=seal.name if seal else "",
        )
    )
    printed = render_limited(data)
    return keep(
        room,
        session,
        seal.put_on(printed) if seal else printed,
        kind=kind,
        file_name=file_name,
        data=data,
        terms_id=terms_id,
        now=now,
        check_code=code,
        sealed_with=seal.fingerprint if seal else "",
    )


def sweep_files(room: Room, session: Session, now: datetime) -> int:
    """Delete files that no row speaks of, left by a process that was killed; how many.

    The ZIPs of cases are copies: they go when their time is over, and their rows stay.

    The age of a file is told by the clock of the machine, as it is the store that wrote it.
    """
    keys = list(room.store.keys_from_before(datetime.now(UTC) - OLD_ENOUGH))
    swept = 0
    for some in _batched(keys, KEYS_AT_ONCE):
        known = set(session.scalars(select(Document.key).where(Document.key.in_(some))))
        known |= set(session.scalars(select(Upload.key).where(Upload.key.in_(some))))
        packages = select(AuditPackage.key).where(AuditPackage.key.in_(some))
        known |= {key for key in session.scalars(packages) if key}
        known |= set(session.scalars(_kept_case_files(now).where(CaseFile.key.in_(some))))
        for key in set(some) - known:
            room.store.delete(key)
            swept += 1
    return swept


def _kept_case_files(now: datetime) -> Select[str | None]:
    return select(CaseFile.key).where(CaseFile.made_at > now - KEPT_FOR)


def _batched(keys: list[str], size: int) -> Iterator[list[str]]:
    for start in range(0, len(keys), size):
        yield keys[start : start + size]
