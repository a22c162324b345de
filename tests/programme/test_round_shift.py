"""Planned days after a later deadline: what fits stays, the rest moves by whole weeks."""

from datetime import date

from grants.programme.round_shift import check_plan, shifted
from grants.programme.stages import RoundState as R

CLOSES, UNTIL = date(2028, 5, 19), date(2028, 5, 26)
PLAN = {R.FORMAL_CHECK: date(2028, 5, 24), R.REVIEW: date(2028, 5, 29), R.DECIDED: date(2028, 8, 1)}


def test_only_what_no_longer_fits_moves_and_keeps_its_weekday():
    assert shifted(PLAN, CLOSES, UNTIL) == {
        R.FORMAL_CHECK: date(2028, 5, 31),
        R.REVIEW: date(2028, 6, 5),
        R.DECIDED: date(2028, 8, 1),
    }


def test_a_step_keeps_at_least_half_of_the_time_that_was_planned_for_it():
    plan = {R.FORMAL_CHECK: date(2027, 1, 11), R.REVIEW: date(2027, 2, 1),
            R.RANKED: date(2027, 3, 15), R.DECIDED: date(2027, 4, 4)}  # fmt: skip

    assert shifted(plan, date(2027, 1, 4), date(2027, 1, 25)) == {
        R.FORMAL_CHECK: date(2027, 2, 1),
        R.REVIEW: date(2027, 2, 22),
        R.RANKED: date(2027, 3, 15),
        R.DECIDED: date(2027, 4, 4),
    }


def test_the_plan_that_is_proposed_always_fits_itself():
    for until in (date(2028, 5, 20), date(2028, 6, 3), date(2028, 7, 31), date(2029, 1, 1)):
        assert check_plan(shifted(PLAN, CLOSES, until), until).holds


def test_a_day_before_the_deadline_or_out_of_order_breaks_the_plan():
    found = check_plan(PLAN | {R.DECIDED: date(2028, 5, 28)}, UNTIL)

    assert found.breaks
    assert found.says.de == (
        "Nicht passend: Formale Prüfung 24.05.2028, Auswahl entschieden 28.05.2028."
    )
