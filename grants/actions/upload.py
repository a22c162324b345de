"""Keeping a file that somebody sends. It is replaced by a newer one, never changed."""

from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.record import record
from grants.actions.section import insist_open_to
from grants.actions.upload_place import COLUMN, Owner, replace_older, the_same
from grants.documents.file_type import EVERY_TYPE, ONLY_PDF, PAPERS, FileType
from grants.documents.store import Store
from grants.documents.upload import BYTES_PER_MB, Received, check_file
from grants.models.application import Application
from grants.models.award import Project
from grants.models.decision import Letter
from grants.models.document import ScanState, Upload, UploadKind
from grants.models.inquiry import Inquiry
from grants.models.notification import LetterContest
from grants.models.report import Report
from grants.models.round import TermsVersion
from grants.programme.application_form import CONCEPT, FILES
from grants.programme.calendar import today
from grants.programme.finding import insist
from grants.programme.people import Actor
from grants.programme.upload import ANNEXES, About, check_quota, check_signed
from grants.queries.application import terms_of
from grants.queries.holding import held_by_answers, holding_of, with_one_more
from grants.queries.report_content import report_number

TAKES: Final[dict[UploadKind, frozenset[FileType]]] = {
    UploadKind.LETTER_OF_INTENT: PAPERS,
    UploadKind.COOPERATION_AGREEMENT: PAPERS,
    UploadKind.FUNDING_PROOF: PAPERS,
    UploadKind.ANNEX: EVERY_TYPE,
    UploadKind.INQUIRY_ANSWER: EVERY_TYPE,
    UploadKind.CONTEST_PAPER: PAPERS,
}
"""What may come as something else than a PDF."""
NOTHING_SAID: Final = About()


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
    about: About = NOTHING_SAID,
    instead_of: Upload | None = None,
) -> Upload:
    """Keep a file for its owner, in the place of another or beside those that are there.

    An application holds any number of annexes, a joint project a proof of each partner abroad; of
    every other kind there is one, and a new one replaces it. Where a scanner looks at files, the
    new one counts when it was found clean.
    Whether the owner may still change is asked here for applications and by the caller for the
    others. Raises UploadRefused, with a sentence, when the file is not what it should be, and
    for applications RulesBroken beyond its quota and whatever `insist_open_to` raises.
    """
    limits = terms_of(_terms(owner)).limits
    types = TAKES.get(kind, ONLY_PDF)
    received = check_file(content, file_name, limits.concept_megabytes * BYTES_PER_MB, types)
    lock(session, owner)
    if isinstance(owner, Application):
        section = CONCEPT if kind is UploadKind.CONCEPT_OUTLINE else FILES
        insist_open_to(session, owner, by, now, section=section)
    same = the_same(session, owner, kind, received, about)
    if same is not None:
        return same
    replaced = replace_older(session, owner, kind, instead_of, about=about, now=now)
    if isinstance(owner, Application):
        _touch(owner, by, now)
        insist(check_quota(limits, with_one_more(holding_of(session, owner), received.size)))
        insist(check_signed(kind, about, today(now)))
    if isinstance(owner, Inquiry):
        held = with_one_more(held_by_answers(session, owner), received.size)
        insist([replace(one, place="file") for one in check_quota(limits, held)])
    upload = row_for(store, kind, received, about, by=by, now=now)
    upload.replaces_id = replaced[0].id if replaced else None
    setattr(upload, COLUMN[type(owner)].key, owner.id)
    session.add(upload)
    session.flush()
    record(
        session,
        "add_upload",
        *named(owner),
        by=by,
        now=now,
        before={"sha256": [older.sha256 for older in replaced]},
        after={
            "kind": kind.value,
            "file_name": upload.file_name,
            "sha256": upload.sha256,
            **({"sha256_sent": received.sha256_sent} if received.cleaned else {}),
            **_said(upload),
        },
    )
    return upload


def describe_upload(
    session: Session, upload: Upload, about: About, *, by: Actor, now: datetime
) -> None:
    """Say something else about an application's annex; its content stays as it is.

    Raises RulesBroken and NoSuchMove like `add_upload`.
    """
    application = _open_annex(session, upload, by, now)
    insist(check_signed(upload.kind, about, today(now)))
    before = _said(upload)
    upload.title, upload.language = about.title, about.language
    upload.signed_on, upload.parties = about.signed_on, list(about.parties)
    if _said(upload) == before:
        return
    _touch(application, by, now)
    _record_change(session, "describe_upload", application, upload, before, by=by, now=now)


def remove_upload(session: Session, upload: Upload, *, by: Actor, now: datetime) -> None:
    """Let an application's annex count no longer; it stays kept, marked. Twice is no error.

    Raises RulesBroken and NoSuchMove like `add_upload`.
    """
    application = _open_annex(session, upload, by, now)
    if upload.replaced_at is not None:
        return
    upload.replaced_at = now
    _touch(application, by, now)
    _record_change(session, "remove_upload", application, upload, _said(upload), by=by, now=now)


def owner_of(session: Session, upload: Upload) -> Owner:
    """Whose file it is; a version without names belongs to whose file it is made of."""
    if upload.nameless_of_id is not None:
        return owner_of(session, session.get_one(Upload, upload.nameless_of_id))
    for record_type, column in COLUMN.items():
        number = getattr(upload, column.key)
        if number is not None:
            owner: Owner = session.get_one(record_type, number)  # type: ignore[assignment]
            return owner
    raise LookupError(f"upload {upload.id} belongs to nobody")


def named(owner: Owner) -> tuple[str, str]:
    """As other acts name the owner: application R6-0007, project 03INT400/P1, and so on.

    What comes with an answer is named like the application of its case, the paper of a contest
    like the letter that it is against.
    """
    if isinstance(owner, Inquiry):
        return Application.__tablename__, owner.application.number
    if isinstance(owner, LetterContest):
        return Letter.__tablename__, owner.letter.number
    number = report_number(owner) if isinstance(owner, Report) else owner.number
    return type(owner).__tablename__, number


def row_for(
    store: Store, kind: UploadKind, received: Received, about: About, *, by: Actor, now: datetime
) -> Upload:
    """The row of a file that was checked, and its bytes in the store; whose it is, is not said."""
    return Upload(
        kind=kind,
        file_name=received.name,
        content_type=received.content_type,
        size=received.size,
        sha256=received.sha256,
        key=store.put(received.content),  # before its row: a row is never without its file
        uploaded_at=now,
        uploaded_by_id=by.person_id,
        pages=received.pages,
        title=about.title,
        language=about.language,
        signed_on=about.signed_on,
        parties=list(about.parties),
        cleaned=received.cleaned,
        scan_state=ScanState.PENDING if store.scanned else ScanState.CLEAN,
        scan_next_at=now if store.scanned else None,
    )


def _open_annex(session: Session, upload: Upload, by: Actor, now: datetime) -> Application:
    """The application of this annex, locked and open to this person."""
    application = session.get_one(Application, upload.application_id)
    lock(session, application)
    insist_open_to(session, application, by, now, section=FILES)
    lock(session, upload)
    if upload.kind not in ANNEXES:
        raise LookupError(f"upload {upload.id} is no annex")
    return application


def _touch(application: Application, by: Actor, now: datetime) -> None:
    application.revision += 1
    application.changed_at, application.changed_by_id = now, by.person_id


def _record_change(
    session: Session,
    act: str,
    application: Application,
    upload: Upload,
    before: dict[str, Any],
    *,
    by: Actor,
    now: datetime,
) -> None:
    record(
        session,
        act,
        Application.__tablename__,
        application.number,
        by=by,
        now=now,
        before={"file_name": upload.file_name, "sha256": upload.sha256, **before},
        after=_said(upload) if upload.replaced_at is None else {},
    )
    session.flush()


def _said(upload: Upload) -> dict[str, Any]:
    """What the sender said about it, as the record keeps it; nothing where nothing was said."""
    said = {
        "title": upload.title,
        "language": upload.language,
        "signed_on": upload.signed_on.isoformat() if upload.signed_on else "",
        "parties": list(upload.parties),
    }
    return {name: value for name, value in said.items() if value}


def _terms(owner: Owner) -> TermsVersion:
    match owner:
        case Project():
            return owner.award.terms
        case Report():
            return owner.grant.award.terms
        case Inquiry():
            return owner.application.terms
        case LetterContest():
            return owner.letter.decision.terms
    return owner.terms
