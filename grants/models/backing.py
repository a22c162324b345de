"""A second cluster stands behind a joint project (R-005)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.award import Award, Project
from grants.models.base import Base, number


class Backing(Base):
    """The cluster that leads the project asks another one; its signatory agrees or declines."""

    __tablename__ = "backing"

    id: Mapped[int] = number()
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), init=False)
    project: Mapped[Project] = relationship()
    award_id: Mapped[int] = mapped_column(ForeignKey("award.id"), index=True, init=False)
    award: Mapped[Award] = relationship()
    """The award of the second cluster; the grants stay with the award of the first."""
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    agreed_at: Mapped[datetime | None] = mapped_column(default=None)
    agreed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    """When the first took its question back, or the second declined or withdrew."""

    __table_args__ = (
        Index(
            "uq_backing_live",
            "project_id",
            unique=True,
            postgresql_where=text("ended_at is null"),
        ),
        CheckConstraint("(agreed_at is null) = (agreed_by_id is null)", name="agreed"),
    )
