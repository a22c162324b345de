"""One step of a record on its road, as most acts take it: looked up, done and written down."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy.orm import Session

from grants.actions.record import record
from grants.programme.people import Actor
from grants.programme.stages import road_of, step


class Traveller(Protocol):
    """A record that goes a road."""

    state: Any
    changed_at: Any


def move(
    session: Session,
    thing: Traveller,
    act: str,
    named: tuple[str, str],
    *,
    by: Actor | None,
    now: datetime,
    reason: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    back_to: Any = None,
) -> None:
    """Take the step and record it with both states; the caller has locked the row.

    `named` is its kind and its number, as the record of acts calls it. `before` and `after` are
    what the record keeps beside the states, `back_to` is where a detour began that ends.
    Raises NoSuchMove when its road has no such step.
    """
    kind, number = named
    start = thing.state
    thing.state = step(road_of(start).moves, act, start, by.role if by else None, back_to)
    thing.changed_at = now
    record(
        session,
        f"{act}_{kind}",
        kind,
        number,
        by=by,
        now=now,
        before={"state": start.value, **(before or {})},
        after={"state": thing.state.value, **(after or {})},
        reason=reason,
    )
