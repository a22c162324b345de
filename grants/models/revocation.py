"""Revocations and withdrawals of a grant, with what is to be paid back."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.base import Base, number
from grants.models.decision import Decision
from grants.models.grant import Grant
from grants.models.hearing import Hearing
from grants.programme.money import NOTHING, Money
from grants.programme.revocation import Measure


class Revocation(Base):
    """What a decision takes back of a grant, why, and what follows for money that was paid."""

    __tablename__ = "revocation"

    id: Mapped[int] = number()
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), unique=True, init=False)
    decision: Mapped[Decision] = relationship()
    grant_id: Mapped[int] = mapped_column(
        ForeignKey("grant_to_recipient.id"), index=True, init=False
    )
    grant: Mapped[Grant] = relationship()
    hearing_id: Mapped[int] = mapped_column(ForeignKey("hearing.id"), init=False)
    hearing: Mapped[Hearing] = relationship()
    measure: Mapped[Measure]
    revoked: Mapped[Money]
    """How much of the grant, EUR."""
    allowance: Mapped[Money] = mapped_column(default=NOTHING)
    """How much of it is project allowance, EUR."""
    effective_from: Mapped[date | None] = mapped_column(default=None)
    """Empty where it works for the past."""
    reclaim: Mapped[Money] = mapped_column(default=NOTHING)
    pay_by: Mapped[date | None] = mapped_column(default=None)
    pay_to: Mapped[str] = mapped_column(default="")
    facts: Mapped[str]
    heard_result: Mapped[str]
    legal_basis: Mapped[str]
    discretion: Mapped[str]
    interest_from: Mapped[date | None] = mapped_column(default=None)
    interest_until: Mapped[date | None] = mapped_column(default=None)
    base_rates: Mapped[dict[str, Any]]
    """Base rates in per cent, as text, by the first day of the half-year."""
    interest_waived: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        CheckConstraint("revoked > 0 and reclaim >= 0 and reclaim <= revoked", name="amounts"),
        CheckConstraint("allowance >= 0 and allowance <= revoked", name="allowance"),
        CheckConstraint(
            "(interest_from is null) = (interest_until is null)"
            " and interest_from <= interest_until",
            name="interest_period",
        ),
    )
