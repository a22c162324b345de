"""Print batches: the letters of a round that go by post together, as one PDF to be printed."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.base import Base, number
from grants.models.decision import Letter
from grants.models.document import Document
from grants.models.person import Person
from grants.models.round import Round


class PrintBatch(Base):
    """An order for such a PDF; a person notes the day on which its letters were posted."""

    __tablename__ = "print_batch"

    id: Mapped[int] = number()
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), init=False)
    round: Mapped[Round] = relationship()
    ordered_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    ordered_by: Mapped[Person] = relationship(foreign_keys=[ordered_by_id])
    ordered_at: Mapped[datetime]
    letters: Mapped[list["BatchedLetter"]] = relationship(
        back_populates="batch", order_by="BatchedLetter.position", default_factory=list
    )
    laid_in: Mapped[int] = mapped_column(default=0)
    """How many of its letters the worker has laid into it so far."""
    document_id: Mapped[UUID | None] = mapped_column(ForeignKey("document.id"), init=False)
    document: Mapped[Document | None] = relationship(default=None)
    failure: Mapped[str] = mapped_column(default="")
    posted_on: Mapped[date | None] = mapped_column(default=None)
    posted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), init=False)
    posted_by: Mapped[Person | None] = relationship(foreign_keys=[posted_by_id], default=None)
    dropped_at: Mapped[datetime | None] = mapped_column(default=None)
    """Since when it is given up: its letters may go into another one."""

    __table_args__ = (
        CheckConstraint("(posted_on is null) = (posted_by_id is null)", name="posted_by_whom"),
        CheckConstraint("posted_on is null or document_id is not null", name="made_before_posted"),
        CheckConstraint("posted_on is null or dropped_at is null", name="posted_or_dropped"),
        Index(None, "round_id", "ordered_at"),
    )

    @property
    def is_being_made(self) -> bool:
        """Does it wait for the worker, or is it at work?"""
        return self.document_id is None and not self.failure and self.dropped_at is None

    @property
    def is_open(self) -> bool:
        """Is it neither posted nor dropped?"""
        return self.posted_on is None and self.dropped_at is None

    @property
    def may_be_dropped(self) -> bool:
        """Is it made or failed, and not posted?"""
        return self.is_open and not self.is_being_made

    @property
    def is_to_be_posted(self) -> bool:
        """Is it made, and its day of posting not entered yet?"""
        return self.document_id is not None and self.is_open


class BatchedLetter(Base):
    """A letter in a print batch. It is in one at a time."""

    __tablename__ = "batched_letter"

    id: Mapped[int] = number()
    batch_id: Mapped[int] = mapped_column(ForeignKey("print_batch.id"), init=False)
    batch: Mapped[PrintBatch] = relationship(back_populates="letters")
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), init=False)
    letter: Mapped[Letter] = relationship()
    position: Mapped[int]
    dropped: Mapped[bool] = mapped_column(default=False)
    """Did its batch come to nothing?"""

    __table_args__ = (
        UniqueConstraint("batch_id", "position"),
        CheckConstraint("position >= 1", name="from_one"),
        Index(
            "uq_batched_letter_once",
            "letter_id",
            unique=True,
            postgresql_where=text("not dropped"),
        ),
    )
