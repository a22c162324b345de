"""Mail that is to go out, each with a business key that no second mail can have."""

from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from grants.models.base import Base, number

BLANKED: Final = {"de": "(nur in der E-Mail)", "en": "(in the e-mail only)"}
"""What a kept mail says where its secret link was."""


class MailState(StrEnum):
    """How far a mail is."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Mail(Base):
    """One mail to one person."""

    __tablename__ = "mail"

    id: Mapped[int] = number()
    key: Mapped[str] = mapped_column(unique=True)
    """Such as report/12/v1/T-30/person/7: it exists once, whoever finds it due, how often."""
    kind: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    recipient: Mapped[str]
    """Address."""
    recipient_name: Mapped[str]
    language: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    document_id: Mapped[UUID | None] = mapped_column(ForeignKey("document.id"), default=None)
    """Attached PDF."""
    message_id: Mapped[str] = mapped_column(unique=True)
    state: Mapped[MailState] = mapped_column(default=MailState.WAITING)
    created_at: Mapped[datetime]
    next_try_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None] = mapped_column(default=None)
    last_error: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        CheckConstraint("(state = 'sent') = (sent_at is not null)", name="sent"),
        Index("ix_mail_waiting", "next_try_at", postgresql_where="state = 'waiting'"),
        Index("ix_mail_failed", "kind", postgresql_where="state = 'failed'"),
    )


class MailReminder(Base):
    """A mail reminds somebody of a report: one stage, of one due date, once to each reader."""

    __tablename__ = "mail_reminder"

    id: Mapped[int] = number()
    mail_id: Mapped[int] = mapped_column(ForeignKey("mail.id"), index=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    due_version: Mapped[int]
    stage: Mapped[str]
    """Of the reminder cadence, such as fortnight."""
    reader: Mapped[str]
    """Such as person/7."""

    __table_args__ = (
        UniqueConstraint("report_id", "due_version", "stage", "reader"),
        CheckConstraint("stage <> ''", name="stage"),
    )


class ClockRun(Base):
    """When the clock last looked for what is due; the overdue board shows it."""

    __tablename__ = "clock_run"

    job: Mapped[str] = mapped_column(primary_key=True)
    ran_at: Mapped[datetime]
    found: Mapped[int]
