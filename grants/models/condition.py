"""The condition under which a grant is awarded, and whether it has occurred."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.base import Base, number
from grants.models.decision import Decision
from grants.models.grant import Grant
from grants.programme.condition import ConditionType
from grants.programme.money import Money


class GrantCondition(Base):
    """What has to happen before an award takes effect, or ends it (§ 36 (2) no. 2 VwVfG)."""

    __tablename__ = "grant_condition"

    id: Mapped[int] = number()
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), init=False)
    decision: Mapped[Decision] = relationship()
    """The conditional award; while it is only proposed, so is the condition. A joint project has
    one decision, and each condition of it stands here once for each grant."""
    grant_id: Mapped[int] = mapped_column(
        ForeignKey("grant_to_recipient.id"), index=True, init=False
    )
    grant: Mapped[Grant] = relationship()
    ordinal: Mapped[int] = mapped_column(default=1, server_default="1")
    """Which condition of its decision it is, from 1."""
    type: Mapped[ConditionType]
    content: Mapped[str]
    due_on: Mapped[date]
    evidence: Mapped[str]
    consequence: Mapped[str]
    amount: Mapped[Money]
    """How much of the grant depends on it, EUR."""
    blocks_payment: Mapped[bool] = mapped_column(default=True)
    stated_on: Mapped[date | None] = mapped_column(default=None)
    """The day of its occurrence, as an officer proposed to confirm it."""
    confirmed_at: Mapped[datetime | None] = mapped_column(default=None)
    """When a second person confirmed it."""
    missed_told_at: Mapped[datetime | None] = mapped_column(default=None)
    """When officers were written to because its date had passed without that."""

    __table_args__ = (
        UniqueConstraint("decision_id", "grant_id", "ordinal"),
        CheckConstraint("ordinal >= 1", name="from_one"),
        CheckConstraint(
            "content <> '' and evidence <> '' and consequence <> ''", name="all_points"
        ),
        CheckConstraint("amount > 0", name="amount_positive"),
        CheckConstraint(
            "confirmed_at is null or stated_on is not null", name="confirmed_with_its_day"
        ),
    )
