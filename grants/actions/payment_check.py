"""What staff do with a payment request: hold it, send it back, find it correct, order it."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from grants.actions.ledger_payment import book_order, book_taken_back
from grants.actions.lock import hold as hold_still
from grants.actions.lock import lock
from grants.actions.payment import move_payment
from grants.models.payment import PaymentRequest
from grants.models.person import Person
from grants.programme.calendar import today
from grants.programme.finding import Finding, insist
from grants.programme.four_eyes import FOUR_EYES
from grants.programme.legal_entity import masked_account
from grants.programme.money import Money
from grants.programme.payment_four_eyes import (
    CHECKED,
    check_correct,
    check_third_person,
)
from grants.programme.people import Actor
from grants.programme.reason import check_reason
from grants.programme.stages import PaymentState
from grants.programme.words import Words
from grants.queries.officer_conflict import check_unbiased
from grants.queries.payment import blocks_of, findings_of

SOURCE: Final = Words("Prüfung der Zahlungsanforderung", "Check of the payment request")


def find_correct(
    session: Session,
    request: PaymentRequest,
    *,
    correct: Money,
    remark: str,
    by: Actor,
    now: datetime,
) -> None:
    """Find this amount correct, EUR: in substance and in figures.

    Raises RulesBroken for more than was asked for or than a rule allows, or for less without a
    reason; NoSuchMove when it does not wait for a check.
    """
    officer = _begin(session, request, by)
    insist(check_correct(request.requested, correct, remark))
    if request.state is PaymentState.SUBMITTED:
        insist(findings_of(session, request, now, correct))
    amounts = {"requested": str(request.requested.decimal), "correct": str(correct.decimal)}
    move_payment(session, request, "check", by=by, now=now, reason=remark.strip(), after=amounts)
    request.correct, request.remark = correct, remark.strip()
    request.checked_at, request.checked_by = now, officer
    request.reason = ""
    session.flush()


def hold(
    session: Session, request: PaymentRequest, *, reason: str, by: Actor, now: datetime
) -> None:
    """Put it aside for a reason that the recipient reads."""
    _with_reason(session, request, "hold", reason, by=by, now=now)


def release(session: Session, request: PaymentRequest, *, by: Actor, now: datetime) -> None:
    """Take up again what was held."""
    _begin(session, request, by)
    move_payment(session, request, "release", by=by, now=now)
    request.reason = ""
    session.flush()


def send_back(
    session: Session, request: PaymentRequest, *, reason: str, by: Actor, now: datetime
) -> None:
    """Let the recipient correct it."""
    _with_reason(session, request, "send_back", reason, by=by, now=now)
    request.submitted_at = request.submitted_by = None
    session.flush()


def reject(
    session: Session, request: PaymentRequest, *, reason: str, by: Actor, now: datetime
) -> None:
    """Pay nothing of it, for a reason that the recipient reads."""
    _with_reason(session, request, "reject", reason, by=by, now=now)
    _forget_check(request)
    session.flush()


def check_again(
    session: Session, request: PaymentRequest, *, reason: str, by: Actor, now: datetime
) -> None:
    """Whoever orders does not follow the check: it begins anew."""
    _with_reason(session, request, "check_again", reason, by=by, now=now)
    _forget_check(request)
    session.flush()


def approve(session: Session, request: PaymentRequest, *, by: Actor, now: datetime) -> None:
    """Order the payment as the second person; its money is set aside from now on.

    Raises RulesBroken when the same person checked it, a rule is broken or something stands in the
    way now; NoSuchMove when nothing waits to be ordered.
    """
    officer = _begin(session, request, by)
    if request.state is PaymentState.CHECKED:
        insist(order_findings(session, request, by, now))
    move_payment(session, request, "approve", by=by, now=now, after={
        "correct": str(request.correct.decimal) if request.correct else "",
        "iban": masked_account(request.grant.recipient.iban),
    })  # fmt: skip
    request.attempts += 1
    request.year = today(now).year
    request.holder, request.iban = request.grant.recipient.name, request.grant.recipient.iban
    request.approved_at, request.approved_by = now, officer
    session.flush()
    book_order(session, request, "approve_payment", now)


def order_findings(
    session: Session, request: PaymentRequest, by: Actor, now: datetime
) -> list[Finding]:
    """Everything that is checked before a payment is ordered."""
    return [
        check_orderer(request, by),
        *findings_of(session, request, now, request.correct),
        *blocks_of(session, request.grant, now),
    ]


def check_orderer(request: PaymentRequest, by: Actor) -> Finding:
    """Did another person find it correct (R-054)?"""
    return check_third_person(by.person_id, {CHECKED: request.checked_by_id})


def take_back(
    session: Session, request: PaymentRequest, *, reason: str, by: Actor, now: datetime
) -> None:
    """Undo an order that is in no run; its money is free again.

    Raises RulesBroken when it went to the bank already.
    """
    _begin(session, request, by)
    insist([check_reason(reason, source=SOURCE), _check_no_run(request)])
    book_taken_back(session, request, "take_back_payment", now)
    move_payment(session, request, "take_back", by=by, now=now, reason=reason.strip())
    forget_order(request)
    session.flush()


def forget_order(request: PaymentRequest) -> None:
    """Nothing is ordered any more; the record keeps that it was."""
    request.approved_at = request.approved_by = request.year = None
    request.holder = request.iban = ""
    request.run = request.payer_id = request.paid_on = request.use_by = request.used_on = None


def _forget_check(request: PaymentRequest) -> None:
    request.correct = request.checked_at = request.checked_by = None
    request.remark = ""


def _with_reason(
    session: Session, request: PaymentRequest, act: str, reason: str, *, by: Actor, now: datetime
) -> None:
    _begin(session, request, by)
    insist([check_reason(reason, source=SOURCE)])
    move_payment(session, request, act, by=by, now=now, reason=reason.strip())
    request.reason = reason.strip()


def _begin(session: Session, request: PaymentRequest, by: Actor) -> Person:
    """Lock grant and request for an officer without a conflict. Raises RulesBroken for others."""
    lock(session, request.grant)
    lock(session, request)
    hold_still(session, request.grant.recipient)  # its account does not change meanwhile
    insist([check_unbiased(session, request.grant.award.application_id, by)])
    return session.get_one(Person, by.person_id)


def _check_no_run(request: PaymentRequest) -> Finding:
    return Finding(
        rule="PAYMENT-RUN",
        holds=request.run_id is None,
        claim=Words("Die Zahlung ist noch nicht bei der Bank.", "The bank has it not yet."),
        says=Words("Die Zahlung steht schon in einem Zahllauf. Verwerfen Sie zuerst den Lauf.",
                   "The payment is in a run already. Drop the run first."),
        source=FOUR_EYES,
    )  # fmt: skip
