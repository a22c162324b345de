"""The concept phase: it begins by the calendar, and ends with a concept that is handed in."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.draft import insist_on_signatory
from grants.actions.lock import lock
from grants.actions.record import record
from grants.models.award import Award, Phase, PhaseKind
from grants.models.document import Upload, UploadKind
from grants.programme.calendar import today
from grants.programme.finding import Finding, insist
from grants.programme.people import Actor
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.stages import AWARD_MOVES, AwardState, step
from grants.programme.terms import Terms
from grants.programme.words import Words, join, say
from grants.queries.application import terms_of


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
        _move(session, award, "start_concept", by=None, now=now)
    session.flush()
    return len(due)


def submit_concept(
    session: Session, award: Award, *, parts: Collection[str], by: Actor, now: datetime
) -> None:
    """Hand in the internationalisation concept that was uploaded for the award.

    `parts` are the codes of the parts that the signatory has ticked as being in it.
    Raises RulesBroken when the file or a part is missing, NoSuchMove when it is not the time.
    """
    lock(session, award)
    if award.state is AwardState.CONCEPT_GRANTED and _has_begun(award, now):
        _move(session, award, "start_concept", by=None, now=now)
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
    return Finding(
        rule="CONCEPT-FILE",
        holds=file is not None,
        claim=Words("Das Konzept liegt als PDF vor.", "The concept is there as a PDF."),
        says=says,
        source=TERMS_OF_ROUND,
        place="concept#file",
    )


def _has_begun(award: Award, now: datetime) -> bool:
    return any(
        phase.kind is PhaseKind.CONCEPT and phase.starts_on <= today(now) for phase in award.phases
    )


def _move(session: Session, award: Award, act: str, *, by: Actor | None, now: datetime) -> None:
    before = award.state
    award.state = step(AWARD_MOVES, act, before, by.role if by else None)
    award.changed_at = now
    record(
        session,
        f"{act}_award",
        "award",
        award.number,
        by=by,
        now=now,
        before={"state": before.value},
        after={"state": award.state.value},
    )
