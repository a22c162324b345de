"""Paying: ordered payments of one authority go to the bank as one file, made by a third person."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grants.actions.lock import hold, lock
from grants.actions.record import record
from grants.documents.credit_transfer import Credit, Debtor, credit_transfer
from grants.models.authority import Authority
from grants.models.payment import PaymentRequest, PaymentRun
from grants.models.person import Person
from grants.programme.calendar import today
from grants.programme.finding import Finding, RulesBroken, insist
from grants.programme.money import total
from grants.programme.payment_block import check_same_account, check_same_year
from grants.programme.payment_four_eyes import CHECKED, ORDERED, check_third_person
from grants.programme.people import Actor
from grants.programme.reason import check_reason
from grants.programme.stages import PaymentState
from grants.programme.words import Words, say
from grants.queries.payment import blocks_of
from grants.queries.payment_run import ready_to_pay

RUN: Final = "payment_run"
SOURCE: Final = Words("Zahllauf", "Payment run")


def make_run(
    session: Session, authority: Authority, numbers: Sequence[str], *, by: Actor, now: datetime
) -> PaymentRun:
    """Put these ordered payments into one file for the bank (pain.001).

    Raises RulesBroken when one of them waits no more, something stands in its way by now, or the
    person found it correct or ordered it; then nothing is made.
    """
    lock(session, authority)
    debtor = _debtor(authority, today(now))
    paid = [one for one in ready_to_pay(session, authority) if one.number in set(numbers)]
    insist([_check_all_there(len(set(numbers)), len(paid))])
    for one in paid:
        lock(session, one.grant)
        lock(session, one)
        hold(session, one.grant.recipient)  # its account does not change meanwhile
    insist(finding for one in paid for finding in _of_one(session, one, by, now))
    payer = session.get_one(Person, by.person_id)
    message = f"{authority.code}-{today(now):%Y}-{_count(session) + 1:06}"[:35]
    content = _file(debtor, paid, message, now)
    run = PaymentRun(
        authority=authority,
        message=message,
        holder=debtor.name,
        iban=debtor.iban,
        execute_on=today(now),
        made_at=now,
        made_by=payer,
        count=len(paid),
        total=total(one.correct for one in paid if one.correct),
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
    )
    session.add(run)
    for one in paid:
        one.run, one.payer_id = run, payer.id
    session.flush()
    record(
        session, "make_payment_run", RUN, message, by=by, now=now,
        after={"payments": ", ".join(one.number for one in paid), "count": run.count,
               "total": str(run.total.decimal), "sha256": run.sha256},
    )  # fmt: skip
    return run


def drop_run(session: Session, run: PaymentRun, *, reason: str, by: Actor, now: datetime) -> None:
    """Give up a run that the bank did not carry out; its payments wait for another one.

    Raises RulesBroken once the bank has booked one of them, or without a reason.
    """
    lock(session, run)
    insist([check_reason(reason, source=SOURCE), check_droppable(run)])
    for one in list(run.requests):
        lock(session, one.grant)
        lock(session, one)
    insist([check_droppable(run)])
    record(
        session, "drop_payment_run", RUN, run.message, by=by, now=now, reason=reason.strip(),
        before={"payments": ", ".join(one.number for one in run.requests)},
    )  # fmt: skip
    for one in list(run.requests):
        one.run = one.payer_id = None
    run.dropped_at, run.dropped_reason = now, reason.strip()
    session.flush()


def check_droppable(run: PaymentRun) -> Finding:
    """Has the bank booked nothing of the run, and did nobody drop it before?"""
    untouched = run.dropped_at is None and all(
        one.state is PaymentState.APPROVED for one in run.requests
    )
    return Finding(
        rule="PAYMENT-RUN",
        holds=untouched,
        claim=Words("Die Bank hat nichts davon gebucht.", "The bank has booked nothing of it."),
        says=Words("Der Lauf ist schon verworfen, oder die Bank hat davon gebucht.",
                   "The run was dropped already, or the bank has booked some of it."),
        source=SOURCE,
    )  # fmt: skip


def fetch_file(session: Session, run: PaymentRun, *, by: Actor, now: datetime) -> bytes:
    """The file for the bank, as it was made; the record keeps who fetched it."""
    record(session, "fetch_payment_run", RUN, run.message, by=by, now=now,
           after={"sha256": run.sha256})  # fmt: skip
    return run.content


def check_payer(request: PaymentRequest, by: Actor) -> Finding:
    """Did another person find it correct, and another one order it (R-054)?"""
    return check_third_person(
        by.person_id, {CHECKED: request.checked_by_id, ORDERED: request.approved_by_id}
    )


def _debtor(authority: Authority, day: date) -> Debtor:
    """The account from which this authority pays on that day."""
    details = authority.on(day)
    if details is None or not details.account_iban:
        raise RulesBroken([_no_account()])
    holder = details.account_holder or details.name
    return Debtor(name=holder, iban=details.account_iban, bic=details.account_bic)


def _of_one(session: Session, one: PaymentRequest, by: Actor, now: datetime) -> list[Finding]:
    if one.state is not PaymentState.APPROVED or one.run_id is not None:
        raise RulesBroken([_check_all_there(1, 0)])
    return [
        check_payer(one, by),
        *standing_order(one, today(now)),
        *blocks_of(session, one.grant, now),
    ]


def standing_order(one: PaymentRequest, day: date) -> list[Finding]:
    """Does an order still hold on this day: for the account and for the budget year it names?"""
    return [
        check_same_account(one.number, one.iban == one.grant.recipient.iban),
        check_same_year(one.number, one.year, day.year),
    ]


def _file(debtor: Debtor, paid: Sequence[PaymentRequest], message: str, now: datetime) -> bytes:
    lines = [
        Credit(name=one.holder, iban=one.iban, amount=one.correct, end_to_end=one.end_to_end,
               text=f"{one.grant.number} Zuwendung, Zahlung {one.ordinal}")
        for one in paid if one.correct
    ]  # fmt: skip
    try:
        return credit_transfer(debtor, lines, message=message, made_at=now, execute_on=today(now))
    except ValueError as wrong:
        raise RulesBroken([_cannot_carry(str(wrong))]) from wrong


def _count(session: Session) -> int:
    return session.scalar(select(func.count(PaymentRun.id))) or 0


def _no_account() -> Finding:
    return Finding(
        rule="PAYMENT-ACCOUNT",
        holds=False,
        claim=Words("Die Bewilligungsbehörde hat ein Konto.", "The authority has an account."),
        says=Words("Zur Behörde ist kein Konto eingetragen. Die Administration trägt es ein.",
                   "No account of the authority is entered. The administrator enters it."),
        source=SOURCE,
    )  # fmt: skip


def _check_all_there(wanted: int, there: int) -> Finding:
    return Finding(
        rule="PAYMENT-WAITING",
        holds=0 < wanted == there,
        claim=Words("Alle gewählten Zahlungen warten auf die Auszahlung.",
                    "All chosen payments wait to be paid."),
        says=Words("Wählen Sie mindestens eine Zahlung.", "Choose at least one payment.")
        if not wanted
        else Words("Eine der Zahlungen wartet nicht mehr. Sehen Sie die Liste noch einmal an.",
                   "One of the payments waits no more. Look at the list again."),
        source=SOURCE,
    )  # fmt: skip


def _cannot_carry(what: str) -> Finding:
    return Finding(
        rule="PAYMENT-FILE",
        holds=False,
        claim=Words("Die Datei für die Bank lässt sich machen.", "The bank's file can be made."),
        says=say("Diese Zahlung passt nicht in die Datei für die Bank: {what}.",
                 "This payment does not fit into the bank's file: {what}.", what=what),
        source=SOURCE,
    )  # fmt: skip
