"""The clock seals the record of acts: from then on nobody can change a row unseen."""

from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.models.record import Seal
from grants.queries.settled import last_settled_act
from grants.queries.verify import BEFORE_ALL, BEGINNING, acts_between, fingerprint

MOST_AT_ONCE: Final = 10_000
"""Acts under one seal; the rest follows with the next turn of the clock."""


def seal_acts(session: Session, *, now: datetime) -> int:
    """Put every settled act that has no seal yet under a new one; how many acts.

    Nothing is sealed while somebody keeps writing; then the next turn of the clock tries again.
    """
    newest = session.scalar(select(Seal).order_by(Seal.id.desc()).limit(1))
    after = newest.last_act_id if newest else BEFORE_ALL
    last = last_settled_act(session, after, MOST_AT_ONCE)
    if last is None:
        return 0
    previous = newest.digest if newest else BEGINNING
    digest, numbers = fingerprint(acts_between(session, after, last), previous, now)
    session.add(
        Seal(
            first_act_id=numbers[0],
            last_act_id=last,
            acts=len(numbers),
            previous=previous,
            digest=digest,
            sealed_at=now,
        )
    )
    session.flush()
    return len(numbers)
