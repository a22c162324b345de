"""The record of acts: what people did, in rows that cannot be changed."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from grants.models.base import Base, number


class Act(Base):
    """One act of one person or of the clock. A trigger refuses to change or delete it."""

    __tablename__ = "act"

    id: Mapped[int] = number()
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    """Empty when the clock or an operator at the command line acted."""
    actor_name: Mapped[str]
    role: Mapped[str]
    act: Mapped[str]
    """The verb, such as submit_application."""
    object_kind: Mapped[str]
    object_number: Mapped[str]
    """Public number of what was acted upon, such as R6-0007."""
    before: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    after: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    reason: Mapped[str] = mapped_column(default="")
    request_id: Mapped[str] = mapped_column(default="")

    __table_args__ = (Index(None, "object_kind", "object_number", "id"), Index(None, "at"))


class ActMark(Base):
    """What a sealed act is in the tree of its seal, and the salts of its words about people."""

    __tablename__ = "act_mark"

    act_id: Mapped[int] = mapped_column(ForeignKey("act.id"), primary_key=True, autoincrement=False)
    leaf: Mapped[str]
    """The fingerprint of the act, in which fingerprints stand for words about people."""
    veils: Mapped[dict[str, Any]]
    """By place: the salt; once the word was erased, its fingerprint in place of the salt."""


class Seal(Base):
    """A fingerprint over a run of acts and over the seal before it."""

    __tablename__ = "seal"

    id: Mapped[int] = number()
    first_act_id: Mapped[int]
    last_act_id: Mapped[int] = mapped_column(unique=True)
    acts: Mapped[int]
    previous: Mapped[str]
    digest: Mapped[str] = mapped_column(unique=True)
    sealed_at: Mapped[datetime]
    root: Mapped[str] = mapped_column(default="")
    """The fingerprint over the tree of its acts; the oldest seals have none and go over the rows
    themselves, one after the other."""

    __table_args__ = (CheckConstraint("root = '' or length(root) = 64", name="root"),)
