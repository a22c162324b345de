"""Applications after the deadline: which rounds take them, and how late they are (R-014).

A round that marks or accepts late applications takes them until its formal check begins; then what
is still a draft expires. Only who began before the deadline may hand in after it.
"""

from datetime import UTC, datetime, timedelta
from typing import Final

from grants.programme.dates import LatePolicy
from grants.programme.terms import Terms
from grants.programme.words import Words, counted, join

UNITS: Final = (
    (timedelta(days=1), Words("Tag", "day"), Words("Tage", "days")),
    (timedelta(hours=1), Words("Stunde", "hour"), Words("Stunden", "hours")),
    (timedelta(minutes=1), Words("Minute", "minute"), Words("Minuten", "minutes")),
    (timedelta(seconds=1), Words("Sekunde", "second"), Words("Sekunden", "seconds")),
)


def takes_late(terms: Terms) -> bool:
    """May a draft still be handed in between the deadline and the formal check?"""
    return terms.late_policy is not LatePolicy.REJECT


def seconds_late(received_at: datetime, closes_at: datetime) -> int:
    """Seconds after the deadline, each one begun counted as a whole; 0 for what came in time."""
    over = received_at.astimezone(UTC) - closes_at.astimezone(UTC)
    return max(0, -(-over // timedelta(seconds=1)))


def lateness(received_at: datetime, closes_at: datetime) -> Words | None:
    """How late it came, such as "1 Stunde 2 Sekunden"; None when it came in time."""
    left = timedelta(seconds=seconds_late(received_at, closes_at))
    parts = []
    for unit, one, many in UNITS:
        number, left = divmod(left, unit)
        if number:
            parts.append(counted(number, one, many))
    return join(parts, " ") if parts else None
