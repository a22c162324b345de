"""The books of a round's money: accounts, entries, and postings from one account to another.

Each posting debits one account and credits another by the same amount, so debits equal credits
whatever is written. Triggers keep balances, and refuse to change or remove anything.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.base import Base, number
from grants.programme.ledger import OF_APPLICATION, OF_ROUND, OF_YEAR, SOURCES, EntryKind
from grants.programme.ledger import AccountKind as Kind
from grants.programme.money import NOTHING, Money


def _any_of(kinds: tuple[Kind, ...]) -> str:
    return "kind in (" + ", ".join(f"'{kind.value}'" for kind in kinds) + ")"


class LedgerAccount(Base):
    """One account with its balance: debits less credits. Only postings move it, by a trigger."""

    __tablename__ = "ledger_account"

    id: Mapped[int] = number()
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    kind: Mapped[Kind]
    application_id: Mapped[int | None] = mapped_column(ForeignKey("application.id"), default=None)
    grant_id: Mapped[int | None] = mapped_column(ForeignKey("grant_to_recipient.id"), default=None)
    year: Mapped[int | None] = mapped_column(default=None)
    balance: Mapped[Money] = mapped_column(default=NOTHING, server_default=text("0"))

    __table_args__ = (
        UniqueConstraint(
            "round_id", "kind", "application_id", "grant_id", "year",
            name="uq_ledger_account_one", postgresql_nulls_not_distinct=True,
        ),
        CheckConstraint(
            f"case when {_any_of(SOURCES)} then balance <= 0 else balance >= 0 end",
            name="never_overdrawn",
        ),
        CheckConstraint(
            f"({_any_of(OF_APPLICATION)}) = (application_id is not null)", name="of_application"
        ),
        CheckConstraint(
            f"({_any_of(OF_ROUND + OF_APPLICATION)}) = (grant_id is null)", name="of_grant"
        ),
        CheckConstraint(f"({_any_of(OF_YEAR)}) = (year is not null)", name="of_year"),
        Index(None, "application_id", postgresql_where=text("application_id is not null")),
        Index(None, "grant_id", postgresql_where=text("grant_id is not null")),
    )  # fmt: skip


class LedgerEntry(Base):
    """What one act did to the money, once: its key is taken."""

    __tablename__ = "ledger_entry"

    id: Mapped[int] = number()
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    kind: Mapped[EntryKind]
    key: Mapped[str] = mapped_column(unique=True)
    """What happened, in a word that nothing else has: commit/03INT400A."""
    at: Mapped[datetime]
    act: Mapped[str]
    """The act, its object and its time, as the record has them; a trigger looks it up at the end
    of the transaction. Empty for what was there before the books were."""
    object_kind: Mapped[str]
    object_number: Mapped[str]
    transaction: Mapped[int] = mapped_column(server_default=text("txid_current()"), init=False)
    """Only the transaction that makes an entry adds postings to it."""
    postings: Mapped[list["LedgerPosting"]] = relationship(
        back_populates="entry", order_by="LedgerPosting.id", default_factory=list
    )

    __table_args__ = (CheckConstraint("(kind = 'opening') = (act = '')", name="by_an_act"),)


class LedgerPosting(Base):
    """Money from one account to another, EUR."""

    __tablename__ = "ledger_posting"

    id: Mapped[int] = number()
    entry_id: Mapped[int] = mapped_column(ForeignKey("ledger_entry.id"), index=True, init=False)
    entry: Mapped[LedgerEntry] = relationship(back_populates="postings")
    debit_id: Mapped[int] = mapped_column(ForeignKey("ledger_account.id"), index=True)
    credit_id: Mapped[int] = mapped_column(ForeignKey("ledger_account.id"), index=True)
    amount: Mapped[Money]

    __table_args__ = (
        CheckConstraint("amount > 0", name="amount_positive"),
        CheckConstraint("debit_id <> credit_id", name="two_accounts"),
    )
