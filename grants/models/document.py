"""Bytes we keep: documents we made and files people sent, with their fingerprints."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from grants.models.base import Base, number
from grants.programme.upload import ScanState, UploadKind

__all__ = ["ComplianceReport", "Document", "DocumentKind", "ScanState", "Upload", "UploadKind"]


class DocumentKind(StrEnum):
    """What we make."""

    RECEIPT = "receipt"
    LETTER = "letter"
    COMPLIANCE_REPORT = "compliance_report"
    BLANK_FORM = "blank_form"
    SCENARIO = "scenario"
    MINUTES = "minutes"
    PRINT_BATCH = "print_batch"


class Document(Base):
    """A PDF we made: stored once, with what it was made from."""

    __tablename__ = "document"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=uuid4)
    kind: Mapped[DocumentKind]
    file_name: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True)
    """Where the store keeps the bytes: a random name."""
    sha256: Mapped[str]
    size: Mapped[int]
    """Bytes."""
    template_version: Mapped[str]
    terms_id: Mapped[int | None] = mapped_column(ForeignKey("terms_version.id"), default=None)
    snapshot: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    check_code: Mapped[str | None] = mapped_column(unique=True, default=None)
    """By which anybody finds out that it is genuine; letters keep theirs in their own row."""
    sealed_with: Mapped[str] = mapped_column(default="", server_default="")
    """Fingerprint of the certificate it was sealed with; letters keep theirs in the record."""


class Upload(Base):
    """A file somebody sent. It is replaced, never changed."""

    __tablename__ = "upload"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=uuid4)
    kind: Mapped[UploadKind]
    application_id: Mapped[int | None] = mapped_column(
        ForeignKey("application.id"), index=True, default=None
    )
    award_id: Mapped[int | None] = mapped_column(ForeignKey("award.id"), index=True, default=None)
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id"), index=True, default=None
    )
    report_id: Mapped[int | None] = mapped_column(ForeignKey("report.id"), index=True, default=None)
    inquiry_id: Mapped[int | None] = mapped_column(
        ForeignKey("inquiry.id", use_alter=True), index=True, default=None
    )
    contest_id: Mapped[int | None] = mapped_column(
        ForeignKey("letter_contest.id", use_alter=True), index=True, default=None
    )
    nameless_of_id: Mapped[UUID | None] = mapped_column(ForeignKey("upload.id"), default=None)
    """The file of an application of which this is the version without names, by an officer."""
    file_name: Mapped[str]
    """As the sender called it; shown, never used as a path."""
    content_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True)
    uploaded_at: Mapped[datetime]
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    replaced_at: Mapped[datetime | None] = mapped_column(default=None)
    """Since when it does not count any more: another came in its place, or it was removed."""
    pages: Mapped[int | None] = mapped_column(default=None)
    """How many pages it has; nobody counted those of the oldest files."""
    title: Mapped[str] = mapped_column(default="", server_default="")
    language: Mapped[str] = mapped_column(default="", server_default="")
    """A code with two letters, or "other"; empty where nobody was asked."""
    signed_on: Mapped[date | None] = mapped_column(default=None)
    """When the last party signed a paper that is signed (R-009)."""
    parties: Mapped[list[Any]] = mapped_column(default_factory=list, server_default="[]")
    """Who signed it, by name."""
    cleaned: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    """Was it a picture, written anew without place, time and camera?"""
    replaces_id: Mapped[UUID | None] = mapped_column(ForeignKey("upload.id"), default=None)
    """The file in whose place it came."""
    scan_state: Mapped[ScanState]
    """Only what is clean is handed out and counts; whoever keeps a file says how it begins."""
    scan_found: Mapped[str] = mapped_column(default="", server_default="")
    """What the scanner calls the thing it found."""
    scanned_at: Mapped[datetime | None] = mapped_column(default=None)
    scan_next_at: Mapped[datetime | None] = mapped_column(default=None)
    """When the scanner is asked, perhaps again; nothing once it has answered."""
    nameless_at: Mapped[datetime | None] = mapped_column(default=None)
    """When an officer saw that it names nobody: jurors of a blind stage may read it then."""
    nameless_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)

    __table_args__ = (
        CheckConstraint(
            "num_nonnulls(application_id, award_id, project_id, report_id, inquiry_id, contest_id,"
            " nameless_of_id) = 1",
            name="one_owner",
        ),
        CheckConstraint(
            "(nameless_at is null) = (nameless_by_id is null)", name="nameless_by_whom"
        ),
        CheckConstraint(
            "nameless_of_id is null or nameless_at is not null", name="version_names_nobody"
        ),
        CheckConstraint("(scan_state = 'infected') = (scan_found <> '')", name="infected_by"),
        CheckConstraint(
            "(scan_state in ('pending', 'failed')) = (scan_next_at is not null)", name="scan_again"
        ),
        Index(None, "scan_next_at", postgresql_where=text("scan_next_at is not null")),
        Index(None, "nameless_of_id", postgresql_where=text("nameless_of_id is not null")),
        Index(
            "uq_upload_nameless_of_id",
            "nameless_of_id",
            unique=True,
            postgresql_where=text("nameless_of_id is not null and replaced_at is null"),
        ),
    )

    @property
    def ending(self) -> str:
        """PDF, XLSX, PNG, JPG."""
        return self.file_name.rpartition(".")[2].upper()

    @property
    def counts(self) -> bool:
        """Is it the file that counts now, and free of viruses?"""
        return self.replaced_at is None and self.scan_state is ScanState.CLEAN


class ComplianceReport(Base):
    """An auditor's order for a report on one award or one round."""

    __tablename__ = "compliance_report"

    id: Mapped[int] = number()
    award_id: Mapped[int | None] = mapped_column(ForeignKey("award.id"), default=None)
    grant_id: Mapped[int | None] = mapped_column(ForeignKey("grant_to_recipient.id"), default=None)
    """Of an award, the one grant that it is about; empty for all of them."""
    round_id: Mapped[int | None] = mapped_column(ForeignKey("round.id"), default=None)
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programme.id"), default=None)
    part: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    """Of a long report on a programme; 0 for the whole, or for the index of the parts."""
    ordered_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    ordered_at: Mapped[datetime]
    cut_off_at: Mapped[datetime | None] = mapped_column(default=None)
    """Nothing later is in the report."""
    document_id: Mapped[UUID | None] = mapped_column(ForeignKey("document.id"), default=None)
    failure: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        CheckConstraint("num_nonnulls(award_id, round_id, programme_id) = 1", name="one_subject"),
        CheckConstraint("grant_id is null or award_id is not null", name="grant_of_award"),
        Index(None, "award_id", "ordered_at"),
        Index(None, "round_id", "ordered_at"),
    )
