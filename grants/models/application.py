"""Applications: what a cluster asks for in a round, and the proof that it arrived."""

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Computed, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.base import Base, Country, number
from grants.models.organisation import Cluster
from grants.models.person import Person
from grants.models.round import Round, TermsVersion
from grants.programme.calendar import MOST_YEARS
from grants.programme.lateness import lateness
from grants.programme.money import NOTHING, Money
from grants.programme.stages import ApplicationState
from grants.programme.words import Words

if TYPE_CHECKING:
    from grants.models.grant import BudgetLine, PlanLine

NEVER_SUBMITTED = "('draft', 'expired')"
NOT_LIVE = "('withdrawn', 'expired')"
WORDS = "to_tsvector('simple', {})"
SEARCHED = (
    f"case when 12 * length({WORDS.format('search_text')}) + 2 * octet_length(search_text) <= 2800 "
    f"then {WORDS.format('search_text')} else {WORDS.format('left(search_text, 120)')} end"
)
"""The words of `search_text`, never more than a page of an index holds: a text of hundreds of
one-letter words is found by its beginning, which starts with the number."""


class Application(Base):
    """A cluster's application in one round."""

    __tablename__ = "application"

    id: Mapped[int] = number()
    number: Mapped[str] = mapped_column(unique=True)
    """As people say it: R6-0007."""
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), init=False)
    round: Mapped[Round] = relationship()
    cluster_id: Mapped[int] = mapped_column(ForeignKey("cluster.id"), index=True, init=False)
    cluster: Mapped[Cluster] = relationship()
    terms_id: Mapped[int] = mapped_column(ForeignKey("terms_version.id"), init=False)
    terms: Mapped[TermsVersion] = relationship()
    state: Mapped[ApplicationState] = mapped_column(default=ApplicationState.DRAFT)
    revision: Mapped[int] = mapped_column(default=1)
    """Counts saves, so that two people never overwrite one another unseen."""

    title: Mapped[str] = mapped_column(default="")
    acronym: Mapped[str] = mapped_column(default="")
    profile: Mapped[str] = mapped_column(default="")
    outline: Mapped[str] = mapped_column(default="")
    concept_starts_on: Mapped[date | None] = mapped_column(default=None)
    concept_ends_on: Mapped[date | None] = mapped_column(default=None)
    requested: Mapped[Money] = mapped_column(default=NOTHING)
    """Grant asked for in the concept phase, EUR."""
    own_funds: Mapped[Money] = mapped_column(default=NOTHING)
    own_in_kind: Mapped[Money] = mapped_column(default=NOTHING)
    third_party: Mapped[Money] = mapped_column(default=NOTHING)
    requested_later: Mapped[Money] = mapped_column(default=NOTHING)
    """Grant the cluster expects to ask for in the implementation phase, EUR."""
    projects_planned: Mapped[int] = mapped_column(default=0)
    declared_at: Mapped[datetime | None] = mapped_column(default=None)
    """When the declarations were confirmed."""

    previous_id: Mapped[int | None] = mapped_column(ForeignKey("application.id"), default=None)
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    finished_at: Mapped[datetime | None] = mapped_column(default=None)
    """When somebody who writes handed it to those who sign."""
    finished_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    finished_revision: Mapped[int | None] = mapped_column(default=None)
    """What was finished; a later save is another revision, and not finished."""
    submitted_at: Mapped[datetime | None] = mapped_column(default=None)
    late: Mapped[bool] = mapped_column(default=False)
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)
    score: Mapped[Decimal | None] = mapped_column(default=None)
    """Total score with two places, half up, once every juror is final (R-061)."""
    rank: Mapped[int | None] = mapped_column(default=None)
    """Place in the ranking of the round, from 1, once the ranking is fixed."""
    synthetic: Mapped[bool] = mapped_column(default=False)
    search_text: Mapped[str] = mapped_column(default="")
    """What a search looks through: number, title, acronym, cluster, management."""
    search: Mapped[Any] = mapped_column(
        TSVECTOR, Computed(SEARCHED, persisted=True), init=False, deferred=True
    )
    countries: Mapped[list["TargetCountry"]] = relationship(
        back_populates="application",
        order_by="TargetCountry.country",
        default_factory=list,
        cascade="all, delete-orphan",
    )
    lines: Mapped[list["BudgetLine"]] = relationship(
        back_populates="application",
        order_by="BudgetLine.category, BudgetLine.year",
        default_factory=list,
        cascade="all, delete-orphan",
    )
    """Costs of the concept phase by category and year."""
    plan_lines: Mapped[list["PlanLine"]] = relationship(
        back_populates="application",
        order_by="PlanLine.position",
        default_factory=list,
        cascade="all, delete-orphan",
    )
    """What some of these costs are made of, where people think in months, trips or items."""

    @property
    def late_by(self) -> Words | None:
        """How long after the deadline it came; None when it came in time."""
        if not self.late or self.submitted_at is None:
            return None
        return lateness(self.submitted_at, self.round.closes_at)

    @property
    def is_finished(self) -> bool:
        """Is it handed to those who sign, as it stands now?"""
        return self.finished_revision == self.revision

    __table_args__ = (
        CheckConstraint(
            f"(submitted_at is null) = (state in {NEVER_SUBMITTED})"
            " or (state = 'withdrawn' and submitted_at is null)",
            name="submitted_has_its_time",
        ),
        CheckConstraint("(withdrawn_at is not null) = (state = 'withdrawn')", name="withdrawn"),
        CheckConstraint(
            "requested >= 0 and own_funds >= 0 and own_in_kind >= 0 and third_party >= 0"
            " and requested_later >= 0",
            name="amounts_not_negative",
        ),
        CheckConstraint("rank >= 1", name="rank_from_one"),
        CheckConstraint(
            "extract(year from concept_ends_on) - extract(year from concept_starts_on)"
            f" < {MOST_YEARS}",
            name="few_years",
        ),
        CheckConstraint(
            "num_nonnulls(finished_at, finished_by_id, finished_revision) in (0, 3)",
            name="finished_by_somebody",
        ),
        Index(
            "uq_application_live",
            "round_id",
            "cluster_id",
            unique=True,
            postgresql_where=text(f"state not in {NOT_LIVE}"),
        ),
        Index(
            "ix_application_newest",
            "submitted_at",
            "id",
            # Whoever looks for a word walks along the index alone, not through every application.
            postgresql_include=["state", "round_id", "search"],
            postgresql_where=text("submitted_at is not null"),
        ),
        Index("ix_application_changed", "changed_at", "id"),
        Index("ix_application_round_newest", "round_id", "submitted_at", "id"),
        Index("ix_application_round_changed", "round_id", "changed_at", "id"),
        Index("ix_application_round_state", "round_id", "state", "cluster_id"),
        Index("ix_application_search", "search", postgresql_using="gin"),
        Index(None, "previous_id"),
    )


class TargetCountry(Base):
    """A country in which a cluster looks for partners."""

    __tablename__ = "target_country"

    application_id: Mapped[int] = mapped_column(
        ForeignKey("application.id"), primary_key=True, init=False
    )
    application: Mapped[Application] = relationship(back_populates="countries")
    country: Mapped[str] = mapped_column(Country, primary_key=True)


class Receipt(Base):
    """Proof of one submission: what arrived, when by the server's clock, and its fingerprint."""

    __tablename__ = "receipt"

    id: Mapped[int] = number()
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), init=False)
    application: Mapped[Application] = relationship()
    version: Mapped[int]
    """1 for the first submission; the last complete one counts."""
    received_at: Mapped[datetime]
    content: Mapped[dict[str, Any]]
    """Every field and every file with its fingerprint, as received."""
    sha256: Mapped[str]
    """Of the content, written as JSON with sorted keys."""
    submitted_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    submitted_by: Mapped[Person] = relationship()
    document_id: Mapped[UUID | None] = mapped_column(ForeignKey("document.id"), default=None)

    __table_args__ = (UniqueConstraint("application_id", "version"),)

    @property
    def signed_by(self) -> str:
        """Who handed it in, by the name of that day; the oldest receipts kept only the account."""
        signature = self.content.get("signature") or {}
        return str(signature.get("name") or self.submitted_by.name)


class HandedIn(Base):
    """A change in how many applications of a round were handed in and are in this state.

    A trigger writes a row whenever an application comes into a state and one when it leaves it,
    so that nobody has to count applications, and nobody who hands in waits for anybody else. The
    clock adds the rows up from time to time; the sum of `change` is the count at any moment.
    """

    __tablename__ = "handed_in"

    id: Mapped[int] = number()
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    state: Mapped[ApplicationState]
    change: Mapped[int]
