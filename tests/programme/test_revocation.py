"""Taking an award back: hearing, one-year limit, amounts and interest."""

from datetime import date
from decimal import Decimal

import pytest

from grants.programme.money import eur
from grants.programme.notification_terms import NotificationTerms
from grants.programme.reclaim import check_reclaim
from grants.programme.reclaim_interest import NoBaseRate, interest_on, interest_parts
from grants.programme.revocation import (
    check_answer_time,
    check_extent,
    check_hearing,
    check_limit,
    last_day_of_limit,
    warning_days,
)

TERMS = NotificationTerms()
RATE = Decimal("6.27")


def hearing(today, answer_until=date(2030, 3, 1), answered_on=None, waived=False):
    """Is the hearing over on this day?"""
    return check_hearing(
        answer_until=answer_until, answered_on=answered_on, waived=waived, today=today
    ).holds


def test_r052_a_hearing_is_over_when_it_is_answered_or_its_date_is_past():
    assert not hearing(date(2030, 3, 1))
    assert hearing(date(2030, 3, 2))
    assert hearing(date(2030, 2, 20), answered_on=date(2030, 2, 20))
    assert hearing(date(2030, 2, 20), answer_until=None, waived=True)
    assert not hearing(date(2030, 2, 20), answer_until=None)


@pytest.mark.parametrize(("until", "holds"), [(date(2030, 2, 28), False), (date(2030, 3, 1), True)])
def test_r052_there_are_four_weeks_for_the_answer(until, holds):
    assert check_answer_time(date(2030, 2, 1), until, TERMS).holds is holds


def test_r053_known_on_15_march_2027_the_last_day_is_15_march_2028():
    assert last_day_of_limit(date(2027, 3, 15), TERMS) == date(2028, 3, 15)


@pytest.mark.parametrize(
    ("today", "deceit", "holds"),
    [
        (date(2028, 3, 15), False, True),
        (date(2028, 3, 16), False, False),
        (date(2028, 3, 16), True, True),
        (date(2027, 3, 14), False, False),
    ],
)
def test_r053_after_the_last_day_nothing_is_revoked_except_after_deceit(today, deceit, holds):
    found = check_limit(date(2027, 3, 15), today=today, deceit=deceit, terms=TERMS)

    assert found.holds is holds


def test_r053_officers_are_warned_after_nine_and_eleven_months():
    assert warning_days(date(2027, 3, 15), TERMS) == [
        (9, date(2027, 12, 15)),
        (11, date(2028, 2, 15)),
    ]


@pytest.mark.parametrize(
    ("revoked", "holds"), [("0", False), ("0.01", True), ("400000", True), ("400000.01", False)]
)
def test_at_most_what_was_granted_is_revoked(revoked, holds):
    assert check_extent(eur(revoked), eur(400_000)).holds is holds


@pytest.mark.parametrize(("reclaim", "holds"), [("0", True), ("20000", True), ("20000.01", False)])
def test_at_most_what_is_revoked_is_reclaimed(reclaim, holds):
    assert check_reclaim(eur(reclaim), eur(20_000)).holds is holds


@pytest.mark.parametrize(
    ("amount", "days", "interest"),
    [(200_000, 76, "2611.07"), (200_000, 34, "1168.11"), (100_000, 90, "1546.03"), (5, 0, "0")],
)
def test_r036_r037_interest_is_five_points_above_the_base_rate(amount, days, interest):
    assert interest_on(eur(amount), RATE, days) == eur(interest)


def test_r037_interest_is_split_at_the_half_years():
    bases = {date(2026, 1, 1): Decimal("1.27"), date(2026, 7, 1): Decimal("2")}

    parts = interest_parts(eur(100_000), date(2026, 6, 21), date(2026, 7, 10), bases)

    assert [(part.first, part.last, part.days, part.rate) for part in parts] == [
        (date(2026, 6, 21), date(2026, 6, 30), 10, Decimal("6.27")),
        (date(2026, 7, 1), date(2026, 7, 10), 10, Decimal(7)),
    ]
    assert [part.interest for part in parts] == [eur("171.78"), eur("191.78")]


def test_r037_a_half_year_without_a_base_rate_is_named():
    with pytest.raises(NoBaseRate) as missing:
        interest_parts(eur(100), date(2026, 6, 1), date(2026, 8, 1), {date(2026, 1, 1): Decimal(1)})

    assert missing.value.begins == date(2026, 7, 1)


def test_a_base_rate_far_below_zero_never_turns_into_money_for_the_recipient():
    assert interest_on(eur(100_000), Decimal(-1), 90) == eur(0)
