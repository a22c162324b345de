"""Aid that has to be published in the transparency register, from the day it crossed the line."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.base import Base, number
from grants.models.grant import Grant
from grants.models.person import Person
from grants.programme.money import Money
from grants.programme.transparency import AidState


class AidEntry(Base):
    """One publication of the aid in a grant (R-045). More aid after it makes another one."""

    __tablename__ = "aid_entry"

    id: Mapped[int] = number()
    grant_id: Mapped[int] = mapped_column(ForeignKey("grant_to_recipient.id"), init=False)
    grant: Mapped[Grant] = relationship()
    ordinal: Mapped[int]
    """1, 2, 3 for each grant."""
    granted_on: Mapped[date]
    """The day on which the aid of this undertaking passed the threshold, or grew beyond it."""
    due_on: Mapped[date]
    above: Mapped[Money]
    """The threshold of that day, EUR."""
    identifier: Mapped[str] = mapped_column(default="")
    """Of the beneficiary, where its organisation has no number or another one is used."""
    size: Mapped[str] = mapped_column(default="")
    """`sme` or `large`; empty until somebody says it."""
    region: Mapped[str] = mapped_column(default="")
    """NUTS 2."""
    sector: Mapped[str] = mapped_column(default="")
    """NACE group."""
    scheme: Mapped[str] = mapped_column(default="")
    """SA number of the scheme."""
    changed_at: Mapped[datetime]
    published_on: Mapped[date | None] = mapped_column(default=None)
    reference: Mapped[str] = mapped_column(default="")
    """What the register calls it."""
    content: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True), default=None)
    """The fields as they were published, by their codes, as [German, English]."""
    amount: Mapped[Money | None] = mapped_column(default=None)
    """The aid that was published, EUR."""
    waived_because: Mapped[str] = mapped_column(default="")
    done_at: Mapped[datetime | None] = mapped_column(default=None)
    """When an officer recorded the publication, or that none is needed."""
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), init=False)
    done_by: Mapped[Person | None] = relationship(default=None)

    @property
    def state(self) -> AidState:
        """How it stands."""
        if self.done_at is None:
            return AidState.OPEN
        return AidState.PUBLISHED if self.published_on is not None else AidState.WAIVED

    __table_args__ = (
        UniqueConstraint("grant_id", "ordinal"),
        CheckConstraint("ordinal >= 1", name="ordinal_from_one"),
        CheckConstraint("due_on >= granted_on", name="due_after_granted"),
        CheckConstraint("size in ('', 'sme', 'large')", name="size"),
        CheckConstraint("published_on >= granted_on", name="published_after_granted"),
        CheckConstraint(
            "num_nulls(published_on, content, amount) in (0, 3)"
            " and (published_on is null) = (reference = '')",
            name="published_with_its_content",
        ),
        CheckConstraint(
            "(done_at is not null) = (published_on is not null or waived_because <> '')"
            " and (done_at is null) = (done_by_id is null)"
            " and (published_on is null or waived_because = '')",
            name="done_by_one_way",
        ),
        Index(
            "uq_aid_entry_open", "grant_id", unique=True, postgresql_where=text("done_at is null")
        ),
        Index("ix_aid_entry_due", "due_on", postgresql_where=text("done_at is null")),
    )
