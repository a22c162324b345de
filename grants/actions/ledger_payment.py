"""The books of payments: an order sets money of a year aside; the bank pays it, or it comes back.

The caller holds the locks of the grant and the request.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from grants.actions.ledger import Cause, post
from grants.actions.ledger_grant import open_grant
from grants.models.payment import PaymentRequest
from grants.programme.ledger import Account, AccountKind, EntryKind, Transfer
from grants.programme.money import Money

A = AccountKind


def book_order(session: Session, request: PaymentRequest, act: str, now: datetime) -> None:
    """Set the money aside in the year of the order.

    The database refuses it when the tranche has less.
    """
    open_grant(session, request.grant, now)
    _post(session, request, EntryKind.ORDER, (A.ORDERED, A.COMMITTED), act=act, now=now)


def book_taken_back(session: Session, request: PaymentRequest, act: str, now: datetime) -> None:
    """The order falls away: its money is free for another one."""
    _post(session, request, EntryKind.RETURN, (A.COMMITTED, A.ORDERED), act=act, now=now)


def book_paid(session: Session, request: PaymentRequest, act: str, now: datetime) -> None:
    """The bank has booked it."""
    _post(session, request, EntryKind.PAY, (A.PAID, A.ORDERED), act=act, now=now)


def book_bounced(session: Session, request: PaymentRequest, act: str, now: datetime) -> None:
    """What was paid has come back: it is free for another order."""
    _post(session, request, EntryKind.RETURN, (A.COMMITTED, A.PAID), act=act, now=now)


def _post(
    session: Session,
    request: PaymentRequest,
    kind: EntryKind,
    ways: tuple[AccountKind, AccountKind],
    *,
    act: str,
    now: datetime,
) -> None:
    cause = Cause(
        kind=kind,
        key=f"{kind.value}/{request.end_to_end}",
        act=act,
        object_kind="payment",
        object_number=request.number,
        at=now,
    )
    (to, out_of), year, grant = ways, request.year, request.grant
    post(
        session,
        grant.award.application.round_id,
        cause,
        [
            Transfer(
                Account(kind=to, grant_id=grant.id, year=year),
                Account(kind=out_of, grant_id=grant.id, year=year),
                _amount(request),
            )
        ],
    )


def _amount(request: PaymentRequest) -> Money:
    if request.correct is None:
        raise ValueError(f"nobody found payment {request.number} correct")
    return request.correct
