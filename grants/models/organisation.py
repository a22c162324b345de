"""Organisations, clusters, and the people who work for a cluster."""

from datetime import datetime

from sqlalchemy import Computed, ForeignKey, Index, UniqueConstraint, false, func, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.base import Base, Country, enum_column, number
from grants.models.person import Person
from grants.programme.organisation import OrganisationKind, Size
from grants.programme.people import TeamRole


class Organisation(Base):
    """A legal entity: a firm, a university, an institute, an association."""

    __tablename__ = "organisation"

    id: Mapped[int] = number()
    name: Mapped[str]
    kind: Mapped[OrganisationKind]
    size: Mapped[Size | None] = mapped_column(default=None)
    """Size class of a company; empty for all others (R-026)."""
    country: Mapped[str] = mapped_column(Country)
    """Country of its seat, ISO 3166 with two letters."""
    street: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    register_number: Mapped[str] = mapped_column(default="")
    """Number in the commercial or another official register; may be empty."""
    register_court: Mapped[str] = mapped_column(default="")
    """The court that keeps the register; in Germany every court counts from one."""
    vat_id: Mapped[str] = mapped_column(default="")
    """VAT id (USt-IdNr.), in capitals and without blanks. A group of firms may share one."""
    lei: Mapped[str] = mapped_column(default="")
    """Legal Entity Identifier, ISO 17442."""
    pic: Mapped[str] = mapped_column(default="")
    """Number of a participant in the portal of the EU."""
    iban: Mapped[str] = mapped_column(default="")
    """Account that receives its grants; pages show it masked, the record of acts as well."""
    legal_key: Mapped[str] = mapped_column(index=True)
    """What makes it one legal entity: a number, else name and country (R-007)."""
    name_key: Mapped[str] = mapped_column(Computed("name_key(name)", persisted=True), init=False)
    """Its bare name, without legal form, small words, accents and blanks, to find it again."""
    synthetic: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime | None] = mapped_column(default=None)
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    units: Mapped[list["ExecutingUnit"]] = relationship(
        back_populates="organisation",
        order_by="ExecutingUnit.name",
        default_factory=list,
        cascade="all, delete-orphan",
    )

    __table_args__ = (
        Index(
            "ix_organisation_name_key",
            "country",
            "name_key",
            postgresql_ops={"name_key": "text_pattern_ops"},
        ),
        Index("ix_organisation_vat_id", "vat_id", postgresql_where=text("vat_id <> ''")),
        Index("uq_organisation_lei", "lei", unique=True, postgresql_where=text("lei <> ''")),
        Index("uq_organisation_pic", "pic", unique=True, postgresql_where=text("pic <> ''")),
    )

    @property
    def has_address(self) -> bool:
        """Does a letter reach it?"""
        return bool(self.street and self.city)


class ExecutingUnit(Base):
    """An institute or a site that does the work; the legal entity stays one partner (R-007)."""

    __tablename__ = "executing_unit"

    id: Mapped[int] = number()
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), init=False)
    organisation: Mapped[Organisation] = relationship(back_populates="units")
    name: Mapped[str]

    __table_args__ = (
        Index("uq_executing_unit_name", "organisation_id", func.lower(text("name")), unique=True),
    )


class Cluster(Base):
    """A cluster with its management. The cap belongs to its award, the people to its team."""

    __tablename__ = "cluster"

    id: Mapped[int] = number()
    name: Mapped[str] = mapped_column(unique=True)
    management_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), init=False)
    management: Mapped[Organisation] = relationship()
    """The legal entity that manages the cluster and receives its grants."""
    region: Mapped[str] = mapped_column(default="")
    """The Land, for the table of successes by state."""
    field: Mapped[str] = mapped_column(default="")
    """Field of technology, in the cluster's own words."""
    unsigned: Mapped[bool] = mapped_column(default=False, init=False, server_default=false())
    """Did somebody sign for it once, and nobody can now? Kept by the database (K-11)."""
    synthetic: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    team: Mapped[list["Membership"]] = relationship(
        back_populates="cluster", default_factory=list, order_by="Membership.id"
    )

    __table_args__ = (Index("ix_cluster_unsigned", "name", postgresql_where=text("unsigned")),)


class Membership(Base):
    """A person in a cluster's team. Leaving ends access at once."""

    __tablename__ = "membership"

    id: Mapped[int] = number()
    cluster_id: Mapped[int] = mapped_column(ForeignKey("cluster.id"), index=True, init=False)
    cluster: Mapped[Cluster] = relationship(back_populates="team")
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    person: Mapped[Person] = relationship()
    role: Mapped[TeamRole] = mapped_column("part", enum_column(TeamRole, name="part"))
    since: Mapped[datetime]
    until: Mapped[datetime | None] = mapped_column(default=None)

    __table_args__ = (
        Index(
            "uq_membership_current",
            "person_id",
            "cluster_id",
            unique=True,
            postgresql_where=text("until is null"),
        ),
    )


class ClusterMember(Base):
    """An organisation that belongs to a cluster (Clusterakteur)."""

    __tablename__ = "cluster_member"

    id: Mapped[int] = number()
    cluster_id: Mapped[int] = mapped_column(ForeignKey("cluster.id"), init=False)
    cluster: Mapped[Cluster] = relationship()
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), init=False)
    organisation: Mapped[Organisation] = relationship()

    __table_args__ = (UniqueConstraint("cluster_id", "organisation_id"),)
