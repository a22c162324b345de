"""Keeping the version without names that an officer made of a file, for a jury that reads blind."""

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.record import record
from grants.actions.upload import row_for
from grants.documents.store import Store
from grants.documents.upload import BYTES_PER_MB, check_pdf
from grants.models.application import Application
from grants.models.document import ScanState, Upload
from grants.programme.finding import Finding, insist
from grants.programme.people import Actor
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.upload import About
from grants.programme.words import Words
from grants.queries.application import terms_of
from grants.queries.blind import is_blind
from grants.queries.blind_end import let_in
from grants.queries.nameless import counting_version

RULE: Final = "BLIND"
REPLACED: Final = Words(
    "Diese Datei zählt nicht mehr, oder die Jury liest in dieser Runde mit Namen. Laden Sie die "
    "Seite der Bewerbung neu und nehmen Sie die Datei, die dort jetzt steht.",
    "This file does not count any more, or the jury of this round reads with names. Load the page "
    "of the application again and take the file that is there now.",
)
LET_IN: Final = Words(
    "Ein Jurymitglied hat diese Bewerbung schon offen. Zurücknehmen lässt sich die Fassung nicht "
    "mehr; laden Sie eine andere hoch, sie tritt an ihre Stelle.",
    "A juror has this application open already. The version can no longer be taken back; upload "
    "another one, which takes its place.",
)
SAME: Final = Words(
    "Das ist die Datei der Bewerbung selbst, Zeichen für Zeichen. Wählen Sie die Fassung, aus der "
    "Sie die Namen entfernt haben.",
    "This is the file of the application itself, sign by sign. Choose the version from which you "
    "removed the names.",
)


def add_nameless_version(  # noqa: PLR0917 - what, of which file, under which name
    session: Session,
    store: Store,
    application: Application,
    original: UUID,
    file_name: str,
    content: bytes,
    *,
    by: Actor,
    now: datetime,
) -> Upload:
    """Keep a version without names; from now on jurors get it instead of the original.

    It takes the place of an earlier version. What somebody said of the original, that it names
    nobody, holds no longer. The very same version sent twice is no error.
    Raises UploadRefused, with a sentence, when it is no PDF as it should be, and RulesBroken where
    the stage is not blind, the original does not count any more, or is what was sent.
    """
    megabytes = terms_of(application.terms).limits.concept_megabytes
    received = check_pdf(content, file_name, megabytes * BYTES_PER_MB)
    lock(session, application)
    found = session.scalar(
        select(Upload)
        .where(
            Upload.id == original,
            Upload.application_id == application.id,
            Upload.replaced_at.is_(None),
        )
        .with_for_update()
    )
    insist([_check_counts(found is not None and is_blind(application))])
    of = session.get_one(Upload, original)
    insist([_check_other(of.sha256 != received.sha256)])
    older = session.scalar(
        select(Upload).where(Upload.nameless_of_id == of.id, Upload.replaced_at.is_(None))
    )
    if older is not None:
        if older.sha256 == received.sha256 and older.scan_state is not ScanState.INFECTED:
            return older
        older.replaced_at = now
    was_open = of.nameless_at is not None
    of.nameless_at = of.nameless_by_id = None
    session.flush()
    version = row_for(store, of.kind, received, About(language=of.language), by=by, now=now)
    version.nameless_of_id, version.replaces_id = of.id, older.id if older else None
    version.nameless_at, version.nameless_by_id = now, by.person_id
    session.add(version)
    session.flush()
    record(
        session,
        "add_nameless_version",
        "application",
        application.number,
        by=by,
        now=now,
        before={
            "sha256": [older.sha256] if older else [],
            **({"original_opened": True} if was_open else {}),
        },
        after={
            "kind": of.kind.value,
            "file_name": version.file_name,
            "sha256": version.sha256,
            "original_file": of.file_name,
            "original_sha256": of.sha256,
        },
    )
    return version


def take_back_nameless_version(
    session: Session, application: Application, original: UUID, *, by: Actor, now: datetime
) -> None:
    """Take a version without names back before any juror could read it; the file is closed then.

    Raises RulesBroken when there is none, or jurors were let in: then another one replaces it.
    """
    lock(session, application)
    version = counting_version(session, original)
    if version is not None:
        lock(session, version)
    insist([
        _check_counts(version is not None and is_blind(application)),
        _check_nobody_in(not let_in(session, application)),
    ])  # fmt: skip
    if version is None or version.replaced_at is not None:
        return
    version.replaced_at = now
    record(
        session,
        "take_back_nameless_version",
        "application",
        application.number,
        by=by,
        now=now,
        before={"file_name": version.file_name, "sha256": version.sha256},
    )
    session.flush()


def _check_nobody_in(holds: bool) -> Finding:
    return Finding(
        rule=RULE,
        holds=holds,
        claim=Words("Noch niemand aus der Jury konnte sie lesen.",
                    "Nobody in the jury could read it yet."),
        says=Words("Niemand hat sie.", "Nobody has it.") if holds else LET_IN,
        source=TERMS_OF_ROUND,
    )  # fmt: skip


def _check_counts(holds: bool) -> Finding:
    return Finding(
        rule=RULE,
        holds=holds,
        claim=Words("Die Datei zählt und wird ohne Namen gelesen.",
                    "The file counts and is read without names."),
        says=Words("Sie zählt.", "It counts.") if holds else REPLACED,
        source=TERMS_OF_ROUND,
        place="file",
    )  # fmt: skip


def _check_other(holds: bool) -> Finding:
    return Finding(
        rule=RULE,
        holds=holds,
        claim=Words("Die Fassung ist eine andere Datei.", "The version is another file."),
        says=Words("Sie ist eine andere.", "It is another one.") if holds else SAME,
        source=TERMS_OF_ROUND,
        place="file",
    )
