"""Rounds that are being set up, and changes of a round's terms: drafts until they are published."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.authority import Authority
from grants.models.base import Base, number
from grants.models.person import Person
from grants.models.round import Round
from grants.programme.words import Words


class SetupState(StrEnum):
    """How far a set-up is."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    """A change of terms that waits for the second person; nobody edits it meanwhile."""
    DONE = "done"
    """Published as a round, or confirmed as a new version of its terms."""
    DROPPED = "dropped"


class RoundSetup(Base):
    """The draft of a round, or of new terms for one; every place of it may be open."""

    __tablename__ = "round_setup"

    id: Mapped[int] = number()
    state: Mapped[SetupState] = mapped_column(default=SetupState.DRAFT)
    origin: Mapped[str]
    """What it was made of: preset interclust, round 5, file, nothing."""
    body: Mapped[dict[str, Any]]
    """The terms as plain data; what is not known yet is not in it."""
    number: Mapped[int | None] = mapped_column(default=None)
    title_de: Mapped[str] = mapped_column(default="")
    title_en: Mapped[str] = mapped_column(default="")
    authority_id: Mapped[int | None] = mapped_column(ForeignKey("authority.id"), init=False)
    authority: Mapped[Authority | None] = relationship(default=None)
    opens_on: Mapped[date | None] = mapped_column(default=None)
    closes_on: Mapped[date | None] = mapped_column(default=None)
    milestones: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    """The planned day, as ISO, on which each state begins."""
    changes_id: Mapped[int | None] = mapped_column(ForeignKey("round.id"), index=True, init=False)
    changes: Mapped[Round | None] = relationship(foreign_keys=[changes_id], default=None)
    """The round whose terms it changes; none for a new round."""
    based_on: Mapped[int | None] = mapped_column(default=None)
    """The version of the terms from which a change began."""
    round_id: Mapped[int | None] = mapped_column(ForeignKey("round.id"), init=False)
    round: Mapped[Round | None] = relationship(foreign_keys=[round_id], default=None)
    """The round that was published from it."""
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    made_by: Mapped[Person] = relationship(foreign_keys=[made_by_id])
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    changed_by: Mapped[Person] = relationship(foreign_keys=[changed_by_id])
    reason: Mapped[str] = mapped_column(default="")
    proposed_at: Mapped[datetime | None] = mapped_column(default=None)
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), init=False)
    proposed_by: Mapped[Person | None] = relationship(foreign_keys=[proposed_by_id], default=None)
    confirmed_at: Mapped[datetime | None] = mapped_column(default=None)
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), init=False)
    confirmed_by: Mapped[Person | None] = relationship(foreign_keys=[confirmed_by_id], default=None)

    __table_args__ = (
        CheckConstraint("proposed_by_id <> confirmed_by_id", name="four_eyes"),
        CheckConstraint(
            "changes_id is null or state <> 'done' or confirmed_by_id is not null",
            name="change_confirmed",
        ),
        CheckConstraint(
            "(confirmed_by_id is null) = (confirmed_at is null)"
            " and (confirmed_by_id is null or proposed_by_id is not null)",
            name="confirmed_when_by_whom",
        ),
        CheckConstraint(
            "state <> 'proposed' or (changes_id is not null and proposed_by_id is not null"
            " and proposed_at is not null and reason <> '')",
            name="proposed_when_by_whom",
        ),
        CheckConstraint("(changes_id is null) = (based_on is null)", name="change_of_a_version"),
        Index(
            "uq_round_setup_change",
            "changes_id",
            unique=True,
            postgresql_where=text("state in ('draft', 'proposed')"),
        ),
    )

    @property
    def title(self) -> Words:
        """Its title in both languages."""
        return Words(self.title_de, self.title_en)
