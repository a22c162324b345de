"""Statements of the bank: each booking is one of our payments, or somebody says what it is."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.ledger_payment import book_bounced, book_paid, book_taken_back
from grants.actions.lock import lock
from grants.actions.payment import move_payment
from grants.actions.payment_check import forget_order
from grants.actions.record import record
from grants.documents.bank_statement import Statement, StatementLine
from grants.models.authority import Authority, AuthorityVersion
from grants.models.payment import BankLine, BankStatement, PaymentRequest
from grants.models.person import Person
from grants.programme.finding import Finding, RulesBroken, insist
from grants.programme.payment import use_by
from grants.programme.people import Actor
from grants.programme.reason import check_reason
from grants.programme.stages import PaymentState
from grants.programme.words import Words, say
from grants.queries.application import terms_of
from grants.queries.bank_line import payments_named

STATEMENT: Final = "bank_statement"
SOURCE: Final = Words("Kontoauszug", "Bank statement")
P = PaymentState


def take_statement(
    session: Session,
    statement: Statement,
    *,
    content: bytes,
    file_name: str,
    by: Actor,
    now: datetime,
) -> BankStatement:
    """Keep the statement; payments that the bank booked or returned follow it.

    Raises RulesBroken when it is of no account of ours, or was taken in before.
    """
    digest = hashlib.sha256(content).hexdigest()
    authority = _whose(session, statement.account)
    if authority is None:
        raise RulesBroken([_not_ours(statement.account)])
    lock(session, authority)
    insist([_check_new(session, statement, digest)])
    kept = BankStatement(
        authority=authority,
        message=statement.message,
        account=statement.account,
        begins=statement.begins,
        ends=statement.ends,
        file_name=file_name,
        content=content,
        sha256=digest,
        taken_at=now,
        taken_by=session.get_one(Person, by.person_id),
    )
    session.add(kept)
    session.flush()
    named = payments_named(session, {line.end_to_end for line in statement.lines})
    ours = {one.end_to_end: one for one in named.values()}
    booked = [_take_line(session, kept, line, ours, by) for line in statement.lines]
    session.flush()
    record(
        session, "take_statement", STATEMENT, str(kept.id), by=by, now=now,
        after={"file": file_name, "sha256": digest, "lines": len(booked),
               "matched": sum(booked), "open": len(booked) - sum(booked)},
    )  # fmt: skip
    return kept


def explain_line(
    session: Session, line: BankLine, *, explanation: str, by: Actor, now: datetime
) -> None:
    """Say what a booking is that is none of our payments; it stays so.

    Raises RulesBroken without a word, or when somebody was faster.
    """
    lock(session, line)
    missing = Words("Schreiben Sie, was diese Buchung ist.", "Write what this booking is.")
    insist([
        check_reason(explanation, "explanation", source=SOURCE, says=missing),
        _check_open(line),
    ])  # fmt: skip
    officer = session.get_one(Person, by.person_id)
    line.explained_at, line.explained_by = now, officer
    line.explanation = explanation.strip()
    record(
        session, "explain_bank_line", STATEMENT, str(line.statement_id), by=by, now=now,
        after={"ordinal": line.ordinal, "amount": str(line.amount.decimal)},
        reason=explanation.strip(),
    )  # fmt: skip
    session.flush()


def _take_line(
    session: Session,
    kept: BankStatement,
    line: StatementLine,
    ours: Mapping[str, PaymentRequest],
    by: Actor,
) -> bool:
    """Keep the booking; is it one of ours?"""
    request = ours.get(line.end_to_end)
    if request is not None and not _follow(session, request, line, by, kept.taken_at):
        request = None
    session.add(
        BankLine(
            statement=kept,
            ordinal=line.ordinal,
            booked_on=line.booked_on,
            amount=line.amount,
            credit=line.credit,
            returned=line.returned,
            end_to_end=line.end_to_end,
            name=line.name,
            iban=line.iban,
            purpose=line.text,
            request=request,
        )
    )
    return request is not None


def _follow(
    session: Session, request: PaymentRequest, line: StatementLine, by: Actor, now: datetime
) -> bool:
    """Let the payment follow the booking, if it is the very one that was ordered."""
    lock(session, request.grant)
    lock(session, request)
    same = line.amount == request.correct and line.end_to_end == request.end_to_end
    to_us = line.credit and line.returned
    if same and not line.credit and request.state is P.APPROVED and request.run_id is not None:
        if line.iban and line.iban != request.iban:
            return False
        until = use_by(terms_of(request.grant.award.terms), line.booked_on)
        request.paid_on, request.use_by = line.booked_on, until
        _move_as_booked(session, request, "pay", by=by, now=now, day=line.booked_on.isoformat())
        book_paid(session, request, "pay_payment", now)
        return True
    if same and to_us and request.state in (P.APPROVED, P.PAID):
        book = book_bounced if request.state is P.PAID else book_taken_back
        book(session, request, "bounce_payment", now)
        day = line.booked_on.isoformat()
        _move_as_booked(session, request, "bounce", by=by, now=now, reason=line.reason, day=day)
        forget_order(request)
        request.reason = line.reason
        session.flush()
        return True
    return False


def _move_as_booked(
    session: Session,
    request: PaymentRequest,
    act: str,
    *,
    by: Actor,
    now: datetime,
    day: str,
    reason: str = "",
) -> None:
    """One step of the payment; the record keeps what the bank booked and when."""
    amount = str(request.correct.decimal) if request.correct else ""
    move_payment(session, request, act, by=by, now=now, reason=reason,
                 after={"booked_on": day, "amount": amount})  # fmt: skip


def _whose(session: Session, iban: str) -> Authority | None:
    """The authority that pays, or paid, from this account."""
    return session.scalar(
        select(Authority)
        .join(AuthorityVersion, AuthorityVersion.authority_id == Authority.id)
        .where(AuthorityVersion.account_iban == iban, AuthorityVersion.account_iban != "")
        .order_by(Authority.id)
        .limit(1)
    )


def _not_ours(account: str) -> Finding:
    return Finding(
        rule="STATEMENT-ACCOUNT",
        holds=False,
        claim=Words("Der Auszug gehört zu einem Konto einer Bewilligungsbehörde.",
                    "The statement belongs to an account of a granting authority."),
        says=say("Keine Behörde zahlt von dem Konto {account}.",
                 "No authority pays from the account {account}.", account=account),
        source=SOURCE,
        place="file",
    )  # fmt: skip


def _check_new(session: Session, statement: Statement, digest: str) -> Finding:
    there = session.scalar(
        select(BankStatement.id).where(
            (BankStatement.sha256 == digest)
            | ((BankStatement.account == statement.account)
               & (BankStatement.message == statement.message))
        ).limit(1)
    )  # fmt: skip
    return Finding(
        rule="STATEMENT-ONCE",
        holds=there is None,
        claim=Words("Jeder Auszug wird einmal eingelesen.", "Each statement is taken in once."),
        says=Words("Dieser Auszug ist schon eingelesen.", "This statement was taken in already."),
        source=SOURCE,
        place="file",
    )


def _check_open(line: BankLine) -> Finding:
    return Finding(
        rule="STATEMENT-OPEN",
        holds=line.is_open,
        claim=Words("Die Buchung ist noch offen.", "The booking is still open."),
        says=Words("Zu dieser Buchung ist schon etwas vermerkt.",
                   "Something was already noted on this booking."),
        source=SOURCE,
    )  # fmt: skip
