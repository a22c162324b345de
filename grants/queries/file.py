"""Which files a person may download: those of the cases they may see."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from grants.models.application import Application, Receipt
from grants.models.award import Award, Project
from grants.models.decision import Letter
from grants.models.document import ComplianceReport, Document, Upload
from grants.models.inquiry import Inquiry
from grants.models.meeting import Meeting
from grants.models.print_batch import PrintBatch
from grants.models.report import Report
from grants.models.scenario import ScenarioPaper
from grants.programme.people import Actor, Role
from grants.programme.upload import ScanState
from grants.queries.blind import hides_names, neutral
from grants.queries.contest_paper import visible_contests
from grants.queries.nameless import opened_to_jury
from grants.queries.visible import (
    STAFF,
    opened_letters,
    visible_applications,
    visible_awards,
    visible_inquiries,
    visible_projects,
    visible_reports,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """What is needed to hand a file out."""

    key: str
    file_name: str
    content_type: str
    size: int
    """Bytes."""
    sha256: str
    scan_state: ScanState = ScanState.CLEAN
    """Only what is clean is handed out."""
    nameless: bool = False
    """Is it for readers who must not learn from its properties who made it?"""


def find_upload(session: Session, actor: Actor, upload_id: UUID) -> Download | None:
    """A file that somebody sent, if this person may see the case it belongs to.

    A juror of a blind stage gets it under a name that tells nothing, and only once an officer has
    seen that it names nobody, or a version of it without names. That version is for staff and for
    the blind stage only.
    """
    own, original = visible_applications(actor).with_only_columns(Application.id), aliased(Upload)
    upload = session.scalar(
        select(Upload).where(
            Upload.id == upload_id,
            or_(
                Upload.application_id.in_(own),
                Upload.nameless_of_id.in_(
                    select(original.id).where(original.application_id.in_(own))
                ),
                Upload.award_id.in_(visible_awards(actor).with_only_columns(Award.id)),
                Upload.project_id.in_(visible_projects(actor).with_only_columns(Project.id)),
                Upload.inquiry_id.in_(visible_inquiries(actor).with_only_columns(Inquiry.id)),
                Upload.report_id.in_(visible_reports(actor).with_only_columns(Report.id)),
                Upload.contest_id.in_(visible_contests(actor)),
            ),
        )
    )
    if upload is None:
        return None
    blind = _is_read_blind(session, actor, upload)
    if blind is not None and not opened_to_jury(session, upload):
        return None
    if blind is None and upload.nameless_of_id is not None and actor.role not in STAFF:
        return None
    return Download(
        key=upload.key,
        file_name=upload.file_name if blind is None else neutral(blind, upload),
        nameless=blind is not None,
        content_type=upload.content_type,
        size=upload.size,
        sha256=upload.sha256,
        scan_state=upload.scan_state,
    )


def _is_read_blind(session: Session, actor: Actor, upload: Upload) -> Application | None:
    """The application of the file, if this person is a juror of its blind stage."""
    if actor.role is not Role.JUROR:
        return None
    original = session.get(Upload, upload.nameless_of_id) if upload.nameless_of_id else upload
    if original is None or original.application_id is None:
        return None
    application = session.get_one(Application, original.application_id)
    return application if hides_names(application) else None


def find_document(session: Session, actor: Actor, document_id: UUID) -> Download | None:
    """A document that we made, if this person may see what it is about."""
    own = visible_applications(actor).with_only_columns(Application.id)
    about = [Document.id.in_(opened_letters(actor).with_only_columns(Letter.document_id))]
    if actor.role is not Role.JUROR:  # it names who signed, also where jurors read blind
        about.append(
            Document.id.in_(select(Receipt.document_id).where(Receipt.application_id.in_(own)))
        )
    if actor.role in STAFF:
        about.append(Document.id.in_(select(Meeting.document_id)))
    if actor.role is Role.AUDITOR:
        about.append(Document.id.in_(select(ComplianceReport.document_id)))
    if actor.role in STAFF:
        about.append(Document.id.in_(select(ScenarioPaper.document_id)))
        about.append(Document.id.in_(select(PrintBatch.document_id)))
    document = session.scalar(select(Document).where(Document.id == document_id, or_(*about)))
    if document is None:
        return None
    return Download(
        key=document.key,
        file_name=document.file_name,
        content_type="application/pdf",
        size=document.size,
        sha256=document.sha256,
    )
