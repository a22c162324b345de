"""Spread, outliers, and what a ranking would be without any one juror."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from grants.programme.money import eur
from grants.programme.preset import preset
from grants.programme.stability import Reviewed, far_off, stability

TERMS = preset("interclust")
CODES = tuple(criterion.code for criterion in TERMS.selection.criteria)
JANA, JONAS, JULE = 1, 2, 3


def a_reviewed(number, *totals):
    reviews = {juror: dict.fromkeys(CODES, Decimal(total)) for juror, total in enumerate(totals, 1)}
    return Reviewed(number=number, requested=eur(4_000_000), reviews=reviews)


def test_whoever_leads_by_one_juror_alone_is_shaky():
    pushed, steady = a_reviewed("A", "5.0", "4.0", "4.0"), a_reviewed("B", "4.0", "4.5", "4.0")

    found = stability(TERMS, [pushed, steady], eur(4_000_000))

    a, b = found.lines
    assert (a.number, a.rank, a.best, a.worst, a.above) == ("A", 1, 1, 2, True)
    assert a.turned_by == (JANA,)
    assert b.turned_by == (JANA,)
    assert found.shaky == found.lines
    assert found.above == 1


def test_a_clear_ranking_is_firm_though_one_review_less_would_be_too_few():
    found = stability(
        TERMS, [a_reviewed("A", "5.0", "5.0", "5.0"), a_reviewed("B", "4.0", "4.0", "4.0")],
        eur(4_000_000),
    )  # fmt: skip

    assert found.shaky == ()
    assert [(line.best, line.worst) for line in found.lines] == [(1, 1), (2, 2)]


def test_a_review_two_steps_from_the_mean_of_the_others_is_far_off():
    totals = {JANA: Decimal("5.0"), JONAS: Decimal("4.0"), JULE: Decimal("4.0")}

    (far,) = far_off(TERMS.selection, totals)

    assert (far.juror, far.total, far.distance) == (JANA, Decimal("5.0"), 1)
    assert list(far_off(TERMS.selection, totals | {JANA: Decimal("4.995")})) == []
    assert list(far_off(TERMS.selection, {JANA: Decimal(5)})) == []


def test_a_juror_has_a_mean_a_variance_and_a_distance_to_the_others():
    found = stability(
        TERMS, [a_reviewed("A", "5.0", "4.0", "4.0"), a_reviewed("B", "4.0", "3.5", "3.5")],
        eur(4_000_000),
    )  # fmt: skip

    mildest, *others = found.jurors
    assert (mildest.juror, mildest.reviews, mildest.mean) == (JANA, 2, Fraction(9, 2))
    assert mildest.variance == Fraction(1, 2)
    assert mildest.against_others == Fraction(3, 4)
    assert [each.against_others for each in others] == [Fraction(-3, 8)] * 2


def test_a_single_review_has_no_variance_and_nobody_to_compare_with():
    (only,) = stability(TERMS, [a_reviewed("A", "4.0")], eur(4_000_000)).jurors

    assert (only.variance, only.against_others) == (None, None)


def test_without_reviews_there_is_nothing_to_say():
    found = stability(TERMS, [a_reviewed("A")], eur(4_000_000))

    assert (found.lines, found.jurors, found.above) == ((), (), 0)


POINT = st.sampled_from([Decimal(n) / 2 for n in range(2, 11)])


@given(st.lists(st.lists(POINT, min_size=3, max_size=3), min_size=1, max_size=6))
def test_the_rank_lies_within_its_range_and_the_spread_is_never_negative(field):
    reviewed = [a_reviewed(f"N{at}", *totals) for at, totals in enumerate(field)]

    for line in stability(TERMS, reviewed, eur(8_000_000)).lines:
        assert line.best <= line.rank <= line.worst
        assert line.spread >= 0
