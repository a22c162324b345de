"""Labels that clusters hold: one person proposes, a second one grants; the register is public."""

from datetime import date, datetime
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

    __table_args__ = (
        CheckConstraint("proposed_by_id <> granted_by_id", name="four_eyes"),
        CheckConstraint(
            "(granted_by_id is null) = (granted_at is null)", name="granted_when_by_whom"
        ),
        CheckConstraint("granted_at is null or dropped_at is null", name="granted_or_dropped"),
        CheckConstraint("first <= last", name="first_before_last"),
        CheckConstraint("evidence <> ''", name="evidence"),
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
            postgresql_where=text("granted_at is not null"),
        ),
    )

    @property
    def level_name(self) -> Words:
        """What its level is called."""
        return Words(self.level_de, self.level_en)

    @property
    def area_names(self) -> list[Words]:
        """What its areas of admission are called."""
        return [Words(each["de"], each["en"]) for each in self.areas]
