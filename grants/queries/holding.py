"""How many files a case holds, and how large they are, for its quota."""

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.document import Upload
from grants.models.inquiry import Inquiry
from grants.programme.upload import Holding


def holding_of(session: Session, application: Application) -> Holding:
    """How much the application holds; one statement."""
    return _holding(session, Upload.application_id == application.id)


def held_by_answers(session: Session, inquiry: Inquiry) -> Holding:
    """How much came with the answers of a whole case; it counts apart from the annexes."""
    beside = select(Inquiry.id).where(Inquiry.application_id == inquiry.application_id)
    return _holding(session, Upload.inquiry_id.in_(beside))


def _holding(session: Session, of: ColumnElement[bool]) -> Holding:
    counting = Upload.replaced_at.is_(None)
    files, size, kept = session.execute(
        select(
            func.count().filter(counting),
            func.coalesce(func.sum(Upload.size).filter(counting), 0),
            func.coalesce(func.sum(Upload.size), 0),
        ).where(of)
    ).one()
    return Holding(files=files, size=int(size), kept=int(kept))


def with_one_more(holding: Holding, size: int) -> Holding:
    """The same with one more file of this size."""
    return Holding(files=holding.files + 1, size=holding.size + size, kept=holding.kept + size)
