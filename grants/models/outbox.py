"""Mail that is to go out, each with a business key that no second mail can have."""

from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
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
    report_id: Mapped[int | None] = mapped_column(ForeignKey("report.id"), index=True, default=None)
    stage: Mapped[str] = mapped_column(default="")
    """Stage of the reminder cadence, such as T-30."""
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


class ClockRun(Base):
    """When the clock last looked for what is due; the overdue board shows it."""

    __tablename__ = "clock_run"

    job: Mapped[str] = mapped_column(primary_key=True)
    ran_at: Mapped[datetime]
    found: Mapped[int]
