"""What a recipient pays back settles what a decision claims, to the cent and once."""

from datetime import date

import pytest

from grants.actions.bank_statement import take_statement
from grants.actions.decision import countersign
from grants.actions.repayment import book_repayment
from grants.actions.revocation import propose_revocation
from grants.documents.bank_statement import read_statement
from grants.models.person import Person
from grants.programme.finding import RulesBroken
from grants.programme.ledger import AccountKind, Tranche
from grants.programme.money import NOTHING, eur
from grants.queries.ledger import balance_of_grant, tranches_of
from grants.queries.ledger_check import check_ledger
from grants.queries.payment import money_of
from tests.makers.later import a_draft, heard
from tests.makers.moment import NOON
from tests.makers.payment import Office, a_paying_grant, in_a_run
from tests.makers.statement import Booking, a_statement

RECLAIM = {
    "reclaim": eur(20_000), "pay_by": date(2028, 6, 20),
    "pay_to": "Bundeskasse, IBAN DE02 1203 0000 0000 2020 51",
    "interest_from": date(2028, 1, 1), "interest_until": date(2028, 3, 30),
}  # fmt: skip


@pytest.fixture
def office(session):
    return Office(session)


@pytest.fixture
def grant(session, office):
    """20,000.00 EUR are asked back with 309.21 EUR of interest."""
    made = a_paying_grant(session, office)
    officer = session.get_one(Person, office.checks.person_id)
    heard(session, made, officer)
    decision = propose_revocation(session, made, a_draft(**RECLAIM), by=office.checks, now=NOON)
    countersign(session, decision, by=office.orders, now=NOON)
    return made


def a_line(session, office, amount, credit=True):
    said = Booking(amount=amount, credit=credit, text="Rückzahlung")
    return bank_says(session, office, said, "STMT-2").lines[0]


def bank_says(session, office, booking, message="STMT-1"):
    data = a_statement(booking, message=message)
    return take_statement(session, read_statement(data), content=data, file_name="a.xml",
                          by=office.pays, now=NOON)  # fmt: skip


def claimed(session, grant):
    return (balance_of_grant(session, grant.id, AccountKind.RECLAIM),
            balance_of_grant(session, grant.id, AccountKind.INTEREST))  # fmt: skip


def repaid(session, line, grant, office, interest=NOTHING):
    book_repayment(session, line, grant, interest=interest, by=office.checks, now=NOON)


def test_a_repayment_with_its_interest_settles_the_claim(session, grant, office):
    assert claimed(session, grant) == (eur(20_000), eur("309.21"))
    line = a_line(session, office, eur("20309.21"))

    repaid(session, line, grant, office, interest=eur("309.21"))

    assert claimed(session, grant) == (NOTHING, NOTHING)
    assert line.explanation == f"Rückzahlung zu {grant.number}"
    assert [one for one in check_ledger(session) if one.number == grant.number] == []


def test_an_instalment_leaves_the_rest_and_a_cent_too_much_is_refused(session, grant, office):
    line = a_line(session, office, eur("20000.01"))
    with pytest.raises(RulesBroken):
        repaid(session, line, grant, office)
    with pytest.raises(RulesBroken):
        repaid(session, line, grant, office, interest=eur("309.22"))
    with pytest.raises(RulesBroken):
        repaid(session, line, grant, office, interest=eur(-1))

    repaid(session, line, grant, office, interest=eur("0.01"))
    assert claimed(session, grant) == (NOTHING, eur("309.20"))


def test_money_that_is_claimed_back_may_be_paid_once_more_within_what_is_left(session, office):
    grant = a_paying_grant(session, office)  # 200,000.00 in 2028 and in 2029
    made, _ = in_a_run(session, grant, office)
    bank_says(session, office, Booking(amount=eur(75_000), end_to_end=made.end_to_end))
    heard(session, grant, session.get_one(Person, office.checks.person_id))
    decision = propose_revocation(session, grant, a_draft(**RECLAIM), by=office.checks, now=NOON)
    countersign(session, decision, by=office.orders, now=NOON)

    # the last year loses 20,000.00; of 75,000.00 the recipient keeps 55,000.00
    assert tranches_of(session, grant.id) == {
        2028: Tranche(committed=eur(145_000), paid=eur(55_000)),
        2029: Tranche(committed=eur(180_000)),
    }
    # 380,000.00 less 75,000.00, and 20,000.00 more once they are back
    assert money_of(session, grant).left == eur(305_000)
    repaid(session, a_line(session, office, eur("20309.21")), grant, office, eur("309.21"))
    assert money_of(session, grant).left == eur(325_000)
    assert [one for one in check_ledger(session) if one.number == grant.number] == []


def test_a_booking_is_used_once_and_only_money_that_came_in(session, grant, office):
    line = a_line(session, office, eur(100))
    repaid(session, line, grant, office)

    with pytest.raises(RulesBroken):
        repaid(session, line, grant, office)


def test_money_that_went_out_is_no_repayment(session, grant, office):
    line = a_line(session, office, eur(100), credit=False)

    with pytest.raises(RulesBroken):
        repaid(session, line, grant, office)
