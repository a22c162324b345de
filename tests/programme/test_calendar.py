"""Months, working days and deadlines: R-011, R-014 and R-040."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.programme.calendar import (
    NoSuchInstant,
    budget_years,
    closing_instant,
    end_of_deadline,
    is_late,
    is_working_day,
    last_day_of_phase,
    months_later,
    next_working_day,
    previous_working_day,
    today,
)
from grants.programme.dates import DeadlineKind

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        (date(2027, 1, 1), 24, date(2028, 12, 31)),
        (date(2028, 7, 1), 36, date(2031, 6, 30)),
        (date(2027, 2, 1), 24, date(2029, 1, 31)),
        (date(2027, 1, 15), 24, date(2029, 1, 14)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2027, 3, 1), 12, date(2028, 2, 29)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
    ],
)
def test_r011_a_phase_ends_the_day_before_the_same_day_comes_again(start, months, last):
    assert last_day_of_phase(start, months) == last


@given(DAYS, st.integers(1, 60))
def test_r011_one_phase_follows_another_without_a_lost_day(start, months):
    after = last_day_of_phase(start, months) + timedelta(days=1)

    assert start < after <= months_later(start, months) + timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2027, 12, 15), 1, date(2028, 1, 15)),
        (date(2027, 3, 31), -1, date(2027, 2, 28)),
        (date(2027, 1, 15), -12, date(2026, 1, 15)),
    ],
)
def test_r040_a_month_period_ends_on_the_same_number_or_the_last_day(day, months, later):
    assert months_later(day, months) == later


def test_r040_a_period_that_ends_on_a_sunday_moves_to_the_next_working_day():
    last = months_later(date(2027, 1, 31), 1)

    assert end_of_deadline(last, DeadlineKind.FRIST, "BE") == date(2027, 3, 1)


def test_r040_a_fixed_day_does_not_move():
    sunday = date(2028, 4, 30)

    assert end_of_deadline(sunday, DeadlineKind.TERMIN, "BE") == sunday
    assert end_of_deadline(sunday, DeadlineKind.FRIST, "BE") == date(2028, 5, 2)


def test_r040_the_holidays_depend_on_the_land():
    womens_day = date(2027, 3, 8)

    assert not is_working_day(womens_day, "BE")
    assert is_working_day(womens_day, "NW")
    assert next_working_day(womens_day, "BE") == date(2027, 3, 9)
    assert previous_working_day(womens_day, "BE") == date(2027, 3, 5)


def test_r040_an_unknown_land_is_refused():
    with pytest.raises(ValueError, match="no Land 'XX'"):
        is_working_day(date(2027, 3, 8), "XX")


@given(DAYS)
def test_r040_a_working_day_is_its_own_next_and_previous_one(day):
    assert is_working_day(next_working_day(day, "BY"), "BY")
    assert previous_working_day(day, "BY") <= day <= next_working_day(day, "BY")


def test_r014_a_deadline_is_a_moment_in_utc():
    closes = closing_instant(date(2017, 3, 15), time(23, 59, 59))

    assert closes == datetime(2017, 3, 15, 22, 59, 59, tzinfo=UTC)
    assert not is_late(datetime(2017, 3, 15, 22, 59, 59, tzinfo=UTC), closes)
    assert is_late(datetime(2017, 3, 15, 23, 0, 0, tzinfo=UTC), closes)


@pytest.mark.parametrize(
    ("day", "at"),
    [
        (date(2027, 6, 30), time(12)),
        (date(2026, 3, 29), time(3, 30)),
        (date(2026, 10, 25), time(1, 30)),
        (date(2026, 10, 25), time(23, 59)),
        (date(2027, 1, 1), time(0)),
        (date(2028, 2, 29), time(23, 59, 59)),
    ],
    ids=str,
)
@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=-5))], ids=["UTC", "New York"])
@pytest.mark.parametrize(
    ("off", "late"),
    [
        (timedelta(seconds=-1), False),
        (timedelta(milliseconds=-1), False),
        (timedelta(0), False),
        (timedelta(milliseconds=1), True),
        (timedelta(seconds=1), True),
    ],
    ids=str,
)
def test_r014_the_moment_of_the_deadline_counts_and_the_one_after_is_late(day, at, zone, off, late):
    closes = closing_instant(day, at)

    assert is_late((closes + off).astimezone(zone), closes) is late


@pytest.mark.parametrize(
    ("day", "at"),
    [
        (date(2026, 10, 25), time(2, 0)),
        (date(2026, 10, 25), time(2, 30)),
        (date(2026, 3, 29), time(2, 30)),
    ],
)
def test_r014_a_deadline_while_the_clocks_change_is_refused(day, at):
    with pytest.raises(NoSuchInstant, match="the clocks change"):
        closing_instant(day, at)


def test_a_new_day_begins_in_the_programmes_zone():
    assert today(datetime(2027, 6, 30, 21, 59, tzinfo=UTC)) == date(2027, 6, 30)
    assert today(datetime(2027, 6, 30, 22, 0, tzinfo=UTC)) == date(2027, 7, 1)


def test_a_budget_year_is_touched_by_one_day():
    assert budget_years(date(2026, 12, 31), date(2028, 1, 1)) == [2026, 2027, 2028]
    with pytest.raises(ValueError, match="is before"):
        budget_years(date(2027, 1, 2), date(2027, 1, 1))
