"""Questions of sponsor staff about an application, each a thread of messages at one place."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.application import Application
from grants.models.base import Base, number
from grants.models.person import Person
from grants.programme.people import Role


class Inquiry(Base):
    """A question with what follows from it, open until staff close it."""

    __tablename__ = "inquiry"

    id: Mapped[int] = number()
    application_id: Mapped[int] = mapped_column(
        ForeignKey("application.id"), index=True, init=False
    )
    application: Mapped[Application] = relationship()
    place: Mapped[str]
    """A section of the form, or section#field."""
    asked_at: Mapped[datetime]
    waits_for: Mapped[Role | None] = mapped_column(default=Role.APPLICANT)
    """Who writes next; nobody once it is closed."""
    waits_since: Mapped[datetime]
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    messages: Mapped[list["InquiryMessage"]] = relationship(
        back_populates="inquiry", order_by="InquiryMessage.id", default_factory=list
    )

    __table_args__ = (
        CheckConstraint("waits_for in ('applicant', 'sponsor')", name="waits_for_whom"),
        CheckConstraint(
            "(closed_at is null) = (waits_for is not null)"
            " and (closed_at is null) = (closed_by_id is null)",
            name="closed",
        ),
        Index(
            "ix_inquiry_waits",
            "waits_for",
            "waits_since",
            postgresql_where=text("waits_for is not null"),
        ),
    )


class InquiryMessage(Base):
    """What somebody wrote. A trigger refuses to change or delete it."""

    __tablename__ = "inquiry_message"

    id: Mapped[int] = number()
    inquiry_id: Mapped[int] = mapped_column(ForeignKey("inquiry.id"), index=True, init=False)
    inquiry: Mapped[Inquiry] = relationship(back_populates="messages")
    written_at: Mapped[datetime]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    written_by: Mapped[Person] = relationship()
    role: Mapped[Role]
    """As whom: sponsor or applicant."""
    text: Mapped[str]

    __table_args__ = (
        CheckConstraint("role in ('applicant', 'sponsor')", name="either_side"),
        CheckConstraint("btrim(text) <> ''", name="written"),
    )
