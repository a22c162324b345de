"""What a new round can be made of: the programme, the next free number."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grants.models.round import Programme, Round
from grants.programme.terms import Terms


def programme_of(session: Session, terms: Terms) -> Programme:
    """The programme these terms belong to; the first round of a programme brings it along."""
    known = session.scalar(select(Programme).where(Programme.code == terms.code))
    return known or Programme(code=terms.code, name_de=terms.name.de, name_en=terms.name.en)


def next_number(session: Session) -> int:
    """One more than the highest number of a round."""
    return (session.scalar(select(func.max(Round.number))) or 0) + 1
