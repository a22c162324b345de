"""Programmes, their competition rounds, and the terms each round was run under."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Computed, ForeignKey, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.authority import Authority
from grants.models.base import Base, number
from grants.programme.money import NOTHING, Money
from grants.programme.notification_terms import USUAL_NOTIFICATION
from grants.programme.round_name import round_name, short_name
from grants.programme.stages import RoundState
from grants.programme.words import Words

OFFICE = "((body -> 'office') ->> '{}')::integer"
RETRIEVAL = (
    "coalesce(((body -> 'notification') ->> 'retrieval_days')::integer,"
    f" {USUAL_NOTIFICATION.retrieval_days})"
)


class Programme(Base):
    """A funding programme."""

    __tablename__ = "programme"

    id: Mapped[int] = number()
    code: Mapped[str] = mapped_column(unique=True)
    name_de: Mapped[str]
    name_en: Mapped[str]

    @property
    def name(self) -> Words:
        """Its name in both languages."""
        return Words(self.name_de, self.name_en)

    @property
    def short(self) -> Words:
        """Its name as far as people say it: InterClust, INNET."""
        return short_name(self.name)


class Round(Base):
    """One competition round; its public face is a call."""

    __tablename__ = "round"

    id: Mapped[int] = number()
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), init=False)
    programme: Mapped[Programme] = relationship(lazy="joined", innerjoin=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), init=False)
    authority: Mapped[Authority] = relationship()
    number: Mapped[int] = mapped_column(unique=True)
    """Its address, and part of every number of an application: R6-0001."""
    ordinal: Mapped[int]
    """As people count it within its programme: InterClust, round 6."""
    title_de: Mapped[str]
    title_en: Mapped[str]
    state: Mapped[RoundState] = mapped_column(default=RoundState.DRAFT)
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    """The last instant at which a complete application is in time."""
    budget: Mapped[Money | None] = mapped_column(default=None)
    """Money of the round in EUR; nothing where no figure is known."""
    promised: Mapped[Money] = mapped_column(default=NOTHING)
    """Sum of the caps promised to selected clusters, kept by the act that selects (R-015)."""
    synthetic: Mapped[bool] = mapped_column(default=False)
    note_de: Mapped[str] = mapped_column(default="")
    note_en: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[datetime]
    names_opened_at: Mapped[datetime | None] = mapped_column(default=None)
    """When a blind stage ended: from then on jurors see who applied."""
    names_opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    terms_versions: Mapped[list["TermsVersion"]] = relationship(
        back_populates="round", order_by="TermsVersion.version", default_factory=list
    )
    milestones: Mapped[list["Milestone"]] = relationship(
        back_populates="round", order_by="Milestone.on", default_factory=list
    )

    __table_args__ = (
        UniqueConstraint("programme_id", "ordinal"),
        CheckConstraint("ordinal >= 1", name="ordinal_from_one"),
        CheckConstraint(
            "(names_opened_at is null) = (names_opened_by_id is null)", name="names_opened_by_whom"
        ),
        CheckConstraint("opens_at < closes_at", name="opens_before_it_closes"),
        CheckConstraint("promised <= budget", name="promised_within_budget"),
        CheckConstraint("promised >= 0", name="promised_not_negative"),
    )

    @property
    def title(self) -> Words:
        """Its title in both languages."""
        return Words(self.title_de, self.title_en)

    @property
    def name(self) -> Words:
        """What it is called wherever its title is too long: INNET, Runde 1."""
        return round_name(self.programme.name, self.ordinal)

    @property
    def note(self) -> Words:
        """What a reader must know of the data of this round, in both languages."""
        return Words(self.note_de, self.note_en)

    @property
    def terms(self) -> "TermsVersion":
        """The terms in force: the latest version."""
        return self.terms_versions[-1]


class TermsVersion(Base):
    """The figures of a round as they stood; an application and a decision keep theirs."""

    __tablename__ = "terms_version"

    id: Mapped[int] = number()
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), init=False)
    round: Mapped[Round] = relationship(back_populates="terms_versions")
    version: Mapped[int]
    body: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    """Long, and never changed: read once for all, by `terms_of`."""
    sha256: Mapped[str]
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    """Who published it, or confirmed it as the second person."""
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    reason: Mapped[str] = mapped_column(default="", server_default="")
    """Why the terms were changed; nothing for the first version."""
    check_days: Mapped[int] = mapped_column(
        Integer, Computed(OFFICE.format("check_days"), persisted=True), init=False
    )
    """Days in which a report should be checked; the database takes them out of `body`."""
    sign_days: Mapped[int] = mapped_column(
        Integer, Computed(OFFICE.format("sign_days"), persisted=True), init=False
    )
    """Days in which a second person should look at a proposal."""
    retrieval_days: Mapped[int] = mapped_column(
        Integer, Computed(RETRIEVAL, persisted=True), init=False
    )
    """Days for fetching a letter from the portal; terms of old say nothing of their own."""

    __table_args__ = (
        UniqueConstraint("round_id", "version"),
        CheckConstraint(
            "version = 1 or coalesce(proposed_by_id <> created_by_id and reason <> '', false)",
            name="change_by_two",
        ),
    )


class Milestone(Base):
    """A dated step of a round, planned or past."""

    __tablename__ = "milestone"

    id: Mapped[int] = number()
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), init=False)
    round: Mapped[Round] = relationship(back_populates="milestones")
    on: Mapped[date]
    state: Mapped[RoundState]
    """The state of the round that begins on this day."""

    __table_args__ = (UniqueConstraint("round_id", "state"),)
