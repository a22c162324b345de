"""The blank form of a round, printed once for each version of its rules and its deadline."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from grants.models.base import Base, number


class BlankForm(Base):
    """The questions of a round as PDF in both languages."""

    __tablename__ = "blank_form"

    id: Mapped[int] = number()
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    terms_id: Mapped[int] = mapped_column(ForeignKey("terms_version.id"))
    closes_at: Mapped[datetime]
    """The deadline that the form names."""
    made_at: Mapped[datetime]
    german_id: Mapped[UUID | None] = mapped_column(ForeignKey("document.id"), default=None)
    english_id: Mapped[UUID | None] = mapped_column(ForeignKey("document.id"), default=None)
    failure: Mapped[str] = mapped_column(default="")
    """Why it could not be printed; then there is no file."""

    __table_args__ = (UniqueConstraint("round_id", "terms_id", "closes_at"),)
