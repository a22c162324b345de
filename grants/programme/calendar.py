"""The programme's calendar: months, working days, deadlines, and the zone in which they count.

Sources: §§ 187, 188 and 193 BGB, applied through § 31 VwVfG.
"""

import calendar
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from grants.programme.dates import DeadlineKind

ZONE: Final = ZoneInfo("Europe/Berlin")
"""Where a day begins and ends for the programme."""

DECEMBER: Final = 12
SATURDAY: Final = 5


class NoSuchInstant(ValueError):
    """The local time happens twice or never, because the clocks change: name another one."""


def today(now: datetime) -> date:
    """The day it is for the programme at this moment."""
    return now.astimezone(ZONE).date()


def months_later(day: date, months: int) -> date:
    """The same day of the month so many months later, or that month's last day (§ 188(3) BGB)."""
    year, month = divmod(day.year * DECEMBER + day.month - 1 + months, DECEMBER)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def end_of_month(day: date) -> date:
    """The last day of this day's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def last_day_of_phase(start: date, months: int) -> date:
    """The last day on which a phase of so many months may still run (R-011).

    The first day counts (§ 187(2) BGB), so a phase ends the day before the same day comes again.
    Where the last month has no such day, it ends with that month.
    """
    same_day = months_later(start, months)
    return same_day - timedelta(days=1) if same_day.day == start.day else same_day


def is_working_day(day: date, land: str) -> bool:
    """Is the day neither Saturday nor Sunday nor a public holiday of this Land?

    Raises ValueError when there is no such Land.
    """
    return day.weekday() < SATURDAY and day not in _public_holidays(land, day.year)


def next_working_day(day: date, land: str) -> date:
    """The day itself if work is done on it, else the next one on which it is."""
    while not is_working_day(day, land):
        day += timedelta(days=1)
    return day


def previous_working_day(day: date, land: str) -> date:
    """The day itself if work is done on it, else the last one before on which it was."""
    while not is_working_day(day, land):
        day -= timedelta(days=1)
    return day


def end_of_deadline(day: date, kind: DeadlineKind, land: str) -> date:
    """The day on which a deadline really ends: a period moves, a fixed day stays (R-040)."""
    return next_working_day(day, land) if kind is DeadlineKind.FRIST else day


def closing_instant(day: date, at: time) -> datetime:
    """The moment in UTC at which a deadline ends that is written as a local day and time.

    That moment itself still counts, see `is_late`.
    Raises NoSuchInstant when the clocks change over that time, so that no deadline has two ends.
    """
    local = datetime.combine(day, at, tzinfo=ZONE)
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        raise NoSuchInstant(f"the clocks change on {day}; {at:%H:%M} is no clear time then")
    return local.astimezone(UTC)


def is_late(submitted_at: datetime, closes_at: datetime) -> bool:
    """Did it come after the deadline (R-014)? The moment of the deadline itself still counts.

    The server's clock decides, and nothing that the sender says about the time. Both are compared
    in UTC: two times of one zone would be compared as the clock on the wall shows them, also in
    the hour that comes twice.
    """
    return submitted_at.astimezone(UTC) > closes_at.astimezone(UTC)


MOST_YEARS = 12
"""Calendar years that a plan may touch: no programme runs so long, and each year is a column."""


def budget_years(first: date, last: date) -> list[int]:
    """Every calendar year touched between two days, even by a single day.

    Raises ValueError when the last day is before the first.
    """
    if last < first:
        raise ValueError(f"{last} is before {first}")
    return list(range(first.year, last.year + 1))


@lru_cache(maxsize=256)
def _public_holidays(land: str, year: int) -> frozenset[date]:
    # Three megabytes that a process without a date to move never has to load.
    import holidays  # noqa: PLC0415

    try:
        return frozenset(holidays.country_holidays("DE", subdiv=land, years=year))
    except NotImplementedError as wrong:
        raise ValueError(f"there is no Land {land!r}") from wrong
