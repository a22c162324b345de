"""Telling officers that the date of a condition has passed and nobody confirmed it."""

from datetime import datetime

from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.officer_mail import tell_officers
from grants.models.condition import GrantCondition
from grants.programme.calendar import today
from grants.queries.condition import missed_conditions


def tell_of_missed_conditions(session: Session, *, public_url: str, now: datetime) -> int:
    """Write to all officers, once for each condition; how many were missed."""
    return sum(
        _tell(session, condition, public_url=public_url, now=now)
        for condition in missed_conditions(session, today(now))
    )


def _tell(session: Session, condition: GrantCondition, *, public_url: str, now: datetime) -> bool:
    lock(session, condition.grant)
    lock(session, condition)
    if condition.confirmed_at is not None or condition.missed_told_at is not None:
        return False
    number = condition.grant.number
    tell_officers(
        session,
        "condition_missed",
        occasion=f"condition_missed/{condition.id}",
        now=now,
        number=number,
        due=condition.due_on,
        link=f"{public_url}/sponsor/grants/{number}/confirmation",
    )
    condition.missed_told_at = now
    session.flush()
    return True
