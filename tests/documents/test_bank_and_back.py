"""What we order comes back in the statement as we ordered it, to the cent and the sign."""

from hypothesis import given
from hypothesis import strategies as st

from grants.documents.bank_statement import read_statement
from grants.documents.credit_transfer import (
    MOST,
    Credit,
    Debtor,
    credit_transfer,
    is_valid,
    plain_text,
)
from grants.programme.money import Money, total
from tests.makers.moment import NOON
from tests.makers.statement import ACCOUNT, DAY, Booking, a_statement, carried_out

US = Debtor(name="Bundesministerium für Beispiele", iban=ACCOUNT)
ACCOUNTS = ("DE89370400440532013000", "NL91ABNA0417164300", "GR1601101250000000012300695")


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


def as_booked(line):
    return Booking(
        amount=line.amount,
        end_to_end=line.end_to_end,
        name=line.name,
        iban=line.iban,
        text=line.text,
        booked_on=line.booked_on,
    )


@given(payments(), st.sampled_from(["02", "08"]), st.booleans())
def test_the_statement_brings_back_what_was_ordered(ordered, version, collected):
    file = credit_transfer(US, ordered, message="BMBF-2026-000001", made_at=NOON, execute_on=DAY)
    assert is_valid(file)
    answer = read_statement(carried_out(file, message="STMT-217", on=DAY, sequence="217"))
    booked = tuple(as_booked(line) for line in answer.lines)
    if collected:
        whole = total(one.amount for one in booked)
        booked = (Booking(amount=whole, booked_on=DAY, parts=booked),)

    read = read_statement(a_statement(*booked, version=version))

    assert read.lines == answer.lines
    lines = read.lines

    assert [line.ordinal for line in lines] == list(range(1, len(ordered) + 1))
    assert [(one.amount, one.end_to_end, one.iban) for one in lines] == [
        (one.amount, one.end_to_end, one.iban) for one in ordered
    ]
    assert [(one.name, one.text) for one in lines] == [
        (plain_text(one.name, 70), plain_text(one.text, 140)) for one in ordered
    ]
    assert not any(line.credit or line.returned or line.reason for line in lines)
    assert (answer.account, answer.sequence, answer.ends) == (ACCOUNT, "217", DAY)
