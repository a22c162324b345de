"""Matching, own funds and whole financing: R-003, R-004, R-019."""

from dataclasses import replace
from fractions import Fraction

import pytest

from grants.programme.facts import BudgetFacts
from grants.programme.funding import (
    check_in_kind,
    check_matching,
    check_own_funds,
    check_total_financing,
    highest_grant,
    in_kind_counted,
    own_funds,
    own_funds_needed,
)
from grants.programme.funding_terms import MatchingMode
from grants.programme.money import eur
from grants.programme.preset import preset

TERMS = preset("interclust")
OF_GRANT = replace(TERMS, matching=replace(TERMS.matching, mode=MatchingMode.OF_GRANT))
IN_KIND = replace(TERMS, matching=replace(TERMS.matching, in_kind_allowed=True))
PUBLIC = replace(TERMS, matching=replace(TERMS.matching, other_public_counts=True))


def a_budget(eligible="800000", grant="400000", own="400000", **more):
    amounts = {name: eur(amount) for name, amount in more.items()}
    return BudgetFacts(
        name="Hafenlicht e.V.",
        eligible=eur(eligible),
        grant=eur(grant),
        own_cash=eur(own),
        **amounts,
    )


def test_r003_half_of_the_costs_is_the_highest_grant():
    assert highest_grant(TERMS, eur(800_000)) == eur(400_000)
    assert own_funds_needed(TERMS, eur(800_000), eur(400_000)) == eur(400_000)


def test_r003_the_own_funds_take_the_odd_cent():
    assert highest_grant(TERMS, eur("100000.01")) == eur("50000.00")
    assert own_funds_needed(TERMS, eur("100000.01"), eur(50_000)) == eur("50000.01")


def test_r003_read_as_half_of_the_grant():
    assert highest_grant(OF_GRANT, eur(800_000)) == eur("533333.33")
    assert own_funds_needed(OF_GRANT, eur(800_000), eur("533333.33")) == eur("266666.67")
    assert check_matching(OF_GRANT, a_budget("800000", "533333.33", "266666.67")).holds
    assert not check_matching(OF_GRANT, a_budget("800000", "533333.33", "266666.66")).holds


def test_r003_a_round_may_round_down_to_the_full_euro():
    assert highest_grant(replace(TERMS, whole_euros=True), eur("100001.99")) == eur(50_000)


def test_r003_negative_costs_are_refused():
    with pytest.raises(ValueError, match="costs cannot be"):
        highest_grant(TERMS, -eur(1))


@pytest.mark.parametrize(
    ("eligible", "grant", "own", "holds"),
    [
        ("800000", "400000", "400000", True),
        ("800000", "400000", "399999.99", False),
        ("800000", "400000.01", "400000", False),
        ("100000.01", "50000", "50000.01", True),
        ("100000.01", "50000.01", "50000", False),
        ("100000.01", "50000", "50000", False),
        ("0", "0", "0", True),
    ],
)
def test_r003_the_management_bears_its_half_to_the_cent(eligible, grant, own, holds):
    assert check_matching(TERMS, a_budget(eligible, grant, own)).holds is holds


def test_r003_missing_own_funds_are_named_in_a_sentence():
    finding = check_matching(TERMS, a_budget(own="395000"))

    assert finding.says.de == (
        "Es fehlen 5.000,00\u00a0€ Eigenmittel. Nötig sind 400.000,00\u00a0€, "
        "das ist die Hälfte der Ausgaben."
    )
    assert finding.says.en == (
        "EUR\u00a05,000.00 of own funds are missing. You need EUR\u00a0400,000.00, "
        "half of the expenditure."
    )
    assert finding.place == "budget#own_cash"


def test_r003_a_grant_above_half_points_to_the_grant():
    finding = check_matching(TERMS, a_budget(grant="400000.01"))

    assert finding.says.en.startswith("The grant is EUR\u00a00.01 too high")
    assert finding.place == "budget#grant"


def test_r003_another_share_is_said_in_per_cent():
    terms = replace(TERMS, matching=replace(TERMS.matching, own_funds_share=Fraction(2, 5)))

    finding = check_matching(terms, a_budget("1000", "600", "0"))

    assert finding.says.de.endswith("Nötig sind 400,00\u00a0€, das ist 40\u00a0% der Ausgaben.")


def test_r004_in_kind_does_not_count_unless_the_round_says_so():
    budget = a_budget(own="350000", in_kind="50000")

    assert own_funds(TERMS, budget) == eur(350_000)
    assert not check_matching(TERMS, budget).holds
    assert own_funds(IN_KIND, budget) == eur(400_000)
    assert check_matching(IN_KIND, budget).holds


def test_r004_a_plan_names_in_kind_only_as_far_as_it_counts():
    refused = check_in_kind(TERMS, a_budget(own="400000", in_kind="400000"))
    capped = a_budget(own="320000", in_kind="90000")
    most = in_kind_counted(IN_KIND, capped)

    assert refused.breaks
    assert "Von 400.000,00 € Sachleistungen zählen 0,00 €" in refused.says.de.replace("\xa0", " ")
    assert check_in_kind(IN_KIND, capped).breaks
    assert check_in_kind(IN_KIND, replace(capped, in_kind=most)).holds
    assert check_in_kind(TERMS, a_budget(own="400000")).holds


def test_r004_in_kind_counts_up_to_its_share_of_the_own_funds_needed():
    budget = a_budget(own="320000", in_kind="90000")

    assert own_funds(IN_KIND, budget) == eur(400_000)
    assert check_own_funds(IN_KIND, budget).says.de == (
        "Von 90.000,00\u00a0€ Sachleistungen zählen 80.000,00\u00a0€."
    )


def test_r004_other_public_money_is_no_own_funds_unless_the_round_says_so():
    budget = a_budget(own="350000", other_public="50000")

    assert own_funds(TERMS, budget) == eur(350_000)
    assert own_funds(PUBLIC, budget) == eur(400_000)
    assert check_own_funds(PUBLIC, budget).holds


def test_r004_what_does_not_count_is_a_hint():
    finding = check_own_funds(TERMS, a_budget(in_kind="1", other_public="2"))

    assert (finding.holds, finding.breaks) == (False, False)
    assert finding.says.de == (
        "Von 1,00\u00a0€ Sachleistungen zählen 0,00\u00a0€. "
        "2,00\u00a0€ andere öffentliche Mittel zählen nicht."
    )
    assert check_own_funds(TERMS, a_budget()).says.de == "400.000,00\u00a0€ zählen."


@pytest.mark.parametrize(
    ("own", "third", "holds"),
    [
        ("250000", "0", True),
        ("200000", "50000", True),
        ("249999.99", "0", False),
        ("250000.01", "0", False),
    ],
)
def test_r019_grant_own_and_other_funds_make_the_costs_exactly(own, third, holds):
    budget = a_budget("500000", "250000", own, third_party=third)

    assert check_total_financing(TERMS, budget).holds is holds


def test_r019_a_gap_and_a_surplus_are_calculated_in_the_sentence():
    gap = check_total_financing(TERMS, a_budget("500000", "250000", "249000"))
    surplus = check_total_financing(TERMS, a_budget("500000", "250000", "250000.01"))

    assert gap.says.de == (
        "Hafenlicht e.V.: 250.000,00 + 249.000,00 + 0,00 = 499.000,00\u00a0€ "
        "statt 500.000,00\u00a0€. Es fehlen 1.000,00\u00a0€."
    )
    assert surplus.says.en == (
        "Hafenlicht e.V.: 250,000.00 + 250,000.01 + 0.00 = EUR\u00a0500,000.01 "
        "instead of EUR\u00a0500,000.00. Lower the grant by EUR\u00a00.01."
    )
    assert (gap.place, surplus.place) == ("budget#own_cash", "budget#grant")


def test_r019_never_advises_to_lower_the_grant_by_more_than_was_asked_for():
    all_of_it = check_total_financing(TERMS, a_budget("100", "50", "100"))
    more = check_total_financing(TERMS, a_budget("100", "50", "100.01"))

    assert all_of_it.says.en.endswith("Lower the grant by EUR\u00a050.00.")
    assert "Lower the grant" not in more.says.en
    assert more.says.de.endswith(
        "Das sind 50,01\u00a0€ zu viel; prüfen Sie Eigenmittel und Mittel Dritter."
    )
    assert (more.holds, more.place) == (False, "budget#own_cash")


@pytest.mark.parametrize(("grant", "own"), [("0.01", "0"), ("0", "0.01"), ("500", "400")])
def test_r019_without_costs_says_that_they_are_missing(grant, own):
    finding = check_total_financing(TERMS, a_budget("0", grant, own))

    assert finding.breaks
    assert finding.says.de.endswith("Es sind noch keine Ausgaben eingetragen.")
    assert "Lower the grant" not in finding.says.en
    assert finding.place == "budget#costs"


def test_r003_a_grant_without_costs_stays_refused():
    finding = check_matching(TERMS, a_budget("0", "0.01", "0"))

    assert finding.breaks
    assert finding.says.en == "No expenditure is entered yet."


def test_r019_other_public_money_closes_a_gap_once():
    budget = a_budget("500000", "250000", "200000", other_public="50000")

    assert check_total_financing(TERMS, budget).holds
    assert check_total_financing(PUBLIC, budget).holds
