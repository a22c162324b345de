"""What every round is called, where a list shows many of them."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.models.round import Programme, Round
from grants.programme.round_name import round_name
from grants.programme.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedRound:
    """A round by its name."""

    id: int
    name: Words


def names_of_rounds(session: Session) -> dict[int, NamedRound]:
    """Every round by its number, the newest first; one statement, rounds are few."""
    rows = session.execute(
        select(Round.number, Round.id, Round.ordinal, Programme.name_de, Programme.name_en)
        .join(Programme, Round.programme_id == Programme.id)
        .order_by(Round.number.desc())
    )
    return {
        row.number: NamedRound(
            id=row.id, name=round_name(Words(row.name_de, row.name_en), row.ordinal)
        )
        for row in rows
    }
