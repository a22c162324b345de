"""A change of a vote among equals: one officer proposes it with a reason, another confirms it."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.base import Base, number
from grants.models.person import Person
from grants.models.ranking_tie import TieSettlement


class TieChange(Base):
    """What a vote that is on record should have said. Confirmed, it is entered as a new vote."""

    __tablename__ = "tie_change"

    id: Mapped[int] = number()
    settlement_id: Mapped[int] = mapped_column(
        ForeignKey("tie_settlement.id"), index=True, init=False
    )
    settlement: Mapped[TieSettlement] = relationship()
    """The vote that is to change; it stays as it was written."""
    places: Mapped[dict[str, Any]]
    minutes: Mapped[str]
    reason: Mapped[str]
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    proposed_by: Mapped[Person] = relationship(foreign_keys=[proposed_by_id])
    proposed_at: Mapped[datetime]
    confirmed: Mapped[bool | None] = mapped_column(default=None)
    """Whether it was confirmed or dropped; nothing while it waits."""
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), init=False)
    answered_by: Mapped[Person | None] = relationship(foreign_keys=[answered_by_id], default=None)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)

    __table_args__ = (
        CheckConstraint("minutes <> '' and reason <> ''", name="complete"),
        CheckConstraint(
            "confirmed is not true or answered_by_id <> proposed_by_id", name="four_eyes"
        ),
        CheckConstraint(
            "(confirmed is null) = (answered_by_id is null)"
            " and (confirmed is null) = (answered_at is null)",
            name="answered_when_by_whom",
        ),
        Index(
            "uq_tie_change_open",
            "settlement_id",
            unique=True,
            postgresql_where=text("confirmed is null"),
        ),
    )
