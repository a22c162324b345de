"""Something with a date that a calendar program shows: a deadline, a report, a planned step."""

from dataclasses import dataclass
from datetime import date, datetime

from grants.programme.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """One entry; by its code a calendar recognises it, however often it moves."""

    code: str
    """Such as round-6-closes: the same in every calendar, for good."""
    what: Words
    at: date
    """A whole day, or the moment at which a deadline ends."""
    changed_at: datetime
    """When it was last written."""
    moved: int = 0
    """How often its date has moved."""
    place: str = ""
    """The page about it, such as /calls/6."""
    note: Words | None = None
    cancelled: bool = False
