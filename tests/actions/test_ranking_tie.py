"""Ties that a vote or a lot settles, on record: R-063."""

from decimal import Decimal

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from grants.actions.ranking import fix_ranking
from grants.actions.ranking_tie import draw_lot, enter_vote
from grants.actions.tie_change import (
    confirm_vote_change,
    drop_vote_change,
    propose_vote_change,
)
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
def doris(session):
    return an_officer(session, "Doris Decker").as_actor()


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


def test_r063_nobody_votes_or_draws_while_a_review_is_missing(session, round_, dirk):
    late = an_entry(session, round_, state=ApplicationState.UNDER_REVIEW, number="R5-0004")
    for name in ("Jens Jakob", "Julia Jager"):
        a_review(session, late, a_juror(session, name), POINTS)
    both = {"R5-0001": 2, "R5-0002": 1}

    for settle in (
        lambda: enter_vote(session, round_, both, MINUTES, by=dirk, now=NOON),
        lambda: draw_lot(session, round_, frozenset(both), by=dirk, now=NOON),
    ):
        with pytest.raises(RulesBroken) as broken:
            settle()
        assert [finding.rule for finding in broken.value.findings] == ["R-061"]


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


def test_r063_a_second_vote_on_the_same_equals_is_refused_and_names_the_first(
    session, round_, dirk, doris
):
    enter_vote(session, round_, {"R5-0001": 1, "R5-0002": 2}, MINUTES, by=dirk, now=NOON)

    with pytest.raises(RulesBroken) as broken:
        enter_vote(session, round_, {"R5-0001": 2, "R5-0002": 1}, "Anders.", by=doris, now=NOON)

    assert broken.value.findings[0].says.de == (
        "Das Votum ist inzwischen festgehalten: Dirk Dorn, 17.05.2028, 12:00 Uhr"
        " (1. R5-0001, 2. R5-0002). Ändern lässt es sich unten, mit Grund und zweiter Person."
    )
    assert len(session.scalars(select(TieSettlement)).all()) == 1


def test_r063_the_same_vote_sent_twice_is_kept_once(session, round_, dirk):
    for _ in range(2):
        enter_vote(session, round_, {"R5-0001": 1, "R5-0002": 2}, MINUTES, by=dirk, now=NOON)

    assert len(session.scalars(select(TieSettlement)).all()) == 1


def changed(session, vote, by, reason="Zahlen vertauscht."):
    return propose_vote_change(
        session, vote, {"R5-0001": 2, "R5-0002": 1}, minutes="Zwei zu fünf Stimmen.",
        reason=reason, by=by, now=NOON,
    )  # fmt: skip


def test_r063_a_vote_entered_wrongly_is_changed_by_two_people(session, round_, dirk, doris):
    vote = enter_vote(session, round_, {"R5-0001": 1, "R5-0002": 2}, MINUTES, by=dirk, now=NOON)
    change = changed(session, vote, dirk)

    with pytest.raises(RulesBroken) as early:
        fix_ranking(session, round_, by=dirk, now=NOON)
    with pytest.raises(RulesBroken) as alone:
        confirm_vote_change(session, change, by=dirk, now=NOON)
    confirm_vote_change(session, change, by=doris, now=NOON)

    assert early.value.findings[0].claim.de == "Keine Änderung eines Votums ist offen."
    assert [finding.rule for finding in alone.value.findings] == ["R-054"]
    assert fix_ranking(session, round_, by=dirk, now=NOON)[0].candidate.number == "R5-0002"
    assert len(session.scalars(select(TieSettlement)).all()) == 2


def test_r063_a_change_needs_a_reason_and_may_be_dropped(session, round_, dirk, doris):
    vote = enter_vote(session, round_, {"R5-0001": 1, "R5-0002": 2}, MINUTES, by=dirk, now=NOON)

    with pytest.raises(RulesBroken) as broken:
        changed(session, vote, doris, reason=" ")
    change = changed(session, vote, doris)
    drop_vote_change(session, change, by=dirk, now=NOON)
    with pytest.raises(RulesBroken):
        confirm_vote_change(session, change, by=dirk, now=NOON)

    assert broken.value.findings[0].place == "reason"
    assert fix_ranking(session, round_, by=dirk, now=NOON)[0].candidate.number == "R5-0001"


def test_r063_no_vote_is_changed_once_the_lot_is_drawn(session, round_, dirk):
    both = frozenset(("R5-0001", "R5-0002"))
    vote = enter_vote(session, round_, dict.fromkeys(both, 1), MINUTES, by=dirk, now=NOON)
    draw_lot(session, round_, both, by=dirk, now=NOON)

    with pytest.raises(RulesBroken) as broken:
        changed(session, vote, dirk)

    assert broken.value.findings[0].says.de == (
        "Dieses Votum zählt nicht mehr, oder das Los ist schon gezogen."
    )


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
