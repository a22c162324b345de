"""The vouchers that a report lists: invoice and payment of every item (R-038)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.base import Base, number
from grants.models.report import Report
from grants.programme.money import Money
from grants.programme.voucher import Voucher


class ReportVoucher(Base):
    """One voucher. A trigger refuses to change any of a report that was handed in."""

    __tablename__ = "report_voucher"

    id: Mapped[int] = number()
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), init=False)
    report: Mapped[Report] = relationship()
    ordinal: Mapped[int]
    """Its number in the report, from 1 on; kept when another one goes."""
    category: Mapped[str]
    invoice_on: Mapped[date]
    paid_on: Mapped[date]
    payee: Mapped[str]
    purpose: Mapped[str]
    amount: Mapped[Money]
    invoice: Mapped[str]
    payment: Mapped[str]
    changed_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("report_id", "ordinal"),
        CheckConstraint("amount > 0", name="amount_above_nothing"),
        CheckConstraint("ordinal > 0", name="counted_from_one"),
        CheckConstraint(
            "payee <> '' and purpose <> '' and invoice <> '' and payment <> ''", name="whole"
        ),
    )

    @property
    def value(self) -> Voucher:
        """The same without its record, for rules."""
        return Voucher(
            category=self.category, invoice_on=self.invoice_on, paid_on=self.paid_on,
            payee=self.payee, purpose=self.purpose, amount=self.amount, invoice=self.invoice,
            payment=self.payment,
        )  # fmt: skip
