"""Base rates by half-year (§ 247 BGB): never rewritten, a correction is one more version."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.base import Base, number
from grants.models.person import Person


class BaseRate(Base):
    """The rate from 1 January or 1 July on, and where it was read; the latest version counts."""

    __tablename__ = "base_rate"

    id: Mapped[int] = number()
    begins: Mapped[date]
    version: Mapped[int] = mapped_column(default=1)
    rate: Mapped[Decimal] = mapped_column(Numeric(5, 2))
    """In per cent; it may lie below nothing."""
    source: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    """Why an earlier version was corrected."""
    entered_at: Mapped[datetime]
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), init=False)
    entered_by: Mapped[Person | None] = relationship(default=None)
    """Nobody for those that came with the program."""

    __table_args__ = (
        UniqueConstraint("begins", "version"),
        CheckConstraint(
            "extract(day from begins) = 1 and extract(month from begins) in (1, 7)",
            name="half_year",
        ),
        CheckConstraint("version = 1 or (version > 1 and reason <> '')", name="corrected_why"),
        CheckConstraint("source <> ''", name="source"),
    )
