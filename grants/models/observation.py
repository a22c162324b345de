"""Observations: findings of the audit catalogue that are kept, what was said, and the runs.

Nobody edits the past: what was first seen and what was said stays (a trigger says no), and an
observation that has gone stays as it went. Comes the same sin back, it is a new one.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.base import Base, number
from grants.models.person import Person
from grants.models.round import Round
from grants.programme.observation import ObservationState, Severity, SubjectKind, WordKind
from grants.programme.words import Words


class ObservationRun(Base):
    """One look through all cases: ordered by the clock for a night, or by an auditor."""

    __tablename__ = "observation_run"

    id: Mapped[int] = number()
    night: Mapped[date | None] = mapped_column(default=None, unique=True)
    """For which night the clock ordered it; empty where an auditor did."""
    ordered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    ordered_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    counts: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    """How many are there after it, by severity; the picture of the trend is drawn from these."""
    new: Mapped[int] = mapped_column(default=0)
    gone: Mapped[int] = mapped_column(default=0)
    milliseconds: Mapped[int] = mapped_column(default=0)
    failure: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        CheckConstraint("(night is null) = (ordered_by_id is not null)", name="clock_or_auditor"),
        CheckConstraint("ended_at is null or failure = ''", name="ended_or_failed"),
        Index(
            "uq_observation_run_waiting",
            text("(true)"),
            unique=True,
            postgresql_where=text("ended_at is null and failure = ''"),
        ),
        Index("ix_observation_run_ended_at", "ended_at"),
    )


class Observation(Base):
    """One finding of the catalogue about one thing, from the run that first saw it on."""

    __tablename__ = "observation"

    id: Mapped[int] = number()
    """Also its number: people say Feststellung 17."""
    code: Mapped[str]
    """F-01 to F-23."""
    subject_kind: Mapped[SubjectKind]
    subject: Mapped[str]
    """The public number of what it is about: 03INT400A/interim/2027."""
    award: Mapped[str] = mapped_column(default="")
    """The number of the award on whose page it is seen; nothing where there is none."""
    round_id: Mapped[int | None] = mapped_column(
        ForeignKey("round.id"), index=True, default=None, init=False
    )
    round: Mapped[Round | None] = relationship(default=None)
    severity: Mapped[Severity]
    state: Mapped[ObservationState] = mapped_column(default=ObservationState.OPEN)
    first_de: Mapped[str]
    first_en: Mapped[str]
    """What was seen the first time, with the figures of that day."""
    says_de: Mapped[str]
    says_en: Mapped[str]
    """The same as the last run saw it."""
    links: Mapped[list[Any]] = mapped_column(default_factory=list)
    """What proves it: kind and number of each record that the sentence relies on."""
    first_seen: Mapped[datetime]
    last_seen: Mapped[datetime]
    gone_at: Mapped[datetime | None] = mapped_column(default=None)
    """When a run no longer found it."""
    revision: Mapped[int] = mapped_column(default=1)
    """Grows with everything that is said: a page names the one it showed."""

    __table_args__ = (
        CheckConstraint("code ~ '^F-[0-9]{2}$'", name="code"),
        CheckConstraint("subject <> '' and says_de <> '' and first_de <> ''", name="says_what"),
        CheckConstraint("first_seen <= last_seen", name="first_before_last"),
        CheckConstraint("gone_at is null or gone_at >= last_seen", name="gone_after_it_was_seen"),
        Index(
            "uq_observation_there",
            "code",
            "subject_kind",
            "subject",
            unique=True,
            postgresql_where=text("gone_at is null"),
        ),
        Index(
            "ix_observation_waiting",
            "first_seen",
            postgresql_where=text("gone_at is null and state in ('open', 'disputed')"),
        ),
        Index("ix_observation_subject", "code", "subject_kind", "subject"),
        Index("ix_observation_award", "award"),
    )

    @property
    def says(self) -> Words:
        """What the last run that saw it found."""
        return Words(self.says_de, self.says_en)

    @property
    def first(self) -> Words:
        """What the first run found."""
        return Words(self.first_de, self.first_en)

    @property
    def there(self) -> bool:
        """Did the last run still find it?"""
        return self.gone_at is None

    @property
    def name(self) -> str:
        """How the record of acts names it: F-07/03INT400A/interim/2027."""
        return f"{self.code}/{self.subject}"


class ObservationWord(Base):
    """What somebody said about an observation; it is never changed, only followed by more."""

    __tablename__ = "observation_word"

    id: Mapped[int] = number()
    observation_id: Mapped[int] = mapped_column(
        ForeignKey("observation.id"), index=True, init=False
    )
    observation: Mapped[Observation] = relationship()
    kind: Mapped[WordKind]
    text: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    by: Mapped[Person] = relationship()
    at: Mapped[datetime]

    __table_args__ = (CheckConstraint("text <> ''", name="text"),)
