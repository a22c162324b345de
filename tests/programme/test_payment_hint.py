"""Hints beside the rules on a payment: unused money, and what reports say of the same costs."""

from datetime import date

from grants.programme.money import NOTHING, eur
from grants.programme.payment_hint import Unused, check_paid_here, check_reported, check_unused


def test_money_that_lies_unused_is_named_with_its_day():
    hint = check_unused([Unused(number="03INT400C-1", amount=eur(119_000),
                                use_by=date(2026, 11, 5))])  # fmt: skip

    assert (hint.holds, hint.warns) == (False, True)
    assert hint.says.de == (
        "03INT400C-1 über 119.000,00\u00a0€ war bis 05.11.2026 zu verwenden;"
        " das ist noch nicht gemeldet."
    )
    assert check_unused([]).holds


def test_costs_are_never_less_than_what_reports_already_state():
    assert check_reported(eur(100), eur(100), 2025).holds
    assert not check_reported(eur(100), eur("100.01"), 2025).holds
    assert check_reported(eur(100), NOTHING, None).holds


def test_what_a_report_states_as_received_is_held_against_what_was_paid():
    told = check_paid_here(eur(400_000), NOTHING, eur(800_000))

    assert (told.holds, told.warns) == (False, True)
    assert "ausgezahlt: 0,00" in told.says.de
    assert check_paid_here(eur(10), eur(10), eur(5)).holds
    assert check_paid_here(NOTHING, NOTHING, NOTHING).holds
    assert check_paid_here(NOTHING, eur(1), NOTHING).holds
