"""Labels that clusters hold: one person proposes, a second one grants; the register is public.

What was granted may be withdrawn: one person proposes it with a reason, a second one does it.
"""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.base import Base, number
from grants.models.organisation import Cluster
from grants.models.person import Person
from grants.models.round import Programme, TermsVersion
from grants.programme.words import Words


class Label(Base):
    """A label as it was granted; whatever becomes of the terms, its words and dates stay."""

    __tablename__ = "label"

    id: Mapped[int] = number()
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), init=False)
    programme: Mapped[Programme] = relationship()
    """Whose register it stands in."""
    cluster_id: Mapped[int] = mapped_column(ForeignKey("cluster.id"), index=True, init=False)
    cluster: Mapped[Cluster] = relationship()
    terms_id: Mapped[int] = mapped_column(ForeignKey("terms_version.id"), init=False)
    terms: Mapped[TermsVersion] = relationship()
    level: Mapped[str]
    """Code of its level, as the terms name it."""
    level_de: Mapped[str]
    level_en: Mapped[str]
    covers: Mapped[list[Any]]
    """Codes of its own level and of all below it."""
    areas: Mapped[list[Any]]
    """The areas of admission that it was granted in: de and en of each."""
    granted_for: Mapped[date]
    """The day it was earned on, from which its time counts."""
    first: Mapped[date]
    last: Mapped[date]
    evidence: Mapped[str]
    """What shows that it was earned: the report of a benchmarking, the jury's minutes."""
    renews_id: Mapped[int | None] = mapped_column(ForeignKey("label.id"), init=False)
    renews: Mapped["Label | None"] = relationship(remote_side="Label.id", default=None)
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    proposed_by: Mapped[Person] = relationship(foreign_keys=[proposed_by_id])
    proposed_at: Mapped[datetime]
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), init=False)
    granted_by: Mapped[Person | None] = relationship(foreign_keys=[granted_by_id], default=None)
    granted_at: Mapped[datetime | None] = mapped_column(default=None)
    dropped_at: Mapped[datetime | None] = mapped_column(default=None)
    """When the proposal was dropped; nobody granted it."""

    withdrawal_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), init=False)
    withdrawal_by: Mapped[Person | None] = relationship(
        foreign_keys=[withdrawal_by_id], default=None
    )
    """Who proposed to withdraw it; empty again when that was dropped."""
    withdrawal_at: Mapped[datetime | None] = mapped_column(default=None)
    withdrawal_reason: Mapped[str | None] = mapped_column(default=None)
    withdrawn_from: Mapped[date | None] = mapped_column(default=None)
    """The first day on which it holds no more."""
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), init=False)
    withdrawn_by: Mapped[Person | None] = relationship(foreign_keys=[withdrawn_by_id], default=None)
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)

    __table_args__ = (
        CheckConstraint("proposed_by_id <> granted_by_id", name="four_eyes"),
        CheckConstraint(
            "(granted_by_id is null) = (granted_at is null)", name="granted_when_by_whom"
        ),
        CheckConstraint("granted_at is null or dropped_at is null", name="granted_or_dropped"),
        CheckConstraint("first <= last", name="first_before_last"),
        CheckConstraint("evidence <> ''", name="evidence"),
        CheckConstraint(
            "num_nulls(withdrawal_by_id, withdrawal_at, withdrawal_reason, withdrawn_from)"
            " in (0, 4)",
            name="withdrawal_whole",
        ),
        CheckConstraint("withdrawal_at is null or granted_at is not null", name="granted_first"),
        CheckConstraint("withdrawal_reason <> ''", name="withdrawal_reason"),
        CheckConstraint("withdrawn_from between first and last", name="withdrawn_in_its_time"),
        CheckConstraint("withdrawal_by_id <> withdrawn_by_id", name="withdrawn_by_two"),
        CheckConstraint(
            "(withdrawn_by_id is null) = (withdrawn_at is null)", name="withdrawn_when_by_whom"
        ),
        CheckConstraint(
            "withdrawn_at is null or withdrawal_at is not null", name="withdrawn_as_proposed"
        ),
        Index(
            "uq_label_open",
            "programme_id",
            "cluster_id",
            unique=True,
            postgresql_where=text("granted_at is null and dropped_at is null"),
        ),
        Index(
            "uq_label_granted",
            "programme_id",
            "cluster_id",
            "level",
            "first",
            unique=True,
            postgresql_where=text("granted_at is not null and withdrawn_at is null"),
        ),
    )

    @property
    def waits(self) -> bool:
        """Is it proposed, so that a second person has to grant it?"""
        return self.granted_at is None and self.dropped_at is None

    @property
    def ending(self) -> bool:
        """Is it proposed to withdraw it, so that a second person has to do so?"""
        return self.withdrawal_at is not None and self.withdrawn_at is None

    @property
    def ends(self) -> date:
        """The last day on which it holds: its own, or the day before it was withdrawn from."""
        if self.withdrawn_at is None or self.withdrawn_from is None:
            return self.last
        return self.withdrawn_from - timedelta(days=1)

    @property
    def level_name(self) -> Words:
        """What its level is called."""
        return Words(self.level_de, self.level_en)

    @property
    def area_names(self) -> list[Words]:
        """What its areas of admission are called."""
        return [Words(each["de"], each["en"]) for each in self.areas]
