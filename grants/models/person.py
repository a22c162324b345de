"""People with an account, their sign-ins and their invitations."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.base import Base, number
from grants.programme.people import Actor, Role
from grants.programme.words import Language


class Person(Base):
    """One account of one person in one role."""

    __tablename__ = "person"

    id: Mapped[int] = number()
    email: Mapped[str]
    name: Mapped[str]
    role: Mapped[Role]
    password_hash: Mapped[str | None] = mapped_column(default=None)
    """Argon2; empty until an invitation is accepted."""
    language: Mapped[str] = mapped_column(default="de")
    active: Mapped[bool] = mapped_column(default=True)
    synthetic: Mapped[bool] = mapped_column(default=False)
    """Invented for a demonstration; production refuses to start with such an account."""
    created_at: Mapped[datetime]

    __table_args__ = (
        Index("uq_person_email", func.lower(text("email")), unique=True),
        CheckConstraint("language in ('de', 'en')", name="language"),
        CheckConstraint("position('@' in email) > 1", name="email"),
    )

    @property
    def speaks(self) -> Language:
        """The language in which we write to this person."""
        return "en" if self.language == "en" else "de"

    def as_actor(self, request_id: str = "") -> Actor:
        """This person as the one who asks or acts."""
        return Actor(
            person_id=self.id,
            role=self.role,
            name=self.name,
            language=self.speaks,
            request_id=request_id,
        )


class SignIn(Base):
    """One signed-in browser. It ends at once on sign-out, new password or new role."""

    __tablename__ = "sign_in"

    id: Mapped[int] = number()
    token_hash: Mapped[str] = mapped_column(unique=True)
    """SHA-256 of the token in the cookie; the token itself is never kept."""
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, init=False)
    person: Mapped[Person] = relationship()
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)


class SignInAttempt(Base):
    """One try to sign in, counted to slow down guessing."""

    __tablename__ = "sign_in_attempt"

    id: Mapped[int] = number()
    email: Mapped[str]
    address: Mapped[str]
    at: Mapped[datetime]
    succeeded: Mapped[bool]

    __table_args__ = (
        Index(None, "email", "at"),
        Index(None, "address", "at"),
        Index(None, "at"),
    )


class Invitation(Base):
    """A link that lets one person at one address take one role, once."""

    __tablename__ = "invitation"

    id: Mapped[int] = number()
    token_hash: Mapped[str] = mapped_column(unique=True)
    email: Mapped[str]
    name: Mapped[str]
    role: Mapped[Role]
    cluster_id: Mapped[int | None] = mapped_column(
        ForeignKey("cluster.id"), index=True, default=None
    )
    team_role: Mapped[str | None] = mapped_column("part", default=None)
    """The role in the cluster's team: author, signatory or reader."""
    partner_id: Mapped[int | None] = mapped_column(
        ForeignKey("partner.id"), index=True, default=None
    )
    """The partner whose part in a joint project the person is to keep."""
    round_id: Mapped[int | None] = mapped_column(
        ForeignKey("round.id", use_alter=True), default=None
    )
    """The round in whose jury the person is to sit."""
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None] = mapped_column(default=None)
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)

    __table_args__ = (
        CheckConstraint("cluster_id is null or partner_id is null", name="one_place"),
    )

    @property
    def joins(self) -> bool:
        """Does it lead an account to a team or a part, rather than to a role or a password?"""
        return self.cluster_id is not None or self.partner_id is not None
