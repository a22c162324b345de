"""The concept phase: it begins by the calendar, and ends with a concept that is handed in."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.draft import insist_on_signatory, insist_on_writer
from grants.actions.granting import move_award
from grants.actions.lock import lock
from grants.actions.record import record
from grants.actions.team_mail import write_to_team
from grants.actions.upload import add_upload
from grants.documents.store import Store
from grants.models.award import Award, Phase, PhaseKind
from grants.models.document import Upload, UploadKind
from grants.programme.calendar import today
from grants.programme.finding import Finding, insist
from grants.programme.people import Actor
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.stages import AWARD_MOVES, AwardState, NoSuchMove, step
from grants.programme.terms import Terms
from grants.programme.upload import check_scanned
from grants.programme.words import Words, join, say
from grants.queries.application import terms_of

OPEN_FOR_CONCEPT = (
    AwardState.CONCEPT_GRANTED,
    AwardState.CONCEPT_RUNNING,
    AwardState.CONCEPT_REVISION,
)
"""States in which the cluster may still change its concept."""


def start_running_phases(session: Session, *, now: datetime) -> int:
    """Start the concept phase of every award whose first day has come; how many were started."""
    due = session.scalars(
        select(Award)
        .join(Phase, Phase.award_id == Award.id)
        .where(
            Award.state == AwardState.CONCEPT_GRANTED,
            Phase.kind == PhaseKind.CONCEPT,
            Phase.starts_on <= today(now),
        )
        .order_by(Award.id)
        .with_for_update(of=Award, skip_locked=True)
    ).all()
    for award in due:
        move_award(session, award, "start_concept", by=None, now=now)
    session.flush()
    return len(due)


def keep_concept(
    session: Session,
    store: Store,
    award: Award,
    file_name: str,
    content: bytes,
    *,
    by: Actor,
    now: datetime,
) -> Upload:
    """Keep a file as the concept that counts, until it is handed in.

    Raises RulesBroken for a mere reader, UploadRefused when it is no fit PDF, and NoSuchMove when
    the concept lies with the officers: what they read does not change under their eyes.
    """
    lock(session, award)
    insist_on_writer(session, award, by)
    if award.state not in OPEN_FOR_CONCEPT:
        raise NoSuchMove("keep_concept", award.state, by.role)
    kind = UploadKind.INTERNATIONALISATION_CONCEPT
    return add_upload(session, store, award, kind, file_name, content, by=by, now=now)


def submit_concept(
    session: Session, award: Award, *, parts: Collection[str], by: Actor, now: datetime
) -> None:
    """Hand in the internationalisation concept that was uploaded for the award.

    `parts` are the codes of the parts that the signatory has ticked as being in it.
    Raises RulesBroken when the file or a part is missing, NoSuchMove when it is not the time.
    """
    lock(session, award)
    if award.state is AwardState.CONCEPT_GRANTED and _has_begun(award, now):
        move_award(session, award, "start_concept", by=None, now=now)
    before = award.state
    after = step(AWARD_MOVES, "submit_concept", before, by.role)
    insist_on_signatory(session, award, by)
    file = concept_file(session, award)
    insist([_check_file(file), check_parts(terms_of(award.terms), parts)])
    award.state = after
    award.concept_submitted_at = award.changed_at = now
    record(
        session,
        "submit_concept_award",
        "award",
        award.number,
        by=by,
        now=now,
        before={"state": before.value},
        after={
            "state": after.value,
            "sha256": file.sha256 if file else "",
            "file_name": file.file_name if file else "",
            "parts": sorted(parts),
        },
    )
    session.flush()


def tell_of_approval(session: Session, award: Award, *, public_url: str, now: datetime) -> None:
    """Write to the cluster that two people have approved its concept: no letter says it."""
    write_to_team(
        session,
        award.cluster,
        "concept_approved",
        occasion=f"concept/{award.number}/approved/{now.isoformat()}",
        number=award.number,
        link=f"{public_url}/awards/{award.number}",
        now=now,
    )


def concept_file(session: Session, award: Award) -> Upload | None:
    """The concept that counts: the one uploaded last."""
    return session.scalar(
        select(Upload)
        .where(
            Upload.award_id == award.id,
            Upload.kind == UploadKind.INTERNATIONALISATION_CONCEPT,
            Upload.replaced_at.is_(None),
        )
        .order_by(Upload.uploaded_at.desc())
        .limit(1)
    )


def check_parts(terms: Terms, parts: Collection[str]) -> Finding:
    """Does the concept contain everything that the round asks for, as its signatory says?"""
    missing = [part.name for part in terms.concept_parts if part.code not in parts]
    says = say(
        "{there} von {all} Teilen sind enthalten.", "{there} of {all} parts are in it.",
        there=len(terms.concept_parts) - len(missing), all=len(terms.concept_parts),
    )  # fmt: skip
    if missing:
        says = say("Es fehlt: {missing}.", "Missing: {missing}.", missing=join(missing, "; "))
    return Finding(
        rule="CONCEPT-PARTS",
        holds=not missing,
        claim=Words("Das Konzept enthält alle Teile.", "The concept contains every part."),
        says=says,
        source=TERMS_OF_ROUND,
        place="concept#parts",
    )


def _check_file(file: Upload | None) -> Finding:
    says = Words("Laden Sie das Konzept als PDF hoch.", "Upload the concept as a PDF.")
    if file is not None:
        says = say("Hochgeladen: {name}.", "Uploaded: {name}.", name=file.file_name)
        scanned = check_scanned([(file.file_name, file.scan_state)])
        says = says if scanned.holds else scanned.says
    return Finding(
        rule="CONCEPT-FILE",
        holds=file is not None and file.counts,
        claim=Words("Das Konzept liegt als PDF vor.", "The concept is there as a PDF."),
        says=says,
        source=TERMS_OF_ROUND,
        place="concept#file",
    )


def _has_begun(award: Award, now: datetime) -> bool:
    return any(
        phase.kind is PhaseKind.CONCEPT and phase.starts_on <= today(now) for phase in award.phases
    )
