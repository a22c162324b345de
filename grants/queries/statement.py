"""What statements of companies and clusters have in common: the latest one counts."""

from typing import TypeVar

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from grants.models.aid_statement import AidStatement
from grants.models.size_statement import SizeStatement

Statement = TypeVar("Statement", AidStatement, SizeStatement)


def latest(session: Session, kind: type[Statement], of: ColumnElement[bool]) -> Statement | None:
    """The statement that counts, with its author and its terms; None while nobody made one."""
    return session.scalar(
        select(kind)
        .where(of)
        .options(joinedload(kind.stated_by), joinedload(kind.terms))
        .order_by(kind.id.desc())
        .limit(1)
    )
