"""Everybody orders and pays at the same moment, or the power fails: paid once, nothing is half."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import create_engine, func, select, text
from sqlalchemy.orm import Session

from grants.actions.bank_statement import take_statement
from grants.actions.payment_check import approve, find_correct
from grants.actions.payment_run import make_run
from grants.documents.bank_statement import read_statement
from grants.models.ledger import LedgerEntry
from grants.models.payment import PaymentRequest, PaymentRun
from grants.models.record import Act
from grants.programme.finding import RulesBroken
from grants.programme.ledger import EntryKind
from grants.programme.stages import NoSuchMove, PaymentState
from tests.makers.moment import NOON
from tests.makers.payment import Office, a_paying_grant, a_request, an_order, in_a_run
from tests.makers.review import an_officer
from tests.makers.statement import Booking, a_statement
from tests.power import fails_at, keeping

pytestmark = pytest.mark.alone

AT_ONCE = 20
EVERYTHING = text(
    "select md5(string_agg(row::text, '' order by row::text)) from ("
    " select to_jsonb(p) as row from payment_request p"
    " union all select to_jsonb(r) - 'content' from payment_run r"
    " union all select to_jsonb(b) - 'content' from bank_statement b"
    " union all select to_jsonb(l) from bank_line l"
    " union all select to_jsonb(a) - 'id' from ledger_account a"
    " union all select to_jsonb(e) - 'id' - 'transaction' from ledger_entry e"
    " union all select to_jsonb(t) - 'id' from act t) everything"
)


@pytest.fixture
def many(database):
    """An engine for many people at once."""
    engine = create_engine(database, pool_size=AT_ONCE, max_overflow=0)
    yield engine
    engine.dispose()


def all_at_once(engine, act, people):
    """What became of each: "done", or why not."""
    together = Barrier(len(people))

    def one(by):
        with Session(engine) as session:
            together.wait(timeout=120)
            try:
                act(session, by)
                session.commit()
            except RulesBroken as broken:
                return broken.findings[0].rule
            except NoSuchMove:
                return "too late"
        return "done"

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(one, people))


def the_request(session):
    return session.scalars(select(PaymentRequest)).one()


def count(session, column, *narrowed):
    return session.scalar(select(func.count(column)).where(*narrowed))


def ready(engine, stage):
    """A request that was found correct, ordered, or sent to the bank; and twenty officers more."""
    with Session(engine) as session:
        office = Office(session)
        grant = a_paying_grant(session, office)
        if stage == "checked":
            made = a_request(session, grant, office)
            find_correct(session, made, correct=made.requested, remark="", by=office.checks,
                         now=NOON)  # fmt: skip
        else:
            made = (
                an_order(session, grant, office)
                if stage == "ordered"
                else (in_a_run(session, grant, office)[0])
            )
        others = [an_officer(session, f"Officer {at}").as_actor() for at in range(AT_ONCE)]
        data = a_statement(Booking(amount=made.correct, end_to_end=made.end_to_end, iban=made.iban))
        session.commit()
        return others, data


def order(session, by):
    approve(session, the_request(session), by=by, now=NOON)


def pay(session, by):
    request = the_request(session)
    authority = request.grant.award.application.round.authority
    make_run(session, authority, [request.number], by=by, now=NOON)


def book(data):
    def act(session, by):
        take_statement(session, read_statement(data), content=data, file_name="a.xml", by=by,
                       now=NOON)  # fmt: skip

    return act


def test_twenty_who_order_at_once_order_once(many):
    people, _ = ready(many, "checked")

    outcomes = all_at_once(many, order, people)

    assert sorted(set(outcomes)) == ["done", "too late"]
    assert outcomes.count("done") == 1
    with Session(many) as session:
        assert count(session, Act.id, Act.act == "approve_payment") == 1
        assert count(session, LedgerEntry.id, LedgerEntry.kind == EntryKind.ORDER) == 1


def test_twenty_who_pay_at_once_pay_once(many):
    people, _ = ready(many, "ordered")

    outcomes = all_at_once(many, pay, people)

    assert (outcomes.count("done"), outcomes.count("PAYMENT-WAITING")) == (1, AT_ONCE - 1)
    with Session(many) as session:
        assert count(session, PaymentRun.id) == 1


def test_a_statement_that_twenty_take_in_at_once_is_taken_once(many):
    people, data = ready(many, "at the bank")

    outcomes = all_at_once(many, book(data), people)

    assert (outcomes.count("done"), outcomes.count("STATEMENT-ONCE")) == (1, AT_ONCE - 1)
    with Session(many) as session:
        assert the_request(session).state is PaymentState.PAID
        assert count(session, LedgerEntry.id, LedgerEntry.kind == EntryKind.PAY) == 1


@pytest.mark.parametrize(
    ("stage", "which"), [("checked", "order"), ("ordered", "pay"), ("at the bank", "book")]
)
def test_whenever_the_power_fails_a_payment_is_before_or_after_and_never_between(
    many, stage, which
):
    people, data = ready(many, stage)
    act = {"order": order, "pay": pay, "book": book(data)}[which]
    with many.connect() as connection:
        before = connection.scalar(EVERYTHING)

    moment = 0
    while fails_at(many, moment := moment + 1, keeping(many, act, people[0])):
        with many.connect() as connection:
            assert connection.scalar(EVERYTHING) == before, f"statement {moment}"

    assert moment > 10
    with many.connect() as connection:
        assert connection.scalar(EVERYTHING) != before
