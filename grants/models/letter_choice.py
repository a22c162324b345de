"""How an organisation wants its decision letters, as it chose; the latest choice counts."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.base import Base, number
from grants.models.organisation import Organisation
from grants.models.person import Person
from grants.programme.notification import Channel


class LetterChoice(Base):
    """One choice: from then on, for every letter that is ordered later. Nothing is changed."""

    __tablename__ = "letter_choice"

    id: Mapped[int] = number()
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), init=False)
    organisation: Mapped[Organisation] = relationship()
    way: Mapped[Channel]
    chosen_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    chosen_by: Mapped[Person] = relationship()
    chosen_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint("way in ('portal', 'post')", name="portal_or_post"),
        Index(None, "organisation_id", "id"),
    )
