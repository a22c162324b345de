"""Extensions of a round's deadline: one officer proposes, a second one confirms."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.base import Base, number
from grants.models.person import Person
from grants.models.round import Round
from grants.programme.stages import RoundState


class ExtensionState(StrEnum):
    """How far an extension is."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    VOID = "void"


class Extension(Base):
    """A later deadline of a round, and the one that held before it."""

    __tablename__ = "extension"

    id: Mapped[int] = number()
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True, init=False)
    round: Mapped[Round] = relationship()
    state: Mapped[ExtensionState] = mapped_column(default=ExtensionState.PROPOSED)
    old_closes_at: Mapped[datetime]
    """The deadline until then; it stays here for good."""
    closes_at: Mapped[datetime]
    """The new deadline: the last instant at which a complete application is in time."""
    reason: Mapped[str]
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    proposed_by: Mapped[Person] = relationship(foreign_keys=[proposed_by_id])
    proposed_at: Mapped[datetime]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), init=False)
    confirmed_by: Mapped[Person | None] = relationship(foreign_keys=[confirmed_by_id], default=None)
    confirmed_at: Mapped[datetime | None] = mapped_column(default=None)
    voided_at: Mapped[datetime | None] = mapped_column(default=None)
    old_milestones: Mapped[dict[str, Any]] = mapped_column(
        default_factory=dict, server_default=text("'{}'")
    )
    """The planned days until then, as ISO by state."""
    milestones: Mapped[dict[str, Any]] = mapped_column(
        default_factory=dict, server_default=text("'{}'")
    )
    """The planned days from then on, all of them; nothing in proposals of before there were any."""

    __table_args__ = (
        CheckConstraint("closes_at > old_closes_at", name="later_only"),
        CheckConstraint("reason <> ''", name="reason"),
        CheckConstraint("proposed_by_id <> confirmed_by_id", name="four_eyes"),
        CheckConstraint(
            "(state = 'confirmed') = (confirmed_by_id is not null)"
            " and (confirmed_by_id is not null) = (confirmed_at is not null)",
            name="confirmed_when_by_whom",
        ),
        CheckConstraint("(state = 'void') = (voided_at is not null)", name="void"),
        Index(
            "uq_extension_open",
            "round_id",
            unique=True,
            postgresql_where=text("state = 'proposed'"),
        ),
    )

    @property
    def old_plan(self) -> dict[RoundState, date]:
        """The planned days until then."""
        return plan_from(self.old_milestones)

    @property
    def plan(self) -> dict[RoundState, date]:
        """The planned days from then on."""
        return plan_from(self.milestones)

    @property
    def moved(self) -> list[tuple[RoundState, date, date]]:
        """Each planned day that moves: from which to which."""
        old = self.old_plan
        return [(state, old[state], on) for state, on in self.plan.items() if old[state] != on]


def plan_from(kept: dict[str, Any]) -> dict[RoundState, date]:
    """Planned days as they are stored, in the order of the round's course."""
    return {
        state: date.fromisoformat(kept[state.value]) for state in RoundState if state.value in kept
    }


def plan_to_keep(planned: Mapping[RoundState, date]) -> dict[str, Any]:
    """Planned days as they are stored."""
    return {state.value: on.isoformat() for state, on in planned.items()}
