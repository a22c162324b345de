"""The very same bytes, sent twice for one case: where they are already."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.award import Award, Project
from grants.models.document import ScanState, Upload


def same_in_case(session: Session, upload: Upload) -> Upload | None:
    """Another file of the same case with the same content that counts now; the oldest of them.

    A case is an application with its award and its joint projects. Answers to questions are left
    out: a partner's are not for the whole team.
    """
    application = (
        select(Application.id)
        .outerjoin(Award, Award.application_id == Application.id)
        .outerjoin(Project, Project.award_id == Award.id)
        .where(
            or_(
                Application.id == upload.application_id,
                Award.id == upload.award_id,
                Project.id == upload.project_id,
            )
        )
        .limit(1)
        .scalar_subquery()
    )
    awards = select(Award.id).where(Award.application_id == application)
    return session.scalar(
        select(Upload)
        .where(
            Upload.sha256 == upload.sha256,
            Upload.id != upload.id,
            Upload.replaced_at.is_(None),
            Upload.scan_state != ScanState.INFECTED,
            or_(
                Upload.application_id == application,
                Upload.award_id.in_(awards),
                Upload.project_id.in_(select(Project.id).where(Project.award_id.in_(awards))),
            ),
        )
        .order_by(Upload.uploaded_at, Upload.id)
        .limit(1)
    )
