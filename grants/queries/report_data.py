"""The data that a compliance report was printed from."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.models.document import ComplianceReport, Document
from grants.programme.people import Actor, Role


def report_document(session: Session, actor: Actor, document_id: UUID) -> Document | None:
    """The compliance report with its data; auditors read it, nobody else."""
    if actor.role is not Role.AUDITOR:
        return None
    return session.scalar(
        select(Document)
        .join(ComplianceReport, ComplianceReport.document_id == Document.id)
        .where(Document.id == document_id)
    )
