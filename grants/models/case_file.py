"""Everything of one case as one ZIP, made for one audience when somebody orders it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.application import Application
from grants.models.base import Base, number
from grants.models.person import Person
from grants.programme.people import Role


class CaseFile(Base):
    """An order for a ZIP, and the ZIP once it is made. Ordering again makes another one."""

    __tablename__ = "case_file"

    id: Mapped[int] = number()
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), init=False)
    application: Mapped[Application] = relationship()
    audience: Mapped[Role]
    """What is in it is what this role may see; only this role may have it."""
    ordered_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    ordered_by: Mapped[Person] = relationship()
    ordered_at: Mapped[datetime]
    files: Mapped[int | None] = mapped_column(default=None)
    """How many files it will hold, once somebody has counted."""
    packed: Mapped[int] = mapped_column(default=0)
    """How many of them are in it."""
    made_at: Mapped[datetime | None] = mapped_column(default=None)
    key: Mapped[str | None] = mapped_column(unique=True, default=None)
    """Where the store keeps it."""
    file_name: Mapped[str] = mapped_column(default="")
    sha256: Mapped[str] = mapped_column(default="")
    size: Mapped[int | None] = mapped_column(default=None)
    """Bytes."""
    failure: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        CheckConstraint("audience in ('applicant', 'sponsor', 'auditor')", name="for_whom"),
        CheckConstraint(
            "num_nulls(made_at, key, size) in (0, 3) and (made_at is null) = (sha256 = '')",
            name="made",
        ),
        CheckConstraint("packed >= 0 and (files is null or packed <= files)", name="packed"),
        Index(None, "application_id", "audience", "ordered_at"),
    )

    @property
    def is_being_made(self) -> bool:
        """Does it wait for the worker, or is it at work?"""
        return self.made_at is None and not self.failure
