"""The number of the next grant of an award: 03INT400A, 03INT400B, and after Z comes AA."""

from string import ascii_uppercase as letters

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.models.award import Award
from grants.models.grant import Grant


def next_grant_number(session: Session, award: Award) -> str:
    """The next free number. The caller holds the lock of the award, so none comes twice."""
    taken = session.scalars(select(Grant.number).where(Grant.award_id == award.id)).all()
    last = max((number.removeprefix(award.number) for number in taken), key=_order, default="")
    return f"{award.number}{following(last)}"


def following(letter: str) -> str:
    """A after nothing, C after B, AA after Z."""
    if not letter:
        return letters[0]
    if letter[-1] != letters[-1]:
        return letter[:-1] + letters[letters.index(letter[-1]) + 1]
    return following(letter[:-1]) + letters[0]


def _order(letter: str) -> tuple[int, str]:
    return len(letter), letter
