"""Requests of recipients to have their grant amended, each with what became of it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.base import Base, number
from grants.models.decision import Decision
from grants.models.grant import Grant
from grants.models.person import Person
from grants.programme.amendment_request import RequestKind, RequestState


class AmendmentRequest(Base):
    """What is asked for and why; an officer drafts the amendment from it, or refuses it."""

    __tablename__ = "amendment_request"

    id: Mapped[int] = number()
    grant_id: Mapped[int] = mapped_column(ForeignKey("grant_to_recipient.id"), init=False)
    grant: Mapped[Grant] = relationship()
    ordinal: Mapped[int]
    """Counted within the grant."""
    kind: Mapped[RequestKind]
    wanted: Mapped[str]
    """What is to be changed, with its figures, as the recipient wrote it."""
    reason: Mapped[str]
    ends_on: Mapped[date | None] = mapped_column(default=None)
    """The last day that is wanted, where another one is."""
    state: Mapped[RequestState] = mapped_column(default=RequestState.OPEN)
    sent_at: Mapped[datetime]
    sent_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    sent_by: Mapped[Person] = relationship(foreign_keys=[sent_by_id])
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), init=False)
    decided_by: Mapped[Person | None] = relationship(foreign_keys=[decided_by_id], default=None)
    remark: Mapped[str] = mapped_column(default="")
    """Why it was refused; the recipient reads it."""
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), init=False)
    decision: Mapped[Decision | None] = relationship(default=None)
    """The amendment that was drafted from it last."""

    __table_args__ = (
        UniqueConstraint("grant_id", "ordinal"),
        CheckConstraint("wanted <> '' and reason <> ''", name="all_is_said"),
        CheckConstraint(
            "(kind in ('extension', 'early_end')) = (ends_on is not null)", name="another_end"
        ),
        CheckConstraint(
            "(state = 'open') = (decided_at is null)"
            " and (decided_at is null) = (decided_by_id is null)",
            name="decided_by_whom",
        ),
        CheckConstraint("state <> 'refused' or remark <> ''", name="refused_why"),
        CheckConstraint(
            "state <> 'granted' or decision_id is not null", name="granted_by_decision"
        ),
        Index(
            "uq_amendment_request_open",
            "grant_id",
            unique=True,
            postgresql_where=text("state = 'open'"),
        ),
    )

    @property
    def number(self) -> str:
        """03INT400A-Ä2: of the grant, and which one."""
        return f"{self.grant.number}-Ä{self.ordinal}"
