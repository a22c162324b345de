"""Keeping a file that somebody sends. It is replaced by a newer one, never changed."""

from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from grants.actions.lock import lock
from grants.actions.record import record
from grants.actions.section import insist_open_to
from grants.documents.store import Store
from grants.documents.upload import BYTES_PER_MB, check_pdf
from grants.models.application import Application
from grants.models.award import Award, Project
from grants.models.document import Upload, UploadKind
from grants.models.report import Report
from grants.models.round import TermsVersion
from grants.programme.people import Actor
from grants.queries.application import terms_of
from grants.queries.report_content import report_number

Owner = Application | Award | Project | Report

COLUMN: Final[dict[type[Owner], InstrumentedAttribute[int | None]]] = {
    Application: Upload.application_id,
    Award: Upload.award_id,
    Project: Upload.project_id,
    Report: Upload.report_id,
}
"""Which column of an upload names its owner."""


def add_upload(  # noqa: PLR0917 - what, for whom, under which name: read in this order
    session: Session,
    store: Store,
    owner: Owner,
    kind: UploadKind,
    file_name: str,
    content: bytes,
    *,
    by: Actor,
    now: datetime,
) -> Upload:
    """Keep a PDF for its owner; one of the same kind that is there already is replaced.

    Whether the owner may still change is asked here for applications and by the caller for the
    others. Raises UploadRefused, with a sentence, when the file is not what it should be, and
    for applications whatever `insist_open_to` raises.
    """
    most = terms_of(_terms(owner)).limits.concept_megabytes * BYTES_PER_MB
    received = check_pdf(content, file_name, most)
    lock(session, owner)
    if isinstance(owner, Application):
        insist_open_to(session, owner, by, now)
        owner.revision += 1
        owner.changed_at, owner.changed_by_id = now, by.person_id
    column = COLUMN[type(owner)]
    replaced = _replace(session, column, owner, kind, now)
    upload = Upload(
        kind=kind,
        file_name=received.name,
        content_type=received.content_type,
        size=received.size,
        sha256=received.sha256,
        key=store.put(content),  # before its row: a row is never without its file
        uploaded_at=now,
        uploaded_by_id=by.person_id,
        pages=received.pages,
    )
    setattr(upload, column.key, owner.id)
    session.add(upload)
    session.flush()
    record(
        session,
        "add_upload",
        type(owner).__tablename__,
        _number(owner),
        by=by,
        now=now,
        before={"sha256": replaced},
        after={"kind": kind.value, "file_name": upload.file_name, "sha256": upload.sha256},
    )
    return upload


def _replace(
    session: Session,
    column: InstrumentedAttribute[int | None],
    owner: Owner,
    kind: UploadKind,
    now: datetime,
) -> list[str]:
    """Mark what counted so far as replaced; its fingerprints go into the record of acts."""
    there = session.scalars(
        select(Upload).where(column == owner.id, Upload.kind == kind, Upload.replaced_at.is_(None))
    ).all()
    for older in there:
        older.replaced_at = now
    return [older.sha256 for older in there]


def _terms(owner: Owner) -> TermsVersion:
    match owner:
        case Project():
            return owner.award.terms
        case Report():
            return owner.grant.award.terms
    return owner.terms


def _number(owner: Owner) -> str:
    """As other acts name the owner: R6-0007, 03INT400, 03INT400/P1, 03INT400A/interim/2027."""
    return report_number(owner) if isinstance(owner, Report) else owner.number
