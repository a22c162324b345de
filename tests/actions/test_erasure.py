"""What is known of a person goes when its time is over: seals hold, amounts and decisions stay."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from grants.actions.erasure import (
    carry_out_erasure,
    drop_erasure,
    propose_due_erasures,
    propose_erasure,
)
from grants.actions.record import record
from grants.actions.seal import seal_acts
from grants.models.erasure import Erasure
from grants.models.outbox import Mail, MailState
from grants.models.person import Person
from grants.models.record import Act
from grants.programme.erasure import erasable_from
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.programme.sealed import ERASED
from grants.queries.verify import verify
from tests.makers.person import a_person

THEN = datetime(2027, 4, 16, 10, tzinfo=UTC)
YEARS_LATER = datetime(2033, 4, 16, 10, tzinfo=UTC)


@pytest.fixture
def work(engine):
    """A session on a database of its own: sealing is about commits."""
    with Session(engine) as session:
        yield session


@pytest.fixture
def people(work):
    """Jana, who left long ago and whom others named, and two administrators."""
    jana = a_person(work, "Jana Geheim", Role.JUROR)
    adam, berta = (a_person(work, name, Role.ADMINISTRATOR) for name in ("Adam A", "Berta B"))
    work.flush()
    record(work, "score", "application", "R6-0001", by=jana.as_actor(), now=THEN,
           after={"points": 7}, reason="Gut.")  # fmt: skip
    record(work, "assign_juror", "application", "R6-0001", by=adam.as_actor(), now=THEN,
           after={"juror": jana.name, "amount": "400000.00"})  # fmt: skip
    record(work, "hold_meeting", "round", "6", by=adam.as_actor(), now=THEN,
           after={"votes": {jana.name: "yes", "Otto O": "no"}})  # fmt: skip
    work.add(Mail(
        key="m1", kind="x", person_id=jana.id, recipient=jana.email, recipient_name=jana.name,
        language="de", subject="Liebe Jana Geheim", body="Jana Geheim", message_id="m1",
        state=MailState.SENT, created_at=THEN, next_try_at=THEN, sent_at=THEN,
    ))  # fmt: skip
    jana.active = False
    work.commit()
    seal_acts(work, now=THEN)
    work.commit()
    return jana, adam, berta


def proposed(work, people):
    jana, adam, _ = people
    return propose_erasure(work, jana, reason="Antrag", by=adam.as_actor(), now=YEARS_LATER)


def erased(work, people):
    erasure = proposed(work, people)
    carry_out_erasure(work, erasure, by=people[2].as_actor(), now=YEARS_LATER)
    work.commit()
    work.expire_all()
    return erasure


def everything(work):
    tables = work.scalars(text(
        "select table_name from information_schema.tables"
        " where table_schema = 'public' and table_type = 'BASE TABLE'"
    )).all()  # fmt: skip
    rows = [work.execute(text(f'select t::text from "{name}" t')).scalars() for name in tables]  # noqa: S608
    return "\n".join(row for found in rows for row in found)


def test_afterwards_nothing_names_the_person_and_the_record_holds(work, people):
    email, head = people[0].email, verify(work).head
    assert "Jana Geheim" in everything(work)

    erasure = erased(work, people)

    assert "Jana Geheim" not in everything(work)
    assert email not in everything(work)
    verdict = verify(work, head=head)
    assert (verdict.holds, verdict.says.en[:13]) == (True, "The record is")
    assert erasure.acts == 3


def test_what_was_done_and_how_much_stays(work, people):
    erased(work, people)

    acts = work.scalars(select(Act).order_by(Act.id)).all()
    assert [(a.act, a.actor_name) for a in acts[:3]] == [
        ("score", ERASED), ("assign_juror", "Adam A"), ("hold_meeting", "Adam A"),
    ]  # fmt: skip
    assert (acts[0].after, acts[0].reason) == ({"points": 7}, "Gut.")
    assert acts[1].after == {"juror": ERASED, "amount": "400000.00"}
    assert acts[0].actor_id == people[0].id


def test_whoever_proposed_it_does_not_carry_it_out(work, people):
    erasure = proposed(work, people)

    with pytest.raises(RulesBroken):
        carry_out_erasure(work, erasure, by=people[1].as_actor(), now=YEARS_LATER)
    erasure.done_at, erasure.decided_by = YEARS_LATER, people[1]
    with pytest.raises(DBAPIError):
        work.flush()


def test_an_open_account_a_time_that_runs_and_an_unsealed_entry_stand_against_it(work, people):
    jana, adam, _ = people
    for change, when in (
        (lambda: setattr(jana, "active", True), YEARS_LATER),
        (lambda: None, datetime(2032, 4, 16, 21, tzinfo=UTC)),
        (lambda: record(work, "x", "round", "6", by=adam.as_actor(), now=THEN,
                        after={"chair": jana.name}), YEARS_LATER),
    ):  # fmt: skip
        change()
        with pytest.raises(RulesBroken):
            propose_erasure(work, jana, reason="x", by=adam.as_actor(), now=when)
        work.rollback()


def test_the_clock_proposes_once_and_erases_nobody(work, people):
    day = timedelta(days=1)
    early = propose_due_erasures(work, now=datetime(2032, 4, 15, 10, tzinfo=UTC))
    counts = [propose_due_erasures(work, now=YEARS_LATER + day * n) for n in (0, 1)]

    assert (early, counts) == (0, [1, 0])
    (erasure,) = work.scalars(select(Erasure)).all()
    assert (erasure.person.name, erasure.done_at) == ("Jana Geheim", None)
    carry_out_erasure(work, erasure, by=people[1].as_actor(), now=YEARS_LATER)
    assert work.get_one(Person, people[0].id).name == f"Person {people[0].id}"


def test_one_that_was_dropped_stays_dropped(work, people):
    erasure = proposed(work, people)
    drop_erasure(work, erasure, by=people[2].as_actor(), now=YEARS_LATER)
    carry_out_erasure(work, erasure, by=people[2].as_actor(), now=YEARS_LATER)

    assert people[0].name == "Jana Geheim"
    assert propose_due_erasures(work, now=YEARS_LATER) == 0


@pytest.mark.parametrize("statement", [
    "update act set actor_name = '[gelöscht]' where id = 1",
    "update act set after = '{}' where id = 2",
    "update act set after = after || '{\"amount\": \"1.00\"}' where id = 2",
    "update act set reason = '' where id = 1",
    "delete from act where id = 1",
    "update act_mark set veils = '{}' where act_id = 1",
    "update act_mark set veils = '{\"actor_name\": {\"sha256\": \"0\", \"erasure\": 99}}'"
    " where act_id = 1",
])  # fmt: skip
def test_the_database_lets_no_word_go_without_an_erasure_that_two_decided(work, people, statement):
    proposed(work, people)

    with pytest.raises(DBAPIError):
        work.execute(text(statement))


def test_the_time_of_retention_ends_with_its_day():
    assert erasable_from(date(2027, 4, 16), 5).isoformat() == "2032-04-17"
    assert erasable_from(date(2028, 2, 29), 5).isoformat() == "2033-03-01"
