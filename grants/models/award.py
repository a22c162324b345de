"""What a winning cluster holds: the award with its cap, the phases, projects and partners."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Numeric,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.application import Application
from grants.models.base import Base, number
from grants.models.organisation import Cluster, Organisation
from grants.models.person import Person
from grants.models.round import TermsVersion
from grants.programme.calendar import MOST_YEARS
from grants.programme.money import NOTHING, Money
from grants.programme.organisation import OwnFunding
from grants.programme.stages import AwardState, ProjectState


class PhaseKind(StrEnum):
    """The two phases of an award."""

    CONCEPT = "concept"
    IMPLEMENTATION = "implementation"


class Award(Base):
    """The promise to a selected cluster; it holds the cap over both phases."""

    __tablename__ = "award"

    id: Mapped[int] = number()
    number: Mapped[str] = mapped_column(unique=True)
    """As people say it: 03INT400. Its grants add a letter: 03INT400A."""
    application_id: Mapped[int] = mapped_column(
        ForeignKey("application.id"), unique=True, init=False
    )
    application: Mapped[Application] = relationship()
    cluster_id: Mapped[int] = mapped_column(ForeignKey("cluster.id"), index=True, init=False)
    cluster: Mapped[Cluster] = relationship()
    terms_id: Mapped[int] = mapped_column(ForeignKey("terms_version.id"), init=False)
    terms: Mapped[TermsVersion] = relationship()
    state: Mapped[AwardState] = mapped_column(default=AwardState.SELECTED)
    cap: Mapped[Money]
    """Most that all grants of this award may come to, EUR (R-001)."""
    committed: Mapped[Money] = mapped_column(default=NOTHING)
    """Sum of the grants awarded, EUR; kept by the act that awards, under the row's lock."""
    concept_submitted_at: Mapped[datetime | None] = mapped_column(default=None)
    synthetic: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    phases: Mapped[list["Phase"]] = relationship(
        back_populates="award", order_by="Phase.starts_on", default_factory=list
    )
    projects: Mapped[list["Project"]] = relationship(
        back_populates="award", order_by="Project.ordinal", default_factory=list
    )

    __table_args__ = (
        CheckConstraint("committed <= cap", name="committed_within_cap"),
        CheckConstraint("committed >= 0", name="committed_not_negative"),
        Index(
            "ix_award_concept_open",
            "id",
            postgresql_where=text("concept_submitted_at is null or state = 'concept_revision'"),
        ),
    )


class Phase(Base):
    """The concept phase or the implementation phase of an award, first to last day."""

    __tablename__ = "phase"

    id: Mapped[int] = number()
    award_id: Mapped[int] = mapped_column(ForeignKey("award.id"), init=False)
    award: Mapped[Award] = relationship(back_populates="phases")
    kind: Mapped[PhaseKind]
    starts_on: Mapped[date]
    ends_on: Mapped[date]

    __table_args__ = (
        UniqueConstraint("award_id", "kind"),
        CheckConstraint("starts_on <= ends_on", name="starts_before_it_ends"),
    )


class Project(Base):
    """A joint project (Verbundprojekt) of the implementation phase."""

    __tablename__ = "project"

    id: Mapped[int] = number()
    award_id: Mapped[int] = mapped_column(ForeignKey("award.id"), init=False)
    award: Mapped[Award] = relationship(back_populates="projects")
    ordinal: Mapped[int]
    """1, 2 or 3; people say P1."""
    title: Mapped[str] = mapped_column(default="")
    acronym: Mapped[str] = mapped_column(default="")
    summary: Mapped[str] = mapped_column(default="")
    state: Mapped[ProjectState] = mapped_column(default=ProjectState.DRAFT)
    starts_on: Mapped[date | None] = mapped_column(default=None)
    ends_on: Mapped[date | None] = mapped_column(default=None)
    agreement_signed_on: Mapped[date | None] = mapped_column(default=None)
    """Day on which all partners had signed the rules of cooperation and IP (R-009)."""
    replace_by: Mapped[date | None] = mapped_column(default=None)
    """Last day for finding another partner, since one that was needed has left (R-006)."""
    revision: Mapped[int] = mapped_column(default=1)
    submitted_at: Mapped[datetime | None] = mapped_column(default=None)
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    partners: Mapped[list["Partner"]] = relationship(
        back_populates="project", order_by="Partner.id", default_factory=list
    )

    __table_args__ = (
        UniqueConstraint("award_id", "ordinal"),
        CheckConstraint("ordinal >= 1", name="ordinal_from_one"),
        CheckConstraint(
            f"extract(year from ends_on) - extract(year from starts_on) < {MOST_YEARS}",
            name="few_years",
        ),
        CheckConstraint("starts_on <= ends_on", name="starts_before_it_ends"),
    )

    @property
    def code(self) -> str:
        """P1, P2 or P3."""
        return f"P{self.ordinal}"

    @property
    def number(self) -> str:
        """How the record of acts names it: 03INT400/P1."""
        return f"{self.award.number}/{self.code}"


class Partner(Base):
    """An organisation in a joint project."""

    __tablename__ = "partner"

    id: Mapped[int] = number()
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True, init=False)
    project: Mapped[Project] = relationship(back_populates="partners")
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id"), index=True, init=False
    )
    organisation: Mapped[Organisation] = relationship()
    executing_unit: Mapped[str] = mapped_column(default="")
    """The institute that does the work; it does not make a second partner (R-007)."""
    requested: Mapped[Money] = mapped_column(default=NOTHING)
    """Money a partner abroad asks for; any cent breaks R-010. Zero for partners at home."""
    own_funding: Mapped[Money] = mapped_column(default=NOTHING)
    """Money a partner abroad brings, in EUR, for information only."""
    stated: Mapped[Decimal | None] = mapped_column(Numeric(18, 2), default=None)
    """The same as it was stated in another currency; all five or none of them (R-017)."""
    stated_currency: Mapped[str | None] = mapped_column(String(3), default=None)
    """ISO 4217 code."""
    stated_rate: Mapped[Decimal | None] = mapped_column(Numeric(18, 8), default=None)
    """Units of the currency for one EUR, by which it was converted once."""
    stated_rate_on: Mapped[date | None] = mapped_column(default=None)
    stated_rate_source: Mapped[str | None] = mapped_column(default=None)
    may_publish: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    """May it, as a research organisation, publish its own results (R-023)?"""
    own_funding_status: Mapped[OwnFunding | None] = mapped_column(default=None)
    """How sure the money of a partner abroad is; empty for partners at home."""
    left_on: Mapped[date | None] = mapped_column(default=None)
    taken_in_at: Mapped[datetime | None] = mapped_column(default=None)
    """When it came in place of one that had left; empty for those who began the project."""
    handed_in_at: Mapped[datetime | None] = mapped_column(default=None)
    """When a signatory asked for its grant; from then on staff decide, and nothing changes."""
    accepted_at: Mapped[datetime | None] = mapped_column(default=None)
    """When staff took it for the one that had left; the project then was at risk no more."""
    agreed_on: Mapped[date | None] = mapped_column(default=None)
    """Day on which it signed the agreement that the others had signed before (R-009)."""
    kept_since: Mapped[datetime | None] = mapped_column(default=None)
    """Since when its own people keep this part; the cluster then sees its sums only."""
    finished_at: Mapped[datetime | None] = mapped_column(default=None)
    """When its own people said that their part is finished; a change opens it again."""
    revision: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime | None] = mapped_column(default=None)
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)

    __table_args__ = (
        UniqueConstraint("project_id", "organisation_id", "executing_unit"),
        CheckConstraint("requested >= 0 and own_funding >= 0", name="amounts_not_negative"),
        CheckConstraint(
            "num_nulls(stated, stated_currency, stated_rate, stated_rate_on, stated_rate_source)"
            " in (0, 5)",
            name="stated_whole",
        ),
        CheckConstraint("stated >= 0 and stated_rate > 0", name="stated_positive"),
        CheckConstraint(
            "taken_in_at is not null or num_nonnulls(agreed_on, handed_in_at, accepted_at) = 0",
            name="taken_in_first",
        ),
    )

    @property
    def is_new(self) -> bool:
        """Did it come in place of one that had left, and has nobody accepted it yet?"""
        return self.taken_in_at is not None and self.accepted_at is None and self.left_on is None

    @property
    def signed_on(self) -> date | None:
        """Since when it is bound by the agreement on cooperation (R-009)."""
        return self.agreed_on if self.taken_in_at else self.project.agreement_signed_on


class PartnerMember(Base):
    """A person of a partner organisation who keeps its part. Leaving ends access at once."""

    __tablename__ = "partner_member"

    id: Mapped[int] = number()
    partner_id: Mapped[int] = mapped_column(
        ForeignKey("partner.id", ondelete="CASCADE"), index=True, init=False
    )
    partner: Mapped[Partner] = relationship()
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    person: Mapped[Person] = relationship()
    since: Mapped[datetime]
    until: Mapped[datetime | None] = mapped_column(default=None)

    __table_args__ = (
        Index(
            "uq_partner_member_current",
            "person_id",
            "partner_id",
            unique=True,
            postgresql_where=text("until is null"),
        ),
    )
