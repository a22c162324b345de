"""Votes and lots among equals, and what never matters to a ranking: R-063."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.programme.criteria import TieBreak
from grants.programme.money import eur
from grants.programme.preset import preset
from grants.programme.ranking import Candidate, Outcome, rank
from grants.programme.ranking_tie import (
    Settlement,
    Tie,
    check_places,
    check_ties,
    drawn,
    next_way,
    open_ties,
    settle,
)
from grants.programme.selection import Score, score, steps

TERMS = preset("interclust")
SELECTION = TERMS.selection
CODES = tuple(criterion.code for criterion in SELECTION.criteria)
BALANCE, LOT = TieBreak.BALANCE, TieBreak.LOT


def a_candidate(number, total="4.00", requested=4_000_000):
    means = dict.fromkeys(CODES, Fraction(4))
    return Candidate(
        number=number,
        score=Score(total=Decimal(total), by_criterion=means, reviews=3),
        requested=eur(requested),
    )


def vote(**places):
    return Settlement(way=BALANCE, places=places)


def lot(**places):
    return Settlement(way=LOT, places=places)


def ranked(candidates, *settlements, budget=4_000_000):
    return rank(TERMS, settle(SELECTION, candidates, settlements), eur(budget))


def order(lines):
    return [line.candidate.number for line in lines]


ABC = [a_candidate("A"), a_candidate("B"), a_candidate("C")]


def test_r063_a_vote_settles_a_tie_across_the_line():
    lines = ranked(ABC, vote(A=2, B=1, C=3))

    assert order(lines) == ["B", "A", "C"]
    assert [line.outcome for line in lines] == [Outcome.SELECTED, Outcome.RESERVE, Outcome.RESERVE]
    assert [line.decided_by for line in lines] == [None, BALANCE, BALANCE]


def test_r063_what_a_vote_leaves_level_goes_to_the_lot():
    split = vote(A=1, B=1, C=3)
    lines = ranked(ABC, split)

    assert [line.rank for line in lines] == [1, 1, 3]
    (tie,) = open_ties(lines)
    assert tie == Tie(rank=1, numbers=("A", "B"), at_the_line=True)
    assert next_way(SELECTION, tie, [split]) is LOT
    assert order(ranked(ABC, split, lot(A=2, B=1))) == ["B", "A", "C"]


def test_r063_the_vote_comes_before_the_lot_and_after_both_there_is_nothing():
    tie = Tie(rank=1, numbers=("A", "B"), at_the_line=True)

    assert next_way(SELECTION, tie, []) is BALANCE
    assert next_way(SELECTION, tie, [vote(A=1, C=1)]) is BALANCE
    assert next_way(SELECTION, tie, [vote(A=1, B=1)]) is LOT
    assert next_way(SELECTION, tie, [vote(A=1, B=1), lot(A=1, B=2)]) is None
    only_lot = replace(SELECTION, tie_breaks=(TieBreak.WEIGHTIEST_CRITERION, LOT))
    assert next_way(only_lot, tie, []) is LOT


def test_r063_a_vote_on_other_equals_does_not_count():
    lines = ranked([*ABC, a_candidate("D")], vote(A=2, B=1, C=3))

    assert {line.rank for line in lines} == {1}
    assert order(ranked(ABC[:2], vote(A=2, B=1, C=3))) == ["A", "B"]


def test_r063_a_tie_above_the_line_or_below_a_threshold_needs_nothing():
    low = [replace(a_candidate(name, "3.00")) for name in "XY"]
    lines = ranked([*ABC, *low], budget=12_000_000)

    assert open_ties(lines) == []
    assert check_ties(SELECTION, lines, []).holds


def test_r063_a_tie_within_the_reserve_needs_an_order_of_its_own():
    lines = ranked([a_candidate("W", "4.50"), a_candidate("V", "4.40"), *ABC])

    assert open_ties(lines) == [Tie(rank=3, numbers=("A", "B", "C"), at_the_line=False)]
    finding = check_ties(SELECTION, lines, [])
    assert finding.breaks
    assert finding.says.de == "Punktgleich sind: Rang 3: A, B, C."


def test_r063_where_the_terms_name_no_way_a_tie_is_only_pointed_out():
    no_way = replace(SELECTION, tie_breaks=(TieBreak.WEIGHTIEST_CRITERION,))

    finding = check_ties(no_way, ranked(ABC), [])

    assert not finding.holds
    assert not finding.breaks


@pytest.mark.parametrize(
    ("places", "holds"),
    [
        ({"A": 1, "B": 2, "C": 3}, True),
        ({"A": 1, "B": 1, "C": 3}, True),
        ({"A": 1, "B": 1, "C": 1}, True),
        ({"A": 1, "B": 1, "C": 2}, False),
        ({"A": 0, "B": 1, "C": 2}, False),
        ({"A": 1, "B": 2}, False),
        ({"A": 1, "B": 2, "C": 3, "D": 4}, False),
    ],
)
def test_r063_a_vote_names_places_as_a_race_does(places, holds):
    tie = Tie(rank=1, numbers=("A", "B", "C"), at_the_line=True)

    assert check_places(tie, places).holds is holds


def test_r063_anybody_can_draw_a_lot_again_from_its_seed():
    places = drawn("5eed", ["R5-0002", "R5-0001", "R5-0003"])

    by_hand = sorted(places, key=lambda n: sha256(b"5eed:" + n.encode()).hexdigest())
    assert [places[number] for number in by_hand] == [1, 2, 3]
    assert places == drawn("5eed", ["R5-0003", "R5-0001", "R5-0002"])


def test_r063_every_order_can_be_drawn():
    orders = {tuple(sorted(drawn(f"{seed:x}", "AB").items())) for seed in range(40)}

    assert len(orders) == 2


REVIEW = st.lists(st.sampled_from(steps(SELECTION)), min_size=5, max_size=5)
FIELD = st.lists(st.lists(REVIEW, min_size=3, max_size=3), min_size=2, max_size=6)


def field_of(every):
    return [
        Candidate(
            number=f"R5-{at:04}",
            score=score(SELECTION, [dict(zip(CODES, one, strict=True)) for one in reviews]),
            requested=eur(4_000_000),
        )
        for at, reviews in enumerate(every, 1)
    ]


@given(FIELD, st.randoms())
def test_r063_the_order_of_the_input_never_matters(every, chance):
    candidates = field_of(every)
    mixed = chance.sample(candidates, len(candidates))

    assert rank(TERMS, mixed, eur(8_000_000)) == rank(TERMS, candidates, eur(8_000_000))


@given(FIELD, st.integers(0, 2), st.integers(0, 4))
def test_r063_raising_one_score_never_lowers_the_rank_or_the_outcome(every, juror, criterion):
    raised = [[list(review) for review in reviews] for reviews in every]
    points = raised[0][juror]
    points[criterion] = min(points[criterion] + SELECTION.step, SELECTION.highest)

    def first(lines):
        (line,) = [line for line in lines if line.candidate.number == "R5-0001"]
        return line.rank, list(Outcome).index(line.outcome)

    before, after = (first(rank(TERMS, field_of(each), eur(8_000_000))) for each in (every, raised))

    assert after[0] <= before[0]
    assert after[1] <= before[1]
