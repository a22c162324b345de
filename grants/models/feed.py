"""Calendars that people subscribe to by a secret address."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.base import Base, number
from grants.models.person import Person


class Feed(Base):
    """The calendar of one person. Whoever has its address may read it until it is revoked."""

    __tablename__ = "feed"

    id: Mapped[int] = number()
    token_hash: Mapped[str] = mapped_column(unique=True)
    """SHA-256 of the secret in the address; the secret itself is never kept."""
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, init=False)
    person: Mapped[Person] = relationship()
    made_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None] = mapped_column(default=None)

    __table_args__ = (
        Index(
            "uq_feed_live",
            "person_id",
            unique=True,
            postgresql_where=text("revoked_at is null"),
        ),
    )
