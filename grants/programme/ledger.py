"""Double-entry books of a round's money: which accounts there are, and what moves between them.

Pure values; the books themselves are rows (`models/ledger.py`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from grants.programme.money import NOTHING, Money
from grants.programme.words import Words


class AccountKind(StrEnum):
    """What an account keeps. A source runs below nothing, every other account never does."""

    BUDGET = "budget"
    """Source: the money of the round."""
    AVAILABLE = "available"
    """Of the budget, promised to nobody."""
    RESERVED = "reserved"
    """Promised to a selected cluster and not awarded yet."""
    COMMITTED = "committed"
    """Awarded in a grant for one year, and not paid."""
    ORDERED = "ordered"
    """Ordered to be paid out of the tranche of one year; the bank has not booked it yet."""
    PAID = "paid"
    """Paid to the recipient out of the tranche of one year."""
    BESIDE = "beside"
    """Source: allowances where they do not count against the cap (R-002)."""
    OWN_FUNDS = "own_funds"
    """What the recipient has to bring itself."""
    OWN_SOURCE = "own_source"
    """Source: the recipient's own purse."""
    RECLAIM = "reclaim"
    """Asked back and not received."""
    INTEREST = "interest"
    """Interest asked for and not received."""
    CLAIMS = "claims"
    """Source: what the authority has a right to by its decisions."""


A = AccountKind

SOURCES: Final = (A.BUDGET, A.BESIDE, A.OWN_SOURCE, A.CLAIMS)
OF_ROUND: Final = (A.BUDGET, A.AVAILABLE)
OF_APPLICATION: Final = (A.RESERVED,)
OF_YEAR: Final = (A.COMMITTED, A.ORDERED, A.PAID)

ACCOUNT_WORDS: Final = {
    A.BUDGET: Words("Rundenbudget", "Round budget"),
    A.AVAILABLE: Words("Verfügbar", "Available"),
    A.RESERVED: Words("Vorgemerkt", "Reserved"),
    A.COMMITTED: Words("Bewilligt, nicht ausgezahlt", "Committed, not paid"),
    A.ORDERED: Words("Zur Zahlung angeordnet", "Ordered to be paid"),
    A.PAID: Words("Ausgezahlt", "Paid"),
    A.BESIDE: Words("Pauschalen neben der Obergrenze", "Allowances beside the cap"),
    A.OWN_FUNDS: Words("Eigenmittel", "Own funds"),
    A.OWN_SOURCE: Words("Eigenmittel der Empfänger", "The recipients' own money"),
    A.RECLAIM: Words("Zurückgefordert", "Reclaimed"),
    A.INTEREST: Words("Zinsen gefordert", "Interest charged"),
    A.CLAIMS: Words("Forderungen aus Bescheiden", "Claims by decision"),
}


class EntryKind(StrEnum):
    """Why something was entered into the books."""

    OPENING = "opening"
    """What was there before the books were."""
    BUDGET = "budget"
    RESERVE = "reserve"
    VOID = "void"
    """A promise that falls away."""
    COMMIT = "commit"
    AMEND = "amend"
    REVOKE = "revoke"
    CLAIM = "claim"
    ORDER = "order"
    """A payment is ordered: its money is set aside."""
    RETURN = "return"
    """An order that is taken back, or that the bank returned."""
    PAY = "pay"
    REPAY = "repay"
    """A recipient paid back what was asked back."""


ENTRY_WORDS: Final = {
    EntryKind.OPENING: Words("Bestand bei Eröffnung der Bücher", "What was there at the opening"),
    EntryKind.BUDGET: Words("Budget festgesetzt", "Budget set"),
    EntryKind.RESERVE: Words("Für ausgewähltes Cluster vorgemerkt", "Reserved by selection"),
    EntryKind.VOID: Words("Auswahl entfallen", "Selection fell away"),
    EntryKind.COMMIT: Words("Bewilligt", "Awarded"),
    EntryKind.AMEND: Words("Geändert", "Amended"),
    EntryKind.REVOKE: Words("Widerrufen oder zurückgenommen", "Revoked or withdrawn"),
    EntryKind.CLAIM: Words("Zurückgefordert", "Reclaimed"),
    EntryKind.ORDER: Words("Zahlung angeordnet", "Payment ordered"),
    EntryKind.RETURN: Words("Zahlung zurückgenommen", "Payment taken back"),
    EntryKind.PAY: Words("Ausgezahlt", "Paid"),
    EntryKind.REPAY: Words("Zurückgezahlt", "Paid back"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Which account: its kind, and whose and which year's it is."""

    kind: AccountKind
    application_id: int | None = None
    grant_id: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Transfer:
    """Money from one account to another; one of a negative amount goes the other way."""

    debit: Account
    """Where it goes."""
    credit: Account
    """Where it comes from."""
    amount: Money

    @property
    def forward(self) -> "Transfer":
        """The same with an amount that is not negative."""
        if self.amount >= NOTHING:
            return self
        return Transfer(self.credit, self.debit, -self.amount)


def without_revoked(by_year: Mapping[int, Money], revoked: Money) -> dict[int, Money]:
    """The yearly tranches after a revocation: the last years lose first, EUR."""
    left = dict(by_year)
    for year in sorted(left, reverse=True):
        lost = min(left[year], revoked)
        left[year] -= lost
        revoked -= lost
    return left


@dataclass(frozen=True, slots=True, kw_only=True)
class Tranche:
    """What the books hold of a grant in one year, EUR."""

    committed: Money = NOTHING
    ordered: Money = NOTHING
    paid: Money = NOTHING

    @property
    def whole(self) -> Money:
        """What the year holds, wherever it is on its way."""
        return self.committed + self.ordered + self.paid


def claim_back(
    grant_id: int, held: Mapping[int, Tranche], claimed: Money
) -> tuple[dict[int, Tranche], list[Transfer]]:
    """What each year holds once so much of the paid money is asked back, and what moves for it.

    What comes back is not paid any more: it may be paid anew as far as the grant still has it
    (R-032). The last years go first; more than was paid through these books changes nothing.
    """
    after, moves = dict(held), []
    for year in sorted(held, reverse=True):
        back = min(after[year].paid, claimed)
        claimed -= back
        after[year] = Tranche(
            committed=after[year].committed + back,
            ordered=after[year].ordered,
            paid=after[year].paid - back,
        )
        committed = Account(kind=A.COMMITTED, grant_id=grant_id, year=year)
        moves.append(Transfer(committed, Account(kind=A.PAID, grant_id=grant_id, year=year), back))
    return after, moves


def retranche(
    grant_id: int,
    reserved: Account,
    held: Mapping[int, Tranche],
    wanted: Mapping[int, Money],
) -> Iterator[Transfer]:
    """What moves so that each year holds what it should. What has to go, goes first.

    What is not paid yet is given up before what is: paid money can only be claimed back. Money of
    an order stays where it is; nothing is changed while a payment is on its way.
    """
    ups = []
    for year in sorted({*held, *wanted}):
        now = held.get(year, Tranche())
        more = wanted.get(year, NOTHING) - now.whole
        committed = Account(kind=A.COMMITTED, grant_id=grant_id, year=year)
        paid = Account(kind=A.PAID, grant_id=grant_id, year=year)
        if more > NOTHING:
            ups.append(Transfer(committed, reserved, more))
        else:
            unpaid = min(-more, now.committed)
            yield Transfer(reserved, committed, unpaid)
            yield Transfer(reserved, paid, -more - unpaid)
    yield from ups
