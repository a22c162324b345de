"""Everything about one award or round as a ZIP that proves itself, ordered by an auditor."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.award import Award
from grants.models.base import Base, number
from grants.models.person import Person
from grants.models.round import Round


class AuditPackage(Base):
    """An order for a package, and the package once it is made; it is kept for good."""

    __tablename__ = "audit_package"

    id: Mapped[int] = number()
    award_id: Mapped[int | None] = mapped_column(ForeignKey("award.id"), init=False)
    award: Mapped[Award | None] = relationship(default=None)
    round_id: Mapped[int | None] = mapped_column(ForeignKey("round.id"), init=False)
    round: Mapped[Round | None] = relationship(default=None)
    ordered_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    ordered_by: Mapped[Person] = relationship()
    ordered_at: Mapped[datetime]
    after_act: Mapped[int] = mapped_column(default=0)
    """The act that ordered it: nothing is packed before that act lies under a seal."""
    files: Mapped[int | None] = mapped_column(default=None)
    """How many files it will hold, once somebody has counted."""
    packed: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime | None] = mapped_column(default=None)
    key: Mapped[str | None] = mapped_column(unique=True, default=None)
    """Where the store keeps it."""
    file_name: Mapped[str] = mapped_column(default="")
    sha256: Mapped[str] = mapped_column(default="")
    size: Mapped[int | None] = mapped_column(default=None)
    """Bytes."""
    head: Mapped[str] = mapped_column(default="")
    """The newest digest of the record that it goes up to."""
    sealed_with: Mapped[str] = mapped_column(default="")
    """Fingerprint of the certificate its manifest was signed with; empty when unsigned."""
    failure: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        CheckConstraint("num_nonnulls(award_id, round_id) = 1", name="one_subject"),
        CheckConstraint(
            "num_nulls(made_at, key, size) in (0, 3) and (made_at is null) = (sha256 = '')"
            " and (made_at is null) = (head = '')",
            name="made",
        ),
        CheckConstraint("packed >= 0 and (files is null or packed <= files)", name="packed"),
        Index(None, "award_id", "ordered_at"),
        Index(None, "round_id", "ordered_at"),
    )

    @property
    def is_being_made(self) -> bool:
        """Does it wait for the seal or the worker, or is it at work?"""
        return self.made_at is None and not self.failure
