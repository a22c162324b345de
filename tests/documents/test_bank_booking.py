"""Bookings as different banks write them come to the same lines; what is unclear is refused."""

from datetime import date

import pytest

from grants.documents.bank_statement import (
    MOST_HELD,
    MOST_LINES,
    NotAStatement,
    read_statement,
)
from grants.programme.money import eur
from tests.makers.statement import ACCOUNT, Booking, a_statement

THEIRS = "DE89370400440532013000"
COLLECTED = Booking(
    amount=eur("250012.34"),
    parts=(
        Booking(amount=eur("250000.01"), end_to_end="A-1-1", name="Größe GmbH", text="A Zahlung 1"),
        Booking(amount=eur("12.33"), end_to_end="B-1-1", name="서울대학교", text="B Zahlung 1"),
    ),
)


def only(data):
    (line,) = read_statement(data).lines
    return line


@pytest.mark.parametrize("version", ["02", "08"])
def test_a_collective_booking_comes_to_one_line_for_each_payment(version):
    lines = read_statement(a_statement(COLLECTED, Booking(amount=eur(1)), version=version)).lines

    assert [(line.ordinal, line.amount, line.end_to_end) for line in lines] == [
        (1, eur("250000.01"), "A-1-1"),
        (2, eur("12.33"), "B-1-1"),
        (3, eur(1), ""),
    ]
    assert [line.name for line in lines][:2] == ["Größe GmbH", "서울대학교"]


def test_payments_of_a_collective_booking_may_go_both_ways():
    back = Booking(amount=eur(3), credit=True, returned="AC01", end_to_end="B-1-1")
    data = a_statement(
        Booking(amount=eur(7), parts=(Booking(amount=eur(10), end_to_end="A-1-1"), back))
    )

    assert [(line.amount, line.credit, line.returned) for line in read_statement(data).lines] == [
        (eur(10), False, False),
        (eur(3), True, True),
    ]


def test_payments_that_do_not_make_their_booking_are_refused():
    with pytest.raises(NotAStatement, match="add up"):
        read_statement(a_statement(COLLECTED).replace(b"12.33", b"12.32"))


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        (b'<TxAmt><Amt Ccy="EUR">12.33</Amt></TxAmt>', b""),
        (b'<TxAmt><Amt Ccy="EUR">12.33</Amt>', b'<TxAmt><Amt Ccy="USD">13.40</Amt>'),
    ],
)
def test_a_collective_booking_whose_parts_are_not_told_stays_whole(there, instead):
    data = a_statement(COLLECTED, version="02")
    assert there in data

    line = only(data.replace(there, instead))

    assert (line.amount, line.end_to_end, line.iban) == (eur("250012.34"), "", "")


@pytest.mark.parametrize("returned", ["", "AC04"])
@pytest.mark.parametrize("version", ["02", "08"])
def test_the_other_side_is_never_ourselves(version, returned):
    """Whichever of the two the bank calls payer once a payment comes back."""
    booked = Booking(amount=eur(5), credit=bool(returned), returned=returned, name="Verein")
    theirs = a_statement(booked, version=version)
    assert b"<Cdtr>" in theirs
    us = f"<Dbtr><Nm>Wir</Nm></Dbtr><DbtrAcct><Id><IBAN>{ACCOUNT}</IBAN></Id></DbtrAcct>"
    both = theirs.replace(b"<RltdPties>", b"<RltdPties>" + us.encode())
    turned = both.replace(b"Cdtr", b"Xxxx").replace(b"Dbtr", b"Cdtr").replace(b"Xxxx", b"Dbtr")

    for data in (theirs, both, turned):
        line = only(data)
        assert (line.name, line.iban, line.returned) == ("Verein", THEIRS, bool(returned))
        assert line.reason == ("AC04 Konto geschlossen" if returned else "")


@pytest.mark.parametrize(
    ("credit", "returned", "name"),
    [(True, "", "Payer"), (False, "", "Payee"), (True, "AC04", "Payee")],
)
def test_without_accounts_the_way_of_the_money_tells_the_other_side(credit, returned, name):
    data = a_statement(Booking(amount=eur(5), credit=credit, returned=returned))
    start, end = data.index(b"<RltdPties>"), data.index(b"</RltdPties>")
    sides = b"<Dbtr><Nm>Payer</Nm></Dbtr><Cdtr><Nm>Payee</Nm></Cdtr>"

    assert only(data[:start] + b"<RltdPties>" + sides + data[end:]).name == name


@pytest.mark.parametrize(
    ("mark", "reason"),
    [
        (b"<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>RRTN</SubFmlyCd></Fmly></Domn>"
         b"</BkTxCd>", "RRTN"),
        (b"<RvslInd>true</RvslInd>", "RVSL"),
        (b"<RvslInd>true</RvslInd><AddtlNtryInf>Storno</AddtlNtryInf>", "Storno"),
    ],
)  # fmt: skip
def test_a_payment_that_comes_back_without_a_code_has_a_reason_all_the_same(mark, reason):
    data = a_statement(Booking(amount=eur(5), credit=True)).replace(b"<Sts>", mark + b"<Sts>")

    assert (only(data).returned, only(data).reason) == (True, reason)


def test_what_moves_nothing_is_no_line():
    read = read_statement(a_statement(Booking(amount=eur(0)), Booking(amount=eur(5))))

    assert [(line.ordinal, line.amount) for line in read.lines] == [(1, eur(5))]


def test_a_reference_that_only_begins_like_none_is_kept_whole():
    assert only(a_statement(Booking(amount=eur(5)))).end_to_end == ""
    kept = only(a_statement(Booking(amount=eur(5), end_to_end="NOTPROVIDED-7")))
    assert kept.end_to_end == "NOTPROVIDED-7"


def test_the_statement_says_its_number_and_the_bank_how_it_calls_a_booking():
    data = a_statement(Booking(amount=eur(5), reference="2026112400017"), sequence="217")

    assert read_statement(data).sequence == "217"
    assert only(data).reference == "2026112400017"


def test_a_booking_without_details_is_read_by_what_stands_on_it():
    data = a_statement(Booking(amount=eur("2.50")))
    start, end = data.index(b"<NtryDtls>"), data.index(b"</Ntry>")
    bare = data[:start] + b"<AddtlNtryInf>Entgelt\n  November</AddtlNtryInf>" + data[end:]

    line = only(bare.replace(b"<BookgDt><Dt>2026-11-24</Dt></BookgDt>",
                             b"<ValDt><DtTm>2026-11-23T23:59:59+01:00</DtTm></ValDt>"))  # fmt: skip

    assert (line.amount, line.text, line.name) == (eur("2.50"), "Entgelt November", "")
    assert line.booked_on == date(2026, 11, 23)


@pytest.mark.parametrize("signs", ["5.00000", "0005", "5"])
def test_an_amount_may_be_written_longer_or_shorter(signs):
    data = a_statement(Booking(amount=eur(5))).replace(b">5.00<", f">{signs}<".encode())

    assert only(data).amount == eur(5)


GOOD = a_statement(Booking(amount=eur(5), end_to_end="A-1-1"))


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        (b"<CdtDbtInd>DBIT</CdtDbtInd><Sts>", b"<CdtDbtInd>OUT</CdtDbtInd><Sts>"),
        (b"<CdtDbtInd>DBIT</CdtDbtInd><Sts>", b"<Sts>"),
        (b">A-1-1<", b">" + b"A" * 36 + b"<"),
        (b">5.00<", ">\N{ARABIC-INDIC DIGIT FIVE}<".encode()),
        (b">5.00<", b">5,00<"),
        (b">5.00<", b">NaN<"),
        (b"<Id>STMT-1</Id>", b""),
        (ACCOUNT.encode(), b""),
        (b"</Id></Acct>", b"</Id><Ccy>CHF</Ccy></Acct>"),
        (b"camt.053.001.08", b"camt.053.001.06"),
        (b"urn:iso:std:iso:20022", b"urn:else"),
        (b"2026-11-24T00:00:00", b"24.11.2026"),
        (b"</Document>", b""),
        (b'encoding="UTF-8"', b'encoding="utf-7"'),
        (b'encoding="UTF-8"', b'encoding="klingon"'),
    ],
)
def test_what_is_unclear_is_refused_rather_than_guessed(there, instead):
    assert there in GOOD
    with pytest.raises(NotAStatement):
        read_statement(GOOD.replace(there, instead))


@pytest.mark.parametrize(
    "declared",
    [
        b"<!DOCTYPE Document>",
        b'<!DOCTYPE Document SYSTEM "http://localhost/statement.dtd">',
        b'<!DOCTYPE Document [<!ENTITY a "A-1-1">]>',
        b'<!DOCTYPE Document [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        b'<!DOCTYPE Document [<!ENTITY a "A"><!ENTITY b "&a;&a;&a;&a;">]>',
        b'<!DOCTYPE Document [<!ENTITY % a SYSTEM "file:///etc/hostname"> %a;]>',
    ],
)
@pytest.mark.parametrize("said", [b"A-1-1", b"&a;"])
def test_a_statement_declares_nothing_of_its_own(declared, said):
    data = GOOD.replace(b"<Document", declared + b"<Document").replace(b"A-1-1", said)

    with pytest.raises(NotAStatement, match="cannot read"):
        read_statement(data)


def test_an_archive_of_statements_says_what_to_do():
    with pytest.raises(NotAStatement, match="Unpack"):
        read_statement(b"PK\x03\x04" + b"\0" * 100)


@pytest.mark.parametrize(
    "filling", [b"<a/>" * (MOST_HELD + 1), b"<a>" * 60 + b"</a>" * 60], ids=["wide", "deep"]
)
def test_a_file_that_unfolds_in_memory_is_left(filling):
    """Twenty megabytes of empty elements would take half a gigabyte."""
    with pytest.raises(NotAStatement):
        read_statement(GOOD.replace(b"<Stmt>", b"<Stmt>" + filling))


def test_a_statement_may_have_ten_thousand_bookings_and_no_more():
    """Each is let go once it is read, however much the bank wrote about it."""
    data = a_statement(*[Booking(amount=eur("0.01"))] * MOST_LINES)
    long = data.replace(b"<NtryDtls>", b"<Avlbty/>" * 50 + b"<NtryDtls>")
    assert long.count(b"<") > MOST_HELD

    assert len(read_statement(long).lines) == MOST_LINES
    with pytest.raises(NotAStatement, match="bookings"):
        read_statement(a_statement(*[Booking(amount=eur("0.01"))] * (MOST_LINES + 1)))
