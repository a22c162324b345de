"""Objection, court action and waiver: recorded when they come, and when they end (R-051)."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.granting import move_grant
from grants.actions.lock import lock
from grants.actions.record import record
from grants.actions.upload import add_upload
from grants.documents.store import Store
from grants.models.decision import Letter, LetterKind
from grants.models.document import Upload, UploadKind
from grants.models.grant import Grant
from grants.models.notification import LetterContest
from grants.models.person import Person
from grants.programme.calendar import today
from grants.programme.contest import check_addressee, check_waiver
from grants.programme.finding import Finding, insist
from grants.programme.notification import SOURCE, ContestKind, Standing, check_day
from grants.programme.people import Actor, Role
from grants.programme.reason import check_reason
from grants.programme.stages import GrantState
from grants.programme.words import Words
from grants.queries.letter import addressee_reads, is_of_cluster
from grants.queries.notification import award_letter, awards_not_final, delivery_of
from grants.queries.team import SIGNATORIES, check_team_role, team_of

SAY_OUTCOME: Final = Words("Schreiben Sie, wie es ausging.", "Say how it ended.")
SAY_REFERENCE: Final = Words(
    "Nennen Sie das Schriftstück und wo es liegt.", "Name the paper and where it lies."
)
STEPS: Final = {ContestKind.OBJECTION: "object", ContestKind.COURT_ACTION: "sue"}
AWARDING: Final = (LetterKind.AWARD, LetterKind.CONDITIONAL)
MOVING: Final = {
    "object": (GrantState.AWARDED,),
    "sue": (GrantState.AWARDED, GrantState.OBJECTED),
    "settle_objection": (GrantState.OBJECTED,),
    "end_case": (GrantState.LITIGATED,),
}
"""From which states these steps lead; a grant that runs already stays where it is."""
ENDS: Final = {GrantState.OBJECTED: "settle_objection", GrantState.LITIGATED: "end_case"}


def record_contest(
    session: Session,
    letter: Letter,
    *,
    kind: ContestKind,
    received_on: date,
    reference: str,
    by: Actor,
    now: datetime,
) -> LetterContest:
    """Record an objection, a court action or a written waiver that reached us, and where it lies.

    A grant that is only awarded goes into the state of its contest; a waiver makes it final. What
    comes after a waiver, or too late, is kept as well and opens nothing. Raises RulesBroken for a
    waiver before the decision was notified.
    """
    lock(session, letter)
    same = _just_recorded(session, letter, kind, reference.strip(), by)
    if same is not None and same.received_on == received_on:
        return same
    waives = kind is ContestKind.WAIVER
    delivery = delivery_of(session, letter, now)
    insist([
        check_day(received_on, letter.dated, today(now), "received_on"),
        check_reason(reference, "reference", source=SOURCE, says=SAY_REFERENCE),
        *([check_waiver(received_on, delivery.dispatches, delivery.course)] if waives else []),
        *([_check_one_waiver(session, letter)] if waives else []),
    ])  # fmt: skip
    contest = _keep(session, letter, kind, received_on, reference.strip(), by=by, now=now)
    if waives:
        let_become_final(session, letter, by=by, now=now)
    elif doubt_about(session, contest, now) is None:
        _move(session, letter, STEPS[kind], by=by, now=now)
    return contest


def doubt_about(session: Session, contest: LetterContest, now: datetime) -> Words | None:
    """Why what came does not keep the decision open: it came after a waiver, or too late."""
    delivery = delivery_of(session, contest.letter, now)
    return next(
        (doubt for each, doubt in zip(delivery.contests, delivery.doubts, strict=True)
         if each.id == contest.id),
        None,
    )  # fmt: skip


def keep_paper(
    session: Session,
    store: Store,
    contest: LetterContest,
    file_name: str,
    content: bytes,
    *,
    by: Actor,
    now: datetime,
) -> Upload:
    """Keep the paper with which somebody contested, as it reached us.

    Officers and auditors read it; a contest may have several. Raises UploadRefused, with a
    sentence, when the file is not what it should be.
    """
    lock(session, contest.letter)
    return add_upload(
        session, store, contest, UploadKind.CONTEST_PAPER, file_name, content, by=by, now=now
    )


def waive_remedies(session: Session, letter: Letter, *, by: Actor, now: datetime) -> LetterContest:
    """Waive objection and court action as a signatory of the cluster: the decision is final now.

    Raises RulesBroken for anybody else of the team, for the letter of a partner, and where it was
    waived before.
    """
    lock(session, letter)
    team = team_of(session, letter.application.cluster)
    said = Words("im Portal erklärt", "declared in the portal")
    mine = _just_recorded(session, letter, ContestKind.WAIVER, said.de, by)
    if mine is not None:
        return mine
    delivery = delivery_of(session, letter, now)
    insist([
        check_team_role(team, by, SIGNATORIES),
        check_addressee(is_of_cluster(letter) and addressee_reads(session, letter, by)),
        _check_one_waiver(session, letter),
        check_waiver(today(now), delivery.dispatches, delivery.course),
    ])  # fmt: skip
    contest = _keep(session, letter, ContestKind.WAIVER, today(now), said.de, by=by, now=now)
    let_become_final(session, letter, by=None, now=now)
    return contest


def end_contest(
    session: Session,
    contest: LetterContest,
    *,
    ended_on: date,
    outcome: str,
    by: Actor,
    now: datetime,
) -> None:
    """Record how an objection or a court action ended; the last one makes the decision final."""
    lock(session, contest.letter)
    lock(session, contest)
    insist([
        _check_not_ended(contest),
        check_day(ended_on, contest.received_on, today(now), "ended_on"),
        check_reason(outcome, "outcome", source=SOURCE, says=SAY_OUTCOME),
    ])  # fmt: skip
    contest.ended_on, contest.outcome = ended_on, outcome.strip()
    _record(session, "end_contest", contest, by=by, now=now)
    open_ = session.scalar(
        select(LetterContest.id).where(
            LetterContest.letter_id == contest.letter_id,
            LetterContest.kind != ContestKind.WAIVER,
            LetterContest.ended_on.is_(None),
        )
    )
    grant = contest.letter.grant
    if open_ is None and grant is not None:
        _move(session, contest.letter, ENDS.get(grant.state, ""), by=by, now=now)


def let_become_final(session: Session, letter: Letter, *, by: Actor | None, now: datetime) -> bool:
    """Move the grant of an award letter on when its decision is final; did it move?"""
    grant = _awarded_by(letter)
    if grant is None:
        return False
    lock(session, grant)
    course = delivery_of(session, letter, now).course
    if grant.state is not GrantState.AWARDED or course.standing is not Standing.FINAL:
        return False
    move_grant(session, grant, "become_final", by=by, now=now)
    session.flush()
    return True


def let_grant_become_final(session: Session, grant: Grant, *, now: datetime) -> None:
    """What needs a final award does not wait for the clock. Locks the letter, then the grant."""
    letter = award_letter(session, grant)
    if letter is not None and grant.state is GrantState.AWARDED:
        lock(session, letter)
        let_become_final(session, letter, by=None, now=now)
    lock(session, grant)


def let_awards_become_final(session: Session, *, now: datetime) -> int:
    """Let every award become final whose period ended without a remedy; how many did."""
    return sum(
        let_become_final(session, letter, by=None, now=now) for letter in awards_not_final(session)
    )


def _awarded_by(letter: Letter) -> Grant | None:
    """The grant that this letter awards; other letters leave it where it stands."""
    return letter.grant if letter.kind in AWARDING else None


def _move(session: Session, letter: Letter, act: str, *, by: Actor, now: datetime) -> None:
    grant = _awarded_by(letter)
    if not act or grant is None or by.role is not Role.SPONSOR:
        return
    lock(session, grant)
    if grant.state in MOVING[act]:
        move_grant(session, grant, act, by=by, now=now)
    session.flush()


def _keep(
    session: Session,
    letter: Letter,
    kind: ContestKind,
    received_on: date,
    reference: str,
    *,
    by: Actor,
    now: datetime,
) -> LetterContest:
    contest = LetterContest(
        letter=letter,
        kind=kind,
        received_on=received_on,
        reference=reference,
        recorded_by=session.get_one(Person, by.person_id),
        recorded_at=now,
    )
    session.add(contest)
    _record(session, f"record_{kind.value}", contest, by=by, now=now)
    return contest


def _record(
    session: Session, act: str, contest: LetterContest, *, by: Actor, now: datetime
) -> None:
    session.flush()
    record(
        session,
        act,
        "letter",
        contest.letter.number,
        by=by,
        now=now,
        after={
            "kind": contest.kind.value,
            "received_on": contest.received_on.isoformat(),
            "ended_on": contest.ended_on.isoformat() if contest.ended_on else None,
        },
        reason=contest.outcome or contest.reference,
    )


def _just_recorded(
    session: Session, letter: Letter, kind: ContestKind, reference: str, by: Actor
) -> LetterContest | None:
    """The same entry by the same person: the button was pressed twice."""
    return session.scalar(
        select(LetterContest)
        .where(
            LetterContest.letter_id == letter.id,
            LetterContest.kind == kind,
            LetterContest.reference == reference,
            LetterContest.recorded_by_id == by.person_id,
        )
        .order_by(LetterContest.id.desc())
        .limit(1)
    )


def _check_one_waiver(session: Session, letter: Letter) -> Finding:
    waived = session.scalar(
        select(LetterContest.id).where(
            LetterContest.letter_id == letter.id, LetterContest.kind == ContestKind.WAIVER
        )
    )
    return Finding(
        rule="R-051",
        holds=waived is None,
        claim=Words("Verzichtet wird einmal.", "Remedies are waived once."),
        says=Words(
            "Auf Rechtsbehelfe wurde schon verzichtet.", "The remedies were waived already."
        ),
        source=SOURCE,
        place="kind",
    )


def _check_not_ended(contest: LetterContest) -> Finding:
    return Finding(
        rule="R-051",
        holds=contest.ended_on is None and contest.kind is not ContestKind.WAIVER,
        claim=Words("Der Rechtsbehelf ist offen.", "The remedy is open."),
        says=Words("Er ist schon beendet.", "It has ended already."),
        source=SOURCE,
        place="ended_on",
    )
