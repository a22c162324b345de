"""Granting authorities: who decides, who signs, and how to contest a decision, by date."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.base import Base, number


class Remedy(StrEnum):
    """How a decision of the authority is contested (R-051)."""

    OBJECTION = "objection"
    """Widerspruch, at the authority."""
    COURT_ACTION = "court_action"
    """Klage, at the court, because a supreme federal authority decided."""


class Authority(Base):
    """A granting authority, whatever it is called at a time."""

    __tablename__ = "authority"

    id: Mapped[int] = number()
    code: Mapped[str] = mapped_column(unique=True)
    versions: Mapped[list["AuthorityVersion"]] = relationship(
        back_populates="authority", order_by="AuthorityVersion.valid_from", default_factory=list
    )

    def on(self, day: date) -> "AuthorityVersion | None":
        """What held on this day: the latest version that had begun."""
        begun = [version for version in self.versions if version.valid_from <= day]
        return begun[-1] if begun else None


class AuthorityVersion(Base):
    """Name, address, signatories and remedy of an authority from a day on."""

    __tablename__ = "authority_version"

    id: Mapped[int] = number()
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), init=False)
    authority: Mapped[Authority] = relationship(back_populates="versions")
    valid_from: Mapped[date]
    name: Mapped[str]
    acting_for: Mapped[str] = mapped_column(default="")
    """On whose behalf it acts, in German, such as "im Auftrag des Bundesministeriums ..."."""
    acting_for_en: Mapped[str] = mapped_column(default="")
    street: Mapped[str]
    postcode: Mapped[str]
    city: Mapped[str]
    email: Mapped[str]
    phone: Mapped[str] = mapped_column(default="")
    contact_name: Mapped[str]
    first_signatory: Mapped[str]
    first_signatory_function: Mapped[str]
    first_signatory_function_en: Mapped[str] = mapped_column(default="")
    second_signatory: Mapped[str]
    second_signatory_function: Mapped[str]
    second_signatory_function_en: Mapped[str] = mapped_column(default="")
    remedy: Mapped[Remedy]
    remedy_body: Mapped[str]
    """The authority or the court that receives the objection or the action."""
    remedy_seat: Mapped[str]
    remedy_address: Mapped[str] = mapped_column(default="")
    remedy_form: Mapped[str] = mapped_column(default="")
    """In which form, a full German sentence that a lawyer has approved."""
    remedy_form_en: Mapped[str] = mapped_column(default="")

    account_holder: Mapped[str] = mapped_column(default="", server_default="")
    account_iban: Mapped[str] = mapped_column(default="", server_default="")
    """The account from which its grants are paid; empty where somebody else pays."""
    account_bic: Mapped[str] = mapped_column(default="", server_default="")

    __table_args__ = (UniqueConstraint("authority_id", "valid_from"),)
