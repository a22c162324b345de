"""An officer's word that they have a conflict of interest with an application (R-055)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.application import Application
from grants.models.base import Base, number
from grants.models.person import Person


class OfficerConflict(Base):
    """Once said it stays: this officer takes no part in decisions on this case any more."""

    __tablename__ = "officer_conflict"

    id: Mapped[int] = number()
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), init=False)
    application: Mapped[Application] = relationship()
    officer_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, init=False)
    officer: Mapped[Person] = relationship()
    ground: Mapped[str]
    declared_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("application_id", "officer_id"),
        CheckConstraint("ground <> ''", name="ground"),
    )
