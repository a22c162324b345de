"""Reports a recipient owes, each a dated duty with its own state."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.base import Base, number
from grants.models.grant import Grant
from grants.models.person import Person
from grants.programme.dates import DeadlineKind
from grants.programme.money import NOTHING, Money
from grants.programme.reporting import ReportKind
from grants.programme.stages import ReportState

AT_ONCE: Final = date.min
"""The clock has not looked at it since it last changed."""


class Report(Base):
    """One report on one grant."""

    __tablename__ = "report"

    id: Mapped[int] = number()
    grant_id: Mapped[int] = mapped_column(ForeignKey("grant_to_recipient.id"), init=False)
    grant: Mapped[Grant] = relationship()
    kind: Mapped[ReportKind]
    year: Mapped[int]
    """Budget year reported on; for the final report the year in which the grant ends."""
    due_on: Mapped[date]
    """Last day, already moved to a working day where it is a period (Frist)."""
    named_on: Mapped[date]
    """The day the rule names before moving; the same where nothing moved."""
    deadline_kind: Mapped[DeadlineKind]
    due_version: Mapped[int] = mapped_column(default=1)
    """Grows with every changed date, so that reminders of the old date are void."""
    state: Mapped[ReportState] = mapped_column(default=ReportState.SCHEDULED)
    look_on: Mapped[date] = mapped_column(default=AT_ONCE, server_default=AT_ONCE.isoformat())
    """From this day the clock looks at it again: to move it on or to remind of it. The database
    puts it back to `AT_ONCE` when the date or the state changes, or the end of the grant."""
    narrative: Mapped[str] = mapped_column(default="")
    declared: Mapped[str] = mapped_column(default="", server_default="")
    """Of a yearly declaration: `nothing` happened or `changes` did; empty until it is said."""
    own_funds_spent: Mapped[Money] = mapped_column(default=NOTHING)
    third_party_spent: Mapped[Money] = mapped_column(default=NOTHING)
    received: Mapped[Money] = mapped_column(default=NOTHING)
    """Grant money received so far in the period, as the recipient states it, EUR."""
    revision: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None] = mapped_column(default=None)
    first_submitted_at: Mapped[datetime | None] = mapped_column(default=None)
    """When it came for the first time, if it was handed in again with an answer to a question."""
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), init=False)
    submitted_by: Mapped[Person | None] = relationship(foreign_keys=[submitted_by_id], default=None)
    checked_at: Mapped[datetime | None] = mapped_column(default=None)
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), init=False)
    checked_by: Mapped[Person | None] = relationship(foreign_keys=[checked_by_id], default=None)
    check_remark: Mapped[str] = mapped_column(default="")
    """Prüfvermerk of the officer who accepted it."""
    lines: Mapped[list["ReportLine"]] = relationship(
        back_populates="report",
        order_by="ReportLine.category",
        default_factory=list,
        cascade="all, delete-orphan",
    )

    __table_args__ = (
        UniqueConstraint("grant_id", "kind", "year"),
        CheckConstraint(
            "(submitted_at is not null) = (state in ('submitted', 'in_check', 'query',"
            " 'accepted'))",
            name="submitted_has_its_time",
        ),
        CheckConstraint("state <> 'accepted' or check_remark <> ''", name="accepted_with_remark"),
        CheckConstraint("first_submitted_at <= submitted_at", name="first_comes_first"),
        CheckConstraint(
            "declared = '' or (kind = 'declaration' and declared in ('nothing', 'changes'))",
            name="declared",
        ),
        CheckConstraint(
            "kind <> 'declaration' or submitted_at is null or declared <> ''",
            name="declaration_declares",
        ),
        Index("ix_report_state_due", "state", "due_on"),
        Index(
            "ix_report_look",
            "look_on",
            postgresql_where=text(
                "state in ('scheduled', 'open', 'due_soon', 'overdue', 'extended')"
            ),
        ),
    )

    @property
    def came_at(self) -> datetime | None:
        """When it was handed in first: this decides whether it was in time."""
        return self.first_submitted_at or self.submitted_at


class ReportLine(Base):
    """What was spent in one cost category in the period, EUR."""

    __tablename__ = "report_line"

    id: Mapped[int] = number()
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), init=False)
    report: Mapped[Report] = relationship(back_populates="lines")
    category: Mapped[str]
    spent: Mapped[Money]
    planned: Mapped[Money | None] = mapped_column(default=None)
    """What the plan approved last said when the report was handed in; nothing before that."""

    __table_args__ = (
        UniqueConstraint("report_id", "category"),
        CheckConstraint("spent >= 0", name="spent_not_negative"),
        CheckConstraint("planned >= 0", name="planned_not_negative"),
    )


__all__ = ["Report", "ReportKind", "ReportLine"]
