"""Books and grants that no longer agree are named, whoever changed what behind the program."""

import pytest
from sqlalchemy import text

from grants.queries.ledger_check import check_ledger
from tests.makers.ledger import a_booked_grant


@pytest.fixture
def grant(session):
    """A grant of 400,000.00 under a cap of 4,000,000.00, all of it in the books."""
    made = a_booked_grant(session)
    session.flush()
    assert check_ledger(session) == []
    session.execute(text("set constraints all immediate"))
    session.execute(text("set session_replication_role = replica"))  # past every trigger
    return made


def wrong(session):
    """Whose figures differ, and which."""
    return [(each.number, each.what.en) for each in check_ledger(session)]


def test_an_award_that_was_raised_by_hand(session, grant):
    session.execute(text("update award set committed = committed + 1"))

    assert wrong(session) == [(grant.award.number, "Awarded"), (grant.award.number, "Reserved")]


def test_a_grant_that_was_raised_by_hand(session, grant):
    session.execute(
        text("update grant_to_recipient set direct = direct + 1, own_funds = own_funds - 1")
    )

    assert wrong(session) == [
        (grant.number, "yearly tranche 2029"), (grant.number, "yearly tranche 2030"),
        (grant.number, "Own funds"),
    ]  # fmt: skip


def test_a_revocation_without_its_posting(session, grant):
    session.execute(text("update grant_to_recipient set revoked = 50000"))
    found = check_ledger(session)

    assert [each.says.de.replace("\xa0", " ") for each in found] == [
        f"{grant.number}, Jahresscheibe 2030: in den Büchern 200.000,00 €, sonst 150.000,00 €."
    ]


def test_promises_that_were_changed_by_hand(session, grant):
    number = grant.award.application.round.number
    session.execute(text("update round set promised = promised - 1"))

    assert wrong(session) == [(f"round {number}", "Promised"), (f"round {number}", "Available")]


def test_a_budget_that_was_changed_by_hand(session, grant):
    number = grant.award.application.round.number
    session.execute(text("update round set budget = budget + 1"))

    assert wrong(session) == [
        (f"round {number}", "Round budget"), (f"round {number}", "Available"),
    ]  # fmt: skip


def test_a_posting_that_was_changed_by_hand(session, grant):
    session.execute(text("update ledger_posting set amount = amount + 1 where id ="
                         " (select max(id) from ledger_posting)"))  # fmt: skip

    assert {what for _, what in wrong(session)} == {
        "balance against its postings, Own funds",
        "balance against its postings, The recipients' own money",
    }


def test_a_posting_that_was_removed(session, grant):
    session.execute(text("delete from ledger_posting where id = (select min(id)"
                         " from ledger_posting)"))  # fmt: skip

    assert {what for _, what in wrong(session)} == {
        "balance against its postings, Round budget", "balance against its postings, Available",
    }  # fmt: skip


def test_a_balance_that_was_changed_by_hand(session, grant):
    session.execute(text("update ledger_account set balance = balance + 5 where kind = 'reserved'"))

    assert ("balance against its postings, Reserved") in {what for _, what in wrong(session)}
    assert (grant.award.number, "Reserved") in wrong(session)
