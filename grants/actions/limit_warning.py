"""Warning officers before the one-year limit of a revocation ends (R-053)."""

from datetime import datetime

from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.officer_mail import tell_officers
from grants.actions.record import record
from grants.models.hearing import Hearing
from grants.programme.calendar import today
from grants.programme.revocation import last_day_of_limit, warning_days
from grants.queries.application import terms_of
from grants.queries.hearing import running_limits


def warn_of_limits(session: Session, *, public_url: str, now: datetime) -> int:
    """Write to all officers when nine and eleven months have passed; how many warnings.

    When the worker stood still over several warnings, only the latest one is written.
    """
    return sum(
        _warn(session, hearing, public_url=public_url, now=now)
        for hearing in running_limits(session)
    )


def _warn(session: Session, hearing: Hearing, *, public_url: str, now: datetime) -> bool:
    lock(session, hearing)
    if hearing.known_on is None or hearing.deceit or hearing.ended_at is not None:
        return False
    terms = terms_of(hearing.grant.award.terms).notification
    come = [months for months, day in warning_days(hearing.known_on, terms) if day <= today(now)]
    if not come or come[-1] <= hearing.warned_months:
        return False
    last = last_day_of_limit(hearing.known_on, terms)
    number = hearing.grant.number
    tell_officers(
        session,
        "limit",
        occasion=f"hearing/{hearing.id}/{hearing.known_on.isoformat()}/{come[-1]}",
        now=now,
        number=number,
        recipient=hearing.grant.recipient.name,
        known=hearing.known_on,
        last=last,
        passed=today(now) > last,
        link=f"{public_url}/sponsor/grants/{number}/hearing",
    )
    hearing.warned_months = come[-1]
    record(
        session,
        "warn_of_limit",
        "grant",
        number,
        by=None,
        now=now,
        after={"months": come[-1], "last_day": last.isoformat()},
    )
    session.flush()
    return True
