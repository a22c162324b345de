"""The record of acts: each act writes one row, in its own transaction, that nobody can change."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from grants.models.record import Act
from grants.programme.people import Actor

CLOCK_NAME = "Uhr"


def record(
    session: Session,
    act: str,
    object_kind: str,
    object_number: str,
    *,
    by: Actor | None,
    now: datetime,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Keep that somebody did something. `by` is None when the clock acted.

    `before` and `after` hold JSON values only: money as text like "400000.00", days as ISO.
    """
    session.add(
        Act(
            **_who(by, now),
            act=act,
            object_kind=object_kind,
            object_number=object_number,
            before=before or {},
            after=after or {},
            reason=reason,
        )
    )


def record_all(
    session: Session,
    act: str,
    object_kind: str,
    done: Mapping[str, dict[str, Any]],
    *,
    now: datetime,
) -> None:
    """Keep that the clock did the same to many: what came of it, by the number of each.

    They are written at once, which is what a turn over ten thousand of them needs.
    """
    if done:
        same = {**_who(None, now), "act": act, "object_kind": object_kind, "before": {},
                "reason": ""}  # fmt: skip
        rows = [{**same, "object_number": number, "after": after}
                for number, after in done.items()]  # fmt: skip
        session.execute(insert(Act), rows)


def _who(by: Actor | None, now: datetime) -> dict[str, Any]:
    return {
        "at": now,
        "actor_id": by.person_id if by else None,
        "actor_name": by.name if by else CLOCK_NAME,
        "role": by.role.value if by else "clock",
        "request_id": by.request_id if by else "",
    }
