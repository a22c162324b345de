"""What becomes of money that was paid: the recipient says when it was used; late use is noted."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.draft import insist_on_signatory
from grants.actions.lock import lock
from grants.actions.payment import KIND, move_payment
from grants.actions.record import record
from grants.models.payment import PaymentRequest
from grants.programme.calendar import today
from grants.programme.finding import Finding, insist
from grants.programme.four_eyes import check_only_proposal
from grants.programme.people import Actor
from grants.programme.reason import check_reason
from grants.programme.stages import NoSuchMove, PaymentState
from grants.programme.words import Words, say
from grants.queries.late_use import charge_on, late_use_hearing
from grants.queries.officer_conflict import check_unbiased

SOURCE: Final = Words("Verwendung ausgezahlter Mittel", "Use of money that was paid")
MOST: Final = 500
P = PaymentState


def state_use(
    session: Session, request: PaymentRequest, *, used_on: date, by: Actor, now: datetime
) -> None:
    """Say on which day all of it was used; said once, it stays. Late use is noted at once.

    Raises RulesBroken for a day before the payment or ahead, NoSuchMove where none is awaited.
    """
    lock(session, request)
    insist_on_signatory(session, request.grant.award, by)
    if request.state not in (P.PAID, P.IDLE) or request.used_on is not None:
        raise NoSuchMove("record_use", request.state, by.role)
    insist([_check_day(request, used_on, today(now))])
    request.used_on = used_on
    day = {"used_on": used_on.isoformat()}
    if request.state is P.IDLE:
        record(session, "state_late_use", KIND, request.number, by=by, now=now, after=day)
    elif request.use_by is not None and used_on <= request.use_by:
        move_payment(session, request, "record_use", by=by, now=now, after=day)
    else:
        record(session, "state_late_use", KIND, request.number, by=by, now=now, after=day)
        move_payment(session, request, "find_idle", by=None, now=now)
    session.flush()


def find_idle_payments(session: Session, *, now: datetime) -> int:
    """Note of every payment that its time passed and nobody said it was used; how many."""
    due = session.scalars(
        select(PaymentRequest)
        .where(
            PaymentRequest.state == P.PAID,
            PaymentRequest.use_by < today(now),
            PaymentRequest.used_on.is_(None),
        )
        .order_by(PaymentRequest.id)
        .limit(MOST)
        .with_for_update(of=PaymentRequest, skip_locked=True)
    ).all()
    for request in due:
        move_payment(session, request, "find_idle", by=None, now=now)
    return len(due)


def excuse(
    session: Session, request: PaymentRequest, *, reason: str, by: Actor, now: datetime
) -> None:
    """Do without interest, for a reason: the law leaves it to the authority (§ 49a (4)).

    Raises RulesBroken without a reason, before the recipient said when the money was used, or
    while a proposal to charge interest waits for its second person.
    """
    lock(session, request)
    insist([
        check_unbiased(session, request.grant.award.application_id, by),
        check_only_proposal(charge_on(session, request) is None),
        check_reason(reason, source=SOURCE),
        check_stated(request),
    ])  # fmt: skip
    move_payment(session, request, "excuse", by=by, now=now, reason=reason.strip())
    request.reason = reason.strip()
    heard = late_use_hearing(session, request)
    if heard is not None and heard.ended_at is None:
        heard.ended_at = now
    session.flush()


def _check_day(request: PaymentRequest, used_on: date, day: date) -> Finding:
    first = request.paid_on or used_on
    return Finding(
        rule="PAYMENT-USED",
        holds=first <= used_on <= day,
        claim=Words("Der Tag liegt zwischen Auszahlung und heute.",
                    "The day lies between the payment and today."),
        says=say("Ausgezahlt wurde am {paid}. Der Tag liegt nicht davor und nicht nach heute.",
                 "It was paid on {paid}. The day is not before that and not after today.",
                 paid=first),
        source=SOURCE,
        place="used_on",
    )  # fmt: skip


def check_stated(request: PaymentRequest) -> Finding:
    """Did the recipient say when the money was used?"""
    return Finding(
        rule="PAYMENT-USED",
        holds=request.used_on is not None,
        claim=Words("Der Empfänger hat gesagt, wann das Geld verwendet war.",
                    "The recipient said when the money was used."),
        says=Words("Wann das Geld verwendet war, hat der Empfänger noch nicht gesagt.",
                   "The recipient did not say yet when the money was used."),
        source=SOURCE,
    )  # fmt: skip
