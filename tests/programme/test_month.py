"""A month as a sheet: whole weeks, each date on its day in Berlin, in the order of the hours."""

from datetime import UTC, date, datetime

import pytest

from grants.programme.calendar_entry import CalendarEntry
from grants.programme.month import first_day, month_of
from grants.programme.words import Words

CHANGED = datetime(2026, 1, 1, tzinfo=UTC)


def entry(code, at):
    return CalendarEntry(code=code, what=Words(code, code), at=at, changed_at=CHANGED)


@pytest.mark.parametrize(
    ("asked", "first"),
    [("2027-02", date(2027, 2, 1)), ("", date(2026, 11, 1)), ("2027-13", date(2026, 11, 1)),
     ("9999-01", date(2026, 11, 1)), ("2027-2", date(2026, 11, 1)), ("٢٠٢٧-٠٢", date(2026, 11, 1))],
)  # fmt: skip
def test_an_address_names_a_month_or_means_this_one(asked, first):
    assert first_day(asked, date(2026, 11, 23)) == first


def test_the_sheet_has_whole_weeks_from_monday():
    sheet = month_of(date(2026, 11, 1), [])

    assert [len(week) for week in sheet.weeks] == [7] * 6
    assert sheet.weeks[0][0].on == date(2026, 10, 26)
    assert sum(day.within for week in sheet.weeks for day in week) == 30
    assert (sheet.before, sheet.after) == ("2026-10", "2026-12")
    assert sheet.name == Words("November 2026", "November 2026")


def test_a_moment_lies_on_its_day_in_berlin_and_after_whole_days():
    late = datetime(2026, 11, 16, 23, 30, tzinfo=UTC)
    sheet = month_of(
        date(2026, 11, 1),
        [entry("late", late), entry("whole", date(2026, 11, 17)), entry("next", date(2026, 12, 1))],
    )

    (day,) = sheet.busy
    assert day.on == date(2026, 11, 17)
    assert [one.code for one in day.entries] == ["whole", "late"]
