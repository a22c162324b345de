"""A thousand acts, and six ways to lie about them: each is found (B11)."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from grants.actions.record import record
from grants.actions.seal import seal_acts
from grants.queries.verify import verify
from tests.makers.moment import NOON

ACTS, IN_A_SEAL = 1000, 100
COLUMNS = "at, actor_id, actor_name, role, act, object_kind, object_number, before, after, reason"
FIVE_WAYS = {
    "edited": ("update act set reason = 'anders' where id = 517", "act 517"),
    "deleted": ("delete from act where id = 517", "act 517"),
    "inserted": (
        f"insert into act (id, {COLUMNS}, request_id)"  # noqa: S608 - our own words
        f" select 0, {COLUMNS}, request_id from act where id = 517",
        "act 0",
    ),
    "swapped": (
        "update act set id = -id where id in (517, 518);"
        " update act set id = 1035 + id where id < 0",
        "act 517",
    ),
    "cut": ("delete from act where id > 990", "act 991"),
}

REWRITTEN = (
    'update act set after = \'{"amount": "1.00"}\' where id = 517;'
    " delete from act_mark; delete from seal"
)
"""Then everything is sealed anew: each row fits, only the head that somebody noted does not."""


@pytest.fixture
def work(engine):
    """A database of its own with a thousand acts under ten seals."""
    with Session(engine) as session:
        for number in range(1, ACTS + 1):
            record(session, "submit_application", "application", f"R6-{number:04}", by=None,
                   now=NOON, after={"amount": f"{number}.00"})  # fmt: skip
            if number % IN_A_SEAL == 0:
                session.commit()
                seal_acts(session, now=NOON)
                session.commit()
        yield session


def lie(session, statement):
    """What a database administrator could do who stops every trigger first."""
    session.execute(text("set local session_replication_role = replica"))
    for each in statement.split(";"):
        session.execute(text(each))
    session.execute(text("set local session_replication_role = origin"))
    session.expire_all()


def test_five_lies_are_named_by_their_first_row_and_a_rewritten_record_by_its_head(work):
    head = verify(work).head
    assert verify(work).acts == ACTS

    for statement, first_wrong in FIVE_WAYS.values():
        lie(work, statement)
        verdict = verify(work)
        assert (verdict.holds, verdict.first_wrong) == (False, first_wrong), statement
        work.rollback()
    assert verify(work, head=head).holds

    lie(work, REWRITTEN)
    work.commit()
    assert seal_acts(work, now=NOON) == ACTS
    work.commit()
    assert verify(work).holds
    rewritten = verify(work, head=head)
    assert (rewritten.holds, rewritten.first_wrong) == (False, "head")
