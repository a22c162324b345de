"""Payment requests of recipients, the runs in which they are paid, and the bank's statements."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.authority import Authority
from grants.models.base import Base, number
from grants.models.grant import Grant
from grants.models.person import Person
from grants.programme.money import NOTHING, Money
from grants.programme.roads.payment import OPEN, ORDERED, PAID
from grants.programme.stages import PaymentState


def _among(states: Iterable[PaymentState]) -> str:
    """These states as a check of the database reads them."""
    return "state in (" + ", ".join(f"'{state.value}'" for state in states) + ")"


class PaymentRequest(Base):
    """A recipient asks for money of its grant (Zahlungsanforderung).

    Whoever finds it correct, orders it and pays it are three people: the database refuses fewer.
    """

    __tablename__ = "payment_request"

    id: Mapped[int] = number()
    grant_id: Mapped[int] = mapped_column(ForeignKey("grant_to_recipient.id"), init=False)
    grant: Mapped[Grant] = relationship()
    ordinal: Mapped[int]
    """Counted within the grant."""
    state: Mapped[PaymentState] = mapped_column(default=PaymentState.DRAFT)
    spent: Mapped[Money] = mapped_column(default=NOTHING)
    """Eligible costs from the first day of the grant until now, EUR."""
    forecast: Mapped[Money] = mapped_column(default=NOTHING)
    """Eligible costs that fall due while the money is to be used, EUR (R-030)."""
    requested: Mapped[Money] = mapped_column(default=NOTHING)
    """EUR."""
    note: Mapped[str] = mapped_column(default="")
    """What the recipient adds for the checker."""
    revision: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None] = mapped_column(default=None)
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), init=False)
    submitted_by: Mapped[Person | None] = relationship(foreign_keys=[submitted_by_id], default=None)
    reason: Mapped[str] = mapped_column(default="")
    """Why it was held, sent back or rejected, why the bank returned it, or why no interest."""
    correct: Mapped[Money | None] = mapped_column(default=None)
    """What the checker found correct, EUR: this is paid."""
    remark: Mapped[str] = mapped_column(default="")
    """The checker's; where less is correct than was asked for, why."""
    checked_at: Mapped[datetime | None] = mapped_column(default=None)
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), init=False)
    checked_by: Mapped[Person | None] = relationship(foreign_keys=[checked_by_id], default=None)
    approved_at: Mapped[datetime | None] = mapped_column(default=None)
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), init=False)
    approved_by: Mapped[Person | None] = relationship(foreign_keys=[approved_by_id], default=None)
    year: Mapped[int | None] = mapped_column(default=None)
    """The budget year whose tranche the order takes."""
    holder: Mapped[str] = mapped_column(default="")
    iban: Mapped[str] = mapped_column(default="")
    """Holder and number of the account that the order names."""
    attempts: Mapped[int] = mapped_column(default=0)
    """How often it was ordered: each order has a reference of its own."""
    run_id: Mapped[int | None] = mapped_column(ForeignKey("payment_run.id"), index=True, init=False)
    run: Mapped["PaymentRun | None"] = relationship(back_populates="requests", default=None)
    payer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    """Who put it into the run."""
    paid_on: Mapped[date | None] = mapped_column(default=None)
    """When the bank booked it."""
    use_by: Mapped[date | None] = mapped_column(default=None)
    """The last day on which it is used in time (R-030)."""
    used_on: Mapped[date | None] = mapped_column(default=None)
    """When the recipient had used all of it."""

    __table_args__ = (
        UniqueConstraint("grant_id", "ordinal"),
        CheckConstraint("spent >= 0 and forecast >= 0 and requested >= 0", name="not_negative"),
        CheckConstraint("state = 'draft' or requested > 0", name="asks_for_something"),
        CheckConstraint("(state = 'draft') = (submitted_at is null)", name="submitted"),
        CheckConstraint(
            f"({_among((PaymentState.CHECKED, *ORDERED))}) = (correct is not null)"
            " and (correct is null) = (checked_by_id is null)"
            " and (correct is null) = (checked_at is null)",
            name="checked_by_whom",
        ),
        CheckConstraint("correct > 0 and correct <= requested", name="never_more_than_requested"),
        CheckConstraint("correct = requested or remark <> ''", name="less_has_a_reason"),
        CheckConstraint(
            f"({_among(ORDERED)}) = (approved_by_id is not null)"
            " and (approved_by_id is null) = (approved_at is null)"
            " and (approved_by_id is null) = (iban = '')"
            " and (approved_by_id is null) = (year is null)",
            name="approved_by_whom",
        ),
        CheckConstraint("(run_id is null) = (payer_id is null)", name="run_by_whom"),
        CheckConstraint("run_id is null or approved_by_id is not null", name="ordered_then_paid"),
        CheckConstraint(
            "checked_by_id <> approved_by_id and payer_id <> checked_by_id"
            " and payer_id <> approved_by_id",
            name="three_people",
        ),
        CheckConstraint(
            f"({_among(PAID)}) = (paid_on is not null)"
            " and (paid_on is null or run_id is not null) and (paid_on is null) = (use_by is null)",
            name="paid_when",
        ),
        CheckConstraint("used_on is null or used_on >= paid_on", name="used_after_payment"),
        Index(
            "uq_payment_request_open",
            "grant_id",
            unique=True,
            postgresql_where=text(_among(OPEN)),
        ),
        Index(
            "ix_payment_request_waiting",
            "state",
            "submitted_at",
            postgresql_where=text("state in ('submitted', 'held', 'checked', 'approved', 'idle')"),
        ),
        Index("ix_payment_request_use", "use_by", postgresql_where=text("used_on is null")),
    )

    @property
    def number(self) -> str:
        """What everybody calls it: 03INT400A-2."""
        return f"{self.grant.number}-{self.ordinal}"

    @property
    def end_to_end(self) -> str:
        """The reference of the present order, which comes back with the bank's statement."""
        return f"{self.number}-{self.attempts}"


class PaymentRun(Base):
    """Ordered payments that went to the bank together, as one file. A trigger keeps the file."""

    __tablename__ = "payment_run"

    id: Mapped[int] = number()
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), init=False)
    authority: Mapped[Authority] = relationship()
    message: Mapped[str] = mapped_column(unique=True)
    """What the bank calls it."""
    holder: Mapped[str]
    iban: Mapped[str]
    """The account from which is paid."""
    execute_on: Mapped[date]
    """The day on which the bank is asked to pay."""
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    made_by: Mapped[Person] = relationship(foreign_keys=[made_by_id])
    count: Mapped[int]
    total: Mapped[Money]
    """Of all its payments when it was made, EUR; a payment that bounces leaves the run."""
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    """The file as the bank got it (pain.001)."""
    sha256: Mapped[str]
    dropped_at: Mapped[datetime | None] = mapped_column(default=None)
    dropped_reason: Mapped[str] = mapped_column(default="")
    requests: Mapped[list[PaymentRequest]] = relationship(
        back_populates="run", order_by="PaymentRequest.id", default_factory=list
    )

    __table_args__ = (
        CheckConstraint("count > 0 and total > 0", name="pays_something"),
        CheckConstraint("(dropped_at is null) = (dropped_reason = '')", name="dropped_with_reason"),
        Index(None, "authority_id"),
    )


class BankStatement(Base):
    """A statement of the account from which is paid (camt.053), taken in once and kept."""

    __tablename__ = "bank_statement"

    id: Mapped[int] = number()
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), index=True, init=False)
    authority: Mapped[Authority] = relationship()
    message: Mapped[str]
    """What the bank calls it."""
    account: Mapped[str]
    """IBAN, as the statement names it."""
    begins: Mapped[date | None]
    ends: Mapped[date | None]
    """First and last day, where the bank says them."""
    file_name: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    sha256: Mapped[str] = mapped_column(unique=True)
    taken_at: Mapped[datetime]
    taken_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    taken_by: Mapped[Person] = relationship()
    lines: Mapped[list["BankLine"]] = relationship(
        back_populates="statement", order_by="BankLine.ordinal", default_factory=list
    )

    __table_args__ = (UniqueConstraint("account", "message"),)


class BankLine(Base):
    """One booking of a statement: it is one of ours, or somebody says what it is."""

    __tablename__ = "bank_line"

    id: Mapped[int] = number()
    statement_id: Mapped[int] = mapped_column(ForeignKey("bank_statement.id"), init=False)
    statement: Mapped[BankStatement] = relationship(back_populates="lines")
    ordinal: Mapped[int]
    booked_on: Mapped[date]
    amount: Mapped[Money]
    """EUR, always above zero; `credit` says which way it goes."""
    credit: Mapped[bool]
    """Does money come in?"""
    returned: Mapped[bool]
    """Is it a payment of ours that comes back?"""
    end_to_end: Mapped[str]
    """The reference by which our payments are known; empty where the bank has none."""
    name: Mapped[str]
    iban: Mapped[str]
    """Name and account of the other side."""
    purpose: Mapped[str]
    request_id: Mapped[int | None] = mapped_column(
        ForeignKey("payment_request.id"), index=True, init=False
    )
    request: Mapped[PaymentRequest | None] = relationship(default=None)
    explanation: Mapped[str] = mapped_column(default="")
    explained_at: Mapped[datetime | None] = mapped_column(default=None)
    explained_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), init=False)
    explained_by: Mapped[Person | None] = relationship(default=None)

    __table_args__ = (
        UniqueConstraint("statement_id", "ordinal"),
        CheckConstraint("amount > 0", name="amount_positive"),
        CheckConstraint(
            "(explanation = '') = (explained_by_id is null)"
            " and (explained_by_id is null) = (explained_at is null)",
            name="explained_by_whom",
        ),
        CheckConstraint("request_id is null or explanation = ''", name="ours_or_explained"),
        Index(
            "ix_bank_line_open",
            "statement_id",
            postgresql_where=text("request_id is null and explanation = ''"),
        ),
    )

    @property
    def is_open(self) -> bool:
        """Does nobody know yet what it is?"""
        return self.request_id is None and not self.explanation
