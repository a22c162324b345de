"""Bookings of a statement and the payments that they name by their reference."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from grants.models.grant import Grant
from grants.models.payment import BankLine, BankStatement, PaymentRequest
from grants.programme.bank_line import Side, what_differs
from grants.programme.money import NOTHING
from grants.programme.words import Words


@dataclass(frozen=True, slots=True)
class Near:
    """A payment that an unexplained booking names, and why it is not that payment."""

    request: PaymentRequest
    differs: list[Words]


def payments_named(session: Session, references: Collection[str]) -> dict[str, PaymentRequest]:
    """Our payments behind these references, whatever became of them and whichever order it was.

    A reference is the number of the payment and that of its order, joined by a hyphen.
    """
    numbers = {_number(reference) for reference in references}
    found = session.scalars(
        select(PaymentRequest)
        .join(PaymentRequest.grant)
        .where(Grant.number.in_({number.rpartition("-")[0] for number in numbers}))
        .options(joinedload(PaymentRequest.grant))
        .order_by(PaymentRequest.grant_id, PaymentRequest.id)
    )
    by_number = {one.number: one for one in found}
    return {
        reference: by_number[_number(reference)]
        for reference in references
        if _number(reference) in by_number
    }


def near_payments(session: Session, statement: BankStatement) -> dict[int, Near]:
    """For every open booking that names a payment of ours: which, and what differs.

    By the number of the booking; one statement, none where everything is explained.
    """
    open_ = [line for line in statement.lines if line.is_open and line.end_to_end]
    if not open_:
        return {}
    named = payments_named(session, {line.end_to_end for line in open_})
    return {
        line.ordinal: Near(named[line.end_to_end], _differs(line, named[line.end_to_end]))
        for line in open_
        if line.end_to_end in named
    }


def _differs(line: BankLine, request: PaymentRequest) -> list[Words]:
    return what_differs(
        Side(amount=line.amount, iban=line.iban, reference=line.end_to_end),
        Side(amount=request.correct or NOTHING, iban=request.iban, reference=request.end_to_end),
        credit=line.credit,
        at_bank=request.run_id is not None,
        paid_on=request.paid_on,
    )


def _number(reference: str) -> str:
    return reference.rpartition("-")[0]
