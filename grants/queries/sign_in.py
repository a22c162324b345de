"""Who sits behind a signed-in browser."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Label, literal_column, select
from sqlalchemy.orm import Session

from grants.models.connection import CLOCK
from grants.models.person import Person, SignIn


@dataclass(frozen=True, slots=True)
class Seen:
    """A live sign-in with its person and the database's time."""

    sign_in: SignIn
    person: Person
    at: datetime


def find_sign_in(session: Session, token_hash: str) -> Seen | None:
    """The live sign-in with this token, or nothing; one statement, since every page asks."""
    clock: Label[datetime] = literal_column(f"({CLOCK.text})").label("at")
    row = session.execute(
        select(SignIn, Person, clock)
        .join(SignIn.person)
        .where(SignIn.token_hash == token_hash, SignIn.ended_at.is_(None), Person.active)
    ).one_or_none()
    return None if row is None else Seen(row[0], row[1], row[2])
