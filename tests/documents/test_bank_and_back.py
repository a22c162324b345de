"""What we order comes back in the statement as we ordered it, to the cent and the sign."""

from datetime import date

from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from grants.documents.bank_statement import read_statement
from grants.documents.credit_transfer import (
    MOST,
    SPACE,
    Credit,
    Debtor,
    credit_transfer,
    is_valid,
    plain_text,
)
from grants.programme.money import Money
from tests.makers.moment import NOON
from tests.makers.statement import ACCOUNT, Booking, a_statement

US = Debtor(name="Bundesministerium für Beispiele", iban=ACCOUNT)
ACCOUNTS = ("DE89370400440532013000", "NL91ABNA0417164300", "GR1601101250000000012300695")
DAY = date(2026, 11, 24)


def writable(text):
    return bool(plain_text(text, 70))


@st.composite
def payments(draw):
    names = st.text(max_size=90).filter(writable)
    return [
        Credit(
            name=draw(names),
            iban=draw(st.sampled_from(ACCOUNTS)),
            amount=Money(draw(st.integers(1, MOST.cents))),
            end_to_end=f"03INT{at:03}A-1-{at}",
            text=draw(names),
        )
        for at in range(draw(st.integers(1, 6)))
    ]


def carried_out(file):
    """What a bank books for the file, read from the file alone."""
    for one in fromstring(file).iter(f"{SPACE}CdtTrfTxInf"):
        said = {each.tag.removeprefix(SPACE): each.text for each in one.iter()}
        yield Booking(
            amount=Money(int(said["InstdAmt"].replace(".", ""))),
            end_to_end=said["EndToEndId"],
            name=said["Nm"],
            iban=said["IBAN"],
            text=said["Ustrd"],
            booked_on=DAY,
        )


@given(payments(), st.sampled_from(["02", "08"]), st.booleans())
def test_the_statement_brings_back_what_was_ordered(ordered, version, collected):
    file = credit_transfer(US, ordered, message="BMBF-2026-000001", made_at=NOON, execute_on=DAY)
    assert is_valid(file)
    booked = list(carried_out(file))
    if collected:
        whole = Money(sum(one.amount.cents for one in booked))
        booked = [Booking(amount=whole, booked_on=DAY, parts=tuple(booked))]

    lines = read_statement(a_statement(*booked, version=version)).lines

    assert [line.ordinal for line in lines] == list(range(1, len(ordered) + 1))
    assert [(one.amount, one.end_to_end, one.iban) for one in lines] == [
        (one.amount, one.end_to_end, one.iban) for one in ordered
    ]
    assert [(one.name, one.text) for one in lines] == [
        (plain_text(one.name, 70), plain_text(one.text, 140)) for one in ordered
    ]
    assert not any(line.credit or line.returned or line.reason for line in lines)
