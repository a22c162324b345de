"""Granting authorities: all of them, one of them, and who runs the site."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from grants.models.authority import Authority, AuthorityVersion
from grants.programme.calendar import today


def every_authority(session: Session) -> Sequence[Authority]:
    """All authorities with their versions, by code; two statements."""
    return session.scalars(
        select(Authority).options(selectinload(Authority.versions)).order_by(Authority.code)
    ).all()


def names_of_authorities(session: Session, now: datetime) -> dict[str, str]:
    """Every authority that exists today: its code and its name of the day."""
    named = {each.code: each.on(today(now)) for each in every_authority(session)}
    return {code: version.name for code, version in named.items() if version is not None}


def find_authority(session: Session, code: str) -> Authority | None:
    """The authority with this code."""
    return session.scalar(select(Authority).where(Authority.code == code))


def operator_of_site(session: Session, now: datetime) -> AuthorityVersion | None:
    """The first authority there was, as it is today: it answers for the site."""
    first = session.scalar(select(Authority).order_by(Authority.id).limit(1))
    return first.on(today(now)) if first else None
