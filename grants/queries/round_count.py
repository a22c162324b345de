"""How many applications of a round are of some kind."""

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.round import Round


def count_applications(session: Session, round_: Round, *narrowed: ColumnElement[bool]) -> int:
    """How many applications of the round are like this."""
    rows = select(Application.id).where(Application.round_id == round_.id, *narrowed)
    return session.scalar(select(func.count()).select_from(rows.subquery())) or 0
