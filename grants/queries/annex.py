"""The annexes of one application that somebody may see already."""

from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.document import Upload
from grants.programme.upload import ANNEXES


def annex_of(session: Session, application: Application, upload_id: UUID) -> Upload | None:
    """The annex with this number that counts now, if it is this application's."""
    return session.scalar(
        _annexes(application).where(Upload.id == upload_id, Upload.replaced_at.is_(None))
    )


def former_annexes(session: Session, application: Application) -> list[Upload]:
    """What was replaced or removed, the latest first; it stays kept."""
    former = _annexes(application).where(Upload.replaced_at.is_not(None))
    return list(session.scalars(former.order_by(Upload.replaced_at.desc(), Upload.id)))


def _annexes(application: Application) -> Select[Upload]:
    return select(Upload).where(Upload.application_id == application.id, Upload.kind.in_(ANNEXES))
