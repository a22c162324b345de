"""Samples that auditors drew: with frame, seed and result, so that anybody can draw them again."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.base import Base, number
from grants.models.person import Person
from grants.models.round import Round
from grants.programme.sampling import FrameKind, Way


class AuditSample(Base):
    """One sample. A trigger refuses to change or remove it: who draws again is seen to."""

    __tablename__ = "audit_sample"

    id: Mapped[int] = number()
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), init=False)
    round: Mapped[Round] = relationship()
    of: Mapped[FrameKind]
    way: Mapped[Way]
    percent: Mapped[int]
    """The least share of the frame, as the auditor set it."""
    size: Mapped[int]
    seed: Mapped[str]
    """Empty where the way knows no chance."""
    frame: Mapped[list[Any]]
    """Every unit in its order: number, amount, points and reasons."""
    frame_sha256: Mapped[str]
    drawn: Mapped[list[Any]]
    """The numbers, in the order in which they were drawn."""
    drawn_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    drawn_by: Mapped[Person] = relationship()
    drawn_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint("size > 0 and percent between 0 and 100", name="size"),
        CheckConstraint("(way = 'risk') = (seed = '')", name="seed_of_chance"),
        Index(None, "round_id", "id"),
    )
