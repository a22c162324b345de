"""What a new round can be made of: authorities, the programme, the next free number."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from grants.models.authority import Authority
from grants.models.round import Programme, Round
from grants.programme.calendar import today
from grants.programme.terms import Terms


def authorities(session: Session, now: datetime) -> dict[str, str]:
    """Every granting authority that exists today: its code and its name of the day."""
    known = session.scalars(
        select(Authority).options(selectinload(Authority.versions)).order_by(Authority.code)
    )
    named = {each.code: each.on(today(now)) for each in known}
    return {code: version.name for code, version in named.items() if version is not None}


def authority_of(session: Session, code: str) -> Authority:
    """The authority with this code, which a form has offered."""
    return session.scalars(select(Authority).where(Authority.code == code)).one()


def programme_of(session: Session, terms: Terms) -> Programme:
    """The programme these terms belong to; the first round of a programme brings it along."""
    known = session.scalar(select(Programme).where(Programme.code == terms.code))
    return known or Programme(code=terms.code, name_de=terms.name.de, name_en=terms.name.en)


def next_number(session: Session) -> int:
    """One more than the highest number of a round."""
    return (session.scalar(select(func.max(Round.number))) or 0) + 1
