"""R-020 to R-027: the ceilings of the law, the rates of the round, and the allowance."""

from fractions import Fraction

import pytest

from grants.programme.funding_terms import Research
from grants.programme.money import NOTHING, eur
from grants.programme.organisation import OrganisationKind, Size
from grants.programme.preset import preset
from grants.programme.rate import (
    NoRate,
    allowance,
    check_allowance,
    check_rate,
    highest_company_grant,
    legal_ceiling,
    legal_maximum,
    programme_rate,
)

TERMS = preset("interclust")


@pytest.mark.parametrize(
    ("size", "research", "alone", "together"),
    [
        (Size.SMALL, Research.INDUSTRIAL, "7/10", "4/5"),
        (Size.MEDIUM, Research.INDUSTRIAL, "3/5", "3/4"),
        (Size.LARGE, Research.INDUSTRIAL, "1/2", "13/20"),
        (Size.SMALL, Research.EXPERIMENTAL, "9/20", "3/5"),
        (Size.MEDIUM, Research.EXPERIMENTAL, "7/20", "1/2"),
        (Size.LARGE, Research.EXPERIMENTAL, "1/4", "2/5"),
    ],
)
def test_r020_the_ceilings_of_the_law(size, research, alone, together):
    assert legal_ceiling(TERMS, size, research, together=False) == Fraction(alone)
    assert legal_ceiling(TERMS, size, research, together=True) == Fraction(together)


def test_r021_mixed_work_is_counted_by_category():
    costs = {Research.INDUSTRIAL: eur(300_000), Research.EXPERIMENTAL: eur(200_000)}

    assert legal_maximum(TERMS, Size.SMALL, costs, together=True) == eur(360_000)
    assert highest_company_grant(TERMS, Size.SMALL, costs, together=True) == eur(250_000)


def test_r021_a_category_without_a_ceiling_is_not_fundable():
    costs = {Research.FEASIBILITY: eur(100)}

    assert legal_maximum(TERMS, Size.SMALL, costs, together=True) == NOTHING


def test_r022_the_lower_of_programme_and_law_decides():
    development = {Research.EXPERIMENTAL: eur(600_000)}

    assert highest_company_grant(TERMS, Size.LARGE, development, together=True) == eur(240_000)
    assert highest_company_grant(TERMS, Size.LARGE, development, together=False) == eur(150_000)


@pytest.mark.parametrize(
    ("size", "eligible", "grant", "holds"),
    [
        (Size.SMALL, 500_000, "250000", True),
        (Size.SMALL, 500_000, "250000.01", False),
        (Size.LARGE, 600_000, "240000", True),
        (Size.LARGE, 600_000, "240000.01", False),
    ],
)
def test_r022_a_company_stays_within_its_rate(size, eligible, grant, holds):
    finding = check_rate(
        TERMS,
        "Leichtbau Nordlicht GmbH",
        OrganisationKind.COMPANY,
        size,
        eligible=eur(eligible),
        grant=eur(grant),
    )

    assert finding.holds is holds


def test_r022_the_rate_is_said_with_its_numbers():
    finding = check_rate(
        TERMS, "X GmbH", OrganisationKind.COMPANY, Size.LARGE, eligible=eur(10), grant=eur(5)
    )

    assert finding.says.de == (
        "X GmbH: Die Zuwendung ist 1,00\u00a0€ zu hoch: 5,00\u00a0€ statt höchstens "
        "4,00\u00a0€ (40\u00a0% von 10,00\u00a0€)."
    )


def test_r022_a_company_without_a_size_has_no_rate():
    with pytest.raises(NoRate):
        programme_rate(TERMS, OrganisationKind.COMPANY)

    finding = check_rate(
        TERMS, "X GmbH", OrganisationKind.COMPANY, None, eligible=eur(10), grant=eur(5)
    )

    assert not finding.holds
    assert finding.says.en == "The round names no rate for: Company."


@pytest.mark.parametrize(
    ("kind", "base", "expected"),
    [
        (OrganisationKind.UNIVERSITY, "600000", "120000"),
        (OrganisationKind.UNIVERSITY, "333333.33", "66666.66"),
        (OrganisationKind.UNIVERSITY_HOSPITAL, "400000", "80000"),
        (OrganisationKind.COMPANY, "600000", "0"),
        (OrganisationKind.RESEARCH_INSTITUTE, "600000", "0"),
        (OrganisationKind.COST_BASED_INSTITUTE, "600000", "0"),
        (OrganisationKind.CLUSTER_MANAGEMENT, "600000", "0"),
    ],
)
def test_r027_the_allowance_is_a_fifth_for_universities_and_nothing_for_others(
    kind, base, expected
):
    assert allowance(TERMS, kind, eur(base)) == eur(expected)


def test_r027_who_is_not_entitled_is_told_so():
    finding = check_allowance(TERMS, "X GmbH", OrganisationKind.COMPANY, eur(600_000), eur("0.01"))

    assert not finding.holds
    assert finding.says.de == (
        "X GmbH erhält keine Projektpauschale. Setzen Sie den Betrag auf 0,00\u00a0€."
    )


@pytest.mark.parametrize(("claimed", "holds"), [("120000", True), ("120000.01", False)])
def test_r027_an_allowance_above_the_fifth_is_refused(claimed, holds):
    finding = check_allowance(
        TERMS, "Universität X", OrganisationKind.UNIVERSITY, eur(600_000), eur(claimed)
    )

    assert finding.holds is holds
