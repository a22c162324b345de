"""The moments tests speak of: the programme's clock stands at noon on a summer day in Berlin."""

from datetime import UTC, datetime, timedelta

NOON = datetime(2028, 5, 17, 10, 0, tzinfo=UTC)
"""17 May 2028, 12:00 in Berlin."""
IN_TIME = (NOON + timedelta(days=60)).date()
"""A day by which something is to be answered."""


def days(count):
    """So many days later; a negative count is earlier."""
    return NOON + timedelta(days=count)
