"""Ties that a vote or a lot settles, on record: R-063."""

from decimal import Decimal

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from grants.actions.ranking import fix_ranking
from grants.actions.ranking_tie import draw_lot, enter_vote
from grants.models.ranking_tie import TieSettlement
from grants.models.record import Act
from grants.programme.finding import RulesBroken
from grants.programme.money import eur
from grants.programme.ranking_tie import drawn
from grants.programme.stages import ApplicationState, NoSuchMove, RoundState
from tests.makers.moment import NOON
from tests.makers.review import POINTS, a_juror, a_review, an_entry, an_officer
from tests.makers.round import a_round

STRONG = tuple(map(Decimal, ("5.0", "5.0", "5.0", "5.0", "5.0")))
MINUTES = "Fünf zu zwei Stimmen für die Region ohne Förderung."


@pytest.fixture
def dirk(session):
    return an_officer(session).as_actor()


@pytest.fixture
def round_(session):
    """Money for one of three: two equals, and one that is behind them."""
    jury = [a_juror(session, name) for name in ("Jana Jahn", "Jonas Jung", "Jule Jost")]
    made = a_round(session, 5, state=RoundState.JURY_MEETING, budget=eur(4_000_000))
    for number, points in (("R5-0001", STRONG), ("R5-0002", STRONG), ("R5-0003", POINTS)):
        entry = an_entry(session, made, state=ApplicationState.UNDER_REVIEW, number=number)
        for juror in jury:
            a_review(session, entry, juror, points)
    return made


def states(session, ranking):
    return [(line.candidate.number, line.rank, line.outcome.value) for line in ranking]


def test_r063_no_ranking_is_recorded_over_a_tie_on_the_line(session, round_, dirk):
    with pytest.raises(RulesBroken) as broken:
        fix_ranking(session, round_, by=dirk, now=NOON)

    assert [finding.says.de for finding in broken.value.findings] == [
        "Punktgleich sind: Rang 1: R5-0001, R5-0002."
    ]


def test_r063_the_vote_of_the_jury_decides_and_is_minuted(session, round_, dirk):
    enter_vote(session, round_, {"R5-0001": 2, "R5-0002": 1}, MINUTES, by=dirk, now=NOON)

    ranking = fix_ranking(session, round_, by=dirk, now=NOON)

    assert states(session, ranking) == [
        ("R5-0002", 1, "selected"),
        ("R5-0001", 2, "reserve"),
        ("R5-0003", 3, "reserve"),
    ]
    act = session.scalar(select(Act).where(Act.act == "enter_vote"))
    assert act.after["order"] == ["1. R5-0002", "2. R5-0001"]
    assert act.reason == MINUTES


def test_r063_no_lot_before_the_jury_has_voted(session, round_, dirk):
    with pytest.raises(RulesBroken):
        draw_lot(session, round_, frozenset(("R5-0001", "R5-0002")), by=dirk, now=NOON)


def test_r063_a_lot_is_drawn_once_and_can_be_drawn_again_by_anybody(session, round_, dirk):
    both = frozenset(("R5-0001", "R5-0002"))
    enter_vote(session, round_, dict.fromkeys(both, 1), MINUTES, by=dirk, now=NOON)

    lot = draw_lot(session, round_, both, by=dirk, now=NOON)

    assert lot.places == drawn(lot.seed, both)
    assert session.scalar(select(Act.after).where(Act.act == "draw_lot"))["seed"] == lot.seed
    with pytest.raises(RulesBroken):
        draw_lot(session, round_, both, by=dirk, now=NOON)
    with pytest.raises(RulesBroken):
        enter_vote(session, round_, {"R5-0001": 2, "R5-0002": 1}, MINUTES, by=dirk, now=NOON)
    ranking = fix_ranking(session, round_, by=dirk, now=NOON)
    assert [line.rank for line in ranking] == [1, 2, 3]
    assert ranking[0].candidate.number == min(lot.places, key=lot.places.get)


def test_r063_a_vote_entered_wrongly_is_entered_again(session, round_, dirk):
    wrong = {"R5-0001": 1, "R5-0002": 2}
    enter_vote(session, round_, wrong, MINUTES, by=dirk, now=NOON)
    enter_vote(session, round_, {"R5-0001": 2, "R5-0002": 1}, MINUTES, by=dirk, now=NOON)

    assert fix_ranking(session, round_, by=dirk, now=NOON)[0].candidate.number == "R5-0002"
    assert len(session.scalars(select(TieSettlement)).all()) == 2


@pytest.mark.parametrize(
    ("vote", "place"),
    [
        (({"R5-0001": 1, "R5-0002": 3}, MINUTES), "places"),
        (({"R5-0001": 1, "R5-0003": 2}, MINUTES), ""),
        (({"R5-0001": 1, "R5-0002": 2}, "  "), "minutes"),
    ],
    ids=["no such places", "not level", "not minuted"],
)
def test_r063_what_is_no_vote_is_refused(session, round_, dirk, vote, place):
    with pytest.raises(RulesBroken) as broken:
        enter_vote(session, round_, *vote, by=dirk, now=NOON)

    assert broken.value.findings[0].place == place


def test_r063_nobody_votes_or_draws_outside_the_meeting(session, round_, dirk):
    round_.state = RoundState.REVIEW

    with pytest.raises(NoSuchMove):
        enter_vote(session, round_, {"R5-0001": 1, "R5-0002": 2}, MINUTES, by=dirk, now=NOON)


@pytest.mark.parametrize(
    "change", ["update tie_settlement set minutes = 'x'", "delete from tie_settlement"]
)
def test_r063_what_was_settled_is_never_changed(session, round_, dirk, change):
    enter_vote(session, round_, {"R5-0001": 2, "R5-0002": 1}, MINUTES, by=dirk, now=NOON)

    with pytest.raises(DatabaseError, match="kept as they are"):
        session.execute(text(change))
