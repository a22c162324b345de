"""The meeting of a jury: who was there, what was on the agenda, who voted how."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.application import Application
from grants.models.base import Base, number
from grants.models.person import Person
from grants.models.round import Round
from grants.programme.meeting import MeetingResult, Vote


class Meeting(Base):
    """The meeting of one round's jury."""

    __tablename__ = "meeting"

    id: Mapped[int] = number()
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), unique=True, init=False)
    round: Mapped[Round] = relationship()
    held_at: Mapped[datetime]
    place: Mapped[str]
    chair_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), init=False)
    chair: Mapped[Person | None] = relationship(foreign_keys=[chair_id], default=None)
    jury_size: Mapped[int] = mapped_column(default=0)
    """How many had a seat in the jury when the meeting was closed."""
    note: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    """When its record was closed; nothing in it changes afterwards."""
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), init=False)
    closed_by: Mapped[Person | None] = relationship(foreign_keys=[closed_by_id], default=None)
    document_id: Mapped[UUID | None] = mapped_column(ForeignKey("document.id"), default=None)
    """The minutes, once the worker has printed them."""
    failure: Mapped[str] = mapped_column(default="")
    presences: Mapped[list["MeetingPresence"]] = relationship(
        back_populates="meeting", default_factory=list, cascade="all, delete-orphan"
    )
    items: Mapped[list["MeetingItem"]] = relationship(
        back_populates="meeting",
        order_by="MeetingItem.position",
        default_factory=list,
        cascade="all, delete-orphan",
    )

    __table_args__ = (
        CheckConstraint("(closed_at is null) = (closed_by_id is null)", name="closed_by"),
        CheckConstraint("document_id is null or closed_at is not null", name="minutes_at_the_end"),
    )


class MeetingPresence(Base):
    """A juror who is there."""

    __tablename__ = "meeting_presence"

    id: Mapped[int] = number()
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), init=False)
    meeting: Mapped[Meeting] = relationship(back_populates="presences")
    juror_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, init=False)
    juror: Mapped[Person] = relationship()

    __table_args__ = (UniqueConstraint("meeting_id", "juror_id"),)


class MeetingItem(Base):
    """One application on the agenda."""

    __tablename__ = "meeting_item"

    id: Mapped[int] = number()
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), init=False)
    meeting: Mapped[Meeting] = relationship(back_populates="items")
    application_id: Mapped[int] = mapped_column(
        ForeignKey("application.id"), index=True, init=False
    )
    application: Mapped[Application] = relationship()
    position: Mapped[int]
    result: Mapped[MeetingResult | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(default="")
    votes: Mapped[list["MeetingVote"]] = relationship(
        back_populates="item", default_factory=list, cascade="all, delete-orphan"
    )

    __table_args__ = (UniqueConstraint("meeting_id", "application_id"),)


class MeetingVote(Base):
    """What one juror said to one item, or that they had left the room.

    A trigger refuses a vote of somebody who is not there or has a conflict (R-055).
    """

    __tablename__ = "meeting_vote"

    id: Mapped[int] = number()
    item_id: Mapped[int] = mapped_column(ForeignKey("meeting_item.id"), init=False)
    item: Mapped[MeetingItem] = relationship(back_populates="votes")
    juror_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, init=False)
    juror: Mapped[Person] = relationship()
    vote: Mapped[Vote]

    __table_args__ = (UniqueConstraint("item_id", "juror_id"),)
