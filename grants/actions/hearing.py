"""Hearing the recipient before a burdening decision, or saying why not (R-052, R-053)."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from grants.actions.contest import let_grant_become_final
from grants.actions.granting import move_grant
from grants.actions.lock import lock
from grants.actions.record import record
from grants.models.grant import Grant
from grants.models.hearing import Hearing
from grants.models.person import Person
from grants.programme.calendar import today
from grants.programme.finding import Finding, insist
from grants.programme.people import Actor
from grants.programme.reason import check_reason, check_said
from grants.programme.revocation import (
    HEARING_LAW,
    LIMIT_LAW,
    check_after_letter,
    check_answer_time,
    check_known_after_award,
)
from grants.programme.words import Words, say
from grants.queries.application import terms_of
from grants.queries.hearing import dropped_before
from grants.queries.officer_conflict import check_unbiased

SUBJECT = Words("was beabsichtigt ist und warum", "what is intended and why")
ANSWER = Words("was der Empfänger gesagt hat", "what the recipient said")


def hear(
    session: Session,
    grant: Grant,
    *,
    subject: str,
    letter_on: date,
    answer_until: date,
    by: Actor,
    now: datetime,
) -> Hearing:
    """Record the hearing letter; the grant stands in its hearing from now on.

    Raises RulesBroken when the letter leaves too little time, NoSuchMove when the grant cannot be
    heard in its state.
    """
    let_grant_become_final(session, grant, now=now)
    before = grant.state
    terms = terms_of(grant.award.terms).notification
    insist([
        check_unbiased(session, grant.award.application_id, by),
        check_said(subject, "subject", SUBJECT, HEARING_LAW),
        check_not_ahead(letter_on, today(now), "letter_on", HEARING_LAW),
        check_answer_time(letter_on, answer_until, terms),
    ])  # fmt: skip
    move_grant(session, grant, "hear", by=by, now=now, reason=subject.strip())
    return _keep(
        session,
        Hearing(
            grant=grant,
            subject=subject.strip(),
            heard_from=before,
            letter_on=letter_on,
            answer_until=answer_until,
            opened_by=session.get_one(Person, by.person_id),
            opened_at=now,
        ),
        by=by,
        now=now,
    )


def waive_hearing(
    session: Session, grant: Grant, *, subject: str, reason: str, by: Actor, now: datetime
) -> Hearing:
    """Decide without a hearing, for a reason that the letter will give (§ 28 (2) VwVfG)."""
    let_grant_become_final(session, grant, now=now)
    before = grant.state
    insist([
        check_unbiased(session, grant.award.application_id, by),
        check_said(subject, "subject", SUBJECT, HEARING_LAW),
        check_reason(reason, "waived_reason", source=HEARING_LAW),
    ])  # fmt: skip
    move_grant(session, grant, "hear", by=by, now=now, reason=reason.strip())
    return _keep(
        session,
        Hearing(
            grant=grant,
            subject=subject.strip(),
            heard_from=before,
            waived_reason=reason.strip(),
            opened_by=session.get_one(Person, by.person_id),
            opened_at=now,
        ),
        by=by,
        now=now,
    )


def record_answer(
    session: Session, hearing: Hearing, *, answered_on: date, answer: str, by: Actor, now: datetime
) -> None:
    """Keep what the recipient answered, and when."""
    lock(session, hearing)
    insist([
        check_hearing_open(hearing),
        check_unbiased(session, hearing.grant.award.application_id, by),
        check_said(answer, "answer", ANSWER, HEARING_LAW),
        check_not_ahead(answered_on, today(now), "answered_on", HEARING_LAW),
        check_after_letter(hearing.letter_on, answered_on),
    ])  # fmt: skip
    hearing.answered_on, hearing.answer = answered_on, answer.strip()
    _record(session, "answer_hearing", hearing, by=by, now=now, day=answered_on, reason=answer)


def note_knowledge(
    session: Session, hearing: Hearing, *, known_on: date, deceit: bool, by: Actor, now: datetime
) -> None:
    """Keep since when the competent officer knows all facts; the limit of one year runs from it.

    Recorded once it is moved by two people only (`limit_change.py`), and so is the day of a new
    hearing after one that was ended without a decision.
    """
    lock(session, hearing)
    if (hearing.known_on, hearing.deceit) == (known_on, deceit):
        return
    insist([
        check_hearing_open(hearing),
        check_unbiased(session, hearing.grant.award.application_id, by),
        _check_first(hearing, dropped_before(session, hearing)),
        *check_known_on(hearing, known_on, now),
    ])  # fmt: skip
    hearing.known_on, hearing.deceit, hearing.warned_months = known_on, deceit, 0
    _record(session, "note_knowledge", hearing, by=by, now=now, day=known_on)


def drop_hearing(
    session: Session, hearing: Hearing, *, reason: str, by: Actor, now: datetime
) -> None:
    """End the hearing without a decision against the recipient: the grant stands where it stood."""
    lock(session, hearing.grant)
    lock(session, hearing)
    insist([
        check_hearing_open(hearing),
        check_unbiased(session, hearing.grant.award.application_id, by),
        check_reason(reason, source=HEARING_LAW),
    ])  # fmt: skip
    hearing.ended_at = now
    move_grant(session, hearing.grant, "drop_hearing", by=by, now=now, reason=reason.strip(),
               back_to=hearing.heard_from)  # fmt: skip
    session.flush()


def _keep(session: Session, hearing: Hearing, *, by: Actor, now: datetime) -> Hearing:
    session.add(hearing)
    session.flush()
    _record(session, "open_hearing", hearing, by=by, now=now, day=hearing.letter_on,
            reason=hearing.waived_reason or hearing.subject)  # fmt: skip
    return hearing


def _record(
    session: Session,
    act: str,
    hearing: Hearing,
    *,
    by: Actor,
    now: datetime,
    day: date | None,
    reason: str = "",
) -> None:
    session.flush()
    after = {
        "day": day.isoformat() if day else None,
        "answer_until": hearing.answer_until.isoformat() if hearing.answer_until else None,
        "deceit": hearing.deceit,
    }
    record(session, act, "grant", hearing.grant.number, by=by, now=now, after=after,
           reason=reason.strip())  # fmt: skip


def check_hearing_open(hearing: Hearing) -> Finding:
    """Is nothing decided yet on what was heard?"""
    return Finding(
        rule="HEARING-OPEN",
        holds=hearing.ended_at is None,
        claim=Words("Die Anhörung ist offen.", "The hearing is open."),
        says=Words("Sie ist offen.", "It is open.")
        if hearing.ended_at is None
        else Words("Die Anhörung ist schon beendet.", "The hearing has ended already."),
        source=HEARING_LAW,
    )


def check_known_on(hearing: Hearing, known_on: date, now: datetime) -> list[Finding]:
    """Does the day from which the limit runs lie between the award and today (R-053)?"""
    awarded_at = hearing.grant.awarded_at
    held = [check_not_ahead(known_on, today(now), "known_on", LIMIT_LAW)]
    if awarded_at is not None:
        held.append(check_known_after_award(known_on, today(awarded_at)))
    return held


def _check_first(hearing: Hearing, dropped: Hearing | None) -> Finding:
    """Was no beginning of the limit recorded before, here or in a hearing that led to nothing?"""
    recorded = hearing.known_on or (dropped.known_on if dropped else None)
    return Finding(
        rule="R-053",
        holds=recorded is None,
        claim=Words("Der Beginn der Jahresfrist ist neu.", "The limit has no beginning yet."),
        says=Words("Bisher ist keiner eingetragen.", "None is recorded so far.")
        if recorded is None
        else say(
            "Eingetragen ist schon der {day}. Ändern können ihn nur zwei Personen, mit einem Grund:"
            " Schlagen Sie die Änderung vor.",
            "{day} is recorded already. Only two people can change it, with a reason: propose the"
            " change.",
            day=recorded,
        ),
        source=LIMIT_LAW,
        place="known_on",
    )


def check_not_ahead(day: date, now: date, place: str, source: Words) -> Finding:
    """Has the day come already?"""
    return Finding(
        rule="HEARING-DAY",
        holds=day <= now,
        claim=Words("Der Tag liegt nicht in der Zukunft.", "The day does not lie ahead."),
        says=say(
            "Der Tag darf nicht nach heute, dem {now}, liegen. Sie haben {day} eingegeben.",
            "The day must not be after today, {now}. You entered {day}.",
            now=now,
            day=day,
        ),
        source=source,
        place=place,
    )
