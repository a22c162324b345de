"""Vouchers: what they come to, when they were paid, and whether one is there twice (R-038)."""

from datetime import date

import pytest

from grants.programme.finding import RulesBroken, insist
from grants.programme.money import NOTHING, eur
from grants.programme.voucher import (
    MOST_VOUCHERS,
    Period,
    check_number,
    check_once,
    check_started,
    check_sums,
    check_voucher,
    sums_of,
)
from grants.programme.words import Words
from tests.makers.voucher import a_voucher

YEAR = Period(date(2026, 3, 1), date(2026, 12, 31))
NAMES = {"travel_abroad": Words("Reisen", "Travel"), "rent": Words("Mieten", "Rent")}


def broken(findings):
    return [(each.rule, each.place) for each in findings if each.breaks]


@pytest.mark.parametrize(
    ("paid_on", "fits"),
    [
        (date(2026, 2, 28), False),
        (date(2026, 3, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_r038_what_is_paid_outside_the_period_is_not_accounted_for(paid_on, fits):
    found = check_voucher(a_voucher(paid_on=paid_on), YEAR)

    assert broken(found) == ([] if fits else [("R-038", "paid_on")])


def test_r038_a_voucher_over_nothing_is_none():
    assert broken(check_voucher(a_voucher(amount=NOTHING), YEAR)) == [("R-038", "amount")]
    assert broken(check_voucher(a_voucher(amount=eur("0.01")), YEAR)) == []


def test_r038_vouchers_come_to_the_cent_to_what_was_spent():
    listed = sums_of([a_voucher(amount=eur("100.10")), a_voucher(amount=eur("0.20"))])

    exact = check_sums({"travel_abroad": eur("100.30")}, listed, NAMES)
    less = check_sums({"travel_abroad": eur("100.31")}, listed, NAMES)
    more = check_sums({"travel_abroad": eur("100.29")}, listed, NAMES)

    assert broken(exact) == []
    assert broken(less) == broken(more) == [("R-038", "#spent_travel_abroad")]
    assert "Es fehlen 0,01\u00a0€" in less[0].says.de
    assert "Das sind 0,01\u00a0€ mehr" in more[0].says.de


def test_r038_a_category_without_a_voucher_is_missed_once_there_is_a_list():
    listed = sums_of([a_voucher(amount=eur(5))])

    found = check_sums({"travel_abroad": eur(5), "rent": eur(7)}, listed, NAMES)

    assert broken(found) == [("R-038", "#spent_rent")]


def test_r038_without_any_list_there_is_a_hint_only():
    (found,) = check_sums({"rent": eur(7)}, {}, NAMES)

    assert not found.holds
    assert not found.breaks
    assert check_sums({}, {}, NAMES)[0].holds


def test_r038_the_same_invoice_twice_is_named():
    there = [(1, a_voucher()), (2, a_voucher(payee="REISEBÜRO MUSTER", purpose="Noch einmal")),
             (3, a_voucher(amount=eur(1)))]  # fmt: skip

    found = check_once(there)

    assert found.warns
    assert "Beleg 2" in found.says.de
    assert check_once(there[::2]).holds


def test_r039_what_was_ordered_before_the_start_is_named_with_its_numbers():
    early = [(at, a_voucher(invoice_on=date(2026, 2, 28))) for at in range(1, 8)]

    found = check_started([*early, (8, a_voucher(invoice_on=date(2026, 3, 1)))], date(2026, 3, 1))

    assert found.warns
    assert "Beleg 1, 2, 3, 4, 5 und 2 weitere" in found.says.de
    assert check_started([(8, a_voucher(invoice_on=date(2026, 3, 1)))], date(2026, 3, 1)).holds


def test_a_list_has_an_end():
    insist([check_number(MOST_VOUCHERS)])
    with pytest.raises(RulesBroken):
        insist([check_number(MOST_VOUCHERS + 1)])
