"""Changes of the account of an organisation: its people propose, an officer confirms or refuses."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.base import Base, number
from grants.models.organisation import Organisation
from grants.models.person import Person


class AccountState(StrEnum):
    """How far a change is."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class AccountChange(Base):
    """An account that somebody of an organisation named; it is paid to once it is confirmed.

    A trigger refuses an account of an organisation that no confirmed row of these names.
    """

    __tablename__ = "account_change"

    id: Mapped[int] = number()
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), init=False)
    organisation: Mapped[Organisation] = relationship()
    state: Mapped[AccountState] = mapped_column(default=AccountState.PROPOSED)
    old_iban: Mapped[str]
    """What held when it was proposed; empty for the first account."""
    iban: Mapped[str]
    proposed_at: Mapped[datetime]
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    proposed_by: Mapped[Person] = relationship(foreign_keys=[proposed_by_id])
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), init=False)
    decided_by: Mapped[Person | None] = relationship(foreign_keys=[decided_by_id], default=None)
    remark: Mapped[str] = mapped_column(default="")
    """How it was verified, or why it was refused."""

    __table_args__ = (
        CheckConstraint("iban <> '' and iban <> old_iban", name="another_account"),
        CheckConstraint(
            "(state = 'proposed') = (decided_at is null)"
            " and (decided_at is null) = (decided_by_id is null)",
            name="decided_by_whom",
        ),
        CheckConstraint(
            "state not in ('confirmed', 'refused')"
            " or (decided_by_id <> proposed_by_id and remark <> '')",
            name="two_people",
        ),
        Index(
            "uq_account_change_open",
            "organisation_id",
            unique=True,
            postgresql_where=text("state = 'proposed'"),
        ),
        Index(None, "organisation_id"),
    )
