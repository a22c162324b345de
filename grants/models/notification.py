"""How letters went to their recipients, and what these did about their decisions."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.base import Base, number
from grants.models.decision import Letter
from grants.models.person import Person
from grants.programme.notification import Channel, ContestKind


class LetterDispatch(Base):
    """A letter was sent once more, or another way. The portal is the first way of every letter."""

    __tablename__ = "letter_dispatch"

    id: Mapped[int] = number()
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), index=True, init=False)
    letter: Mapped[Letter] = relationship()
    channel: Mapped[Channel]
    sent_on: Mapped[date]
    reference: Mapped[str] = mapped_column(default="", server_default="")
    """What proves it and where that lies: the note of posting in the file (Aufgabevermerk)."""
    retrieved_at: Mapped[datetime | None] = mapped_column(default=None)
    arrived_on: Mapped[date | None] = mapped_column(default=None)
    """A later arrival that we know of."""
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    recorded_by: Mapped[Person] = relationship()
    recorded_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint("arrived_on >= sent_on", name="arrived_after_it_was_sent"),
        CheckConstraint("retrieved_at is null or channel = 'portal'", name="retrieved_in_portal"),
    )


class LetterContest(Base):
    """An objection or a court action against a decision, or a waiver of both."""

    __tablename__ = "letter_contest"

    id: Mapped[int] = number()
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), index=True, init=False)
    letter: Mapped[Letter] = relationship()
    kind: Mapped[ContestKind]
    received_on: Mapped[date]
    reference: Mapped[str] = mapped_column(default="")
    """What the paper is and where it lies: file number of the court, place in the file."""
    ended_on: Mapped[date | None] = mapped_column(default=None)
    outcome: Mapped[str] = mapped_column(default="")
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    recorded_by: Mapped[Person] = relationship()
    recorded_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint("ended_on >= received_on", name="ended_after_it_came"),
        CheckConstraint("(ended_on is null) = (outcome = '')", name="ended_with_its_outcome"),
        CheckConstraint("kind <> 'waiver' or ended_on is null", name="a_waiver_stays"),
        Index(
            "uq_letter_contest_waiver",
            "letter_id",
            unique=True,
            postgresql_where=text("kind = 'waiver'"),
        ),
    )
