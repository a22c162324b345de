"""R-028 and R-029: public money from several sides, and small aid."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.programme.cumulation import (
    SmallAid,
    check_cumulation,
    check_small_aid,
    room_beside,
    small_aid_in_window,
)
from grants.programme.money import NOTHING, Money, eur
from grants.programme.preset import preset

TERMS = preset("interclust")
USED = replace(TERMS, de_minimis=(replace(TERMS.de_minimis[0], used=True),))
ON = date(2027, 3, 1)
AMOUNTS = st.integers(0, 10**11).map(Money)


@pytest.mark.parametrize(
    ("grant", "other", "holds"),
    [
        ("150000", "100000", True),
        ("150000.01", "100000", False),
        ("250000", "0", True),
        ("0.01", "250000", False),
        ("0", "250000.01", True),
    ],
)
def test_r028_all_public_aid_together_stays_within_the_highest_share(grant, other, holds):
    highest = eur(500_000).share(Fraction(1, 2))
    finding = check_cumulation("X", highest=highest, grant=eur(grant), other_public=eur(other))

    assert finding.holds is holds


def test_r028_beside_a_hundred_thousand_a_hundred_and_fifty_are_left():
    assert room_beside(eur(250_000), eur(100_000)) == eur(150_000)
    assert room_beside(eur(250_000), eur(300_000)) == NOTHING


def test_r028_what_is_left_stands_in_the_sentence():
    finding = check_cumulation(
        "X GmbH", highest=eur(250_000), grant=eur(250_000), other_public=eur(100_000)
    )

    assert finding.says.de.replace("\u00a0", " ") == (
        "X GmbH: Neben 100.000,00 € von anderer Stelle sind hier höchstens 150.000,00 € möglich, "
        "nicht 250.000,00 €."
    )
    assert finding.place == "budget#other_public"


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_r028_what_holds_is_never_more_than_the_highest(highest, grant, other):
    finding = check_cumulation("X", highest=highest, grant=grant, other_public=other)

    if finding.holds and other and grant:
        assert grant + other <= highest


@pytest.mark.parametrize(("asked", "holds"), [("50000", True), ("50000.01", False)])
def test_r029_three_hundred_thousand_in_three_years(asked, holds):
    earlier = [SmallAid(on=date(2026, 1, 1), amount=eur(250_000))]

    assert check_small_aid(USED, "X", asked=eur(asked), earlier=earlier, on=ON).holds is holds


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        ("2024-03-01", False),
        ("2024-03-02", True),
        ("2027-03-01", True),
        ("2027-03-02", False),
    ],
)
def test_r029_the_window_rolls_to_the_day(day, counts):
    earlier = [SmallAid(on=date.fromisoformat(day), amount=eur(1))]

    assert small_aid_in_window(USED, earlier, ON) == (eur(1) if counts else NOTHING)


def test_r029_counts_only_where_the_call_uses_it_and_the_regulation_is_in_force():
    assert check_small_aid(TERMS, "X", asked=eur(10**6), earlier=[], on=ON) is None
    assert check_small_aid(USED, "X", asked=eur(1), earlier=[], on=date(2023, 12, 31)) is None
    assert small_aid_in_window(USED, [], date(2023, 12, 31)) == NOTHING
