"""The ministry's decision on a round (Entscheidungsvermerk), as officers put it on file."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.base import Base, number
from grants.models.person import Person
from grants.models.round import Round


class MemoState(StrEnum):
    """How far a decision memo is."""

    RECORDED = "recorded"
    CONFIRMED = "confirmed"
    VOID = "void"


class Memo(Base):
    """What the jury recommended and what the ministry decided on it, each with date and author."""

    __tablename__ = "memo"

    id: Mapped[int] = number()
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True, init=False)
    round: Mapped[Round] = relationship()
    state: Mapped[MemoState] = mapped_column(default=MemoState.RECORDED)
    recommended_by: Mapped[str]
    """Who put the jury's ranking on record; empty in a round without one."""
    recommended_at: Mapped[datetime | None]
    author: Mapped[str]
    """Who decided at the ministry: name and function."""
    file_number: Mapped[str]
    """The ministry's own file number."""
    decided_on: Mapped[date]
    wording: Mapped[str]
    """What the ministry decided, in its own words."""
    outcomes: Mapped[list[Any]]
    """Every application with what the jury recommended, what is decided, and why it departs."""
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    recorded_by: Mapped[Person] = relationship(foreign_keys=[recorded_by_id])
    recorded_at: Mapped[datetime]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), init=False)
    confirmed_by: Mapped[Person | None] = relationship(foreign_keys=[confirmed_by_id], default=None)
    confirmed_at: Mapped[datetime | None] = mapped_column(default=None)
    voided_at: Mapped[datetime | None] = mapped_column(default=None)

    __table_args__ = (
        CheckConstraint("author <> '' and file_number <> '' and wording <> ''", name="complete"),
        CheckConstraint("recorded_by_id <> confirmed_by_id", name="four_eyes"),
        CheckConstraint(
            "(confirmed_by_id is not null) = (confirmed_at is not null)"
            " and (state <> 'confirmed' or confirmed_by_id is not null)",
            name="confirmed_when_by_whom",
        ),
        CheckConstraint("(state = 'void') = (voided_at is not null)", name="void"),
        Index(
            "uq_memo_open",
            "round_id",
            unique=True,
            postgresql_where=text("state = 'recorded'"),
        ),
    )
