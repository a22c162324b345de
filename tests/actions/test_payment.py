"""A recipient asks for money; one officer finds it correct, another one orders it."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from grants.actions.amendment import propose_amendment
from grants.actions.decision import countersign
from grants.actions.payment import begin_payment, save_payment, submit_payment, withdraw_payment
from grants.actions.payment_check import (
    approve,
    check_again,
    find_correct,
    hold,
    reject,
    release,
    send_back,
    take_back,
)
from grants.models.payment import PaymentRequest
from grants.models.record import Act
from grants.programme.finding import RulesBroken
from grants.programme.ledger import Tranche
from grants.programme.money import NOTHING, eur
from grants.programme.stages import GrantState, NoSuchMove, PaymentState, ReportState
from grants.queries.ledger import tranches_of
from grants.queries.ledger_check import check_ledger
from tests.actions.test_amendment import less
from tests.makers.moment import NOON
from tests.makers.payment import IBAN, Office, a_paying_grant, a_request, an_order
from tests.makers.report import a_report

P = PaymentState


@pytest.fixture
def office(session):
    return Office(session)


@pytest.fixture
def grant(session, office):
    return a_paying_grant(session, office)


def rules(refused):
    return {one.rule for one in refused.value.findings}


def differing(session, grant):
    """Where the books say something else than the grant."""
    return [one for one in check_ledger(session) if one.number == grant.number]


def test_a_request_goes_from_the_recipient_to_the_order_and_its_money_is_set_aside(
    session, grant, office
):
    made = an_order(session, grant, office)

    assert (made.state, made.correct, made.year) == (P.APPROVED, eur(75_000), 2028)
    assert tranches_of(session, grant.id)[2028] == Tranche(
        committed=eur(125_000), ordered=eur(75_000)
    )
    assert differing(session, grant) == []
    acts = session.query(Act).filter_by(object_kind="payment", object_number=made.number)
    assert [one.act for one in acts.order_by(Act.id)] == [
        "begin_payment", "save_payment", "submit_payment", "check_payment", "approve_payment",
    ]  # fmt: skip


def test_there_is_one_request_at_a_time_and_the_next_one_when_it_is_ordered(session, grant, office):
    first = a_request(session, grant, office)
    assert begin_payment(session, grant, by=office.asks, now=NOON) is first

    find_correct(session, first, correct=eur(75_000), remark="", by=office.checks, now=NOON)
    approve(session, first, by=office.orders, now=NOON)
    second = begin_payment(session, grant, by=office.asks, now=NOON)
    assert (second.ordinal, second.state) == (2, P.DRAFT)

    session.add(PaymentRequest(grant=grant, ordinal=3, changed_at=NOON))
    with pytest.raises(IntegrityError, match="uq_payment_request_open"):
        session.flush()


def test_what_was_ordered_before_counts_for_the_next_request(session, grant, office):
    an_order(session, grant, office)

    with pytest.raises(RulesBroken) as refused:
        a_request(session, grant, office, requested=eur("0.01"))
    assert rules(refused) == {"R-030"}


def test_no_more_than_the_tranche_of_the_year_is_asked_for(session, grant, office):
    with pytest.raises(RulesBroken) as refused:
        a_request(session, grant, office, spent=eur(700_000), requested=eur("200000.01"))
    assert rules(refused) == {"R-032"}


def test_the_checker_may_reduce_with_a_reason_and_never_add(session, grant, office):
    made = a_request(session, grant, office)

    for correct, remark in ((eur(75_001), "Mehr."), (eur(74_999), " "), (NOTHING, "Nichts.")):
        with pytest.raises(RulesBroken):
            find_correct(session, made, correct=correct, remark=remark, by=office.checks, now=NOON)
    find_correct(session, made, correct=eur(70_000), remark="Eine Reise fällt später an.",
                 by=office.checks, now=NOON)  # fmt: skip
    approve(session, made, by=office.orders, now=NOON)

    assert tranches_of(session, grant.id)[2028].ordered == eur(70_000)


def test_who_found_it_correct_does_not_order_it_and_the_database_knows(session, grant, office):
    made = a_request(session, grant, office)
    find_correct(session, made, correct=eur(75_000), remark="", by=office.checks, now=NOON)

    with pytest.raises(RulesBroken) as refused:
        approve(session, made, by=office.checks, now=NOON)
    assert rules(refused) == {"R-054"}
    with pytest.raises(IntegrityError, match="three_people"), session.begin_nested():
        session.execute(
            text("update payment_request set state = 'approved', approved_by_id = checked_by_id,"
                 " approved_at = checked_at, iban = 'x', year = 2028 where id = :id"),
            {"id": made.id},
        )  # fmt: skip


@pytest.mark.parametrize(
    ("state", "may_ask"),
    [
        (GrantState.AWARDED, False),
        (GrantState.OBJECTED, False),
        (GrantState.SETTLED, False),
        (GrantState.PAYMENT_STOPPED, True),
        (GrantState.HEARING, True),
    ],
)
def test_what_is_in_dispute_is_not_paid_and_before_it_is_final_nobody_asks(
    session, grant, office, state, may_ask
):
    if may_ask:
        made = a_request(session, grant, office)
        find_correct(session, made, correct=eur(75_000), remark="", by=office.checks, now=NOON)
    grant.state = state
    session.flush()

    def go_on():
        return (
            approve(session, made, by=office.orders, now=NOON)
            if may_ask
            else (a_request(session, grant, office))
        )

    with pytest.raises(RulesBroken) as refused:
        go_on()
    assert rules(refused) == {"PAYMENT-STATE"}


def test_an_overdue_report_and_a_missing_account_stand_in_the_way_until_they_are_there(
    session, grant, office
):
    made = a_request(session, grant, office)
    find_correct(session, made, correct=eur(75_000), remark="", by=office.checks, now=NOON)
    report = a_report(session, grant, year=2027, due_on=(NOON - timedelta(days=1)).date(),
                      state=ReportState.OVERDUE)  # fmt: skip
    grant.recipient.iban = ""

    with pytest.raises(RulesBroken) as refused:
        approve(session, made, by=office.orders, now=NOON)
    assert rules(refused) == {"PAYMENT-REPORT", "PAYMENT-ACCOUNT"}

    report.state, grant.recipient.iban = ReportState.WAIVED, IBAN
    approve(session, made, by=office.orders, now=NOON)
    assert made.state is P.APPROVED


def test_a_held_request_is_taken_up_again_and_one_sent_back_is_corrected(session, grant, office):
    made = a_request(session, grant, office)

    hold(session, made, reason="Der Nachweis fehlt noch.", by=office.checks, now=NOON)
    assert (made.state, made.reason) == (P.HELD, "Der Nachweis fehlt noch.")
    release(session, made, by=office.checks, now=NOON)
    send_back(session, made, reason="Bitte ohne die Reise.", by=office.checks, now=NOON)
    assert (made.state, made.submitted_at) == (P.DRAFT, None)

    less_now = {"spent": eur(100_000), "forecast": NOTHING, "requested": eur(50_000)}
    save_payment(session, made, **less_now, note="Ohne die Reise.", revision=made.revision,
                 by=office.asks, now=NOON)  # fmt: skip
    submit_payment(session, made, by=office.asks, now=NOON)
    assert (made.state, made.reason) == (P.SUBMITTED, "")
    withdraw_payment(session, made, by=office.asks, now=NOON)
    assert made.state is P.DRAFT


def test_who_orders_may_have_it_checked_again_or_reject_it(session, grant, office):
    made = a_request(session, grant, office)
    find_correct(session, made, correct=eur(70_000), remark="Weniger.", by=office.checks, now=NOON)
    check_again(session, made, reason="Warum weniger?", by=office.orders, now=NOON)
    assert (made.state, made.correct, made.checked_by) == (P.SUBMITTED, None, None)

    reject(session, made, reason="Das Geld ist nicht nötig.", by=office.orders, now=NOON)
    assert made.state is P.REJECTED
    assert begin_payment(session, grant, by=office.asks, now=NOON).ordinal == 2


def test_an_order_taken_back_frees_its_money_and_the_next_one_has_its_own_reference(
    session, grant, office
):
    made = an_order(session, grant, office)
    first = made.end_to_end

    take_back(session, made, reason="Falsches Konto.", by=office.orders, now=NOON)
    assert (made.state, made.iban) == (P.CHECKED, "")
    assert tranches_of(session, grant.id)[2028] == Tranche(committed=eur(200_000))

    approve(session, made, by=office.orders, now=NOON)
    assert made.end_to_end != first
    assert differing(session, grant) == []


def test_a_grant_is_not_amended_while_a_payment_is_on_its_way(session, grant, office):
    made = an_order(session, grant, office)
    asked = {"requested_on": NOON.date(), "deviates": False, "reasons": "Weniger.",
             "by": office.checks, "now": NOON}  # fmt: skip
    decision = propose_amendment(session, grant, less(grant), **asked)
    with pytest.raises(RulesBroken) as refused:
        countersign(session, decision, by=office.orders, now=NOON)
    assert "PAYMENT-ORDERED" in rules(refused)

    take_back(session, made, reason="Erst die Änderung.", by=office.orders, now=NOON)
    countersign(session, decision, by=office.orders, now=NOON)


def test_handed_in_it_cannot_be_changed(session, grant, office):
    made = a_request(session, grant, office)

    with pytest.raises(NoSuchMove):
        save_payment(session, made, spent=NOTHING, forecast=NOTHING, requested=NOTHING, note="",
                     revision=made.revision, by=office.asks, now=NOON)  # fmt: skip
    with pytest.raises(NoSuchMove):
        submit_payment(session, made, by=office.asks, now=NOON)
