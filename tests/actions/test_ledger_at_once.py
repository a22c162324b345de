"""Everybody wants the same money at the same moment, past every rule and lock of the acts."""

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from time import sleep

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from grants.actions.ledger import Cause, post
from grants.actions.ledger_round import AVAILABLE
from grants.models.ledger import LedgerAccount
from grants.programme.ledger import Account, AccountKind, EntryKind, Transfer
from grants.programme.money import NOTHING, eur, total
from grants.queries.ledger import books_of
from tests.makers.decision import a_ranked_application
from tests.makers.ledger import a_booked_round
from tests.makers.moment import NOON

pytestmark = pytest.mark.alone

MANY, AT_ONCE, MONEY_FOR = 200, 40, 10


@pytest.fixture
def many(database):
    """An engine for many people at once."""
    engine = create_engine(database, pool_size=AT_ONCE, max_overflow=0)
    yield engine
    engine.dispose()


@pytest.fixture
def round_and_reserves(many):
    """A round with 1,000.00, and where five clusters keep what they get of it."""
    with Session(many) as session:
        round_ = a_booked_round(session, budget=eur(1_000))
        clusters = [a_ranked_application(session, round_, rank=at).id for at in range(1, 6)]
        found = round_.id, str(round_.number)
        session.commit()
    return *found, [Account(kind=AccountKind.RESERVED, application_id=each) for each in clusters]


def all_at_once(many, round_id, number, moves):
    """What became of each transfer; no other fault but a refusal passes."""
    together = Barrier(AT_ONCE)

    def one(at):
        cause = Cause(kind=EntryKind.RESERVE, key=f"at once/{at}", act="make_round",
                      object_kind="round", object_number=number, at=NOON)  # fmt: skip
        with Session(many) as session:
            if at < AT_ONCE:
                together.wait(timeout=120)
            try:
                post(session, round_id, cause, [moves[at]])
                session.commit()
            except IntegrityError as refused:
                return "refused" if "never_overdrawn" in str(refused) else str(refused)
        return "done"

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(len(moves))))


def test_of_200_at_once_ten_get_the_money_for_ten(many, round_and_reserves):
    round_id, number, reserves = round_and_reserves
    moves = [Transfer(reserves[at % 5], AVAILABLE, eur(100)) for at in range(MANY)]

    outcomes = all_at_once(many, round_id, number, moves)

    assert (outcomes.count("done"), outcomes.count("refused")) == (MONEY_FOR, MANY - MONEY_FOR)
    with Session(many) as session:
        books = books_of(session, round_id)
        assert (books.available, books.reserved, books.balanced) == (NOTHING, eur(1_000), True)


def test_money_that_moves_all_ways_at_once_waits_in_no_circle_and_loses_no_cent(
    many, round_and_reserves
):
    round_id, number, reserves = round_and_reserves
    places, chance = [AVAILABLE, *reserves], random.Random(7)  # noqa: S311 - no secret
    moves = [
        Transfer(*chance.sample(places, 2), eur(chance.randrange(1, 400))) for _ in range(MANY)
    ]

    outcomes = all_at_once(many, round_id, number, moves)

    assert set(outcomes) == {"done", "refused"}
    with Session(many) as session:
        balances = list(session.scalars(select(LedgerAccount.balance)))
        assert total(balances) == NOTHING
        assert books_of(session, round_id).balanced


def test_accounts_made_by_two_at_once_are_made_in_one_order(many, round_and_reserves):
    round_id, number, (one, another, third, *_) = round_and_reserves
    cause = Cause(kind=EntryKind.RESERVE, key="", act="make_round", object_kind="round",
                  object_number=number, at=NOON)  # fmt: skip

    def keep(key, *order):
        with Session(many) as session:
            moves = [Transfer(reserve, AVAILABLE, eur(10)) for reserve in order]
            post(session, round_id, replace(cause, key=key), moves)
            session.commit()

    with Session(many) as first, ThreadPoolExecutor(2) as pool:
        post(first, round_id, replace(cause, key="first"), [Transfer(third, AVAILABLE, eur(10))])
        waiting = [pool.submit(keep, "forth", one, third, another),
                   pool.submit(keep, "back", another, third, one)]  # fmt: skip
        sleep(0.5)  # until both wait for what the first has made and not yet committed
        first.rollback()
        for each in waiting:
            each.result(timeout=30)

    with Session(many) as session:
        assert books_of(session, round_id).reserved == eur(60)
