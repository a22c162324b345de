"""Erasing what is known of a person: the clock or one person proposes, another carries it out."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.base import Base, number
from grants.models.person import Person


class Erasure(Base):
    """One proposal. A trigger lets a carried out one stay as it is."""

    __tablename__ = "erasure"

    id: Mapped[int] = number()
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    reason: Mapped[str]
    proposed_at: Mapped[datetime]
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), init=False)
    """Empty when the clock proposed it."""
    proposed_by: Mapped[Person | None] = relationship(foreign_keys=[proposed_by_id], default=None)
    done_at: Mapped[datetime | None] = mapped_column(default=None)
    dropped_at: Mapped[datetime | None] = mapped_column(default=None)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), init=False)
    """Who carried it out or dropped it."""
    decided_by: Mapped[Person | None] = relationship(foreign_keys=[decided_by_id], default=None)
    acts: Mapped[int] = mapped_column(default=0)
    """Entries of the record in which words were erased."""

    __table_args__ = (
        CheckConstraint("done_at is null or proposed_by_id <> decided_by_id"
                        " or proposed_by_id is null", name="two_people"),
        CheckConstraint("person_id <> decided_by_id", name="not_oneself"),
        CheckConstraint(
            "num_nonnulls(done_at, dropped_at) = num_nonnulls(decided_by_id)", name="decided"
        ),
        Index("uq_erasure_open", "person_id", unique=True,
              postgresql_where=text("done_at is null and dropped_at is null")),
    )  # fmt: skip
