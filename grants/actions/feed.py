"""The secret address of one's own calendar: made, shown once, revoked."""

import secrets
from datetime import datetime

from sqlalchemy.orm import Session

from grants.actions.link import hash_of
from grants.actions.lock import lock
from grants.actions.record import record
from grants.models.feed import Feed
from grants.models.person import Person
from grants.programme.people import Actor
from grants.queries.feed import live_feed

KIND = "person"


def make_feed(session: Session, person: Person, *, by: Actor, now: datetime) -> str:
    """A new secret for one's own calendar; an older address ends at once.

    Returns the secret, which nobody can look up later.
    """
    lock(session, person)
    _end(session, person, now)
    secret = secrets.token_urlsafe(32)
    session.add(Feed(token_hash=hash_of(secret), person=person, made_at=now))
    session.flush()
    record(session, "make_feed", KIND, str(person.id), by=by, now=now)
    return secret


def revoke_feed(session: Session, person: Person, *, by: Actor, now: datetime) -> None:
    """End the address at once; twice does no harm."""
    lock(session, person)
    if _end(session, person, now):
        record(session, "revoke_feed", KIND, str(person.id), by=by, now=now)


def _end(session: Session, person: Person, now: datetime) -> bool:
    live = live_feed(session, person.id)
    if live is None:
        return False
    live.revoked_at = now
    session.flush()
    return True
