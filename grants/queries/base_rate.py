"""The base rates that are known, and how they came to be."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from grants.models.base_rate import BaseRate


def known_base_rates(session: Session) -> dict[date, Decimal]:
    """What counts, in per cent, by the first day of the half-year; one statement."""
    rows = session.execute(
        select(BaseRate.begins, BaseRate.rate).order_by(BaseRate.begins, BaseRate.version)
    )
    return dict(rows.all())


def every_base_rate(session: Session) -> Sequence[BaseRate]:
    """All versions, the latest half-year and version first; one statement."""
    return session.scalars(
        select(BaseRate)
        .options(joinedload(BaseRate.entered_by))
        .order_by(BaseRate.begins.desc(), BaseRate.version.desc())
    ).all()


def latest_base_rate(session: Session, begins: date) -> BaseRate | None:
    """The version that counts for this half-year; one statement."""
    return session.scalar(
        select(BaseRate).where(BaseRate.begins == begins).order_by(BaseRate.version.desc()).limit(1)
    )
