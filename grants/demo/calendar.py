"""The days of the demonstration, counted from the day it is planted, so that it never grows old."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from grants.programme.calendar import (
    closing_instant,
    end_of_month,
    months_later,
    next_working_day,
    today,
)

LAND = "BE"


@dataclass(frozen=True, slots=True)
class Days:
    """Moments before and after the planting."""

    now: datetime

    def ago(self, months: int, days: int = 0) -> datetime:
        """Noon so many months before, plus some days, on a working day; never after now."""
        there = months_later(today(self.now), -months) + timedelta(days=days)
        noon = datetime.combine(next_working_day(there, LAND), time(10, 30), UTC)
        return min(noon, self.now)

    def first_of(self, months: int) -> date:
        """The first day of the month so many months from now; negative: before."""
        return months_later(today(self.now).replace(day=1), months)

    def last_of(self, months: int) -> date:
        """The last day of the month so many months from now."""
        return end_of_month(self.first_of(months))

    def closing(self, months: int, days: int = 0) -> datetime:
        """The end of a day so many months from now, as a deadline."""
        there = months_later(today(self.now), months) + timedelta(days=days)
        return closing_instant(next_working_day(there, LAND), time(23, 59, 59))
