"""Dates as an iCalendar file, which every calendar program can subscribe to (RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from grants.programme.calendar import ZONE
from grants.programme.calendar_entry import CalendarEntry
from grants.programme.words import Language, Words

if TYPE_CHECKING:
    from icalendar import Event

MAKER = "-//InterClust//Funding portal//DE"
ASK_AGAIN = timedelta(hours=6)
"""How often a calendar program may look for changes."""


def calendar_file(
    name: Words, entries: Iterable[CalendarEntry], *, language: Language, public_url: str, host: str
) -> bytes:
    """The file. `host` makes the identities of the entries our own, whatever their address."""
    from icalendar import Calendar  # noqa: PLC0415 - 80 modules, and few pages ask

    made = Calendar()
    made.add("prodid", MAKER)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name.into(language))
    made.add("refresh-interval", ASK_AGAIN, parameters={"value": "DURATION"})
    for entry in entries:
        made.add_component(_event(entry, language, public_url, host))
    made.add_missing_timezones()
    content: bytes = made.to_ical()
    return content


def _event(entry: CalendarEntry, language: Language, public_url: str, host: str) -> "Event":
    from icalendar import Event  # noqa: PLC0415

    event = Event()
    event.add("uid", f"{entry.code}@{host}")
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("sequence", entry.moved)
    event.add("summary", entry.what.into(language))
    event.add("dtstart", _start(entry.at) if isinstance(entry.at, datetime) else entry.at)
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    if entry.note:
        event.add("description", entry.note.into(language))
    if entry.place:
        event.add("url", public_url + entry.place)
    return event


def _start(at: datetime) -> datetime:
    """The moment in Berlin's time; in UTC where that time comes twice."""
    local = at.astimezone(ZONE)
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return at.astimezone(UTC) if twice else local
