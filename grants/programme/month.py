"""A month as a sheet: weeks from Monday to Sunday, each day with what is on it."""

import calendar
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from grants.programme.calendar import ZONE, months_later
from grants.programme.calendar_entry import CalendarEntry
from grants.programme.words import MONTHS_DE, MONTHS_EN, Words

YEARS: Final = range(1990, 2200)
"""Years in which anything of a programme can lie."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the sheet."""

    on: date
    within: bool
    """Does it belong to the month, or only to its first or last week?"""
    entries: tuple[CalendarEntry, ...]
    """Whole days first, then by the hour."""


@dataclass(frozen=True, slots=True)
class Month:
    """The sheet of one month."""

    first: date
    weeks: tuple[tuple[Day, ...], ...]

    @property
    def name(self) -> Words:
        """Such as November 2026."""
        at, year = self.first.month - 1, self.first.year
        return Words(f"{MONTHS_DE[at]} {year}", f"{MONTHS_EN[at]} {year}")

    @property
    def busy(self) -> tuple[Day, ...]:
        """The days of the month on which there is something."""
        return tuple(day for week in self.weeks for day in week if day.within and day.entries)

    @property
    def before(self) -> str:
        """The month before, as an address names it."""
        return f"{months_later(self.first, -1):%Y-%m}"

    @property
    def after(self) -> str:
        """The month after."""
        return f"{months_later(self.first, 1):%Y-%m}"


def first_day(asked: str, now: date) -> date:
    """The first day of the month that an address such as 2026-11 names; of this month otherwise."""
    found = re.fullmatch(r"(\d{4})-(\d{2})", asked, re.ASCII)
    if found and int(found[1]) in YEARS and 1 <= int(found[2]) <= len(MONTHS_EN):
        return date(int(found[1]), int(found[2]), 1)
    return now.replace(day=1)


def month_of(first: date, entries: Iterable[CalendarEntry]) -> Month:
    """The sheet of the month that begins on this day."""
    by_day = defaultdict(list)
    for entry in entries:
        by_day[day_of(entry)].append(entry)
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return Month(
        first,
        tuple(
            tuple(
                Day(on, on.month == first.month, tuple(sorted(by_day[on], key=_hour)))
                for on in week
            )
            for week in weeks
        ),
    )


def day_of(entry: CalendarEntry) -> date:
    """The day in Berlin on which it is."""
    return entry.at.astimezone(ZONE).date() if isinstance(entry.at, datetime) else entry.at


def _hour(entry: CalendarEntry) -> tuple[datetime, str]:
    whole = datetime.combine(day_of(entry), time.min, ZONE)
    return entry.at if isinstance(entry.at, datetime) else whole, entry.code
