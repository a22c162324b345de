"""The clock comes to a round at the moment at which officers change its dates."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sqlalchemy.orm import Session

from grants.actions.extension import confirm_extension, propose_extension
from grants.actions.lock import lock
from grants.actions.round import SETTLING, open_and_close_due_rounds
from grants.models.extension import Extension
from grants.models.round import Round
from grants.programme.stages import RoundState
from tests.at_once import until_somebody_waits
from tests.makers.moment import NOON, days
from tests.makers.review import an_officer
from tests.makers.round import a_round


def after_the_clock(engine, round_, change, *, now):
    """The round and the clock's steps, when the clock comes while this change is under way."""

    def tick():
        with Session(engine) as work, work.begin():
            return open_and_close_due_rounds(work, now=now)

    with ThreadPoolExecutor(1) as pool, Session(engine) as work:
        with work.begin():
            change(work)
            work.flush()
            ticking = pool.submit(tick)
            until_somebody_waits(engine)
        steps = ticking.result(timeout=20)
    with Session(engine) as work:
        return work.get_one(Round, round_.id).state, steps


def test_a_round_that_is_extended_while_the_clock_waits_stays_open(engine):
    with Session(engine, expire_on_commit=False) as work, work.begin():
        round_ = a_round(work, state=RoundState.OPEN, closes_at=NOON)
        dirk, doris = an_officer(work).as_actor(), an_officer(work, "Doris Dietz").as_actor()
        made = propose_extension(work, round_, closes_at=days(7), reason="Ausfall.", by=dirk,
                                 now=NOON - timedelta(hours=1))  # fmt: skip

    def extend(work):
        confirm_extension(work, work.get_one(Extension, made.id), by=doris,
                          now=NOON + SETTLING, public_url="https://p.example")  # fmt: skip

    over = NOON + SETTLING + timedelta(seconds=30)
    assert after_the_clock(engine, round_, extend, now=over) == (RoundState.EXTENDED, 0)


def test_a_round_that_opens_later_after_all_is_not_opened_by_the_waiting_clock(engine):
    with Session(engine, expire_on_commit=False) as work, work.begin():
        round_ = a_round(work, state=RoundState.ANNOUNCED, opens_at=NOON, closes_at=days(30))

    def postpone(work):
        mine = work.get_one(Round, round_.id)
        lock(work, mine)
        mine.opens_at = days(3)

    assert after_the_clock(engine, round_, postpone, now=NOON) == (RoundState.ANNOUNCED, 0)
