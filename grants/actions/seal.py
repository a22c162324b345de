"""The clock seals the record of acts: from then on nobody can change a row unseen."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from itertools import islice
from typing import Any, Final

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from grants.models.record import ActMark, Seal
from grants.programme.sealed import BEGINNING, Tree, leaf_of, naming, seal_digest
from grants.queries.seal_check import rows_between, veiled
from grants.queries.settled import last_settled_act
from grants.queries.verify import BEFORE_ALL

MOST_AT_ONCE: Final = 10_000
"""Acts under one seal; the rest follows with the next turn of the clock."""
MARKS_AT_ONCE: Final = 1000
SALT_BYTES: Final = 16


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
    tree, numbers = Tree(), []
    marks = (_mark(row) for row in rows_between(session, after, last))
    while some := list(islice(marks, MARKS_AT_ONCE)):
        session.execute(insert(ActMark), some)
        for mark in some:
            tree.add(mark["leaf"])
            numbers.append(mark["act_id"])
    whole = {"first": numbers[0], "last": last, "acts": len(numbers), "root": tree.root}
    session.add(
        Seal(
            first_act_id=numbers[0],
            last_act_id=last,
            acts=len(numbers),
            previous=previous,
            digest=seal_digest(previous=previous, sealed_at=now, **whole),
            sealed_at=now,
            root=tree.root,
        )
    )
    session.flush()
    return len(numbers)


def _mark(row: Mapping[str, Any]) -> dict[str, Any]:
    """The leaf of an act, with a fresh salt for each of its words about people."""
    veils = {place: {"salt": secrets.token_hex(SALT_BYTES)} for place in naming(row)}
    covered = veiled(row, veils)
    assert covered is not None  # noqa: S101 - nothing of it was erased before it had a salt
    return {"act_id": row["id"], "leaf": leaf_of(covered), "veils": veils}
