"""Releases: deciding and telling are two acts, and telling takes two people as well."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.base import Base, number
from grants.models.person import Person
from grants.models.round import Round


class ReleaseScope(StrEnum):
    """How much is released together."""

    BATCH = "batch"
    """Everything that is decided and not told: no application of the round is left out."""
    SINGLE = "single"
    """One application: before the ranking on formal grounds, or after the batch."""


class ReleaseState(StrEnum):
    """How far a release is."""

    ASKED = "asked"
    RELEASED = "released"
    VOID = "void"


class Release(Base):
    """One moment at which results of a round are carried out and their letters ordered."""

    __tablename__ = "release"

    id: Mapped[int] = number()
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True, init=False)
    round: Mapped[Round] = relationship()
    scope: Mapped[ReleaseScope]
    state: Mapped[ReleaseState] = mapped_column(default=ReleaseState.ASKED)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    asked_by: Mapped[Person] = relationship(foreign_keys=[asked_by_id])
    asked_at: Mapped[datetime]
    released_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), init=False)
    released_by: Mapped[Person | None] = relationship(foreign_keys=[released_by_id], default=None)
    released_at: Mapped[datetime | None] = mapped_column(default=None)
    voided_at: Mapped[datetime | None] = mapped_column(default=None)

    __table_args__ = (
        CheckConstraint("asked_by_id <> released_by_id", name="four_eyes"),
        CheckConstraint(
            "(state = 'released') = (released_by_id is not null)"
            " and (released_by_id is not null) = (released_at is not null)",
            name="released_when_by_whom",
        ),
        CheckConstraint("(state = 'void') = (voided_at is not null)", name="void"),
        Index(
            "uq_release_batch_open",
            "round_id",
            unique=True,
            postgresql_where=text("state = 'asked' and scope = 'batch'"),
        ),
    )
