"""Hearings before a burdening decision (§ 28 VwVfG), and since when the facts are known."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column, relationship

from grants.models.base import Base, number
from grants.models.grant import Grant
from grants.models.person import Person
from grants.programme.stages import GrantState


class Heard(MappedAsDataclass, kw_only=True, eq=False, repr=False):
    """What every hearing keeps: a letter and its answer, or why nobody is heard."""

    subject: Mapped[str]
    """What is intended and why, in German, as the hearing letter says it."""
    letter_on: Mapped[date | None] = mapped_column(default=None)
    answer_until: Mapped[date | None] = mapped_column(default=None)
    answered_on: Mapped[date | None] = mapped_column(default=None)
    answer: Mapped[str] = mapped_column(default="")
    """What the recipient said, in short."""
    waived_reason: Mapped[str] = mapped_column(default="")
    """Why nobody is heard (§ 28 (2) VwVfG)."""

    @property
    def waived(self) -> bool:
        """Is nobody heard, for a reason?"""
        return self.letter_on is None


def hearing_rules() -> tuple[CheckConstraint, ...]:
    """What the database asks of every hearing."""
    return (
        CheckConstraint("subject <> ''", name="subject"),
        CheckConstraint(
            "(letter_on is null) = (waived_reason <> '')"
            " and (letter_on is null) = (answer_until is null)",
            name="letter_or_waiver",
        ),
        CheckConstraint("answer_until > letter_on", name="time_to_answer"),
        CheckConstraint("answered_on >= letter_on", name="answered_after_the_letter"),
    )


class Hearing(Heard, Base):
    """The recipient of a grant is heard, or an officer says why not."""

    __tablename__ = "hearing"

    id: Mapped[int] = number()
    grant_id: Mapped[int] = mapped_column(
        ForeignKey("grant_to_recipient.id"), index=True, init=False
    )
    grant: Mapped[Grant] = relationship()
    heard_from: Mapped[GrantState]
    """Where the grant stood before; it goes back there when nothing, or not all, is revoked."""
    known_on: Mapped[date | None] = mapped_column(default=None)
    """Since when the competent officer knows all facts; the one-year limit runs from it (R-053)."""
    deceit: Mapped[bool] = mapped_column(default=False)
    """Deceit, threat or bribery: then there is no such limit."""
    warned_months: Mapped[int] = mapped_column(default=0)
    """After how many months officers were last warned of the end of the limit."""
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    opened_by: Mapped[Person] = relationship()
    opened_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    """When it led to a decision, or was dropped."""

    __table_args__ = (
        *hearing_rules(),
        Index(
            "uq_hearing_open",
            "grant_id",
            unique=True,
            postgresql_where=text("ended_at is null"),
        ),
    )
