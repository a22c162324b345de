"""Mails for tests."""

from datetime import UTC, datetime
from itertools import count

from grants.actions.mail import put_in_outbox

WRITTEN = datetime(2026, 4, 16, 8, tzinfo=UTC)
_next = count(1)


def a_mail(session, address="anna@example.org", *, key=None, **more):
    """A mail in the outbox."""
    given = {
        "kind": "note",
        "to": None,
        "name": "Anna Albrecht",
        "language": "de",
        "subject": "Prüfung",
        "body": "Guten Tag,\n\nalles gut. Größe: 5\n",
        "now": WRITTEN,
    }
    return put_in_outbox(
        session, key=key or f"note/{next(_next)}", address=address, **(given | more)
    )
