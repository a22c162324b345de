"""The files of an application that count now."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import BigInteger, bindparam, select
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.document import Upload
from grants.programme.upload import ScanState, UploadKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFile:
    """A file of an application, as it counts now."""

    id: UUID
    kind: UploadKind
    file_name: str
    size: int
    """Bytes."""
    sha256: str
    uploaded_at: datetime
    pages: int | None = None
    content_type: str = ""
    title: str = ""
    language: str = ""
    signed_on: date | None = None
    """When the last party signed it (R-009)."""
    parties: tuple[str, ...] = ()
    scan_state: ScanState = ScanState.CLEAN
    nameless_at: datetime | None = None
    """When an officer saw that it names nobody; jurors of a blind stage read no other."""

    @property
    def is_clean(self) -> bool:
        """Did the virus scanner, where there is one, find nothing?"""
        return self.scan_state is ScanState.CLEAN

    @property
    def name(self) -> str:
        """What people call it: its title, or else the name it came under."""
        return self.title or self.file_name

    @property
    def ending(self) -> str:
        """PDF, XLSX, PNG, JPG."""
        return self.file_name.rpartition(".")[2].upper()


def current_files(session: Session, application: Application) -> tuple[SentFile, ...]:
    """The files that count now, the newest first."""
    return tuple(as_sent(upload) for upload in session.scalars(FILES, {"id": application.id}))


def as_sent(upload: Upload) -> SentFile:
    """The file as pages show it."""
    return SentFile(
        id=upload.id,
        kind=upload.kind,
        file_name=upload.file_name,
        size=upload.size,
        sha256=upload.sha256,
        uploaded_at=upload.uploaded_at,
        pages=upload.pages,
        content_type=upload.content_type,
        title=upload.title,
        language=upload.language,
        signed_on=upload.signed_on,
        parties=tuple(upload.parties),
        scan_state=upload.scan_state,
        nameless_at=upload.nameless_at,
    )


FILES: Final = (
    select(Upload)
    .where(Upload.application_id == bindparam("id", type_=BigInteger), Upload.replaced_at.is_(None))
    .order_by(Upload.uploaded_at.desc())
)
