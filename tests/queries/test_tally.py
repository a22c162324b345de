"""The kept counts of applications say what counting them one by one would say."""

import threading
from collections import Counter

from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from grants.actions.tally import fold_tally
from grants.models.application import Application, HandedIn
from grants.programme.stages import ApplicationState
from grants.queries.tally import tally_of
from tests.makers.application import an_application
from tests.makers.round import a_round

S = ApplicationState


def counted(session, round_):
    """The truth, by looking at every application."""
    found = session.scalars(
        select(Application.state).where(
            Application.round_id == round_.id, Application.submitted_at.is_not(None)
        )
    )
    return dict(Counter(found))


def kept(session, round_):
    session.flush()
    return tally_of(session, [round_])[round_.id]


def test_a_round_without_applications_has_an_empty_tally(session):
    assert kept(session, a_round(session, 6)) == {}


def test_drafts_are_not_counted_and_whoever_moves_on_is_counted_once(session):
    round_ = a_round(session, 6)
    drafted = an_application(session, round_=round_)
    sent = an_application(session, round_=round_, state=S.SUBMITTED)
    assert kept(session, round_) == {S.SUBMITTED: 1}

    sent.state = S.UNDER_REVIEW
    assert kept(session, round_) == {S.UNDER_REVIEW: 1}

    session.delete(drafted)
    session.delete(sent)
    assert kept(session, round_) == {}


def test_adding_up_changes_no_count_and_leaves_one_row_for_each_state(session):
    round_ = a_round(session, 6)
    sent = [an_application(session, round_=round_, state=S.SUBMITTED) for _ in range(3)]
    session.flush()
    sent[0].state = sent[1].state = S.UNDER_REVIEW
    session.flush()
    before = kept(session, round_)

    assert fold_tally(session) == 7
    assert kept(session, round_) == before == counted(session, round_)
    assert session.scalar(select(func.count()).select_from(HandedIn)) == 2


def test_applications_that_move_while_the_clock_adds_up_are_not_lost(engine, database):
    with Session(engine, expire_on_commit=False) as session:
        round_ = a_round(session, 6)
        numbers = [an_application(session, round_=round_, state=S.SUBMITTED).id for _ in range(20)]
        session.commit()

    def move():
        own = create_engine(database)
        for number in numbers:
            with Session(own) as session, session.begin():
                session.get(Application, number).state = S.UNDER_REVIEW
        own.dispose()

    mover = threading.Thread(target=move)
    mover.start()
    while mover.is_alive():
        with Session(engine) as session, session.begin():
            fold_tally(session)
    mover.join()
    with Session(engine) as session:
        assert kept(session, round_) == counted(session, round_) == {S.UNDER_REVIEW: 20}
