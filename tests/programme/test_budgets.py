"""Generated budgets: never a cent over the cap, the parts make the whole, order never matters."""

from dataclasses import replace
from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from grants.programme.cap import check_cap
from grants.programme.facts import BudgetFacts
from grants.programme.funding import (
    check_matching,
    check_total_financing,
    granted_share,
    highest_grant,
    own_funds_needed,
)
from grants.programme.funding_terms import MatchingMode
from grants.programme.money import NOTHING, Money, split, total
from grants.programme.preset import preset

TERMS = preset("interclust")
BILLION = 10**9 * 100
AMOUNTS = st.integers(0, BILLION).map(Money)
SHARES = st.fractions(0, 1, max_denominator=10_000)
MODES = st.sampled_from(MatchingMode)


@given(st.lists(AMOUNTS, max_size=40))
def test_no_series_of_awards_ever_gets_a_cent_over_the_cap(asked):
    promised = NOTHING
    for amount in asked:
        if check_cap(TERMS, amount, promised).holds:
            promised += amount
        elif room := TERMS.cap_per_cluster - promised:
            assert check_cap(TERMS, room, promised).holds
            assert not check_cap(TERMS, room + Money(1), promised).holds

    assert promised <= TERMS.cap_per_cluster


@given(AMOUNTS, SHARES, MODES)
def test_grant_and_own_funds_always_make_the_costs(eligible, share, mode):
    matching = replace(TERMS.matching, mode=mode, own_funds_share=share)
    terms = replace(TERMS, matching=matching)
    grant = highest_grant(terms, eligible)
    budget = BudgetFacts(name="X", eligible=eligible, grant=grant, own_cash=eligible - grant)

    assert NOTHING <= grant <= eligible
    assert check_matching(terms, budget).holds
    assert check_total_financing(terms, budget).holds


@given(AMOUNTS, SHARES)
def test_a_cent_more_than_the_highest_grant_is_always_too_much(eligible, share):
    matching = replace(TERMS.matching, own_funds_share=share)
    terms = replace(TERMS, matching=matching)
    grant = highest_grant(terms, eligible) + Money(1)

    budget = BudgetFacts(name="X", eligible=eligible, grant=grant, own_cash=eligible)

    assert not check_matching(terms, budget).holds
    assert Fraction(own_funds_needed(terms, eligible, grant).cents) >= share * eligible.cents


@given(AMOUNTS, st.lists(st.integers(0, 10**6), min_size=1, max_size=50).filter(any), st.randoms())
def test_the_parts_make_the_whole_and_their_order_never_matters(amount, weights, chance):
    shuffled = weights.copy()
    chance.shuffle(shuffled)

    parts = split(amount, weights)

    assert total(parts) == amount
    assert sorted(zip(weights, parts, strict=True)) == sorted(
        zip(shuffled, split(amount, shuffled), strict=True)
    )
    assert all(
        abs(part.cents - Fraction(amount.cents * weight, sum(weights))) < 1
        for weight, part in zip(weights, parts, strict=True)
    )


@settings(max_examples=50)
@given(st.lists(AMOUNTS, max_size=30), st.randoms())
def test_a_sum_does_not_depend_on_the_order(amounts, chance):
    shuffled = amounts.copy()
    chance.shuffle(shuffled)

    assert total(shuffled) == total(amounts)


def test_b5_ten_thousand_budgets_add_up_to_the_cent():
    chance = Random(20_260_101)  # noqa: S311  the same budgets on every run

    for _ in range(10_000):
        partners = _some_partners(chance)
        promised = NOTHING
        for lines, rate in partners:
            promised += _fund(Money(sum(lines)), rate, lines, promised)
        assert NOTHING <= promised <= TERMS.cap_per_cluster


def _some_partners(chance):
    """One to twelve partners with one to two hundred lines in all, up to a billion euros."""
    many = chance.randint(1, 12)
    lines = chance.randint(many, 200)
    largest = 10 ** chance.randint(2, 11)
    return [
        ([chance.randint(0, largest) for _ in range(lines // many)], chance.randint(0, 10_000))
        for _ in range(many)
    ]


def _fund(eligible, rate, lines, promised):
    """What one partner gets: within its rate, its parts exact, and only if the cap allows it."""
    share = Fraction(rate, 10_000)
    grant = granted_share(TERMS, eligible, share)
    assert grant >= NOTHING
    assert grant.cents <= share * eligible.cents < grant.cents + 1
    if eligible:
        assert total(split(grant, lines)) == grant
    return grant if check_cap(TERMS, grant, promised).holds else NOTHING
