from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from time import monotonic, sleep

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from grants.actions.application import withdraw_application
from grants.actions.ranking import fix_ranking
from grants.models.application import Application
from grants.models.organisation import Membership
from grants.models.round import Round
from grants.programme.finding import RulesBroken
from grants.programme.money import eur
from grants.programme.people import TeamRole
from grants.programme.stages import ApplicationState, NoSuchMove, RoundState
from grants.queries.ranking import field_of, rank_round
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.review import POINTS, a_juror, a_review, an_entry, an_officer
from tests.makers.round import a_round

SECOND = tuple(map(Decimal, ("4.5", "4.0", "4.0", "3.5", "3.5")))
THIRD = tuple(map(Decimal, ("3.5", "4.5", "4.5", "4.0", "4.0")))
WEAK = tuple(map(Decimal, ("4.0", "2.5", "4.0", "4.0", "4.0")))
STRONG = tuple(map(Decimal, ("5.0", "5.0", "5.0", "5.0", "5.0")))


def a_jury(session):
    return [a_juror(session, name) for name in ("Jana Jahn", "Jonas Jung", "Jule Jost")]


def a_scored_entry(session, round_, jury, reviews):
    application = an_entry(session, round_, state=ApplicationState.UNDER_REVIEW)
    for juror, points in zip(jury, reviews, strict=True):
        a_review(session, application, juror, points)
    return application


def test_the_worked_example_comes_to_4_03_and_ranks_are_kept(session):
    dirk, jury = an_officer(session).as_actor(), a_jury(session)
    round_ = a_round(session, state=RoundState.JURY_MEETING, budget=eur(8_000_000))
    example = a_scored_entry(session, round_, jury, (POINTS, SECOND, THIRD))
    weak = a_scored_entry(session, round_, jury, (WEAK,) * 3)
    best = a_scored_entry(session, round_, jury, (STRONG,) * 3)
    third = a_scored_entry(session, round_, jury, (POINTS,) * 3)

    fix_ranking(session, round_, by=dirk, now=NOON)

    placed = [(each.score, each.rank, each.state.value) for each in (best, example, third, weak)]
    assert placed == [
        (Decimal("5.00"), 1, "recommended"),
        (Decimal("4.03"), 2, "recommended"),
        (Decimal("3.98"), 3, "reserve"),
        (Decimal("3.63"), 4, "not_recommended"),
    ]
    assert round_.state is RoundState.RANKED


def test_no_ranking_while_a_review_is_missing(session):
    dirk, jury = an_officer(session).as_actor(), a_jury(session)
    round_ = a_round(session, state=RoundState.JURY_MEETING)
    a_scored_entry(session, round_, jury, (POINTS, SECOND, THIRD))
    a_scored_entry(session, round_, jury, (POINTS, SECOND, None))

    with pytest.raises(RulesBroken) as broken:
        fix_ranking(session, round_, by=dirk, now=NOON)

    assert [finding.says.en for finding in broken.value.findings] == [
        "1 of 2 applications have at least 3 final reviews."
    ]
    assert round_.state is RoundState.JURY_MEETING


def test_no_ranking_before_the_jury_meets(session):
    dirk = an_officer(session).as_actor()
    round_ = a_round(session, state=RoundState.REVIEW)

    with pytest.raises(NoSuchMove):
        fix_ranking(session, round_, by=dirk, now=NOON)


def test_a_ranking_is_recorded_once(session):
    dirk, jury = an_officer(session).as_actor(), a_jury(session)
    round_ = a_round(session, state=RoundState.JURY_MEETING)
    a_scored_entry(session, round_, jury, (POINTS, SECOND, THIRD))
    fix_ranking(session, round_, by=dirk, now=NOON)

    with pytest.raises(NoSuchMove):
        fix_ranking(session, round_, by=dirk, now=NOON)


def test_who_leaves_after_the_ranking_keeps_its_place_in_it(session):
    dirk, jury = an_officer(session).as_actor(), a_jury(session)
    round_ = a_round(session, state=RoundState.JURY_MEETING)
    best = a_scored_entry(session, round_, jury, (STRONG,) * 3)
    second = a_scored_entry(session, round_, jury, (POINTS,) * 3)
    fix_ranking(session, round_, by=dirk, now=NOON)
    best.state, best.withdrawn_at = ApplicationState.WITHDRAWN, NOON
    session.flush()

    lines = rank_round(round_, field_of(session, round_).candidates)

    assert [(one.rank, one.candidate.number) for one in lines] == [
        (1, best.number),
        (2, second.number),
    ]


def test_who_withdraws_while_the_ranking_is_fixed_is_not_in_it(engine):
    with Session(engine) as session:
        dirk, jury, anna = an_officer(session).as_actor(), a_jury(session), a_person(session)
        round_ = a_round(session, state=RoundState.JURY_MEETING, budget=eur(8_000_000))
        leaving = a_scored_entry(session, round_, jury, (STRONG,) * 3)
        session.add(
            Membership(cluster=leaving.cluster, person=anna, role=TeamRole.SIGNATORY, since=NOON)
        )
        a_scored_entry(session, round_, jury, (POINTS,) * 3)
        by, round_id, left = anna.as_actor(), round_.id, leaving.id
        session.commit()

    def rank():
        with Session(engine) as session:
            ranking = fix_ranking(session, session.get_one(Round, round_id), by=dirk, now=NOON)
            session.commit()
            return len(ranking)

    with Session(engine) as session, ThreadPoolExecutor(1) as office:
        withdraw_application(session, session.get_one(Application, left), by=by, now=NOON)
        ranked = office.submit(rank)
        wait_until_somebody_waits(engine)
        session.commit()
        assert ranked.result(timeout=60) == 1

    with Session(engine) as session:
        assert session.get_one(Application, left).state is ApplicationState.WITHDRAWN


def wait_until_somebody_waits(engine):
    """Until a statement waits for a row that another transaction holds; twenty seconds at most."""
    waiting = text("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
    end = monotonic() + 20
    while monotonic() < end:
        with engine.connect() as connection:
            if connection.scalar(waiting):
                return
        sleep(0.05)
    raise AssertionError("nobody waits")
