"""The audit catalogue on money that is asked back: what did not come by its day (F-10)."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from grants.actions.bank_statement import take_statement
from grants.actions.decision import countersign
from grants.actions.late_use import propose_charge
from grants.actions.late_use_hearing import answer_on_late_use
from grants.actions.repayment import book_repayment
from grants.documents.bank_statement import read_statement
from grants.models.decision import Letter
from grants.models.notification import LetterContest
from grants.models.person import Person
from grants.programme.money import eur
from grants.programme.notification import ContestKind
from tests.makers.late_use import LETTER, a_charge, heard_on, paid_and_used_late
from tests.makers.moment import days
from tests.makers.observation import found
from tests.makers.payment import Office
from tests.makers.statement import Booking, a_statement

ONE = timedelta(days=1)


def test_f10_a_claim_is_found_from_the_day_after_its_day_until_all_of_it_came(session):
    office = Office(session)
    late = paid_and_used_late(session, office)
    heard_on(session, late, office)
    answer_on_late_use(session, late, answered_on=LETTER, answer="Verzug.", by=office.checks,
                       now=days(61))  # fmt: skip
    charge = a_charge()
    decision = propose_charge(session, late, charge, by=office.checks, now=days(61))
    countersign(session, decision, by=office.orders, now=days(61))
    grant = late.grant
    last = datetime(charge.pay_by.year, charge.pay_by.month, charge.pay_by.day, 12, tzinfo=UTC)

    assert found(session, "F-10", last) == {}
    said = (
        "Zurückgefordert oder an Zinsen gefordert: {} waren bis {:%d.%m.%Y} zu zahlen, seit 1 Tag"
    )
    assert found(session, "F-10", last + ONE) == {
        grant.number: said.format("1.168,11 €", charge.pay_by) + " nicht eingegangen."
    }

    letter = session.scalars(select(Letter).where(Letter.decision_id == decision.id)).one()
    objection = LetterContest(
        letter=letter, kind=ContestKind.OBJECTION, received_on=LETTER, recorded_at=days(62),
        recorded_by=session.get_one(Person, office.checks.person_id),
    )  # fmt: skip
    session.add(objection)
    assert found(session, "F-10", last + ONE) == {}
    objection.ended_on, objection.outcome = LETTER, "Zurückgewiesen."

    came(session, office, grant, eur("1168.10"), "STMT-8")
    assert found(session, "F-10", last + ONE) == {
        grant.number: said.format("0,01 €", charge.pay_by) + " nicht eingegangen."
    }
    came(session, office, grant, eur("0.01"), "STMT-9")
    assert found(session, "F-10", last + ONE) == {}


def came(session, office, grant, amount, message):
    """The recipient pays, and an officer books it as interest."""
    data = a_statement(Booking(amount=amount, credit=True), message=message)
    line = take_statement(session, read_statement(data), content=data, file_name="a.xml",
                          by=office.pays, now=days(70)).lines[0]  # fmt: skip
    book_repayment(session, line, grant, interest=amount, by=office.checks, now=days(70))
