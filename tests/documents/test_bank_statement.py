"""Statements of a bank are read to the cent, and files that are none are refused in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.documents.bank_statement import MOST_BYTES, NotAStatement, read_statement
from grants.programme.money import Money, eur
from tests.makers.statement import ACCOUNT, Booking, a_statement

CENTS = st.integers(1, 400_000_000).map(Money)


@pytest.mark.parametrize("version", ["02", "08"])
def test_a_booking_is_read_with_everything_that_is_ours_in_it(version):
    data = a_statement(
        Booking(amount=eur("250000.01"), end_to_end="03INT400A-1-1", name="Größe e. V."),
        version=version,
    )

    read = read_statement(data)

    assert (read.account, read.message) == (ACCOUNT, "STMT-1")
    assert (read.begins, read.ends) == (date(2026, 11, 24), date(2026, 11, 24))
    (line,) = read.lines
    assert (line.amount, line.credit, line.returned) == (eur("250000.01"), False, False)
    assert (line.end_to_end, line.name) == ("03INT400A-1-1", "Größe e. V.")
    assert (line.booked_on, line.iban) == (date(2026, 11, 24), "DE89370400440532013000")


def test_a_payment_that_comes_back_says_why():
    (line,) = read_statement(
        a_statement(Booking(amount=eur(5), credit=True, returned="AC04", end_to_end="A-1-1"))
    ).lines

    assert (line.credit, line.returned, line.reason) == (True, True, "AC04 Konto geschlossen")


def test_what_is_only_announced_is_no_booking():
    booked, announced = Booking(amount=eur(5)), Booking(amount=eur(7), status="PDNG")
    data = a_statement(booked, announced, after=eur(10_000_000) - eur(5))

    assert [line.amount for line in read_statement(data).lines] == [eur(5)]


def test_one_booking_for_several_payments_has_a_line_for_each():
    one = a_statement(Booking(amount=eur(12))).decode()
    start, end = one.index("<TxDtls>"), one.index("</NtryDtls>")
    parts = "".join(
        one[start:end].replace("<TxDtls>", f'<TxDtls><Amt Ccy="EUR">{amount}</Amt>')
        for amount in ("5.00", "7.00")
    )

    lines = read_statement((one[:start] + parts + one[end:]).encode()).lines
    assert [(line.ordinal, line.amount) for line in lines] == [(1, eur(5)), (2, eur(7))]

    wrong = one[:start] + parts.replace("7.00", "7.01") + one[end:]
    with pytest.raises(NotAStatement):
        read_statement(wrong.encode())


@given(st.lists(st.tuples(CENTS, st.booleans()), max_size=8))
def test_all_amounts_come_back_to_the_cent(moves):
    data = a_statement(*(Booking(amount=amount, credit=credit) for amount, credit in moves))

    assert [(line.amount, line.credit) for line in read_statement(data).lines] == moves


BOMB = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa">]><Document>&a;</Document>'
CANARY = (
    b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    b"<Document>&a;</Document>"
)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"no xml", b"%PDF-1.7", BOMB, CANARY, b"<Document/>", b"\xff\xfe\x00",
        a_statement().replace(b"camt.053", b"camt.052"),
        a_statement(Booking(amount=eur(5)), currency="CHF"),
        a_statement(Booking(amount=eur(5)), after=eur(1)),
        a_statement(Booking(amount=eur(5))).replace(b">5.00<", b">5.001<"),
        a_statement(Booking(amount=eur(5))).replace(b">5.00<", b">-5.00<"),
        a_statement(Booking(amount=eur(5))).replace(b">5.00<", b">5e3<"),
        a_statement(Booking(amount=eur(5))).replace(b"<Dt>2026-11-24</Dt></BookgDt>",
                                                    b"<Dt>2026-13-24</Dt></BookgDt>"),
        a_statement().replace(b"<Stmt>", b"<Stmt/><Stmt>"),
    ],
)  # fmt: skip
def test_what_is_no_statement_in_euro_is_refused_in_words(data):
    with pytest.raises(NotAStatement) as refused:
        read_statement(data)
    assert all((refused.value.says.de, refused.value.says.en))


def test_a_file_that_is_too_large_is_not_even_read():
    with pytest.raises(NotAStatement):
        read_statement(b" " * (MOST_BYTES + 1))
