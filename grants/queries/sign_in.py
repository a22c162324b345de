"""Who sits behind a signed-in browser."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Label, Text, bindparam, literal_column, select
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
    row = session.execute(LIVE, {"token": token_hash}).one_or_none()
    return None if row is None else Seen(row[0], row[1], row[2])


AT: Final[Label[datetime]] = literal_column(f"({CLOCK.text})").label("at")
LIVE: Final = (
    select(SignIn, Person, AT)
    .join(SignIn.person)
    .where(
        SignIn.token_hash == bindparam("token", type_=Text),
        SignIn.ended_at.is_(None),
        Person.active,
    )
)
