"""Jurors: what they are known for, and in which round's jury they sit."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.base import Base, number
from grants.models.person import Person
from grants.models.round import Round
from grants.programme.jury import JuryAnswer


class JurorProfile(Base):
    """Where a juror works, and of what they know something."""

    __tablename__ = "juror_profile"

    id: Mapped[int] = number()
    juror_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True, init=False)
    juror: Mapped[Person] = relationship()
    institution: Mapped[str]
    topics: Mapped[list[Any]] = mapped_column(default_factory=list)
    """In the juror's own words, or of the list of a round."""
    changed_at: Mapped[datetime]


class JuryMember(Base):
    """Somebody who was asked to sit in the jury of a round, and what they said."""

    __tablename__ = "jury_member"

    id: Mapped[int] = number()
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), init=False)
    round: Mapped[Round] = relationship()
    juror_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, init=False)
    juror: Mapped[Person] = relationship()
    answer: Mapped[JuryAnswer] = mapped_column(default=JuryAnswer.INVITED)
    invited_at: Mapped[datetime]
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(default="")
    """Why somebody cannot come, in their own words; why they were released, in the officer's."""

    __table_args__ = (
        UniqueConstraint("round_id", "juror_id"),
        CheckConstraint("(answer = 'invited') = (answered_at is null)", name="answered"),
    )
