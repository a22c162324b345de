"""What jurors of a blind stage get for each file: itself, its version without names, or nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session, aliased

from grants.models.application import Application
from grants.models.document import Upload
from grants.models.person import Person
from grants.programme.upload import ScanState
from grants.queries.sent_file import SentFile, as_sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A file of an application, and how it was opened to a jury that reads without names."""

    file: SentFile
    """As the cluster sent it."""
    version: SentFile | None = None
    """The version without names that an officer made of it: jurors get this, never the other."""
    by: str = ""
    """The officer who read the file, or sent its version."""
    at: datetime | None = None
    """Nothing while it waits for an officer."""

    @property
    def for_jury(self) -> SentFile | None:
        """What jurors get; nothing while it waits."""
        return self.version or (self.file if self.at is not None else None)


def openings(
    session: Session, application: Application, files: Iterable[SentFile]
) -> tuple[Opening, ...]:
    """These files, each with its version without names, and who opened it; one statement."""
    original = aliased(Upload)
    of_them = select(original.id).where(original.application_id == application.id)
    rows = session.execute(
        select(Upload, Person.name)
        .join(Person, Person.id == Upload.nameless_by_id)
        .where(
            Upload.replaced_at.is_(None),
            or_(
                Upload.application_id == application.id,
                Upload.nameless_of_id.in_(of_them) & (Upload.scan_state != ScanState.INFECTED),
            ),
        )
    ).all()
    read = {upload.id: name for upload, name in rows if upload.nameless_of_id is None}
    versions = {
        upload.nameless_of_id: (as_sent(upload), name)
        for upload, name in rows
        if upload.nameless_of_id is not None
    }
    return tuple(_opening(file, read, versions) for file in files)


def _opening(
    file: SentFile,
    read: dict[UUID, str],
    versions: dict[UUID, tuple[SentFile, str]],
) -> Opening:
    if file.id in versions:
        version, by = versions[file.id]
        return Opening(file=file, version=version, by=by, at=version.uploaded_at)
    return Opening(file=file, by=read.get(file.id, ""), at=file.nameless_at)


def counting_version(session: Session, original: UUID) -> Upload | None:
    """The version without names that stands for this file now."""
    return session.scalar(
        select(Upload).where(
            Upload.nameless_of_id == original,
            Upload.replaced_at.is_(None),
            Upload.scan_state != ScanState.INFECTED,
        )
    )


def has_version(original: type[Upload]) -> ColumnElement[bool]:
    """Does a version without names stand for this file now? For a question to the database."""
    version = aliased(Upload)
    return exists().where(
        version.nameless_of_id == original.id,
        version.replaced_at.is_(None),
        version.scan_state != ScanState.INFECTED,
    )


def opened_to_jury(session: Session, upload: Upload) -> bool:
    """May a juror of a blind stage have this very file?

    The version without names while its original counts; the original only where somebody saw
    that it names nobody, and no version stands for it.
    """
    if upload.nameless_of_id is None:
        closed = upload.nameless_at is None
        return not closed and counting_version(session, upload.id) is None
    original = session.get_one(Upload, upload.nameless_of_id)
    return upload.replaced_at is None and original.replaced_at is None
