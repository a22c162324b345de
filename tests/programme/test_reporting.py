"""When reports are due: R-041 to R-043, and the cadence of reminders."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from grants.programme.calendar import last_day_of_phase
from grants.programme.dates import DeadlineKind
from grants.programme.preset import preset
from grants.programme.reminding import reached, reminders_of
from grants.programme.reporting import (
    ReportKind,
    final_due,
    interim_due,
    not_before_award,
    partner_milestone,
    reporting_periods,
    reports_due,
)

TERMS = preset("interclust")
DATES = replace(TERMS.deadlines, declaration_month=None, success_months=None)
"""Proofs of money; what else is owed each year, or beside the last one, has its own test."""


def gapless(spans):
    """Do the spans, each with its first and last day, follow each other day by day?"""
    ordered = sorted(spans)
    return all(later[0] == earlier[1] + timedelta(days=1) for earlier, later in pairwise(ordered))


def due_dates(first, last, dates=DATES, fulfilled=None):
    return {report.code: report.due for report in reports_due(dates, first, last, fulfilled)}


def test_r041_an_interim_proof_is_due_four_months_after_the_budget_year():
    assert interim_due(DATES, 2026) == date(2027, 4, 30)
    assert due_dates(date(2026, 3, 1), date(2027, 12, 31))["2026"] == date(2027, 4, 30)


@pytest.mark.parametrize(
    ("kind", "due"),
    [(DeadlineKind.FRIST, date(2028, 5, 2)), (DeadlineKind.TERMIN, date(2028, 4, 30))],
)
def test_r041_on_a_sunday_before_a_holiday_a_period_moves_and_a_fixed_day_stays(kind, due):
    dates = replace(DATES, interim_kind=kind)

    report = reports_due(dates, date(2027, 1, 1), date(2028, 12, 31))[0]

    assert (report.named, report.due, report.deadline) == (date(2028, 4, 30), due, kind)


def test_r042_a_single_day_in_a_budget_year_owes_an_interim_proof():
    assert due_dates(date(2026, 12, 15), date(2027, 6, 30))["2026"] == date(2027, 4, 30)


def test_r042_a_round_may_waive_the_first_one_for_a_late_start():
    dates = replace(DATES, skip_first_interim_from_month=11)

    assert list(due_dates(date(2026, 12, 15), date(2028, 6, 30), dates)) == ["2027", "final"]
    assert "2026" in due_dates(date(2026, 10, 31), date(2027, 6, 30), dates)


def test_r041_the_year_in_which_the_purpose_is_fulfilled_owes_no_interim_proof():
    first, last = date(2026, 1, 1), date(2027, 6, 30)

    assert list(due_dates(first, last)) == ["2026", "final"]
    dates = replace(DATES, interim_for_last_year=True)
    assert sorted(due_dates(first, last, dates)) == ["2026", "2027", "final"]


@pytest.mark.parametrize(
    ("last", "fulfilled", "named"),
    [
        (date(2027, 2, 28), None, date(2027, 8, 31)),
        (date(2028, 12, 31), None, date(2029, 6, 30)),
        (date(2027, 2, 28), date(2027, 1, 15), date(2027, 7, 15)),
        (date(2027, 8, 31), None, date(2028, 2, 29)),
        (date(2027, 8, 31), date(2027, 8, 31), date(2028, 2, 29)),
    ],
)
def test_r043_the_final_proof_is_due_at_the_end_of_the_sixth_month(last, fulfilled, named):
    assert final_due(DATES, last, fulfilled) == named


def test_r043_a_final_proof_due_on_a_saturday_moves_as_a_period():
    assert due_dates(date(2027, 1, 1), date(2028, 12, 31))["final"] == date(2029, 7, 2)


def test_r043_a_longer_period_moves_the_date_and_an_early_end_moves_it_back():
    first = date(2027, 1, 1)

    assert due_dates(first, date(2029, 6, 30))["final"] == date(2029, 12, 31)
    assert due_dates(first, date(2028, 3, 31))["final"] == date(2028, 10, 2)


def test_an_award_owes_a_report_for_each_year_but_the_last_and_a_final_one():
    owed = reports_due(DATES, date(2027, 1, 1), date(2028, 12, 31))

    assert [(report.kind, report.code, report.due) for report in owed] == [
        (ReportKind.INTERIM, "2027", date(2028, 5, 2)),
        (ReportKind.FINAL, "final", date(2029, 7, 2)),
    ]
    assert [report.name.de for report in owed] == [
        "Zwischennachweis 2027",
        "Verwendungsnachweis",
    ]


def test_nothing_is_due_before_it_was_awarded():
    owed = reports_due(DATES, date(2025, 3, 1), date(2027, 2, 28))
    awarded = date(2026, 11, 22)

    moved = {one.code: one.due for one in not_before_award(owed, DATES, awarded)}

    assert moved == {
        "2025": date(2027, 1, 21),
        "2026": date(2027, 4, 30),
        "final": date(2027, 8, 31),
    }
    on_the_day = not_before_award(owed, DATES, date(2026, 4, 30))
    assert on_the_day == owed


def test_a_declaration_is_owed_each_year_while_the_grant_runs_and_a_success_report_once():
    dates = replace(DATES, declaration_month=1, declaration_day=31, success_months=0)
    first, last = date(2027, 3, 1), date(2029, 1, 31)

    owed = due_dates(first, last, dates)

    assert owed["declaration-2027"] == date(2028, 1, 31)
    assert owed["declaration-2028"] == date(2029, 1, 31)  # its last day
    assert owed["success"] == owed["final"] == date(2029, 7, 31)
    assert "declaration-2028" not in due_dates(first, date(2029, 1, 30), dates)
    whole = reports_due(dates, first, last)
    assert "declaration-2027" not in {
        one.code for one in not_before_award(whole, dates, date(2028, 2, 1))
    }
    assert due_dates(first, last, replace(dates, success_months=3))["success"] == date(2029, 10, 31)
    silent = replace(DATES, declaration_month=None, success_months=None)
    assert list(due_dates(first, last, silent)) == ["2027", "2028", "final"]


def test_the_search_for_partners_ends_after_a_year():
    milestone = partner_milestone(DATES, date(2027, 1, 1))

    assert (milestone.named, milestone.due) == (date(2027, 12, 31), date(2027, 12, 31))
    assert partner_milestone(replace(DATES, partner_milestone_month=None), date(2027, 1, 1)) is None


def test_b4d_periods_are_gapless_from_every_start_to_the_last_day():
    start = date(2024, 1, 1)
    while start <= date(2032, 12, 31):
        for months in (1, 1 + start.toordinal() % 60, 24, 36, 60):
            last = last_day_of_phase(start, months)
            for each in (3, 6, 12):
                periods = reporting_periods(start, last, each)
                assert gapless(periods)
                assert (periods[0][0], periods[-1][1]) == (start, last)
        start += timedelta(days=1)


@pytest.mark.parametrize("months", range(1, 61))
def test_b4d_every_length_ends_with_its_last_day(months):
    for start in (date(2024, 2, 29), date(2027, 1, 31), date(2028, 12, 31), date(2032, 8, 30)):
        periods = reporting_periods(start, last_day_of_phase(start, months), 12)

        assert gapless(periods)
        assert periods[-1][1] == last_day_of_phase(start, months)


def test_b4d_from_every_start_each_report_is_due_after_its_days_and_none_is_missing():
    start = date(2027, 1, 1)
    while start <= date(2028, 12, 31):
        last = last_day_of_phase(start, 1 + start.toordinal() % 60)
        *interim, final = sorted(reports_due(DATES, start, last), key=lambda each: each.code)
        spans = [(each.first, each.last) for each in interim]
        whole = [*spans, (date(last.year, 1, 1) if spans else start, last)]
        assert gapless(whole)
        assert (whole[0][0], final.first, final.last) == (start, start, last)
        assert all(each.last < each.named <= each.due for each in (*interim, final))
        start += timedelta(days=1)


def test_a_period_that_divides_no_year_is_refused():
    with pytest.raises(ValueError, match="cannot be cut every 5 months"):
        reporting_periods(date(2027, 1, 1), date(2027, 12, 31), 5)


def test_the_reminders_of_an_interim_proof_fall_on_working_days():
    due = date(2027, 4, 30)

    reminders = reminders_of(due, TERMS.reminders, "BE")

    assert [(reminder.stage.days, reminder.day) for reminder in reminders] == [
        (-60, date(2027, 3, 1)),
        (-30, date(2027, 3, 31)),
        (-14, date(2027, 4, 16)),
        (-7, date(2027, 4, 23)),
        (-1, date(2027, 4, 29)),
        (1, date(2027, 5, 3)),
        (14, date(2027, 5, 14)),
        (30, date(2027, 5, 31)),
        (60, date(2027, 6, 29)),
    ]


def test_before_the_due_date_a_reminder_goes_back_to_a_working_day():
    reminders = reminders_of(date(2028, 5, 2), TERMS.reminders, "BE")

    assert {r.stage.code: r.day for r in reminders}["urgent"] == date(2028, 4, 28)


def test_only_the_reminders_whose_day_has_come_are_reached():
    due = date(2027, 4, 30)

    codes = [r.stage.code for r in reached(due, TERMS.reminders, "BE", date(2027, 5, 2))]

    assert codes == ["info", "month", "fortnight", "week", "urgent"]
