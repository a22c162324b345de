"""The formal check and the jury's work on an application."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.application import Application
from grants.models.base import Base, number
from grants.models.person import Person
from grants.programme.application_form import SECTIONS
from grants.programme.conflict import ConflictKind
from grants.programme.words import Words


class FormalResult(StrEnum):
    """What the formal check came to."""

    PASSED = "passed"
    REJECTED = "rejected"
    INCOMPLETE = "incomplete"


class FormalCheck(Base):
    """One formal check of an application; the latest one counts, earlier ones stay."""

    __tablename__ = "formal_check"

    id: Mapped[int] = number()
    application_id: Mapped[int] = mapped_column(
        ForeignKey("application.id"), index=True, init=False
    )
    application: Mapped[Application] = relationship()
    result: Mapped[FormalResult]
    reason_code: Mapped[str] = mapped_column(default="")
    """From the round's list of reasons; empty when passed."""
    note: Mapped[str] = mapped_column(default="")
    checked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    checked_by: Mapped[Person] = relationship()
    checked_at: Mapped[datetime]
    answer_by: Mapped[date | None] = mapped_column(default=None)
    """The last day on which to supply what is missing; afterwards an officer may reject."""
    sections: Mapped[list[Any]] = mapped_column(default_factory=list, server_default="[]")
    """Codes of the sections that are open again; none named: all of them are."""

    __table_args__ = (
        CheckConstraint("sections = '[]' or result = 'incomplete'", name="sections"),
        CheckConstraint("(result = 'passed') = (reason_code = '')", name="reason_unless_passed"),
        CheckConstraint("answer_by is null or result = 'incomplete'", name="answer_by"),
    )

    @property
    def section_titles(self) -> list[Words]:
        """What the sections are called that are open again."""
        return [one.title for one in SECTIONS if one.code in self.sections]


class Assignment(Base):
    """An application given to a juror."""

    __tablename__ = "assignment"

    id: Mapped[int] = number()
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), init=False)
    application: Mapped[Application] = relationship()
    juror_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, init=False)
    juror: Mapped[Person] = relationship()
    assigned_at: Mapped[datetime]
    final_at: Mapped[datetime | None] = mapped_column(default=None)
    """When the juror declared the review final; it cannot change afterwards."""
    revision: Mapped[int] = mapped_column(default=0, server_default="0")
    """How often points and reasons were saved: a page names the one it showed."""
    saved_at: Mapped[datetime | None] = mapped_column(default=None)
    scores: Mapped[list["Score"]] = relationship(
        back_populates="assignment", order_by="Score.criterion", default_factory=list
    )

    __table_args__ = (UniqueConstraint("application_id", "juror_id"),)


class Score(Base):
    """A juror's points for one criterion, with the reason."""

    __tablename__ = "score"

    id: Mapped[int] = number()
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"), init=False)
    assignment: Mapped[Assignment] = relationship(back_populates="scores")
    criterion: Mapped[str]
    points: Mapped[Decimal] = mapped_column(Numeric(3, 1))
    reason: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        UniqueConstraint("assignment_id", "criterion"),
        CheckConstraint("points >= 0 and points * 2 = trunc(points * 2)", name="half_steps"),
    )


class ConflictDeclaration(Base):
    """A juror's word on a conflict of interest with one application (R-055)."""

    __tablename__ = "conflict_declaration"

    id: Mapped[int] = number()
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), init=False)
    application: Mapped[Application] = relationship()
    juror_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, init=False)
    juror: Mapped[Person] = relationship()
    conflicted: Mapped[bool]
    ground: Mapped[str] = mapped_column(default="")
    declared_at: Mapped[datetime]
    kind: Mapped[ConflictKind | None] = mapped_column(default=None)
    """Of what kind the conflict is; nothing without one, and where nobody was asked."""

    __table_args__ = (
        UniqueConstraint("application_id", "juror_id"),
        CheckConstraint("kind is null or conflicted", name="kind_of_a_conflict"),
    )
