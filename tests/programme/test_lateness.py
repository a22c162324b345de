"""How late an application is, to the second (R-014)."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from grants.programme.calendar import ZONE, closing_instant
from grants.programme.lateness import lateness, seconds_late
from grants.programme.words import Words

CLOSES = closing_instant(date(2028, 6, 30), time(23, 59, 59))


@pytest.mark.parametrize(
    ("over", "seconds", "german"),
    [
        (timedelta(seconds=-1), 0, None),
        (timedelta(0), 0, None),
        (timedelta(microseconds=1), 1, "1 Sekunde"),
        (timedelta(seconds=1), 1, "1 Sekunde"),
        (timedelta(seconds=1, microseconds=1), 2, "2 Sekunden"),
        (timedelta(seconds=59), 59, "59 Sekunden"),
        (timedelta(minutes=1), 60, "1 Minute"),
        (timedelta(hours=1, seconds=2), 3602, "1 Stunde 2 Sekunden"),
        (timedelta(days=2, hours=3, minutes=1), 183_660, "2 Tage 3 Stunden 1 Minute"),
    ],
)
def test_r014_every_second_begun_counts_and_the_moment_itself_does_not(over, seconds, german):
    late = lateness(CLOSES + over, CLOSES)

    assert seconds_late(CLOSES + over, CLOSES) == seconds
    assert (late.de if late else None) == german


def test_r014_lateness_is_said_in_english_too():
    assert lateness(CLOSES + timedelta(days=1, seconds=1), CLOSES) == Words(
        "1 Tag 1 Sekunde", "1 day 1 second"
    )


def test_r014_the_hour_that_comes_twice_is_an_hour():
    closes = datetime(2028, 10, 29, 0, 30, tzinfo=UTC).astimezone(ZONE)
    received = datetime(2028, 10, 29, 1, 30, tzinfo=UTC).astimezone(ZONE)

    assert closes.strftime("%H:%M") == received.strftime("%H:%M") == "02:30"
    assert lateness(received, closes) == Words("1 Stunde", "1 hour")
