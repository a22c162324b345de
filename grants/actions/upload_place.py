"""Which file that is there already a new one meets: the very same, or one it takes the place of."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from grants.documents.upload import Received
from grants.models.application import Application
from grants.models.award import Award, Project
from grants.models.document import ScanState, Upload, UploadKind
from grants.models.inquiry import Inquiry
from grants.models.notification import LetterContest
from grants.models.report import Report
from grants.programme.stages import ProjectState
from grants.programme.upload import ANNEXES, About

Owner = Application | Award | Project | Report | Inquiry | LetterContest
SIDE_BY_SIDE: Final = (Inquiry, LetterContest)
"""Whose files never take the place of one another."""

COLUMN: Final[dict[type[Owner], InstrumentedAttribute[int | None]]] = {
    Application: Upload.application_id,
    Award: Upload.award_id,
    Project: Upload.project_id,
    Report: Upload.report_id,
    Inquiry: Upload.inquiry_id,
    LetterContest: Upload.contest_id,
}
"""Which column of an upload names its owner."""


def the_same(
    session: Session, owner: Owner, kind: UploadKind, received: Received, about: About
) -> Upload | None:
    """The file that is there already, where somebody sent the very same one twice.

    Said to be the same paper: of the same kind, with the same title, of the same parties.
    """
    if isinstance(owner, Inquiry):
        return None
    there = session.scalars(
        select(Upload).where(
            COLUMN[type(owner)] == owner.id,
            Upload.kind == kind,
            Upload.sha256 == received.sha256,
            Upload.title == about.title,
            Upload.replaced_at.is_(None),
            Upload.scan_state != ScanState.INFECTED,
        )
    )
    signed = not (isinstance(owner, Application) and kind in ANNEXES)
    return next((one for one in there if not signed or one.parties == list(about.parties)), None)


def replace_older(
    session: Session,
    owner: Owner,
    kind: UploadKind,
    instead_of: Upload | None,
    *,
    about: About,
    now: datetime,
) -> Sequence[Upload]:
    """Mark what counted so far as replaced."""
    column = COLUMN[type(owner)]
    counting = select(Upload).where(
        column == owner.id, Upload.kind == kind, Upload.replaced_at.is_(None)
    )
    if instead_of is not None:
        counting = counting.where(Upload.id == instead_of.id)
    elif isinstance(owner, SIDE_BY_SIDE) or (kind in ANNEXES and isinstance(owner, Application)):
        return ()
    there = [one for one in session.scalars(counting) if _is_replaceable(owner, one, about)]
    for older in there:
        older.replaced_at = now
    return there


def _is_replaceable(owner: Owner, older: Upload, about: About) -> bool:
    """Does a new paper of a joint project take the place of this one?

    The proof of one partner leaves that of another alone, and what was decided on stays.
    """
    if not isinstance(owner, Project):
        return True
    decided = owner.submitted_at is not None and older.uploaded_at <= owner.submitted_at
    if owner.state is not ProjectState.DRAFT and decided:
        return False
    return older.kind is not UploadKind.FUNDING_PROOF or older.parties == list(about.parties)
