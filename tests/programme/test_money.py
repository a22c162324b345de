"""Money in whole cents."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.programme.money import NOTHING, Money, eur, split, total

CENTS = st.integers(-(10**14), 10**14)


@pytest.mark.parametrize("wrong", [1.5, "1", Decimal(1), True, None], ids=repr)
def test_money_is_counted_in_whole_cents_only(wrong):
    with pytest.raises(TypeError):
        Money(wrong)


@pytest.mark.parametrize("other", [1, 1.5, Decimal(1), "1"], ids=repr)
def test_money_meets_nothing_but_money(other):
    with pytest.raises(TypeError):
        eur(1) + other
    with pytest.raises(TypeError):
        eur(1) - other
    with pytest.raises(TypeError):
        _ = eur(1) < other


@pytest.mark.parametrize(
    ("amount", "cents"),
    [(4_000_000, 400_000_000), ("0.01", 1), (Decimal("-1.10"), -110), ("12345678901234.56", None)],
)
def test_an_amount_of_euros_is_exact(amount, cents):
    assert eur(amount).cents == (1234567890123456 if cents is None else cents)


@pytest.mark.parametrize("wrong", ["0.001", "NaN", "Infinity", "-Infinity", "x", ""])
def test_what_is_no_exact_amount_is_refused(wrong):
    with pytest.raises(ValueError, match=r"is not an amount|fractions of a cent"):
        eur(wrong)


@pytest.mark.parametrize("text", ["9" * 28 + ".01", "1." + "0" * 40 + "1"])
def test_an_amount_of_too_many_digits_is_refused_instead_of_rounded(text):
    with pytest.raises(ValueError, match="is not an amount"):
        eur(text)


@pytest.mark.parametrize(
    ("cents", "down", "half_up"), [(5, 2, 3), (-5, -2, -3), (3, 1, 2), (4, 2, 2), (0, 0, 0)]
)
def test_a_share_is_rounded_towards_zero_or_half_up(cents, down, half_up):
    assert Money(cents).share(Fraction(1, 2)) == Money(down)
    assert Money(cents).share_half_up(Fraction(1, 2)) == Money(half_up)


def test_money_writes_itself_in_both_languages():
    assert (eur("1234.5").german, eur("1234.5").english) == (
        "1.234,50\u00a0€",
        "EUR\u00a01,234.50",
    )
    assert (-eur(1000)).german == "\u22121.000,00\u00a0€"
    assert (-eur(1000)).english == "\u2212EUR\u00a01,000.00"
    assert str(NOTHING) == "EUR\u00a00.00"


@given(CENTS)
def test_euros_and_back_is_the_same_amount(cents):
    assert eur(Money(cents).decimal) == Money(cents)


def test_the_largest_remainder_gets_the_cent():
    assert split(Money(100), [1, 1, 1]) == [Money(34), Money(33), Money(33)]
    assert split(Money(100), [1, 2, 3]) == [Money(17), Money(33), Money(50)]
    assert split(Money(-100), [1, 2, 3]) == [Money(-17), Money(-33), Money(-50)]
    assert split(NOTHING, [0, 5]) == [NOTHING, NOTHING]


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1], [3, -1]])
def test_impossible_weights_are_refused(weights):
    with pytest.raises(ValueError, match="cannot split"):
        split(eur(1), weights)


def test_the_sum_of_none_is_nothing():
    assert total([]) == NOTHING
    assert not NOTHING
