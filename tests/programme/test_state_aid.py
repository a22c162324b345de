"""R-020, R-021, R-024, R-025: what State aid law allows companies and cluster managements."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.programme.aid_terms import in_force
from grants.programme.facts import RateFacts
from grants.programme.funding_terms import Research
from grants.programme.money import NOTHING, Money, eur, total
from grants.programme.organisation import OrganisationKind, Size
from grants.programme.preset import preset
from grants.programme.state_aid import (
    ceiling,
    check_cluster_aid,
    check_cluster_threshold,
    check_research,
    check_threshold,
    legal_maximum,
    why_ceiling,
)

TERMS = preset("interclust")
FIRST = date(2028, 7, 1)
LAW = in_force(TERMS.state_aid, FIRST)
IR, ED = Research.INDUSTRIAL, Research.EXPERIMENTAL
AMOUNTS = st.integers(0, 10**9).map(Money)


def a_company(size, eligible, *, together=True, kind=OrganisationKind.COMPANY, **research):
    return RateFacts(
        name="X GmbH",
        kind=kind,
        size=size,
        eligible=eur(eligible),
        research={Research(name): eur(amount) for name, amount in research.items()},
        together=together,
        on=FIRST,
    )


@pytest.mark.parametrize(
    ("size", "research", "alone", "together"),
    [
        (Size.MICRO, IR, "7/10", "4/5"),
        (Size.SMALL, IR, "7/10", "4/5"),
        (Size.MEDIUM, IR, "3/5", "3/4"),
        (Size.LARGE, IR, "1/2", "13/20"),
        (Size.SMALL, ED, "9/20", "3/5"),
        (Size.MEDIUM, ED, "7/20", "1/2"),
        (Size.LARGE, ED, "1/4", "2/5"),
        (Size.SMALL, Research.FUNDAMENTAL, "1", "1"),
        (Size.LARGE, Research.FUNDAMENTAL, "1", "1"),
        (Size.SMALL, Research.FEASIBILITY, "7/10", "7/10"),
        (Size.LARGE, Research.FEASIBILITY, "1/2", "1/2"),
    ],
)
def test_r020_the_ceilings_of_the_law(size, research, alone, together):
    assert ceiling(LAW, size, research, together=False) == Fraction(alone)
    assert ceiling(LAW, size, research, together=True) == Fraction(together)


@given(st.sampled_from(Size), st.sampled_from(Research), st.booleans())
def test_r020_no_addition_leads_above_the_most(size, research, together):
    share = ceiling(LAW, size, research, together=together)

    assert LAW.base(research).share <= share <= LAW.base(research).most


def test_r020_the_ceiling_is_explained_by_its_parts():
    assert why_ceiling(LAW, Size.SMALL, IR, together=True).en.replace("\u00a0", " ") == (
        "Industrial research: 50 % base + 20 points for the size (Small company)"
        " + 15 points for the collaboration. State aid law allows 80 %, never more."
    )
    assert why_ceiling(LAW, Size.LARGE, ED, together=False).de.replace("\u00a0", " ") == (
        "Experimentelle Entwicklung: 25 % Grundsatz. Das Beihilferecht erlaubt 25 %."
    )


def test_r020_a_change_of_the_law_counts_from_its_day_on():
    newer = replace(LAW, valid_from=FIRST, together_bonus=Fraction(1, 10))
    rows = (newer, *TERMS.state_aid)

    assert in_force(rows, date(2028, 6, 30)) is LAW
    assert in_force(rows, FIRST) is newer
    assert in_force(rows, date(2000, 1, 1)) is None
    assert ceiling(newer, Size.LARGE, ED, together=True) == Fraction(7, 20)


def test_r021_mixed_work_is_counted_by_category():
    mixed = a_company(Size.SMALL, 500_000, industrial=300_000, experimental=200_000)

    assert legal_maximum(LAW, mixed) == eur(360_000)
    assert Fraction(360_000, 500_000) == Fraction(72, 100)


def test_r021_no_cent_is_lost_between_the_categories():
    odd = a_company(Size.SMALL, "0.03", industrial="0.02", experimental="0.01")

    assert legal_maximum(LAW, odd) == eur("0.02")


def test_r021_what_is_not_assigned_counts_with_the_lowest_share_and_is_pointed_out():
    half = a_company(Size.SMALL, 500_000, industrial=300_000)
    finding = check_research(TERMS, half)

    assert legal_maximum(LAW, half) == eur(360_000)
    assert (finding.holds, finding.breaks) == (False, False)
    assert finding.says.en == (
        "X GmbH: EUR\u00a0200,000.00 is assigned to no category and counts as: "
        "Experimental development."
    )


@pytest.mark.parametrize(
    ("industrial", "holds", "breaks"),
    [("499999.99", False, False), ("500000", True, False), ("500000.01", False, True)],
)
def test_r021_the_categories_make_the_costs_to_the_cent(industrial, holds, breaks):
    finding = check_research(TERMS, a_company(Size.SMALL, 500_000, industrial=industrial))

    assert (finding.holds, finding.breaks) == (holds, breaks)


def test_r021_a_category_that_the_law_does_not_name_is_not_fundable():
    bare = replace(LAW, bases=tuple(base for base in LAW.bases if base.research is not IR))

    assert legal_maximum(bare, a_company(Size.SMALL, 100, industrial=100)) == NOTHING


def test_r021_only_companies_assign_their_costs():
    university = a_company(None, 100, kind=OrganisationKind.UNIVERSITY)

    assert check_research(TERMS, university) is None
    assert check_research(replace(TERMS, state_aid=()), a_company(Size.SMALL, 100)) is None


@given(st.sampled_from(Size), st.lists(AMOUNTS, min_size=4, max_size=4), st.booleans())
def test_r021_the_law_never_allows_more_than_the_costs(size, amounts, together):
    research = dict(zip(Research, amounts, strict=True))
    one = RateFacts(
        name="X", kind=OrganisationKind.COMPANY, size=size, eligible=total(amounts),
        research=research, together=together, on=FIRST,
    )  # fmt: skip

    assert NOTHING <= legal_maximum(LAW, one) <= total(amounts)


@pytest.mark.parametrize(("grant", "holds"), [("400000", True), ("400000.01", False)])
def test_r024_a_cluster_management_gets_half_of_its_costs(grant, holds):
    finding = check_cluster_aid(
        TERMS, costs=eur(800_000), grant=eur(grant), first=FIRST, last=date(2030, 6, 30)
    )

    assert finding.holds is holds


@pytest.mark.parametrize(("last", "holds"), [("2038-06-30", True), ("2038-07-01", False)])
def test_r024_a_cluster_management_is_aided_for_ten_years_at_most(last, holds):
    finding = check_cluster_aid(
        TERMS, costs=eur(2), grant=eur(1), first=FIRST, last=date.fromisoformat(last)
    )

    assert finding.holds is holds


def test_r024_the_figures_stand_in_the_sentence():
    finding = check_cluster_aid(
        TERMS, costs=eur(800_000), grant=eur(400_000), first=FIRST, last=date(2030, 6, 30)
    )

    assert finding.says.de.replace("\u00a0", " ") == (
        "400.000,00 € von höchstens 400.000,00 €. 01.07.2028 bis 30.06.2030, höchstens 10 Jahre."
    )


def test_r024_without_a_law_nothing_is_found():
    silent = replace(TERMS, cluster_aid=(), state_aid=())

    assert check_cluster_aid(silent, costs=eur(2), grant=eur(1), first=FIRST, last=FIRST) is None
    assert check_cluster_threshold(silent, aid=eur(1), on=FIRST) is None
    assert check_threshold(silent, a_company(Size.SMALL, 100), eur(1)) is None


@pytest.mark.parametrize(("aid", "holds"), [("10000000", True), ("10000000.01", False)])
def test_r025_a_cluster_stays_below_ten_million(aid, holds):
    assert check_cluster_threshold(TERMS, aid=eur(aid), on=FIRST).holds is holds


@pytest.mark.parametrize(
    ("research", "most"),
    [
        ("fundamental", "55000000"),
        ("industrial", "35000000"),
        ("experimental", "25000000"),
        ("feasibility", "8250000"),
    ],
)
def test_r025_one_company_in_one_project_stays_below_the_threshold(research, most):
    one = a_company(Size.LARGE, 100_000_000, **{research: 100_000_000})

    assert check_threshold(TERMS, one, eur(most)).holds
    assert not check_threshold(TERMS, one, eur(most) + Money(1)).holds


def test_r025_the_category_with_most_of_the_costs_decides():
    mostly = a_company(Size.LARGE, 100, industrial=51, experimental=49)
    even = a_company(Size.LARGE, 100, industrial=50, experimental=50)

    assert check_threshold(TERMS, mostly, eur(30_000_000)).holds
    assert not check_threshold(TERMS, even, eur(30_000_000)).holds


def test_r025_the_cap_of_a_cluster_never_reaches_a_threshold():
    lowest = min(base.notify_above for base in LAW.bases)

    assert TERMS.cap_per_cluster < min(lowest, TERMS.cluster_aid[0].notify_above)


def test_r025_asks_nothing_of_a_university():
    university = a_company(None, 100, kind=OrganisationKind.UNIVERSITY)

    assert check_threshold(TERMS, university, eur(100)) is None
