"""The last account of a grant: it follows the accepted costs downwards, never upwards (R-034)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.programme.money import NOTHING, Money, eur
from grants.programme.preset import preset
from grants.programme.settlement import GrantFigures, check_settled, settle

TERMS = preset("interclust")
HALF = Fraction(1, 2)
CENTS = st.integers(min_value=0, max_value=400_000_000).map(Money)


def a_grant(direct=eur(250_000), allowance=NOTHING, revoked=NOTHING, share=HALF):
    return GrantFigures(direct=direct, allowance=allowance, revoked=revoked, share=share)


@pytest.mark.parametrize(
    ("actual", "final", "back", "due"),
    [
        ("460000.00", "230000.00", "20000.00", "0.00"),
        ("540000.00", "250000.00", "0.00", "0.00"),
        ("500000.00", "250000.00", "0.00", "0.00"),
        ("460000.01", "230000.00", "20000.00", "0.00"),
        ("460000.02", "230000.01", "19999.99", "0.00"),
        ("0.00", "0.00", "250000.00", "0.00"),
    ],
)
def test_r034_the_worked_example_of_a_grant_of_half_the_costs(actual, final, back, due):
    found = settle(TERMS, a_grant(), eur(actual), eur(250_000))

    assert (found.final, found.back, found.due) == (eur(final), eur(back), eur(due))
    assert check_settled(found).holds is (found.back == NOTHING)


def test_r034_what_was_not_received_yet_is_still_due():
    found = settle(TERMS, a_grant(), eur(460_000), eur(200_000))

    assert (found.back, found.due) == (NOTHING, eur(30_000))


def test_r034_the_allowance_follows_the_grant_in_proportion():
    found = settle(TERMS, a_grant(allowance=eur(50_000)), eur(460_000), NOTHING)

    assert (found.direct, found.allowance, found.final) == (
        eur(230_000), eur(46_000), eur(276_000),
    )  # fmt: skip


def test_r034_what_was_revoked_is_not_paid_whatever_the_costs():
    found = settle(TERMS, a_grant(revoked=eur(40_000)), eur(540_000), eur(250_000))

    assert (found.final, found.back) == (eur(210_000), eur(40_000))


@given(CENTS, CENTS, CENTS, CENTS)
def test_r034_no_account_goes_beyond_what_was_granted_and_its_cents_add_up(
    direct, allowance, accepted, received
):
    found = settle(TERMS, a_grant(direct, allowance), accepted, received)

    assert NOTHING <= found.direct <= direct
    assert found.direct <= accepted.share(HALF)
    assert NOTHING <= found.allowance <= allowance
    assert found.final <= direct + allowance
    assert found.received - found.back + found.due == found.final
