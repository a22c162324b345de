"""Ordered payments go to the bank by a third person; its statement says what became of them."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from grants.actions.bank_statement import explain_line, take_statement
from grants.actions.payment_check import approve, take_back
from grants.actions.payment_run import drop_run, make_run
from grants.documents.bank_statement import read_statement
from grants.programme.finding import RulesBroken
from grants.programme.ledger import Tranche
from grants.programme.money import eur
from grants.programme.stages import GrantState, PaymentState
from grants.queries.ledger import tranches_of
from grants.queries.ledger_check import check_ledger
from tests.makers.moment import NOON
from tests.makers.payment import Office, a_paying_grant, an_order, in_a_run, known_account
from tests.makers.statement import Booking, a_statement

P = PaymentState
BOOKED = date(2028, 5, 18)


@pytest.fixture
def office(session):
    return Office(session)


@pytest.fixture
def grant(session, office):
    return a_paying_grant(session, office)


def rules(refused):
    return {one.rule for one in refused.value.findings}


def taken(session, office, *bookings, message="STMT-1", **more):
    """The statement with these bookings, as an officer takes it in."""
    data = a_statement(*bookings, message=message, **more)
    return take_statement(session, read_statement(data), content=data, file_name="auszug.xml",
                          by=office.checks, now=NOON)  # fmt: skip


def ours(request, **more):
    return Booking(**{"amount": request.correct, "end_to_end": request.end_to_end,
                      "booked_on": BOOKED} | more)  # fmt: skip


def differing(session, grant):
    return [one for one in check_ledger(session) if one.number == grant.number]


def test_a_third_person_pays_and_the_bank_books_it(session, grant, office):
    made, run = in_a_run(session, grant, office)

    assert (run.count, run.total, run.made_by.name) == (1, eur(75_000), "Clara Cohn")
    assert made.end_to_end.encode() in run.content
    statement = taken(session, office, ours(made))

    assert (made.state, made.paid_on) == (P.PAID, BOOKED)
    assert [line.request for line in statement.lines] == [made]
    assert tranches_of(session, grant.id)[2028] == Tranche(committed=eur(125_000), paid=eur(75_000))
    assert differing(session, grant) == []


@pytest.mark.parametrize("who", ["checks", "orders"])
def test_who_checked_or_ordered_a_payment_does_not_pay_it(session, grant, office, who):
    made = an_order(session, grant, office)
    authority = grant.award.application.round.authority

    with pytest.raises(RulesBroken) as refused:
        make_run(session, authority, [made.number], by=getattr(office, who), now=NOON)
    assert rules(refused) == {"R-054"}
    assert made.run is None


def test_what_came_between_order_and_payment_stops_the_payment(session, grant, office):
    made = an_order(session, grant, office)
    authority = grant.award.application.round.authority
    grant.state = GrantState.HEARING
    known_account(session, grant.recipient, "DE02500105170137075030", office)

    with pytest.raises(RulesBroken) as refused:
        make_run(session, authority, [made.number], by=office.pays, now=NOON)
    assert rules(refused) == {"PAYMENT-STATE", "PAYMENT-ACCOUNT"}


def test_a_payment_is_in_one_run_only(session, grant, office):
    made, run = in_a_run(session, grant, office)

    with pytest.raises(RulesBroken) as refused:
        make_run(session, run.authority, [made.number], by=office.pays, now=NOON)
    assert rules(refused) == {"PAYMENT-WAITING"}
    with pytest.raises(RulesBroken):
        take_back(session, made, reason="Doch nicht.", by=office.orders, now=NOON)


def test_a_run_that_the_bank_refused_is_dropped_and_its_payments_go_into_another(
    session, grant, office
):
    made, run = in_a_run(session, grant, office)

    drop_run(session, run, reason="Die Bank hat die Datei abgelehnt.", by=office.pays, now=NOON)
    again = make_run(session, run.authority, [made.number], by=office.pays, now=NOON)

    assert again.message != run.message
    assert (made.run, run.dropped_reason) == (again, "Die Bank hat die Datei abgelehnt.")
    taken(session, office, ours(made))
    with pytest.raises(RulesBroken):
        drop_run(session, again, reason="Zu spät.", by=office.pays, now=NOON)


@pytest.mark.parametrize(
    "other",
    [
        {"amount": eur("74999.99")},
        {"end_to_end": "unknown"},
        {"iban": "DE02500105170137075030"},
        {"credit": True},
    ],
)
def test_a_booking_that_is_not_the_very_payment_stays_open_until_somebody_explains_it(
    session, grant, office, other
):
    made, _ = in_a_run(session, grant, office)
    (line,) = taken(session, office, ours(made, **other)).lines

    assert (made.state, line.is_open) == (P.APPROVED, True)
    with pytest.raises(RulesBroken):
        explain_line(session, line, explanation=" ", by=office.checks, now=NOON)
    explain_line(session, line, explanation="Rückfrage bei der Bank.", by=office.checks, now=NOON)
    assert not line.is_open
    with pytest.raises(RulesBroken):
        explain_line(session, line, explanation="Noch etwas.", by=office.checks, now=NOON)


@pytest.mark.parametrize("booked_first", [True, False])
def test_a_payment_that_comes_back_is_ordered_anew(session, grant, office, booked_first):
    made, _ = in_a_run(session, grant, office)
    if booked_first:
        taken(session, office, ours(made))

    taken(session, office, ours(made, credit=True, returned="AC04"), message="STMT-2")

    assert (made.state, made.reason, made.paid_on) == (
        P.CHECKED, "AC04 Konto geschlossen", None,
    )  # fmt: skip
    assert tranches_of(session, grant.id)[2028] == Tranche(committed=eur(200_000))
    approve(session, made, by=office.orders, now=NOON)
    assert made.attempts == 2


def test_a_statement_is_taken_in_once_and_only_of_our_account(session, grant, office):
    made, _ = in_a_run(session, grant, office)
    taken(session, office, ours(made))

    with pytest.raises(RulesBroken) as again:
        taken(session, office, ours(made))
    with pytest.raises(RulesBroken) as foreign:
        taken(session, office, account="DE02500105170137075030", message="STMT-9")
    assert (rules(again), rules(foreign)) == ({"STATEMENT-ONCE"}, {"STATEMENT-ACCOUNT"})


@pytest.mark.parametrize(
    "change",
    [
        "update payment_run set content = 'x'",
        "update payment_run set total = 1",
        "delete from bank_line",
        "update bank_line set amount = 1",
        "update bank_statement set message = 'x'",
    ],
)
def test_what_the_bank_got_and_said_stays_as_it_is(session, grant, office, change):
    made, _ = in_a_run(session, grant, office)
    taken(session, office, ours(made))

    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(text(change))
