"""Money that was used late: the recipient is heard on its interest, and two people charge it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.base import Base, number
from grants.models.decision import Decision
from grants.models.hearing import Heard, hearing_rules
from grants.models.payment import PaymentRequest
from grants.models.person import Person
from grants.programme.money import Money


class LateUseHearing(Heard, Base):
    """The recipient is heard on the interest of one payment, or an officer says why not.

    The grant itself runs on: unlike the hearing before a revocation it stops nothing.
    """

    __tablename__ = "late_use_hearing"

    id: Mapped[int] = number()
    payment_id: Mapped[int] = mapped_column(ForeignKey("payment_request.id"), init=False)
    payment: Mapped[PaymentRequest] = relationship()
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    opened_by: Mapped[Person] = relationship()
    opened_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    """When the interest was charged, or no interest was asked for."""

    __table_args__ = (
        *hearing_rules(),
        Index(
            "uq_late_use_hearing_open",
            "payment_id",
            unique=True,
            postgresql_where=text("ended_at is null"),
        ),
    )


class LateUseCharge(Base):
    """What a decision charges; never rewritten, another proposal is another row."""

    __tablename__ = "late_use_charge"

    id: Mapped[int] = number()
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), unique=True, init=False)
    decision: Mapped[Decision] = relationship()
    hearing_id: Mapped[int] = mapped_column(
        ForeignKey("late_use_hearing.id"), index=True, init=False
    )
    hearing: Mapped[LateUseHearing] = relationship()
    idle: Mapped[Money]
    """How much lay idle, EUR."""
    first: Mapped[date]
    last: Mapped[date]
    """The first and the last day that bear interest."""
    base_rates: Mapped[dict[str, Any]]
    """Base rates in per cent, as text, by the first day of the half-year."""
    pay_by: Mapped[date]
    pay_to: Mapped[str]
    heard_result: Mapped[str]
    discretion: Mapped[str]

    __table_args__ = (
        CheckConstraint("idle > 0 and first <= last", name="something_to_charge"),
        CheckConstraint(
            "pay_to <> '' and heard_result <> '' and discretion <> ''", name="all_is_said"
        ),
    )
