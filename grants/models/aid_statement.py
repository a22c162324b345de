"""What aid a company or a cluster said to have received from elsewhere (R-025, R-029)."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.base import Base, number
from grants.models.organisation import Cluster, Organisation
from grants.models.person import Person
from grants.models.round import TermsVersion


class AidStatement(Base):
    """One statement; the latest one counts, earlier ones stay as they are.

    De-minimis aid is stated by a company, aid to the whole cluster by its team.
    """

    __tablename__ = "aid_statement"

    id: Mapped[int] = number()
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id"), index=True, init=False
    )
    organisation: Mapped[Organisation | None] = relationship(default=None)
    """The company that received de-minimis aid (R-029)."""
    cluster_id: Mapped[int | None] = mapped_column(ForeignKey("cluster.id"), index=True, init=False)
    cluster: Mapped[Cluster | None] = relationship(default=None)
    """The cluster that received aid for its operation (R-025)."""
    items: Mapped[list[Any]]
    """Day, giver and amount of each, the amount as text, EUR; empty: there was none."""
    terms_id: Mapped[int] = mapped_column(ForeignKey("terms_version.id"), init=False)
    terms: Mapped[TermsVersion] = relationship()
    """The terms under which it was asked."""
    stated_at: Mapped[datetime]
    stated_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    stated_by: Mapped[Person] = relationship()

    __table_args__ = (CheckConstraint("num_nulls(organisation_id, cluster_id) = 1", name="of_one"),)
