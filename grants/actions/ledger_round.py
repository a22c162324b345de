"""The books of a round: its budget, what is reserved for a selected cluster, what is given back.

The caller holds the round's lock.
"""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grants.actions.ledger import Cause, post
from grants.models.application import Application
from grants.models.ledger import LedgerEntry
from grants.models.round import Round
from grants.programme.ledger import Account, AccountKind, EntryKind, Transfer
from grants.programme.money import NOTHING, Money
from grants.queries.ledger import books_of, reserved_for
from grants.queries.ranking import promise_of

BUDGET = Account(kind=AccountKind.BUDGET)
AVAILABLE = Account(kind=AccountKind.AVAILABLE)


def book_budget(session: Session, round_: Round, act: str, now: datetime) -> None:
    """The budget is what the round says since this act; the difference is available, or gone."""
    number = str(round_.number)
    of_budget = (LedgerEntry.round_id == round_.id, LedgerEntry.kind == EntryKind.BUDGET)
    times = session.scalar(select(func.count(LedgerEntry.id)).where(*of_budget)) or 0
    key = f"budget/{number}/{times + 1}"
    cause = Cause(
        kind=EntryKind.BUDGET, key=key, act=act, object_kind="round", object_number=number, at=now
    )
    _set_budget(session, round_, cause)


def book_promise(
    session: Session, application: Application, cause: Cause, amount: Money | None = None
) -> None:
    """Reserve what selecting the cluster promises it, or this amount; a negative one is freed."""
    _open_round(session, application.round, cause.at)
    post(
        session,
        application.round_id,
        cause,
        [
            Transfer(
                reserve_of(application),
                _free(application.round),
                promise_of(application) if amount is None else amount,
            )
        ],
    )


def book_void(session: Session, application: Application, cause: Cause) -> None:
    """All that is still reserved for the cluster is free again."""
    left = reserved_for(session, application.id) or NOTHING
    book_promise(session, application, cause, -left)


def open_reserve(session: Session, application: Application, promise: Money, now: datetime) -> None:
    """Let the books know of a promise that is older than they are, or came in past the acts."""
    if reserved_for(session, application.id) is None:
        key = f"opening/application/{application.number}"
        opening = Cause(kind=EntryKind.OPENING, key=key, at=now)
        book_promise(session, application, opening, promise)


def reserve_of(application: Application) -> Account:
    """The account of what is kept for this cluster."""
    return Account(kind=AccountKind.RESERVED, application_id=application.id)


def _open_round(session: Session, round_: Round, now: datetime) -> None:
    if round_.budget is not None and not books_of(session, round_.id).budget:
        key = f"opening/round/{round_.number}"
        _set_budget(session, round_, Cause(kind=EntryKind.OPENING, key=key, at=now))


def _set_budget(session: Session, round_: Round, cause: Cause) -> None:
    if round_.budget is not None:
        more = round_.budget - books_of(session, round_.id).budget
        post(session, round_.id, cause, [Transfer(AVAILABLE, BUDGET, more)])


def _free(round_: Round) -> Account:
    """Where promises come from; a round without a known budget has just what it promises."""
    return BUDGET if round_.budget is None else AVAILABLE
