"""Hearing a recipient on the interest of money it used late, or saying why not (R-052, R-036)."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from grants.actions.hearing import ANSWER, SUBJECT, check_not_ahead
from grants.actions.lock import lock
from grants.actions.payment import KIND
from grants.actions.payment_use import check_stated
from grants.actions.proposal_rule import check_state
from grants.actions.record import record
from grants.actions.team_mail import write_to_team
from grants.models.late_use import LateUseHearing
from grants.models.payment import PaymentRequest
from grants.models.person import Person
from grants.programme.calendar import today
from grants.programme.finding import Finding, insist
from grants.programme.people import Actor
from grants.programme.reason import check_reason, check_said
from grants.programme.revocation import HEARING_LAW, check_after_letter, check_answer_time
from grants.programme.stages import PaymentState
from grants.programme.words import Words, say
from grants.queries.application import terms_of
from grants.queries.late_use import late_use_hearing
from grants.queries.officer_conflict import check_unbiased


def hear_on_late_use(
    session: Session,
    request: PaymentRequest,
    *,
    subject: str,
    letter_on: date,
    answer_until: date,
    public_url: str,
    by: Actor,
    now: datetime,
) -> LateUseHearing:
    """Record the hearing letter and tell the recipient; grant and payments run on.

    Raises RulesBroken when the letter leaves too little time, when somebody was heard already, or
    while nobody knows when the money was used.
    """
    lock(session, request)
    terms = terms_of(request.grant.award.terms).notification
    insist([
        *_may_begin(session, request, by),
        check_said(subject, "subject", SUBJECT, HEARING_LAW),
        check_not_ahead(letter_on, today(now), "letter_on", HEARING_LAW),
        check_answer_time(letter_on, answer_until, terms),
    ])  # fmt: skip
    made = _keep(
        session,
        LateUseHearing(
            payment=request,
            subject=subject.strip(),
            letter_on=letter_on,
            answer_until=answer_until,
            opened_by=session.get_one(Person, by.person_id),
            opened_at=now,
        ),
        by=by,
        now=now,
    )
    write_to_team(
        session,
        request.grant.award.cluster,
        "late_use",
        occasion=f"late_use/{request.number}/{made.id}",
        number=request.number,
        until=answer_until,
        link=f"{public_url}/grants/{request.grant.number}/payments/{request.ordinal}",
        now=now,
    )
    return made


def waive_late_use_hearing(
    session: Session, request: PaymentRequest, *, subject: str, reason: str, by: Actor,
    now: datetime,
) -> LateUseHearing:  # fmt: skip
    """Decide without a hearing, for a reason that the letter will give (§ 28 (2) VwVfG)."""
    lock(session, request)
    insist([
        *_may_begin(session, request, by),
        check_said(subject, "subject", SUBJECT, HEARING_LAW),
        check_reason(reason, "waived_reason", source=HEARING_LAW),
    ])  # fmt: skip
    return _keep(
        session,
        LateUseHearing(
            payment=request,
            subject=subject.strip(),
            waived_reason=reason.strip(),
            opened_by=session.get_one(Person, by.person_id),
            opened_at=now,
        ),
        by=by,
        now=now,
    )


def answer_on_late_use(
    session: Session, request: PaymentRequest, *, answered_on: date, answer: str, by: Actor,
    now: datetime,
) -> None:  # fmt: skip
    """Keep what the recipient answered, and when."""
    lock(session, request)
    hearing = late_use_hearing(session, request)
    if hearing is None or hearing.ended_at is not None:
        insist([check_state(ready=False)])
        return
    insist([
        check_unbiased(session, request.grant.award.application_id, by),
        check_said(answer, "answer", ANSWER, HEARING_LAW),
        check_not_ahead(answered_on, today(now), "answered_on", HEARING_LAW),
        check_after_letter(hearing.letter_on, answered_on),
    ])  # fmt: skip
    hearing.answered_on, hearing.answer = answered_on, answer.strip()
    session.flush()
    record(session, "answer_late_use", KIND, request.number, by=by, now=now,
           after={"day": answered_on.isoformat()}, reason=answer.strip())  # fmt: skip


def _may_begin(session: Session, request: PaymentRequest, by: Actor) -> list[Finding]:
    heard = late_use_hearing(session, request)
    return [
        check_state(request.state is PaymentState.IDLE),
        _check_not_heard(heard),
        check_unbiased(session, request.grant.award.application_id, by),
        check_stated(request),
    ]


def _check_not_heard(hearing: LateUseHearing | None) -> Finding:
    running = hearing is not None and hearing.ended_at is None
    return Finding(
        rule="LATE-USE-HEARD",
        holds=not running,
        claim=Words("Zu dieser Zahlung läuft keine Anhörung.",
                    "No hearing on this payment is running."),
        says=say("Zu dieser Zahlung ist seit {day} eine Anhörung eingetragen.",
                 "A hearing on this payment is on record since {day}.",
                 day=today(hearing.opened_at)) if hearing and running
        else Words("Es läuft keine.", "None is running."),
        source=HEARING_LAW,
    )  # fmt: skip


def _keep(session: Session, hearing: LateUseHearing, *, by: Actor, now: datetime) -> LateUseHearing:
    session.add(hearing)
    session.flush()
    after = {
        "day": hearing.letter_on.isoformat() if hearing.letter_on else None,
        "answer_until": hearing.answer_until.isoformat() if hearing.answer_until else None,
    }
    record(session, "hear_late_use", KIND, hearing.payment.number, by=by, now=now, after=after,
           reason=hearing.waived_reason or hearing.subject)  # fmt: skip
    return hearing
