"""Money that was paid is used in time, or somebody says what follows (R-030, R-036)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from grants.actions.bank_statement import take_statement
from grants.actions.payment_use import excuse, find_idle_payments, state_use
from grants.documents.bank_statement import read_statement
from grants.programme.finding import RulesBroken
from grants.programme.late_use import InterestFrom, late_use_interest
from grants.programme.money import eur, total
from grants.programme.reclaim_interest import NoBaseRate
from grants.programme.stages import NoSuchMove, PaymentState
from tests.makers.moment import NOON, days
from tests.makers.observation import found
from tests.makers.payment import Office, a_paying_grant, in_a_run
from tests.makers.statement import Booking, a_statement

P = PaymentState
PAID = NOON.date()
LAST = PAID + timedelta(days=42)
BASES = {date(2026, 1, 1): Decimal("1.27")}


@pytest.fixture
def office(session):
    return Office(session)


@pytest.fixture
def paid(session, office):
    """75,000.00 EUR, booked at NOON."""
    made, _ = in_a_run(session, a_paying_grant(session, office), office)
    data = a_statement(
        Booking(amount=made.correct, end_to_end=made.end_to_end, booked_on=PAID, iban=made.iban)
    )
    take_statement(session, read_statement(data), content=data, file_name="a.xml",
                   by=office.checks, now=NOON)  # fmt: skip
    return made


def used(session, office, request, on, now):
    state_use(session, request, used_on=on, by=office.asks, now=now)


def test_r036_the_worked_example_from_the_payment_and_from_the_end_of_the_six_weeks():
    example = {"paid_on": date(2026, 1, 15), "use_by": date(2026, 2, 26),
               "used_on": date(2026, 4, 1), "bases": BASES}  # fmt: skip

    from_payment = late_use_interest(eur(200_000), InterestFrom.PAYMENT, **example)
    from_grace = late_use_interest(eur(200_000), InterestFrom.GRACE, **example)

    assert [(one.days, one.interest) for one in from_payment] == [(76, eur("2611.07"))]
    assert [(one.days, one.interest) for one in from_grace] == [(34, eur("1168.11"))]


def test_r036_in_time_bears_no_interest_and_a_missing_base_rate_is_named():
    in_time = {"paid_on": date(2026, 1, 15), "use_by": date(2026, 2, 26), "bases": BASES}

    assert (
        late_use_interest(eur(5), InterestFrom.PAYMENT, used_on=date(2026, 2, 26), **in_time) == ()
    )
    with pytest.raises(NoBaseRate):
        late_use_interest(eur(5), InterestFrom.GRACE, used_on=date(2026, 7, 2), **in_time)


def test_r036_several_half_years_are_split(session):
    rates = {**BASES, date(2026, 7, 1): Decimal("2.00")}
    parts = late_use_interest(
        eur(200_000), InterestFrom.GRACE, paid_on=date(2026, 5, 15), use_by=date(2026, 6, 26),
        used_on=date(2026, 7, 10), bases=rates,
    )  # fmt: skip

    assert [(one.days, one.rate) for one in parts] == [(4, Decimal("6.27")), (10, Decimal("7.00"))]
    assert total(one.interest for one in parts) == eur("137.42") + eur("383.56")


def test_used_on_the_last_day_is_in_time(session, office, paid):
    assert paid.use_by == LAST
    used(session, office, paid, LAST, days(42))

    assert (paid.state, paid.used_on) == (P.USED, LAST)
    assert find_idle_payments(session, now=days(90)) == 0
    assert found(session, "F-06", days(90)) == {}


def test_used_a_day_later_is_noted_at_once_and_found_by_the_auditor(session, office, paid):
    used(session, office, paid, LAST + timedelta(days=1), days(43))

    assert paid.state is P.IDLE
    assert found(session, "F-06", days(43)) == {
        paid.grant.number: f"Zahlung {paid.number}: 75.000,00 € am 17.05.2028, zu verwenden bis"
        " 28.06.2028, verwendet 1 Tag danach."
    }


def test_the_clock_notes_what_nobody_said_was_used_once(session, office, paid):
    assert find_idle_payments(session, now=days(42)) == 0
    assert find_idle_payments(session, now=days(43)) == 1
    assert find_idle_payments(session, now=days(44)) == 0
    assert "nicht verwendet, 1 Tag darüber" in found(session, "F-06", days(43))[paid.grant.number]

    used(session, office, paid, LAST, days(50))
    with pytest.raises(NoSuchMove):
        used(session, office, paid, LAST, days(51))


@pytest.mark.parametrize("off", [-1, 51])
def test_a_day_before_the_payment_or_ahead_is_refused(session, office, paid, off):
    with pytest.raises(RulesBroken):
        used(session, office, paid, PAID + timedelta(days=off), days(50))


def test_doing_without_interest_has_a_reason_and_waits_for_the_day_of_use(session, office, paid):
    find_idle_payments(session, now=days(43))
    with pytest.raises(RulesBroken):
        excuse(session, paid, reason="Die Bank war schuld.", by=office.checks, now=days(44))

    used(session, office, paid, LAST + timedelta(days=2), days(45))
    with pytest.raises(RulesBroken):
        excuse(session, paid, reason=" ", by=office.checks, now=days(46))
    excuse(session, paid, reason="Die Bank war schuld.", by=office.checks, now=days(46))
    assert (paid.state, paid.reason) == (P.USED, "Die Bank war schuld.")
