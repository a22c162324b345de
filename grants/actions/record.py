"""The record of acts: each act writes one row, in its own transaction, that nobody can change."""

from datetime import datetime
from typing import Any

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
            at=now,
            actor_id=by.person_id if by else None,
            actor_name=by.name if by else CLOCK_NAME,
            role=by.role.value if by else "clock",
            act=act,
            object_kind=object_kind,
            object_number=object_number,
            before=before or {},
            after=after or {},
            reason=reason,
            request_id=by.request_id if by else "",
        )
    )
