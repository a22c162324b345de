"""Funding that falls from year to year: the own share of each year, to the cent (R-003)."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.programme.facts import BudgetFacts
from grants.programme.funding import check_matching, highest_grant, own_funds_needed
from grants.programme.funding_terms import YearShare
from grants.programme.money import Money, eur, total
from grants.programme.preset import preset
from grants.programme.rulebook import rules_in_plain_words
from grants.programme.setup_check import findings_on
from grants.programme.terms import terms_as, terms_from

INTERCLUST = preset("interclust")


def falling(*own):
    """Own shares of the first, second … year."""
    rows = tuple(YearShare(own=Fraction(share)) for share in own)
    return replace(INTERCLUST, matching=replace(INTERCLUST.matching, by_year=rows))


FIVE_YEARS = falling("0", "1/5", "2/5", "3/5", "4/5")
YEARS = (eur("100000.00"), eur("100000.01"), eur("99999.99"), eur("0"), eur("33333.33"))


def budget(grant, own, years=YEARS):
    return BudgetFacts(name="Holz e. V.", eligible=total(years), grant=eur(grant),
                       own_cash=eur(own), by_year=years)  # fmt: skip


def test_r003_each_year_has_its_own_share_and_is_rounded_down_by_itself():
    # 100.000,00 + 80.000,008 + 59.999,994 + 0 + 6.666,666
    assert highest_grant(FIVE_YEARS, total(YEARS), YEARS) == eur("246666.65")
    assert own_funds_needed(FIVE_YEARS, total(YEARS), eur(0), YEARS) == eur("86666.68")


def test_r003_the_last_share_holds_for_all_years_after_it():
    assert highest_grant(falling("1/2", "3/4"), eur(300), (eur(100),) * 3) == eur(100)


def test_r003_without_shares_by_year_one_share_holds_as_before():
    assert highest_grant(INTERCLUST, total(YEARS), YEARS) == highest_grant(INTERCLUST, total(YEARS))


def test_r003_a_cent_more_than_the_years_allow_is_refused_with_the_cent():
    assert check_matching(FIVE_YEARS, budget("246666.65", "86666.68")).holds
    over = check_matching(FIVE_YEARS, budget("246666.66", "86666.67"))
    gap = "\N{NO-BREAK SPACE}"
    assert over.breaks
    assert over.says.de == (
        f"Die Zuwendung ist 0,01{gap}€ zu hoch: 246.666,66{gap}€ statt höchstens 246.666,65{gap}€."
    )
    assert "1. Jahr 0" in over.claim.de


def test_r003_the_years_have_to_make_the_whole_costs():
    with pytest.raises(ValueError, match="make"):
        highest_grant(FIVE_YEARS, eur(1), ())


@given(
    st.lists(st.integers(0, 10**11), min_size=1, max_size=8),
    st.lists(st.fractions(0, 1, max_denominator=1000), min_size=1, max_size=6),
)
def test_r003_grant_and_own_funds_always_add_up_and_no_year_pays_more_than_its_share(cents, own):
    terms, years = falling(*own), tuple(map(Money, cents))
    whole = total(years)

    grant = highest_grant(terms, whole, years)

    assert grant + own_funds_needed(terms, whole, grant, years) == whole
    exact = sum(
        (cost.cents * (1 - own[min(at, len(own) - 1)]) for at, cost in enumerate(years)),
        Fraction(0),
    )
    assert exact - len(years) < grant.cents <= exact


def test_r003_the_rules_of_a_call_name_the_share_of_each_year():
    rules = [rule for rule in rules_in_plain_words(falling("1/5", "2/5")) if rule.number == "R-003"]

    assert [(rule.sentence.de[-9:], rule.figure.en) for rule in rules] == [
        (" 1. Jahr.", rules[0].figure.en),
        ("d danach.", rules[1].figure.en),
    ]
    assert rules[0].figure.de.startswith("20")


def test_r003_shares_that_fall_or_that_are_of_the_grant_are_refused_while_terms_are_set_up():
    def broken(terms, **matching):
        body = terms_as(terms)
        body["matching"] |= matching
        return [one.says.en for one in findings_on(body) if one.breaks]

    assert broken(FIVE_YEARS) == []
    assert len(broken(FIVE_YEARS, mode="B")) == 1
    assert len(broken(falling("1/2", "1/5"))) == 1


def test_r003_shares_by_year_are_data_and_older_terms_know_none():
    assert terms_from(terms_as(FIVE_YEARS)) == FIVE_YEARS
    older = terms_as(INTERCLUST)
    del older["matching"]["by_year"]
    assert terms_from(older) == INTERCLUST
