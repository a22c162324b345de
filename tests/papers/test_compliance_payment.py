"""Compliance reports say what was asked for, who decided, and what the bank booked by then."""

from datetime import timedelta

from grants.actions.bank_statement import take_statement
from grants.actions.decision import countersign
from grants.actions.late_use import propose_charge
from grants.actions.repayment import book_repayment
from grants.documents.bank_statement import read_statement
from grants.papers.compliance_award import fill_award_report
from grants.programme.money import NOTHING, eur
from tests.makers.late_use import a_charge, heard_on, paid_and_used_late
from tests.makers.moment import NOON, days
from tests.makers.payment import Office, a_paying_grant, a_request, in_a_run
from tests.makers.statement import Booking, a_statement

LATER = NOON + timedelta(days=3)


def paid_amount(report):
    (found,) = [one.money for one in report.amounts if one.label.de.startswith("Ausgezahlt")]
    return found


def test_what_was_booked_after_the_cut_off_is_not_paid_yet(session):
    office = Office(session)
    grant = a_paying_grant(session, office)
    made, _ = in_a_run(session, grant, office)
    data = a_statement(
        Booking(amount=made.correct, end_to_end=made.end_to_end, iban=made.iban,
                booked_on=(NOON + timedelta(days=1)).date())
    )  # fmt: skip
    take_statement(session, read_statement(data), content=data, file_name="a.xml",
                   by=office.pays, now=LATER)  # fmt: skip
    a_request(session, grant, office, requested=eur(10), spent=eur(200_000), now=LATER)

    before = fill_award_report(session, grant.award, cut_off=NOON)
    after = fill_award_report(session, grant.award, cut_off=LATER)

    assert (paid_amount(before), paid_amount(after)) == (NOTHING, eur(75_000))
    (early,) = before.payments
    first, second = after.payments
    assert (early.paid_on, first.paid_on) == (None, made.paid_on)
    assert (first.correct, second.correct) == (made.correct, None)
    assert first.people == ("Dirk Dorn", "Berta Beck", "Clara Cohn")
    assert (first.number, second.number) == (f"{grant.number}-1", f"{grant.number}-2")
    steps = [step.what.de for step in after.time_line if first.number in step.what.de]
    assert [step for step in steps if "Zahlung anordnen" in step], steps


def test_a_draft_is_nobody_elses_business(session):
    office = Office(session)
    grant = a_paying_grant(session, office)
    report = fill_award_report(session, grant.award, cut_off=LATER)
    assert (report.payments, paid_amount(report)) == ((), NOTHING)


def test_the_report_shows_interest_that_was_charged_and_what_came_back_by_then(session):
    office = Office(session)
    late = paid_and_used_late(session, office)
    heard_on(session, late, office)
    decision = propose_charge(session, late, a_charge(), by=office.checks, now=days(89))
    countersign(session, decision, by=office.orders, now=days(89))
    data = a_statement(Booking(amount=eur(1000), credit=True), message="STMT-9")
    line = take_statement(session, read_statement(data), content=data, file_name="a.xml",
                          by=office.pays, now=days(100)).lines[0]  # fmt: skip
    book_repayment(session, line, late.grant, interest=eur(1000), by=office.checks, now=days(100))

    def back(moment):
        report = fill_award_report(session, late.grant.award, cut_off=moment)
        (found,) = [one.money for one in report.amounts if one.label.de.startswith("Zurückgezahlt")]
        return found

    assert (back(days(99)), back(days(101))) == (NOTHING, eur(1000))
    report = fill_award_report(session, late.grant.award, cut_off=days(101))
    assert [(one.reclaims, one.interest) for one in report.later] == [(True, eur("1168.11"))]
    assert ".. " not in "".join(one.text.de for one in report.facts)
