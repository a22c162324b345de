"""Scores, thresholds, ranking and reserve: R-060 to R-064."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.programme.cap import check_round_budget
from grants.programme.criteria import TieBreak
from grants.programme.money import eur
from grants.programme.preset import preset
from grants.programme.ranking import (
    Candidate,
    Outcome,
    check_reserve_list,
    check_turn,
    rank,
    reserve_ends,
)
from grants.programme.selection import (
    NotOnScale,
    Score,
    check_reviews,
    check_thresholds,
    review_score,
    score,
    steps,
    two_places,
)

TERMS = preset("interclust")
SELECTION = TERMS.selection
CODES = ("C1", "C2", "C3", "C4", "C5")


def points(*scores):
    return dict(zip(CODES, map(Decimal, scores), strict=True))


JUROR_1 = points("4.0", "3.5", "5.0", "4.0", "3.0")
JUROR_2 = points("4.5", "4.0", "4.0", "3.5", "3.5")
JUROR_3 = points("3.5", "4.5", "4.5", "4.0", "4.0")


@pytest.mark.parametrize(
    ("review", "expected"), [(JUROR_1, "3.975"), (JUROR_2, "4.025"), (JUROR_3, "4.075")]
)
def test_r060_a_review_is_weighted_exactly(review, expected):
    assert review_score(SELECTION, review) == Decimal(expected)


def test_r060_the_weights_make_a_hundred():
    criteria = (replace(SELECTION.criteria[0], weight=31), *SELECTION.criteria[1:])

    with pytest.raises(ValueError, match="make 101, not 100"):
        replace(SELECTION, criteria=criteria)


def test_r060_the_scale_has_nine_steps():
    assert [str(step) for step in steps(SELECTION)] == [
        *("1.0", "1.5", "2.0", "2.5", "3.0", "3.5", "4.0", "4.5", "5.0"),
    ]


@pytest.mark.parametrize("wrong", ["0.5", "5.5", "3.25", "NaN", "-1"])
def test_r060_a_score_off_the_scale_is_refused_in_a_sentence(wrong):
    with pytest.raises(NotOnScale) as refused:
        review_score(SELECTION, JUROR_1 | {"C2": Decimal(wrong)})

    assert refused.value.says.de == "C2: Wählen Sie 1,0 bis 5,0 in Schritten von 0,5."


def test_r060_every_criterion_is_scored_once():
    with pytest.raises(NotOnScale, match="Score every criterion once: C5"):
        review_score(SELECTION, {code: Decimal(3) for code in CODES[:4]})


def test_r061_the_mean_is_rounded_half_up_and_not_to_even():
    result = score(SELECTION, [JUROR_1, JUROR_2, JUROR_3])

    assert result.total == Decimal("4.03")
    assert result.reviews == 3


def test_r061_a_letter_shows_three_forty_three():
    means = zip(SELECTION.criteria, ("4.00", "2.80", "3.50", "3.50", "3.00"), strict=True)
    exact = sum((Fraction(criterion.weight, 100) * Fraction(mean) for criterion, mean in means))

    assert exact == Fraction("3.425")
    assert two_places(exact) == Decimal("3.43")


def test_r061_a_juror_left_out_is_left_out_of_the_mean():
    assert score(SELECTION, [JUROR_1, JUROR_3]).total == Decimal("4.03")
    assert score(SELECTION, [JUROR_1]).total == Decimal("3.98")
    assert score(SELECTION, []) is None


@pytest.mark.parametrize(("reviews", "holds"), [(2, False), (3, True), (4, True)])
def test_r061_three_reviews_are_needed(reviews, holds):
    assert check_reviews(SELECTION, reviews).holds is holds


@given(st.lists(st.lists(st.sampled_from(steps(SELECTION)), min_size=5, max_size=5), min_size=1))
def test_r061_the_order_of_the_reviews_never_matters_and_the_mean_stays_on_the_scale(reviews):
    every = [points(*scores) for scores in reviews]

    result = score(SELECTION, every)

    assert result == score(SELECTION, every[::-1])
    assert SELECTION.lowest <= result.total <= SELECTION.highest


def a_score(total="4.00", reviews=3, **criteria):
    means = dict.fromkeys(CODES, Fraction(4)) | {
        code: Fraction(mean) for code, mean in criteria.items()
    }
    return Score(total=Decimal(total), by_criterion=means, reviews=reviews)


@pytest.mark.parametrize(
    ("given_score", "holds"),
    [
        (a_score("3.50"), True),
        (a_score("3.49"), False),
        (a_score("4.00", C2="3"), True),
        (a_score("4.00", C2="2.999"), False),
    ],
    ids=["total exactly", "total below", "criterion exactly", "criterion below"],
)
def test_r062_each_criterion_and_the_total_have_a_threshold(given_score, holds):
    assert check_thresholds(SELECTION, given_score).holds is holds


def test_r062_what_is_below_is_said_with_both_figures():
    finding = check_thresholds(SELECTION, a_score("3.43", C2="2.8"))

    assert finding.says.de == "C2: 2,80, nötig sind 3,00. Gesamt: 3,43, nötig sind 3,50."


def a_candidate(number, total="4.00", requested=4_000_000, balance=None, lot=None, **criteria):
    return Candidate(
        number=number,
        score=a_score(total, **criteria),
        requested=eur(requested),
        balance=balance,
        lot=lot,
    )


def numbers(lines, outcome=None):
    return [line.candidate.number for line in lines if outcome in (None, line.outcome)]


def test_r063_the_better_total_comes_first():
    lines = rank(TERMS, [a_candidate("R5-1", "3.90"), a_candidate("R5-2", "4.10")])

    assert numbers(lines) == ["R5-2", "R5-1"]
    assert [line.rank for line in lines] == [1, 2]


def test_r063_equal_totals_are_decided_by_the_weightiest_criterion():
    lines = rank(TERMS, [a_candidate("R5-1", C1="3.9"), a_candidate("R5-2", C1="4.1", C2="3.1")])

    assert numbers(lines) == ["R5-2", "R5-1"]
    assert lines[1].decided_by is TieBreak.WEIGHTIEST_CRITERION


def test_r063_then_by_the_next_criterion_then_by_balance_then_by_lot():
    by_next = rank(TERMS, [a_candidate("A", C2="3.5"), a_candidate("B", C2="3.6")])
    by_balance = rank(TERMS, [a_candidate("A", balance=2), a_candidate("B", balance=1)])
    by_lot = rank(TERMS, [a_candidate("A", lot=2), a_candidate("B", lot=1)])

    assert [numbers(lines) for lines in (by_next, by_balance, by_lot)] == [["B", "A"]] * 3
    assert [lines[1].decided_by for lines in (by_next, by_balance, by_lot)] == [
        TieBreak.WEIGHTIEST_CRITERION,
        TieBreak.BALANCE,
        TieBreak.LOT,
    ]


def test_r063_what_nothing_decides_stays_a_tie_on_one_rank():
    lines = rank(TERMS, [a_candidate("B"), a_candidate("A"), a_candidate("C", "3.90")])

    assert [(line.candidate.number, line.rank, line.tied) for line in lines] == [
        ("A", 1, True),
        ("B", 1, True),
        ("C", 3, False),
    ]


def test_r063_a_tie_across_the_line_stays_below_it():
    lines = rank(TERMS, [a_candidate("B"), a_candidate("A")], budget=eur(4_000_000))

    assert numbers(lines, Outcome.SELECTED) == []
    assert numbers(lines, Outcome.RESERVE) == ["A", "B"]


def test_r063_the_order_in_which_they_came_never_matters():
    candidates = [a_candidate("A"), a_candidate("B", lot=1), a_candidate("C", "4.20", C1="2")]

    rankings = {tuple(numbers(rank(TERMS, order))) for order in permutations(candidates)}

    assert len(rankings) == 1


def test_r064_the_reserve_is_everything_recommended_below_the_line():
    candidates = [a_candidate(f"R5-{place:02}", f"4.{60 - place:02}") for place in range(12)]
    failed = a_candidate("R5-99", "4.99", C3="2.99")

    lines = rank(TERMS, [failed, *candidates])

    assert numbers(lines, Outcome.SELECTED) == [f"R5-{place:02}" for place in range(10)]
    assert numbers(lines, Outcome.RESERVE) == ["R5-10", "R5-11"]
    assert numbers(lines, Outcome.NOT_RECOMMENDED) == ["R5-99"]
    assert lines[9].running == TERMS.round_budget


def test_r064_nobody_overtakes_because_of_a_smaller_request():
    lines = rank(
        TERMS,
        [a_candidate("A", "4.50"), a_candidate("B", "4.40"), a_candidate("C", "4.30", 1)],
        budget=eur(7_999_999),
    )

    assert numbers(lines, Outcome.SELECTED) == ["A"]
    assert numbers(lines, Outcome.RESERVE) == ["B", "C"]


def test_r064_two_reviews_are_not_enough_to_be_recommended():
    few = replace(a_candidate("A"), score=a_score(reviews=2))

    assert rank(TERMS, [few])[0].outcome is Outcome.NOT_RECOMMENDED


def test_r064_the_reserve_list_ends_after_six_months():
    assert reserve_ends(SELECTION, date(2027, 1, 8)) == date(2027, 7, 8)


@pytest.mark.parametrize(
    ("ahead", "today", "used", "broken"),
    [
        ([], date(2027, 7, 8), 36_000_000, []),
        (["R5-10"], date(2027, 7, 8), 36_000_000, ["R-064"]),
        ([], date(2027, 7, 9), 36_000_000, ["R-064"]),
        ([], date(2027, 7, 8), 36_000_001, ["R-015"]),
    ],
    ids=["in turn", "out of turn", "too late", "no budget"],
)
def test_r064_a_reserve_moves_up_in_turn_in_time_and_within_the_budget(ahead, today, used, broken):
    findings = [
        check_turn("R5-11", ahead),
        check_reserve_list(TERMS.selection, decided_on=date(2027, 1, 8), today=today),
        check_round_budget(TERMS, a_candidate("R5-11").requested, [eur(used)]),
    ]

    assert [finding.rule for finding in findings if finding.breaks] == broken
