"""Seeing to it that the files of a blind stage name nobody, before jurors may read them."""

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.record import record
from grants.models.application import Application
from grants.models.document import Upload
from grants.programme.finding import Finding, insist
from grants.programme.people import Actor
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.words import Words
from grants.queries.blind import is_blind
from grants.queries.nameless import has_version

CHANGED: Final = Words(
    "Die Dateien haben sich inzwischen geändert, oder sie sind schon geprüft. Laden Sie die Seite "
    "neu und lesen Sie, was noch offen ist.",
    "The files have changed meanwhile, or they are checked already. Load the page again and read "
    "what is still open.",
)


def confirm_nameless(
    session: Session,
    application: Application,
    files: Collection[UUID],
    *,
    by: Actor,
    now: datetime,
) -> int:
    """Keep that somebody read these files and that they name nobody; how many there were.

    What came in the meantime was not read and stays closed to jurors. Raises RulesBroken where
    the stage is not blind, and where none of the files waits for this any more.
    """
    lock(session, application)
    read = session.scalars(
        select(Upload)
        .where(
            Upload.application_id == application.id,
            Upload.id.in_(files),
            Upload.replaced_at.is_(None),
            Upload.nameless_at.is_(None),
            ~has_version(Upload),
        )
        .order_by(Upload.uploaded_at)
        .with_for_update()
    ).all()
    insist([_check_waiting(bool(read) and is_blind(application))])
    for upload in read:
        upload.nameless_at, upload.nameless_by_id = now, by.person_id
    record(
        session,
        "confirm_nameless",
        "application",
        application.number,
        by=by,
        now=now,
        after={"sha256": [upload.sha256 for upload in read]},
    )
    session.flush()
    return len(read)


def _check_waiting(waits: bool) -> Finding:
    return Finding(
        rule="BLIND",
        holds=waits,
        claim=Words("Die Dateien warten auf die Prüfung.", "The files wait for the check."),
        says=Words("Sie sind zu prüfen.", "They are to be checked.") if waits else CHANGED,
        source=TERMS_OF_ROUND,
    )
