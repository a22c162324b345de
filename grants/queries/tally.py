"""How many applications were handed in, by round and state: kept by the database, not counted."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grants.models.application import HandedIn
from grants.models.round import Round
from grants.programme.stages import ApplicationState

Tally = dict[ApplicationState, int]


def tally_of(session: Session, rounds: Iterable[Round]) -> dict[int, Tally]:
    """The counts of these rounds, by the id of the round and the state; one statement.

    A round without applications has an empty tally. An application that was withdrawn as a draft
    was never handed in and is not counted.
    """
    tally: dict[int, Tally] = {each.id: {} for each in rounds}
    change = func.sum(HandedIn.change)
    kept = session.execute(
        select(HandedIn.round_id, HandedIn.state, change)
        .where(HandedIn.round_id.in_(tally))
        .group_by(HandedIn.round_id, HandedIn.state)
        .having(change > 0)
    )
    for round_id, state, count in kept:
        tally[round_id][state] = int(count)
    return tally
