"""Wordings of letters: proposed by one officer, published by another, never changed afterwards."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.authority import Authority
from grants.models.base import Base, number
from grants.models.decision import LetterKind
from grants.models.person import Person
from grants.programme.words import Words


class TextState(StrEnum):
    """How far a wording is."""

    PROPOSED = "proposed"
    PUBLISHED = "published"
    """It is a version: letters that are made from then on carry it until the next one."""
    RETURNED = "returned"
    """Refused by the second person, or taken back by the first."""


class LetterText(Base):
    """All passages of one kind of letter of one authority, as somebody proposed them."""

    __tablename__ = "letter_text"

    id: Mapped[int] = number()
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), index=True, init=False)
    authority: Mapped[Authority] = relationship()
    kind: Mapped[LetterKind]
    body: Mapped[dict[str, Any]]
    """By passage: its German and its English text, {"opening": {"de": "…", "en": "…"}}."""
    based_on: Mapped[int]
    """The version that was in force when it was proposed; 0 is what is built in."""
    reason: Mapped[str]
    proposed_at: Mapped[datetime]
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    proposed_by: Mapped[Person] = relationship(foreign_keys=[proposed_by_id])
    state: Mapped[TextState] = mapped_column(default=TextState.PROPOSED)
    version: Mapped[int | None] = mapped_column(default=None)
    """From 1 on, for what was published."""
    settled_at: Mapped[datetime | None] = mapped_column(default=None)
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), init=False)
    settled_by: Mapped[Person | None] = relationship(foreign_keys=[settled_by_id], default=None)
    settled_reason: Mapped[str] = mapped_column(default="")
    """Why it was returned."""

    __table_args__ = (
        UniqueConstraint("authority_id", "kind", "version"),
        CheckConstraint(
            "state <> 'published' or proposed_by_id <> settled_by_id", name="four_eyes"
        ),
        CheckConstraint("reason <> '' and based_on >= 0", name="reason"),
        CheckConstraint(
            "(state = 'published') = (version is not null) and version > based_on",
            name="published_as_a_version",
        ),
        CheckConstraint(
            "(state = 'proposed') = (settled_at is null)"
            " and (settled_at is null) = (settled_by_id is null)",
            name="settled_when_by_whom",
        ),
        CheckConstraint("(state = 'returned') = (settled_reason <> '')", name="returned_with_why"),
        Index(
            "uq_letter_text_open",
            "authority_id",
            "kind",
            unique=True,
            postgresql_where=text("state = 'proposed'"),
        ),
    )

    @property
    def texts(self) -> dict[str, Words]:
        """Its passages in both languages."""
        return {code: Words(said["de"], said["en"]) for code, said in self.body.items()}
