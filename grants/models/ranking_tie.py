"""What settled a tie in the ranking: a vote of the jury, or a lot. Written once (R-063)."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.base import Base, number
from grants.models.person import Person
from grants.models.round import Round
from grants.programme.criteria import TieBreak


class TieSettlement(Base):
    """A vote or a lot among equals. A trigger refuses to change or delete it.

    A vote that was entered wrongly is changed by two people, see TieChange: the latest counts,
    all are kept. A lot is drawn once among the same equals, and never again.
    """

    __tablename__ = "tie_settlement"

    id: Mapped[int] = number()
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True, init=False)
    round: Mapped[Round] = relationship()
    way: Mapped[TieBreak]
    equals: Mapped[str]
    """The numbers of the equals, sorted, with blanks between them."""
    places: Mapped[dict[str, Any]]
    """The place of each number, 1 being first."""
    seed: Mapped[str] = mapped_column(default="")
    """What a lot was drawn with: anybody can draw it again (`programme/ranking_tie.py`)."""
    minutes: Mapped[str] = mapped_column(default="")
    """How the jury voted and why, in the words of the minutes."""
    settled_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    settled_by: Mapped[Person] = relationship()
    settled_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint("way in ('balance', 'lot')", name="by_hand"),
        CheckConstraint("(way = 'lot') = (seed <> '')", name="seed_of_a_lot"),
        CheckConstraint("(way = 'balance') = (minutes <> '')", name="minutes_of_a_vote"),
        Index(
            "uq_tie_settlement_lot",
            "round_id",
            "equals",
            unique=True,
            postgresql_where=text("way = 'lot'"),
        ),
    )
