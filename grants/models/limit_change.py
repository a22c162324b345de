"""Changes of the day from which the one-year limit of a revocation runs: two people make them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.base import Base, number
from grants.models.hearing import Hearing
from grants.models.person import Person

OPEN = "confirmed_at is null and voided_at is null"


class LimitChange(Base):
    """Another beginning of the limit than was recorded; it holds once a second person confirms."""

    __tablename__ = "limit_change"

    id: Mapped[int] = number()
    hearing_id: Mapped[int] = mapped_column(ForeignKey("hearing.id"), index=True, init=False)
    hearing: Mapped[Hearing] = relationship()
    old_known_on: Mapped[date | None]
    """What was recorded until then."""
    old_deceit: Mapped[bool]
    known_on: Mapped[date]
    deceit: Mapped[bool]
    reason: Mapped[str]
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    proposed_by: Mapped[Person] = relationship(foreign_keys=[proposed_by_id])
    proposed_at: Mapped[datetime]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), init=False)
    confirmed_by: Mapped[Person | None] = relationship(foreign_keys=[confirmed_by_id], default=None)
    confirmed_at: Mapped[datetime | None] = mapped_column(default=None)
    voided_at: Mapped[datetime | None] = mapped_column(default=None)

    __table_args__ = (
        CheckConstraint("reason <> ''", name="reason"),
        CheckConstraint("proposed_by_id <> confirmed_by_id", name="four_eyes"),
        CheckConstraint(
            "(confirmed_by_id is null) = (confirmed_at is null)", name="confirmed_when_by_whom"
        ),
        CheckConstraint("confirmed_at is null or voided_at is null", name="settled_once"),
        Index("uq_limit_change_open", "hearing_id", unique=True, postgresql_where=text(OPEN)),
    )

    @property
    def waits(self) -> bool:
        """Does it wait for its second person?"""
        return self.confirmed_at is None and self.voided_at is None
