"""What if: other money, numbers, weights and thresholds over the same reviews."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.programme.criteria import TieBreak
from grants.programme.money import eur
from grants.programme.plain import build, plain
from grants.programme.preset import preset
from grants.programme.ranking import Outcome, rank
from grants.programme.ranking_tie import Settlement
from grants.programme.what_if import (
    Assumption,
    Binds,
    Contender,
    Weighed,
    as_it_is,
    change,
    check_assumption,
    count_out,
    shared_by,
    try_out,
)

TERMS = preset("interclust")
CODES = tuple(criterion.code for criterion in TERMS.selection.criteria)
MILLION = 1_000_000


def a_contender(number, *points, asked=3 * MILLION, reviews=3):
    each = points if len(points) > 1 else points * 5
    sums = {code: Decimal(point) * reviews for code, point in zip(CODES, each, strict=True)}
    return Contender(number=number, sums=sums, reviews=reviews, asked=eur(asked))


FOUR = [
    a_contender("A", "5.0"),
    a_contender("B", "4.5"),
    a_contender("C", "4.0"),
    a_contender("D", "4.0", "4.0", "4.0", "4.0", "2.5"),
]


def assumed(budget=8 * MILLION, **more):
    return replace(as_it_is(TERMS, eur(budget)), **more)


def test_as_it_is_nothing_changes():
    tried = try_out(TERMS, FOUR, assumed())

    assert tried.selected == ("A", "B")
    assert tried.came_to.bound == eur(8 * MILLION)
    assert tried.came_to.left == eur(0)
    assert tried.came_to.reserve == 1
    assert change({"A", "B"}, tried.selected) == change((), ())


def test_a_smaller_cap_lets_one_more_in_and_says_what_is_left():
    tried = try_out(TERMS, FOUR, assumed(cap=eur("2600000.00")))

    assert tried.selected == ("A", "B", "C")
    assert tried.came_to.bound == eur("7800000.00")
    assert tried.came_to.left == eur("200000.00")
    assert change({"A", "B"}, tried.selected).comes_in == ("C",)


@pytest.mark.parametrize(("budget", "winners"), [("7999999.99", 1), ("8000000.00", 2)])
def test_the_budget_counts_to_the_cent(budget, winners):
    tried = try_out(TERMS, FOUR, assumed(budget=budget))

    assert tried.came_to.winners == winners


def test_what_was_asked_for_binds_less_but_never_more_than_the_cap():
    greedy = [a_contender("A", "5.0", asked=9 * MILLION), *FOUR[1:]]

    tried = try_out(TERMS, greedy, assumed(binds=Binds.ASKED))

    assert tried.selected == ("A", "B")
    assert tried.came_to.bound == eur(7 * MILLION)


def test_fewer_winners_leave_money_over():
    tried = try_out(TERMS, FOUR, assumed(winners=1))

    assert tried.selected == ("A",)
    assert tried.came_to.left == eur(4 * MILLION)
    assert change({"A", "B"}, tried.selected).goes_out == ("B",)


def test_a_lower_threshold_recommends_who_missed_it():
    lower = tuple(
        Weighed(code=each.code, weight=each.weight, threshold=Decimal("2.5"))
        for each in TERMS.selection.criteria
    )

    before, after = (try_out(TERMS, FOUR, assumed(criteria=each)).lines[-1]
                     for each in (as_it_is(TERMS, eur(1)).criteria, lower))  # fmt: skip

    assert before.outcome is Outcome.NOT_RECOMMENDED
    assert after.outcome is Outcome.RESERVE


def test_other_weights_put_another_one_first():
    contenders = [a_contender("A", 5, 4, 4, 4, 4), a_contender("B", 4, 4, 4, 4, 5)]
    turned = tuple(
        Weighed(code=each.code, weight=weight, threshold=each.threshold)
        for each, weight in zip(TERMS.selection.criteria, (10, 15, 20, 25, 30), strict=True)
    )

    assert try_out(TERMS, contenders, assumed(criteria=turned)).lines[0].candidate.number == "B"
    assert try_out(TERMS, contenders, assumed()).lines[0].candidate.number == "A"


@pytest.mark.parametrize(("last", "holds"), [(10, True), (9, False), (11, False)])
def test_r060_weights_that_do_not_make_a_hundred_are_refused(last, holds):
    criteria = tuple(
        Weighed(code=code, weight=weight, threshold=Decimal(3))
        for code, weight in zip(CODES, (30, 25, 20, 15, last), strict=True)
    )

    weights, cap = check_assumption(assumed(criteria=criteria))

    assert weights.holds is holds
    assert cap.holds


def test_a_cap_of_nothing_is_refused():
    assert not check_assumption(assumed(cap=eur(0)))[-1].holds


def test_r063_a_vote_counts_as_long_as_the_same_are_level():
    level = [a_contender("A", 4), a_contender("B", 4)]
    vote = Settlement(way=TieBreak.BALANCE, places={"A": 2, "B": 1})

    assert try_out(TERMS, level, assumed(4 * MILLION), [vote]).selected == ("B",)
    assert (
        try_out(TERMS, [*level, a_contender("C", 4)], assumed(4 * MILLION), [vote]).selected == ()
    )


@pytest.mark.parametrize(
    ("applied", "won", "pot", "fewer", "each"),
    [
        (29, 11, 44, 8, "5500000.00"),
        (18, 11, 44, 6, "7333333.33"),
        (18, 10, 40, 5, "8000000.00"),
    ],
)
def test_the_historical_rounds_say_what_fewer_clusters_would_have_had(
    applied, won, pot, fewer, each
):
    same = {line.winners: line for line in shared_by(eur(pot * MILLION), applied, won)}

    assert same[won].mean == eur(4 * MILLION)
    assert same[fewer].mean == eur(each)
    assert max(same) <= applied


@pytest.mark.parametrize(
    ("winners", "budget", "comes_to"),
    [(None, 44, 11), (8, 44, 8), (20, 44, 11), (None, 400, 29), (0, 44, 0), (None, 3, 0)],
)
def test_money_and_number_alone_say_how_many(winners, budget, comes_to):
    plan = Assumption(budget=eur(budget * MILLION), cap=eur(4 * MILLION), winners=winners)

    figures = count_out(plan, 29)

    assert figures.winners == comes_to
    assert figures.bound == eur(4 * MILLION * comes_to)


def test_an_assumption_is_kept_as_plain_data_and_read_back():
    kept = assumed(winners=8, cap=eur("3200000.01"), binds=Binds.ASKED)

    assert build(Assumption, plain(kept)) == kept


POINT = st.sampled_from([Decimal(n) / 2 for n in range(2, 11)])
FIELD = st.lists(st.lists(POINT, min_size=5, max_size=5), min_size=1, max_size=8)


@given(FIELD)
def test_without_another_assumption_it_is_the_ranking_of_the_round(field):
    contenders = [a_contender(f"N{at}", *points) for at, points in enumerate(field)]
    tried = try_out(TERMS, contenders, assumed(asked := 12 * MILLION))

    assert list(tried.lines) == rank(TERMS, [line.candidate for line in tried.lines], eur(asked))


@given(FIELD, st.integers(0, 40))
def test_more_money_never_takes_anybody_out(field, millions):
    contenders = [a_contender(f"N{at}", *points) for at, points in enumerate(field)]

    less, more = (try_out(TERMS, contenders, assumed(each * MILLION)).selected
                  for each in (millions, millions + 5))  # fmt: skip

    assert set(less) <= set(more)
