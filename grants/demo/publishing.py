"""Aid of the demonstration in the transparency register: what was due stands there."""

from datetime import timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.transparency import describe_aid, publish_aid
from grants.demo.calendar import Days
from grants.demo.cast import Cast
from grants.models.grant import Grant
from grants.models.transparency import AidEntry
from grants.programme.calendar import today

EARLY: Final = timedelta(days=20)
AHEAD: Final = timedelta(days=30)
FORGOTTEN: Final = "J"
"""The grant of the reference award whose aid nobody has published: an auditor finds it."""


def publish_so_far(session: Session, cast: Cast, days: Days) -> None:
    """Publish what falls due within a month, three weeks before its last day; one is forgotten."""
    found = (
        select(AidEntry)
        .join(AidEntry.grant)
        .where(AidEntry.due_on < today(days.now) + AHEAD, Grant.number.not_like(f"%{FORGOTTEN}"))
    )
    for at, entry in enumerate(session.scalars(found.order_by(AidEntry.due_on, AidEntry.id)), 1):
        on = max(min(entry.due_on - EARLY, today(days.now)), entry.granted_on)
        then = days.now - (today(days.now) - on)
        by = cast.dirk.as_actor()
        describe_aid(
            session, entry, identifier=f"VR MUSTER {at}", size=entry.size or "sme",
            region="DE60", sector="94.1", scheme="SA.99999", by=by, now=then,
        )  # fmt: skip
        publish_aid(session, entry, on=on, reference=f"TAM-MUSTER-{at}", by=by, now=then)
