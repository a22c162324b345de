"""What lies around one report: the files that count, and what was done with it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.models.document import Upload
from grants.models.record import Act
from grants.models.report import Report
from grants.queries.report_content import report_number


def uploads_of(session: Session, report: Report) -> list[Upload]:
    """The files that count now."""
    return list(
        session.scalars(
            select(Upload)
            .where(Upload.report_id == report.id, Upload.replaced_at.is_(None))
            .order_by(Upload.uploaded_at.desc())
        )
    )


def acts_on_report(session: Session, report: Report) -> list[Act]:
    """What was done with it, the latest first."""
    return list(
        session.scalars(
            select(Act)
            .where(Act.object_kind == "report", Act.object_number == report_number(report))
            .order_by(Act.id.desc())
            .limit(60)
        )
    )
