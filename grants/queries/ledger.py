"""What the books say: of a round, and of one grant by year."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grants.models.ledger import LedgerAccount, LedgerEntry, LedgerPosting
from grants.programme.ledger import OF_YEAR, AccountKind, EntryKind, Tranche
from grants.programme.money import NOTHING, Money

K = AccountKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """The balances of a round, EUR: what is bound and what is free make the budget."""

    budget: Money = NOTHING
    available: Money = NOTHING
    reserved: Money = NOTHING
    committed: Money = NOTHING
    ordered: Money = NOTHING
    paid: Money = NOTHING
    beside: Money = NOTHING
    """Allowances that come from beside the cap."""
    own_funds: Money = NOTHING
    reclaim: Money = NOTHING
    interest: Money = NOTHING

    @property
    def awarded(self) -> Money:
        """Under the caps: awarded, paid or not."""
        return self.committed + self.ordered + self.paid - self.beside

    @property
    def promised(self) -> Money:
        """To the selected clusters: what they were awarded, and what is kept for them."""
        return self.reserved + self.awarded

    @property
    def balanced(self) -> bool:
        """Is every cent of the budget in one place?"""
        return self.promised + self.available == self.budget


def books_of(session: Session, round_id: int) -> Books:
    """The balances of a round by kind; one statement."""
    rows = session.execute(
        select(LedgerAccount.kind, func.sum(LedgerAccount.balance))
        .where(LedgerAccount.round_id == round_id)
        .group_by(LedgerAccount.kind)
    )
    held: dict[K, Money] = {row[0]: row[1] for row in rows}
    return Books(
        budget=-held.get(K.BUDGET, NOTHING),
        available=held.get(K.AVAILABLE, NOTHING),
        reserved=held.get(K.RESERVED, NOTHING),
        committed=held.get(K.COMMITTED, NOTHING),
        ordered=held.get(K.ORDERED, NOTHING),
        paid=held.get(K.PAID, NOTHING),
        beside=-held.get(K.BESIDE, NOTHING),
        own_funds=held.get(K.OWN_FUNDS, NOTHING),
        reclaim=held.get(K.RECLAIM, NOTHING),
        interest=held.get(K.INTEREST, NOTHING),
    )


def reserved_for(session: Session, application_id: int) -> Money | None:
    """What is kept for a selected cluster and not awarded; None if the books do not know it."""
    return session.scalar(
        select(LedgerAccount.balance).where(
            LedgerAccount.application_id == application_id, LedgerAccount.kind == K.RESERVED
        )
    )


def balance_of_grant(session: Session, grant_id: int, kind: K) -> Money:
    """One balance of a grant over all years."""
    held: Money | None = session.scalar(
        select(func.sum(LedgerAccount.balance)).where(
            LedgerAccount.grant_id == grant_id, LedgerAccount.kind == kind
        )
    )
    return held or NOTHING


def repaid_of(session: Session, grant_id: int, until: datetime | None = None) -> Money:
    """What a recipient has paid back of a grant by this moment, without interest; one statement."""
    booked = (
        select(func.sum(LedgerPosting.amount))
        .join(LedgerEntry, LedgerEntry.id == LedgerPosting.entry_id)
        .join(LedgerAccount, LedgerAccount.id == LedgerPosting.credit_id)
        .where(
            LedgerAccount.grant_id == grant_id,
            LedgerAccount.kind == K.RECLAIM,
            LedgerEntry.kind == EntryKind.REPAY,
        )
    )
    found: Money | None = session.scalar(
        booked if until is None else booked.where(LedgerEntry.at <= until)
    )
    return found or NOTHING


def came_back(session: Session, grant_ids: Collection[int], until: datetime) -> Money:
    """What came back on these grants by this moment, interest included, EUR; one statement."""
    found: Money | None = session.scalar(
        select(func.sum(LedgerPosting.amount))
        .join(LedgerEntry, LedgerEntry.id == LedgerPosting.entry_id)
        .join(LedgerAccount, LedgerAccount.id == LedgerPosting.credit_id)
        .where(
            LedgerAccount.grant_id.in_(grant_ids),
            LedgerAccount.kind.in_((K.RECLAIM, K.INTEREST)),
            LedgerEntry.kind == EntryKind.REPAY,
            LedgerEntry.at <= until,
        )
    )
    return found or NOTHING


def tranches_of(session: Session, grant_id: int) -> dict[int, Tranche]:
    """What a grant holds, by year; empty if the books do not know it."""
    rows = session.execute(
        select(LedgerAccount.year, LedgerAccount.kind, LedgerAccount.balance).where(
            LedgerAccount.grant_id == grant_id,
            LedgerAccount.kind.in_(OF_YEAR),
            LedgerAccount.year.is_not(None),
        )
    )
    held: dict[int, dict[K, Money]] = {}
    for year, kind, balance in rows:
        held.setdefault(year or 0, {})[kind] = balance
    return {
        year: Tranche(
            committed=of.get(K.COMMITTED, NOTHING),
            ordered=of.get(K.ORDERED, NOTHING),
            paid=of.get(K.PAID, NOTHING),
        )
        for year, of in held.items()
    }
