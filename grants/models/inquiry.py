"""Questions of sponsor staff about a case, each a thread of messages at one place."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.application import Application
from grants.models.award import Partner, Project
from grants.models.base import Base, number
from grants.models.document import Upload
from grants.models.grant import Grant
from grants.models.person import Person
from grants.programme.inquiry import InquiryLevel
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
    """A section of the form, or section#field; likewise of a project, a part or a plan."""
    asked_at: Mapped[datetime]
    level: Mapped[InquiryLevel] = mapped_column(
        default=InquiryLevel.APPLICATION, server_default=InquiryLevel.APPLICATION.value
    )
    about: Mapped[str] = mapped_column(default="", server_default="")
    """What it is about besides the application, as people call it; a partner may be removed."""
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"), init=False)
    project: Mapped[Project | None] = relationship(default=None)
    partner_id: Mapped[int | None] = mapped_column(
        ForeignKey("partner.id", ondelete="SET NULL"), index=True, init=False
    )
    partner: Mapped[Partner | None] = relationship(default=None)
    grant_id: Mapped[int | None] = mapped_column(ForeignKey("grant_to_recipient.id"), init=False)
    grant: Mapped[Grant | None] = relationship(default=None)
    """The plan of the management that it is about."""
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
            "case level when 'application' then num_nonnulls(project_id, partner_id, grant_id) = 0"
            " when 'project' then project_id is not null"
            " and num_nonnulls(partner_id, grant_id) = 0"
            " when 'part' then project_id is not null and grant_id is null"
            " else grant_id is not null and num_nonnulls(project_id, partner_id) = 0 end",
            name="about_one_thing",
        ),
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
    upload_id: Mapped[UUID | None] = mapped_column(ForeignKey("upload.id"), unique=True, init=False)
    upload: Mapped[Upload | None] = relationship(default=None, foreign_keys=[upload_id])
    """The file that came with an answer."""

    __table_args__ = (
        CheckConstraint("role in ('applicant', 'sponsor')", name="either_side"),
        CheckConstraint("btrim(text) <> ''", name="written"),
        CheckConstraint("upload_id is null or role = 'applicant'", name="file_of_an_answer"),
    )
