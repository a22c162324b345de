"""How much of a grant may be asked for, and when (R-030 to R-033)."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.programme.money import NOTHING, Money, eur, total
from grants.programme.organisation import Basis
from grants.programme.payment import (
    PaymentFacts,
    ceiling_of,
    held_back,
    payment_findings,
    quarter_begins,
    use_by,
)
from grants.programme.payment_terms import PaymentTerms
from grants.programme.preset import preset
from grants.programme.settlement import GrantFigures

TERMS = preset("interclust")
HELD = replace(TERMS, payments=PaymentTerms(retention=Fraction(1, 20)))
CENTS = st.integers(0, 400_000_000).map(Money)


def facts(**more):
    """Half of the costs of a grant of 250,000.00; 100,000.00 is spent, 50,000.00 falls due."""
    grant = GrantFigures(direct=eur(250_000), allowance=NOTHING, revoked=NOTHING,
                         share=Fraction(1, 2))  # fmt: skip
    return PaymentFacts(**{
        "basis": Basis.EXPENDITURE, "grant": grant, "starts_on": date(2026, 1, 1),
        "spent": eur(100_000), "forecast": eur(50_000), "requested": eur(75_000),
        "before": NOTHING, "free": eur(250_000), "year": 2026, "day": date(2026, 5, 4),
    } | more)  # fmt: skip


def broken(terms=TERMS, **more):
    return [one.rule for one in payment_findings(terms, facts(**more)) if one.breaks]


def test_r030_money_is_to_be_used_42_days_after_it_was_paid():
    assert use_by(TERMS, date(2026, 1, 15)) == date(2026, 2, 26)


def test_r030_what_was_spent_and_what_falls_due_soon_is_asked_for_by_the_share_of_the_grant():
    assert broken() == []
    assert broken(requested=eur("75000.01")) == ["R-030"]
    assert broken(before=eur(75_000), requested=eur("0.01")) == ["R-030"]
    assert broken(before=eur(75_000), requested=eur("0.01"), spent=eur("100000.02")) == []


def test_r030_a_grant_of_all_costs_follows_the_formula_of_the_rule_to_the_cent():
    whole = GrantFigures(direct=eur(250_000), allowance=NOTHING, revoked=NOTHING,
                         share=Fraction(1))  # fmt: skip
    found = ceiling_of(TERMS, facts(grant=whole, before=eur(30_000)))

    assert found.needed == eur(100_000) + eur(50_000) - eur(30_000)


def test_the_allowance_comes_in_the_same_proportion_as_the_costs():
    with_allowance = GrantFigures(direct=eur(250_000), allowance=eur(50_000), revoked=NOTHING,
                                  share=Fraction(1, 2))  # fmt: skip
    assert ceiling_of(TERMS, facts(grant=with_allowance)).needed == eur(75_000) + eur(15_000)


@pytest.mark.parametrize(
    ("day", "last_on", "rules"),
    [
        (date(2026, 3, 31), None, ["R-031"]),
        (date(2026, 4, 1), None, []),
        (date(2026, 6, 30), date(2026, 4, 1), ["R-031"]),
        (date(2026, 7, 1), date(2026, 6, 30), []),
        (date(2027, 1, 2), date(2026, 10, 1), ["R-031"]),
        (date(2027, 4, 1), date(2026, 10, 1), []),
    ],
)
def test_r031_on_cost_basis_money_comes_by_the_quarter_and_not_before_april(day, last_on, rules):
    asked = {"basis": Basis.COST, "forecast": NOTHING, "requested": eur(50_000)}

    assert broken(**asked, day=day, last_on=last_on) == rules
    anytime = replace(TERMS, payments=PaymentTerms(quarterly=False))
    assert broken(anytime, **asked, day=day, last_on=last_on) == []


def test_r031_on_cost_basis_nothing_is_paid_in_advance():
    asked = {"basis": Basis.COST, "requested": eur(50_000), "day": date(2026, 4, 1)}

    assert broken(**asked, forecast=eur("0.01")) == ["R-031"]
    assert broken(**asked, forecast=NOTHING) == []


def test_r032_no_more_than_the_grant_and_the_tranche_of_the_year():
    assert broken(free=eur(75_000)) == []
    assert broken(free=eur("74999.99")) == ["R-032"]
    late = {"spent": eur(600_000), "forecast": NOTHING, "before": eur(200_000)}
    assert broken(**late, requested=eur(50_000)) == []
    assert broken(**late, requested=eur("50000.01")) == ["R-030", "R-032"]


def test_r033_five_per_cent_of_250000_stay_until_the_final_report_is_accepted():
    late = {"spent": eur(600_000), "forecast": NOTHING, "before": eur(200_000)}

    assert held_back(HELD, facts()) == eur(12_500)
    assert broken(HELD, **late, requested=eur(37_500)) == []
    assert broken(HELD, **late, requested=eur("37500.01")) == ["R-033"]
    assert broken(HELD, **late, requested=eur(50_000), proof_accepted=True) == []


def test_nothing_asked_for_is_no_request():
    assert broken(requested=NOTHING) == ["PAYMENT-AMOUNT"]


@given(CENTS, CENTS, CENTS, st.lists(st.tuples(CENTS, CENTS), max_size=6))
def test_however_often_it_is_asked_for_no_cent_above_the_grant_is_paid(direct, allowance, revoked,
                                                                       rounds):  # fmt: skip
    gone = min(revoked, direct + allowance)
    grant = GrantFigures(direct=direct, allowance=allowance, revoked=gone, share=Fraction(1, 2))
    paid, spent = [], NOTHING
    for more, asked in rounds:
        spent += more
        now = facts(grant=grant, spent=spent, forecast=NOTHING, before=total(paid),
                    free=eur(10_000_000))  # fmt: skip
        most = ceiling_of(HELD, now).most
        amount = min(asked, most)
        if amount and not [one for one in payment_findings(HELD, replace(now, requested=amount))
                           if one.breaks]:  # fmt: skip
            paid.append(amount)
        above = replace(now, requested=most + eur("0.01"))
        assert any(one.breaks for one in payment_findings(HELD, above))

    assert total(paid) <= grant.left - held_back(HELD, facts(grant=grant))


def test_quarters_begin_in_january_april_july_and_october():
    assert {quarter_begins(date(2026, month, 17)).month for month in range(1, 13)} == {1, 4, 7, 10}
