"""What staff did with the vouchers of a report: samples and judgements, each written once."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.base import Base, number
from grants.models.person import Person
from grants.models.report import Report
from grants.programme.money import Money


class VoucherSample(Base):
    """Vouchers drawn for a check. A trigger refuses to change or delete it.

    Anybody can draw it again (`programme/voucher_check.py`): seed, list and size say all.
    """

    __tablename__ = "voucher_sample"

    id: Mapped[int] = number()
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True, init=False)
    report: Mapped[Report] = relationship()
    seed: Mapped[str]
    frame: Mapped[list[Any]]
    """The numbers among which it was drawn."""
    frame_sha256: Mapped[str]
    """Fingerprint of the whole list of vouchers at that moment."""
    chosen: Mapped[list[Any]]
    drawn_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    drawn_by: Mapped[Person] = relationship()
    drawn_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint("seed <> ''", name="seed"),
        CheckConstraint("jsonb_array_length(chosen) > 0", name="something_drawn"),
    )


class VoucherCheck(Base):
    """What an officer found about one voucher; the latest counts, all are kept."""

    __tablename__ = "voucher_check"

    id: Mapped[int] = number()
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), init=False)
    report: Mapped[Report] = relationship()
    ordinal: Mapped[int]
    listed: Mapped[Money]
    """The amount of the voucher when it was judged, EUR."""
    accepted: Mapped[Money]
    remark: Mapped[str]
    judged_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    judged_by: Mapped[Person] = relationship()
    judged_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint("accepted between 0 and listed", name="not_more_than_listed"),
        CheckConstraint("accepted = listed or remark <> ''", name="reason_for_less"),
        Index("ix_voucher_check_report", "report_id", "ordinal", "id"),
    )
