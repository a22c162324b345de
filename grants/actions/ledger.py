"""Writing into the books: one entry for one act, in its transaction, under the locks of accounts.

The accounts of an entry are made in one order that all entries share and locked in the order of
their numbers, after the rows that the act locks: nobody waits in a circle. What an act does to
the money stands in `ledger_round.py` and `ledger_grant.py`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from grants.models.ledger import LedgerAccount, LedgerEntry, LedgerPosting
from grants.programme.ledger import Account, EntryKind, Transfer


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why something is entered: a key that is taken once, and the act as its record calls it."""

    kind: EntryKind
    key: str
    act: str = ""
    object_kind: str = ""
    object_number: str = ""
    at: datetime


def post(
    session: Session, round_id: int, cause: Cause, transfers: Iterable[Transfer]
) -> LedgerEntry | None:
    """Enter these transfers in their order; nothing moves, nothing is entered.

    The database refuses it when the key is taken or an account would be overdrawn.
    """
    moving = [each.forward for each in transfers if each.amount]
    if not moving:
        return None
    session.flush()
    numbers = _accounts(session, round_id, moving)
    entry = LedgerEntry(
        round_id=round_id,
        kind=cause.kind,
        key=cause.key,
        at=cause.at,
        act=cause.act,
        object_kind=cause.object_kind,
        object_number=cause.object_number,
    )
    session.add(entry)
    _keep(session, entry, [(numbers[t.debit], numbers[t.credit], t) for t in moving])
    return entry


def _keep(
    session: Session, entry: LedgerEntry, moving: Sequence[tuple[int, int, Transfer]]
) -> None:
    for debit, credit, transfer in moving:
        session.add(
            LedgerPosting(entry=entry, debit_id=debit, credit_id=credit, amount=transfer.amount)
        )
        session.flush()  # in their order: what comes in may go out again


def _accounts(session: Session, round_id: int, moving: Iterable[Transfer]) -> dict[Account, int]:
    """The numbers of these accounts, made where they are new, locked in their order."""
    wanted = {account for each in moving for account in (each.debit, each.credit)}
    rows = [
        {
            "round_id": round_id,
            "kind": one.kind,
            "application_id": one.application_id,
            "grant_id": one.grant_id,
            "year": one.year,
        }
        for one in sorted(wanted, key=_order)
    ]
    new = insert(LedgerAccount).values(rows)
    session.execute(new.on_conflict_do_nothing(constraint="uq_ledger_account_one"))
    found = session.execute(
        select(
            LedgerAccount.id, LedgerAccount.kind, LedgerAccount.application_id,
            LedgerAccount.grant_id, LedgerAccount.year,
        )
        .where(or_(*(_is(row) for row in rows)))
        .order_by(LedgerAccount.id)
        .with_for_update()
    )  # fmt: skip
    return {
        Account(kind=row.kind, application_id=row.application_id, grant_id=row.grant_id,
                year=row.year): row.id
        for row in found
    }  # fmt: skip


def _order(one: Account) -> tuple[str, int, int, int]:
    return one.kind, one.application_id or 0, one.grant_id or 0, one.year or 0


def _is(row: Mapping[str, Any]) -> ColumnElement[bool]:
    return and_(
        *(getattr(LedgerAccount, name).is_not_distinct_from(value) for name, value in row.items())
    )
