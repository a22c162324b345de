"""What a round set for a stage of its reminders, by version; every version stays as it is."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.base import Base, number
from grants.models.person import Person
from grants.models.round import Round
from grants.programme.round_mail import MailReaders, MailSetting
from grants.programme.words import Words


class RoundMail(Base):
    """One version; the latest one counts. A trigger refuses to change or delete it."""

    __tablename__ = "round_mail"

    id: Mapped[int] = number()
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), init=False)
    round: Mapped[Round] = relationship()
    stage: Mapped[str]
    """Code of the stage in the terms of the round."""
    version: Mapped[int]
    sends: Mapped[bool]
    readers: Mapped[MailReaders]
    copy: Mapped[bool]
    more_de: Mapped[str]
    more_en: Mapped[str]
    set_at: Mapped[datetime]
    set_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    set_by: Mapped[Person] = relationship()

    __table_args__ = (
        UniqueConstraint("round_id", "stage", "version"),
        CheckConstraint("version >= 1", name="version_from_one"),
        CheckConstraint("(more_de = '') = (more_en = '')", name="both_languages"),
    )

    @property
    def setting(self) -> MailSetting:
        """As the reminders read it."""
        more = Words(self.more_de, self.more_en)
        return MailSetting(sends=self.sends, readers=self.readers, copy=self.copy, more=more)
