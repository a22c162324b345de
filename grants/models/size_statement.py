"""What a company said about its size, and what followed from it (R-026)."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.base import Base, number
from grants.models.organisation import Organisation
from grants.models.person import Person
from grants.models.round import TermsVersion
from grants.programme.organisation import Size


class SizeStatement(Base):
    """One answered questionnaire; the latest one counts, earlier ones stay as they are."""

    __tablename__ = "size_statement"

    id: Mapped[int] = number()
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id"), index=True, init=False
    )
    organisation: Mapped[Organisation] = relationship()
    year: Mapped[int]
    """The closed year to which the figures belong."""
    answers: Mapped[dict[str, Any]]
    """The questionnaire as it was filled in; amounts as text, EUR."""
    size: Mapped[Size]
    """The size that followed."""
    terms_id: Mapped[int] = mapped_column(ForeignKey("terms_version.id"), init=False)
    terms: Mapped[TermsVersion] = relationship()
    """The terms by whose thresholds it was measured."""
    stated_at: Mapped[datetime]
    stated_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False)
    stated_by: Mapped[Person] = relationship()

    __table_args__ = (CheckConstraint("year between 2000 and 2100", name="year"),)
