"""Decisions: one person proposes, a second one countersigns, and the letter follows."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.application import Application
from grants.models.award import Award, Project
from grants.models.base import Base, number
from grants.models.grant import Grant
from grants.models.person import Person
from grants.models.release import Release
from grants.models.round import TermsVersion
from grants.programme.money import Money
from grants.programme.notification import Channel


class DecisionKind(StrEnum):
    """What is decided."""

    SELECT = "select"
    RESERVE = "reserve"
    REJECT = "reject"
    AWARD_GRANT = "award_grant"
    APPROVE_CONCEPT = "approve_concept"
    APPROVE_PROJECT = "approve_project"
    APPROVE_PROJECT_CONDITIONALLY = "approve_project_conditionally"
    REJECT_PROJECT = "reject_project"
    AWARD_CONDITIONALLY = "award_conditionally"
    CONFIRM_CONDITION = "confirm_condition"
    AMEND_GRANT = "amend_grant"
    REVOKE_GRANT = "revoke_grant"
    CHARGE_LATE_USE = "charge_late_use"


AWARD_KINDS: Final = (DecisionKind.AWARD_GRANT, DecisionKind.AWARD_CONDITIONALLY)
"""The decisions that award one grant; every other decision on it comes after."""


PROJECT_AWARDS: Final = (DecisionKind.APPROVE_PROJECT, DecisionKind.APPROVE_PROJECT_CONDITIONALLY)
"""The decisions that approve a joint project with the grants of all its partners."""


OUTCOMES: Final = (DecisionKind.SELECT, DecisionKind.RESERVE, DecisionKind.REJECT)
"""What becomes of an application: decided by two people, and told only once two release it."""


class DecisionState(StrEnum):
    """How far a decision is."""

    PROPOSED = "proposed"
    COUNTERSIGNED = "countersigned"
    VOID = "void"


class Ground(StrEnum):
    """Why an application is rejected."""

    FORMAL = "formal"
    QUALITY = "quality"
    BUDGET = "budget"
    OTHER = "other"


class Decision(Base):
    """A decision about an application, a grant or a project, under the terms of its day."""

    __tablename__ = "decision"

    id: Mapped[int] = number()
    kind: Mapped[DecisionKind]
    state: Mapped[DecisionState] = mapped_column(default=DecisionState.PROPOSED)
    application_id: Mapped[int | None] = mapped_column(
        ForeignKey("application.id"), index=True, init=False
    )
    application: Mapped[Application | None] = relationship(default=None)
    grant_id: Mapped[int | None] = mapped_column(
        ForeignKey("grant_to_recipient.id"), index=True, init=False
    )
    grant: Mapped[Grant | None] = relationship(default=None)
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"), index=True, init=False)
    project: Mapped[Project | None] = relationship(default=None)
    award_id: Mapped[int | None] = mapped_column(ForeignKey("award.id"), index=True, init=False)
    award: Mapped[Award | None] = relationship(default=None)
    """For a decision on the concept of a cluster."""
    terms_id: Mapped[int] = mapped_column(ForeignKey("terms_version.id"), init=False)
    terms: Mapped[TermsVersion] = relationship()
    ground: Mapped[Ground | None] = mapped_column(default=None)
    reasons: Mapped[str] = mapped_column(default="")
    """Main reasons in German; a rejection cannot be proposed without them (R-056)."""
    advice: Mapped[str] = mapped_column(default="", server_default="")
    """What a rejected cluster could do better next time, in German; the letter says it."""
    conditions: Mapped[list[Any]] = mapped_column(default_factory=list)
    """Special conditions, each a German sentence."""
    amount: Mapped[Money | None] = mapped_column(default=None)
    """Money decided on, EUR."""
    findings: Mapped[list[Any]] = mapped_column(default_factory=list)
    """The findings of every rule at the moment of the proposal and of the countersignature."""
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    proposed_by: Mapped[Person] = relationship(foreign_keys=[proposed_by_id])
    proposed_at: Mapped[datetime]
    countersigned_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), init=False)
    countersigned_by: Mapped[Person | None] = relationship(
        foreign_keys=[countersigned_by_id], default=None
    )
    countersigned_at: Mapped[datetime | None] = mapped_column(default=None)
    voided_at: Mapped[datetime | None] = mapped_column(default=None)
    release_id: Mapped[int | None] = mapped_column(ForeignKey("release.id"), index=True, init=False)
    release: Mapped[Release | None] = relationship(default=None)
    """With which others the outcome of an application is released, asked for or done."""
    released_at: Mapped[datetime | None] = mapped_column(default=None)
    """When the outcome of an application was carried out and its letter ordered."""

    __table_args__ = (
        CheckConstraint(
            "num_nonnulls(application_id, grant_id, project_id, award_id) = 1", name="one_subject"
        ),
        CheckConstraint("proposed_by_id <> countersigned_by_id", name="four_eyes"),
        CheckConstraint(
            "(countersigned_by_id is not null) = (countersigned_at is not null)",
            name="countersigned_when_by_whom",
        ),
        CheckConstraint(
            "state <> 'countersigned' or countersigned_by_id is not null", name="countersigned"
        ),
        CheckConstraint("(state = 'void') = (voided_at is not null)", name="void"),
        CheckConstraint(
            "released_at is null or countersigned_at is not null", name="released_after_all"
        ),
        CheckConstraint(
            "kind not in ('reject', 'reject_project') or reasons <> ''", name="reasons"
        ),
        Index(
            "uq_decision_application_live",
            "application_id",
            unique=True,
            postgresql_where=text("state <> 'void' and application_id is not null"),
        ),
        Index(
            "uq_decision_grant_live",
            "grant_id",
            unique=True,
            postgresql_where=text(
                "state <> 'void' and grant_id is not null"
                " and kind in ('award_grant', 'award_conditionally')"
            ),
        ),
        Index(
            "uq_decision_grant_open",
            "grant_id",
            unique=True,
            postgresql_where=text("state = 'proposed' and grant_id is not null"),
        ),
        Index(
            "uq_decision_project_live",
            "project_id",
            unique=True,
            postgresql_where=text(
                "state <> 'void' and project_id is not null and kind <> 'confirm_condition'"
            ),
        ),
        Index(
            "uq_decision_project_open",
            "project_id",
            unique=True,
            postgresql_where=text("state = 'proposed' and project_id is not null"),
        ),
        Index(
            "uq_decision_award_live",
            "award_id",
            unique=True,
            postgresql_where=text("state <> 'void' and award_id is not null"),
        ),
        Index("ix_decision_state_proposed", "state", "proposed_at"),
        Index("ix_decision_kind_state", "kind", "state"),
    )

    @property
    def number(self) -> str:
        """The public number of what is decided on."""
        subject = self.application or self.grant or self.project or self.award
        return subject.number if subject else ""


class LetterKind(StrEnum):
    """The letters we write."""

    SELECTION = "selection"
    REJECTION = "rejection"
    AWARD = "award"
    RESERVE = "reserve"
    CONDITIONAL = "conditional"
    CONFIRMATION = "confirmation"
    AMENDMENT = "amendment"
    REVOCATION = "revocation"
    LATE_USE = "late_use"


class LetterState(StrEnum):
    """How far a letter is."""

    ORDERED = "ordered"
    RENDERED = "rendered"
    FAILED = "failed"


NOT_AT_ONCE = (
    "state = 'rendered' and (retrieved_at is null"
    " or retrieved_at - rendered_at > interval '24 hours')"
)
"""Letters that were not opened within a day; only among them can be one to look after."""


class Letter(Base):
    """A decision letter: made once by the worker, kept as bytes, never made again."""

    __tablename__ = "letter"

    id: Mapped[int] = number()
    kind: Mapped[LetterKind]
    number: Mapped[str] = mapped_column(unique=True)
    """File number of the letter (Aktenzeichen)."""
    check_code: Mapped[str] = mapped_column(unique=True)
    state: Mapped[LetterState] = mapped_column(default=LetterState.ORDERED)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), init=False)
    decision: Mapped[Decision] = relationship()
    application_id: Mapped[int] = mapped_column(
        ForeignKey("application.id"), index=True, init=False
    )
    application: Mapped[Application] = relationship()
    grant_id: Mapped[int | None] = mapped_column(
        ForeignKey("grant_to_recipient.id"), index=True, init=False
    )
    grant: Mapped[Grant | None] = relationship(default=None)
    dated: Mapped[date]
    template_version: Mapped[str]
    snapshot: Mapped[dict[str, Any]]
    """Every word and figure the letter was made from."""
    way: Mapped[Channel] = mapped_column(default=Channel.PORTAL, server_default="portal")
    """How its recipient had chosen to get it when it was ordered: in the portal, or by post."""
    text_id: Mapped[int | None] = mapped_column(ForeignKey("letter_text.id"), default=None)
    """The wording of its passages; none where they are the built-in ones."""
    document_id: Mapped[UUID | None] = mapped_column(ForeignKey("document.id"), default=None)
    ordered_at: Mapped[datetime]
    rendered_at: Mapped[datetime | None] = mapped_column(default=None)
    retrieved_at: Mapped[datetime | None] = mapped_column(default=None)
    """When the recipient first opened it."""
    failure: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        UniqueConstraint("decision_id", "grant_id", postgresql_nulls_not_distinct=True),
        CheckConstraint("(state = 'rendered') = (document_id is not null)", name="rendered"),
        CheckConstraint("way in ('portal', 'post')", name="portal_or_post"),
        Index("ix_letter_by_post", "rendered_at", postgresql_where=text("way = 'post'")),
        Index("ix_letter_not_at_once", "rendered_at", postgresql_where=text(NOT_AT_ONCE)),
    )
