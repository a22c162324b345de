"""What-ifs that somebody named: what was assumed, what it came to, and papers on them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.base import Base, number
from grants.models.person import Person
from grants.models.round import Round


class Scenario(Base):
    """A what-if over a round, kept as it was computed. A trigger refuses to change or delete it."""

    __tablename__ = "scenario"

    id: Mapped[int] = number()
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), init=False)
    round: Mapped[Round] = relationship()
    name: Mapped[str]
    assumed: Mapped[dict[str, Any]]
    """Budget, cap, number, weights and thresholds, as `programme/what_if.py` writes them."""
    came_to: Mapped[dict[str, Any]]
    """The figures and the order as they were computed that day."""
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    made_by: Mapped[Person] = relationship()
    made_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("round_id", "name"),
        CheckConstraint("name <> ''", name="named"),
    )


class ScenarioPaper(Base):
    """An order for a PDF that compares scenarios; the worker makes it."""

    __tablename__ = "scenario_paper"

    id: Mapped[int] = number()
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), init=False)
    round: Mapped[Round] = relationship()
    scenarios: Mapped[list[Any]]
    """Their identities, in the order in which they stand beside one another."""
    ordered_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    ordered_by: Mapped[Person] = relationship()
    ordered_at: Mapped[datetime]
    document_id: Mapped[UUID | None] = mapped_column(ForeignKey("document.id"), default=None)
    failure: Mapped[str] = mapped_column(default="")

    __table_args__ = (Index(None, "round_id", "ordered_at"),)
