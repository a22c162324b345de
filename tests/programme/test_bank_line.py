"""A booking that names a payment of ours and is not it: the page says what differs."""

from datetime import date

from grants.programme.bank_line import Side, what_differs
from grants.programme.money import eur

ORDERED = Side(amount=eur(40_000), iban="DE89370400440532013000", reference="03INT400C-2-1")


def differs(booked, **more):
    usual = {"credit": False, "at_bank": True, "paid_on": None}
    told = what_differs(booked, ORDERED, **(usual | more))
    return [each.de.replace("\u00a0", " ") for each in told]


def test_each_difference_is_said_with_both_values():
    booked = Side(amount=eur(39_000), iban="DE02120300000000202051", reference="03INT400C-2-1")

    assert differs(booked) == [
        "gebucht sind 39.000,00 € statt 40.000,00 €",
        "das Konto ist DE02 … 2051 statt DE89 … 3000",
    ]


def test_a_second_booking_an_old_order_and_one_outside_a_run_are_told_apart():
    old = Side(amount=eur(40_000), iban="", reference="03INT400C-2-0")

    assert differs(ORDERED, paid_on=date(2026, 11, 24)) == ["gebucht ist sie schon am 24.11.2026"]
    assert differs(ORDERED, at_bank=False) == ["sie ist in keinem Zahllauf"]
    assert differs(ORDERED, credit=True) == ["es ist eine Gutschrift"]
    assert differs(old) == [
        "die Referenz 03INT400C-2-0 gehört zu einer früheren Anordnung, jetzt gilt 03INT400C-2-1"
    ]
