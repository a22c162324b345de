"""Amendments of an awarded grant: its figures before and after, numbered for each grant."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.base import Base, number
from grants.models.decision import Decision
from grants.models.grant import Grant


class Amendment(Base):
    """What a decision changes about a grant. The grant itself changes with the countersignature."""

    __tablename__ = "amendment"

    id: Mapped[int] = number()
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), unique=True, init=False)
    decision: Mapped[Decision] = relationship()
    grant_id: Mapped[int] = mapped_column(
        ForeignKey("grant_to_recipient.id"), index=True, init=False
    )
    grant: Mapped[Grant] = relationship()
    ordinal: Mapped[int | None] = mapped_column(default=None)
    """Änderungsbescheid Nr. 1, 2, 3; given with the countersignature."""
    requested_on: Mapped[date | None] = mapped_column(default=None)
    """The day of the recipient's request; empty where we amend of our own motion."""
    deviates: Mapped[bool] = mapped_column(default=False)
    """Is it other than what was requested?"""
    before: Mapped[dict[str, Any]]
    """Figures as plain data: last day, money, and the cells of the plan."""
    after: Mapped[dict[str, Any]]

    __table_args__ = (
        UniqueConstraint("grant_id", "ordinal"),
        CheckConstraint("ordinal >= 1", name="ordinal_from_one"),
        CheckConstraint("before <> after", name="changes_something"),
    )
