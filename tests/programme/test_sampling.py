"""Samples: each can be drawn again, and the worked example of 7.4 comes out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.programme.money import Money, eur
from grants.programme.sampling import (
    Unit,
    Way,
    check_size,
    draw,
    fewest,
    first_unit,
    frame_hash,
    framed,
    lot,
    scored,
)

THOUSANDS = (720, 350, 250, 550, 240, 310, 480, 400, 400, 300)
TEN = tuple(
    Unit(number=f"{place:02}", amount=eur(each * 1000)) for place, each in enumerate(THOUSANDS, 1)
)


def test_7_4_the_worked_example_of_monetary_units():
    assert sum(unit.amount.cents for unit in TEN) == 4_000_000_00
    assert draw(Way.MONEY, TEN, 4, "", start=123_456_00) == ("01", "03", "06", "08")


@pytest.mark.parametrize(("count", "least"), [(32, 4), (80, 8), (1, 1), (10, 1), (0, 0)])
def test_7_4_a_tenth_is_rounded_up(count, least):
    assert fewest(count, 10) == least


def test_by_lot_is_the_smallest_fingerprint_first():
    drawn = draw(Way.RANDOM, TEN, 3, "Los")

    assert drawn == tuple(sorted((unit.number for unit in TEN), key=lambda n: lot("Los", n))[:3])
    assert drawn == draw(Way.RANDOM, TEN[::-1], 3, "Los")
    assert drawn != draw(Way.RANDOM, TEN, 3, "Anderes Los")


def test_by_risk_goes_by_points_then_money_then_number():
    frame = framed([
        scored("B", eur(10), ["late"]), scored("A", eur(10), ["late"]),
        scored("C", eur(900), ["first"]), scored("D", eur(20), ["late"]),
        scored("E", eur(1), ["findings", "volume"]),
    ])  # fmt: skip

    assert draw(Way.RISK, frame, 4, "") == ("E", "D", "A", "B")


def test_the_hash_of_a_frame_knows_every_figure():
    other = (*TEN[:9], Unit(number="10", amount=Money(300_000_01)))

    assert frame_hash(TEN) == frame_hash(framed(TEN[::-1]))
    assert frame_hash(TEN) != frame_hash(other)


@pytest.mark.parametrize(
    ("size", "holds"), [(0, False), (3, False), (4, True), (32, True), (33, False)]
)
def test_a_sample_is_neither_below_its_share_nor_above_its_frame(size, holds):
    assert check_size(size, 32, 10).holds is holds


@given(
    st.lists(st.integers(1, 10**9), min_size=1, max_size=60),
    st.integers(1, 60),
    st.text(max_size=20),
)
def test_by_money_large_ones_are_sure_and_nobody_is_drawn_twice(amounts, size, seed):
    frame = [Unit(number=f"{at:03}", amount=Money(each)) for at, each in enumerate(amounts)]
    size = min(size, len(frame))
    hits = draw(Way.MONEY, frame, size, seed)

    assert len(hits) == len(set(hits)) <= size
    sure = {unit.number for unit in frame if unit.amount.cents * size >= sum(amounts)}
    assert sure <= set(hits)
    assert hits
    assert first_unit(seed, sum(amounts) // size or 1) >= 1
