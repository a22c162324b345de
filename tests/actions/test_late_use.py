"""Interest on money used late is charged after a hearing, by two people, to the cent (R-036)."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from grants.actions.bank_statement import take_statement
from grants.actions.base_rate import enter_base_rate
from grants.actions.decision import countersign, send_back
from grants.actions.late_use import propose_charge
from grants.actions.late_use_hearing import answer_on_late_use, waive_late_use_hearing
from grants.actions.officer_conflict import declare_officer_conflict
from grants.actions.payment_use import excuse
from grants.actions.repayment import book_repayment
from grants.documents.bank_statement import read_statement
from grants.models.decision import Letter, LetterKind
from grants.models.outbox import Mail
from grants.models.payment import BankLine
from grants.programme.finding import RulesBroken
from grants.programme.late_use import InterestFrom
from grants.programme.ledger import AccountKind
from grants.programme.money import eur
from grants.programme.stages import PaymentState
from grants.queries.application import terms_of
from grants.queries.late_use import interest_now, late_use_hearing
from grants.queries.ledger import balance_of_grant
from grants.queries.ledger_check import check_ledger
from tests.makers.decision import two_officers
from tests.makers.late_use import LETTER, a_charge, heard_on, paid_and_used_late
from tests.makers.moment import days
from tests.makers.payment import Office
from tests.makers.round import another_version
from tests.makers.statement import Booking, a_statement

ANSWERED = LETTER + timedelta(days=7)


@pytest.fixture
def office(session):
    return Office(session)


@pytest.fixture
def late(session, office):
    """200,000.00 EUR, paid on 15 January 2026 and used on 1 April."""
    return paid_and_used_late(session, office)


def answer(session, late, office):
    answer_on_late_use(session, late, answered_on=ANSWERED, answer="Lieferverzug.",
                       by=office.checks, now=days(70))  # fmt: skip


def propose(session, late, office, **changes):
    return propose_charge(session, late, a_charge(**changes), by=office.checks, now=days(71))


def books_of(session, grant):
    """What the books of this grant disagree on."""
    return [one for one in check_ledger(session) if one.number.startswith(("acc", grant.number))]


def rules(raised):
    return [(one.rule, one.place) for one in raised.value.findings]


def test_r036_heard_proposed_and_signed_it_is_claimed_told_and_paid_back(session, late, office):
    heard_on(session, late, office)
    assert session.scalars(select(Mail).where(Mail.kind == "late_use")).first() is not None
    answer(session, late, office)

    decision = propose(session, late, office)
    assert propose(session, late, office) is decision
    assert (decision.amount, late.state) == (eur("1168.11"), PaymentState.IDLE)
    countersign(session, decision, by=office.orders, now=days(72))

    grant = late.grant
    assert late.state is PaymentState.INTEREST_NOTICE
    assert balance_of_grant(session, grant.id, AccountKind.INTEREST) == eur("1168.11")
    assert books_of(session, grant) == []
    letter = session.scalars(select(Letter).where(Letter.kind == LetterKind.LATE_USE)).one()
    said = letter.snapshot
    assert (said["amount"], said["days"], said["partly"]) == ("1168.11", 34, False)
    assert said["amount_in_words"]["de"].startswith("eintausendeinhundertachtundsechzig Euro")
    assert [(one["base"], one["rate"], one["interest"]) for one in said["interest"]] == [
        ("1.27", "6.27", "1168.11")
    ]
    assert said["heard"]["answered_on"] == ANSWERED.isoformat()

    back = Booking(amount=eur("1168.11"), end_to_end="", booked_on=days(80).date(), credit=True)
    data = a_statement(back, message="STMT-2")
    take_statement(session, read_statement(data), content=data, file_name="b.xml",
                   by=office.checks, now=days(80))  # fmt: skip
    line = session.scalars(select(BankLine).where(BankLine.credit)).one()
    book_repayment(session, line, grant, interest=line.amount, by=office.checks, now=days(80))
    assert balance_of_grant(session, grant.id, AccountKind.INTEREST) == eur(0)
    assert books_of(session, grant) == []


def test_r036_from_the_payment_where_the_terms_say_so_and_on_a_part_only(session, late):
    assert interest_now(session, late)[0].interest == eur("1168.11")
    assert interest_now(session, late, eur(100_000))[0].interest == eur("584.05")

    award = late.grant.award
    terms = terms_of(award.terms)
    since_payment = replace(terms.payments, interest_from=InterestFrom.PAYMENT)
    award.terms = another_version(
        session, award.terms, replace(terms, payments=since_payment), *two_officers(session)
    )

    whole = interest_now(session, late)
    assert [(one.days, one.interest) for one in whole] == [(76, eur("2611.07"))]


def test_who_has_a_conflict_with_the_case_keeps_no_answer(session, late, office):
    heard_on(session, late, office)
    declare_officer_conflict(session, late.grant.award.application, ground="Mein Bruder.",
                             by=office.checks, now=days(65))  # fmt: skip

    with pytest.raises(RulesBroken) as raised:
        answer(session, late, office)
    assert "R-055" in [rule for rule, _ in rules(raised)]


def test_nothing_is_charged_before_the_hearing_is_over(session, late, office):
    with pytest.raises(RulesBroken) as raised:
        propose(session, late, office)
    assert [rule for rule, _ in rules(raised)] == ["DECISION-READY", "R-052"]

    heard_on(session, late, office)
    with pytest.raises(RulesBroken) as raised:
        propose(session, late, office)
    assert [rule for rule, _ in rules(raised)] == ["R-052"]
    with pytest.raises(RulesBroken) as raised:
        heard_on(session, late, office)
    assert [rule for rule, _ in rules(raised)] == ["LATE-USE-HEARD"]

    later = propose_charge(session, late, a_charge(), by=office.checks, now=days(60 + 29))
    send_back(session, later, reason="Erst fragen.", by=office.orders, now=days(90))
    assert late.state is PaymentState.IDLE


def test_what_makes_no_sense_is_said_beside_its_field(session, late, office):
    waive_late_use_hearing(session, late, subject="Zinsen.", reason="Der Empfänger bat darum.",
                           by=office.checks, now=days(60))  # fmt: skip
    for change, where in (
        ({"idle": eur("200000.01")}, [("R-036", "idle")]),
        ({"discretion": " "}, [("R-056", "discretion")]),
        ({"heard_result": ""}, [("R-056", "heard_result")]),
        ({"pay_by": days(71).date()}, [("REVOKE-PAYMENT", "pay_by")]),
    ):
        with pytest.raises(RulesBroken) as raised:
            propose(session, late, office, **change)
        assert rules(raised) == where

    late.used_on = late.used_on.replace(month=7)
    session.flush()
    with pytest.raises(RulesBroken) as raised:
        propose(session, late, office)
    assert [one.says.de for one in raised.value.findings] == [
        "Der Basiszinssatz ab 01.07.2026 ist noch nicht eingetragen."
    ]
    enter_base_rate(session, begins=late.used_on, rate=Decimal("2.00"), source="Bundesbank",
                    by=office.checks, now=days(71))  # fmt: skip
    assert propose(session, late, office).amount == eur("4260.16") + eur("38.36")


def test_four_eyes_and_doing_without_ends_the_hearing(session, late, office):
    heard_on(session, late, office)
    answer(session, late, office)
    decision = propose(session, late, office)
    with pytest.raises(RulesBroken) as raised:
        countersign(session, decision, by=office.checks, now=days(72))
    assert [rule for rule, _ in rules(raised)] == ["R-054"]

    with pytest.raises(RulesBroken) as raised:
        excuse(session, late, reason="Nicht zu vertreten.", by=office.orders, now=days(73))
    assert [rule for rule, _ in rules(raised)] == ["DECISION-ONE"]
    send_back(session, decision, reason="Doch nicht.", by=office.orders, now=days(73))
    excuse(session, late, reason="Nicht zu vertreten.", by=office.checks, now=days(73))
    assert late_use_hearing(session, late).ended_at == days(73)
