"""The cap of a cluster and the budget of a round: R-001, R-002, R-015, R-016."""

from dataclasses import replace

import pytest

from grants.programme.cap import (
    check_cap,
    check_round_budget,
    check_winners,
    committed,
    counted_against_cap,
)
from grants.programme.finding import RulesBroken, insist
from grants.programme.funding import granted_share
from grants.programme.money import NOTHING, eur, total
from grants.programme.organisation import OrganisationKind, Size
from grants.programme.preset import preset
from grants.programme.rate import allowance, programme_rate

TERMS = preset("interclust")

MANAGEMENT = OrganisationKind.CLUSTER_MANAGEMENT
UNIVERSITY = OrganisationKind.UNIVERSITY
INSTITUTE = OrganisationKind.RESEARCH_INSTITUTE
COMPANY = OrganisationKind.COMPANY

REFERENCE_AWARD = [
    ("concept", MANAGEMENT, None, 800_000, 400_000),
    ("implementation", MANAGEMENT, None, 600_000, 300_000),
    ("P1", UNIVERSITY, None, 600_000, 600_000),
    ("P1", COMPANY, Size.MEDIUM, 700_000, 350_000),
    ("P1", COMPANY, Size.SMALL, 500_000, 250_000),
    ("P2", INSTITUTE, None, 550_000, 550_000),
    ("P2", COMPANY, Size.LARGE, 600_000, 240_000),
    ("P2", COMPANY, Size.SMALL, 620_000, 310_000),
    ("P3", UNIVERSITY, None, 400_000, 400_000),
    ("P3", COMPANY, Size.SMALL, 800_000, 400_000),
]


def by_rate(kind, size, eligible):
    """What the programme's own rate gives towards these costs."""
    return granted_share(TERMS, eur(eligible), programme_rate(TERMS, kind, size))


def grants_with_allowance(part=None):
    return [
        by_rate(kind, size, eligible)
        + (allowance(TERMS, kind, eur(eligible)) if where.startswith("P") else NOTHING)
        for where, kind, size, eligible, _ in REFERENCE_AWARD
        if part in (None, where)
    ]


@pytest.mark.parametrize(
    ("where", "kind", "size", "eligible", "grant"),
    [pytest.param(*row, id=f"{row[0]} {row[3]}") for row in REFERENCE_AWARD],
)
def test_the_rates_give_each_grant_of_the_reference_award(where, kind, size, eligible, grant):
    assert by_rate(kind, size, eligible) == eur(grant), where


def test_the_reference_award_sums_to_the_cap_exactly():
    assert [total(grants_with_allowance(part)) for part in ("P1", "P2", "P3")] == [
        eur(1_320_000),
        eur(1_100_000),
        eur(880_000),
    ]
    assert total(grants_with_allowance()) == eur(4_000_000)

    finding = check_cap(TERMS, total(grants_with_allowance()))

    assert finding.holds
    assert finding.says.de == (
        "4.000.000,00\u00a0€ von 4.000.000,00\u00a0€. Spielraum 0,00\u00a0€."
    )


@pytest.mark.parametrize(
    ("asked", "holds"),
    [("0", True), ("3999999.99", True), ("4000000", True), ("4000000.01", False)],
)
def test_r001_the_cap_holds_to_the_cent(asked, holds):
    assert check_cap(TERMS, eur(asked)).holds is holds


def test_r001_a_cent_over_the_cap_is_refused_in_a_sentence():
    finding = check_cap(TERMS, eur("0.01"), promised=eur(4_000_000))

    assert finding.says.de == (
        "Die Förderung ist 0,01\u00a0€ zu hoch: "
        "4.000.000,01\u00a0€ statt höchstens 4.000.000,00\u00a0€."
    )
    assert finding.says.en == (
        "The funding is EUR\u00a00.01 too high: 4,000,000.01 instead of at most 4,000,000.00."
    )
    with pytest.raises(RulesBroken):
        insist([finding])


def test_r001_a_cent_under_the_cap_leaves_a_cent():
    assert check_cap(TERMS, eur("0.01"), eur("3999999.99")).holds
    assert not check_cap(TERMS, eur("0.02"), eur("3999999.99")).holds


def test_r001_of_two_officers_the_second_finds_too_little():
    promised = eur(3_500_000)

    first = check_cap(TERMS, eur(300_000), promised)
    second = check_cap(TERMS, eur(300_000), promised + eur(300_000))

    assert (first.holds, second.holds) == (True, False)


def test_r001_what_was_revoked_can_be_promised_again():
    promised = committed(awarded=eur(4_000_000), revoked=eur(50_000))

    assert check_cap(TERMS, eur(50_000), promised).holds
    assert not check_cap(TERMS, eur("50000.01"), promised).holds


def test_r001_what_is_pending_counts_and_what_was_reduced_does_not():
    assert committed(awarded=eur(3_000_000), reduced=eur(100_000), pending=eur(600_000)) == eur(
        3_500_000
    )


def test_r001_no_negative_amount_ever_raises_the_cap():
    assert not check_cap(TERMS, eur("4000000.01"), promised=-eur(1)).holds
    with pytest.raises(ValueError, match="never negative"):
        committed(awarded=eur(1), pending=-eur(1))


def test_r002_the_allowance_counts_unless_the_round_says_otherwise():
    allowances, rest = eur(200_000), eur(3_800_000)
    without = replace(TERMS, cap_includes_allowance=False)

    assert counted_against_cap(TERMS, rest, allowances) == eur(4_000_000)
    assert counted_against_cap(without, rest, allowances) == eur(3_800_000)
    assert check_cap(without, eur(200_000), eur(3_800_000)).holds


def test_r015_ten_clusters_at_the_cap_use_the_budget_up():
    each = TERMS.cap_per_cluster

    assert check_round_budget(TERMS, each, [each] * 9).holds
    assert not check_round_budget(TERMS, each, [each] * 10).holds
    assert not check_round_budget(TERMS, eur("0.01"), [each] * 10).holds


def test_r015_a_missing_budget_is_named_in_a_sentence():
    finding = check_round_budget(TERMS, eur(3_450_000), [eur(39_530_000)])

    assert finding.says.de == (
        "Im Rundenbudget sind 470.000,00\u00a0€ frei. "
        "Diese Bewilligung braucht 3.450.000,00\u00a0€."
    )
    assert finding.says.en == (
        "EUR\u00a0470,000.00 are left in the round budget. This award needs EUR\u00a03,450,000.00."
    )


@pytest.mark.parametrize("selected", [9, 10, 11])
def test_r016_more_winners_than_planned_are_a_hint_and_no_breach(selected):
    finding = check_winners(TERMS, selected)

    assert finding.holds is (selected == 10)
    assert not finding.breaks


def test_r016_proposals_that_nobody_countersigned_are_named_and_not_counted():
    finding = check_winners(TERMS, 1, proposed=9)

    assert finding.says.de == (
        "1 ausgewählt, etwa 10 geplant. 9 weitere Vorschläge sind noch nicht mitgezeichnet und"
        " nicht mitgezählt."
    )
    assert finding.says.en == (
        "1 selected, about 10 planned. 9 more proposals are not countersigned yet and not counted."
    )


def test_r015_the_budget_says_that_a_proposal_is_not_counted_yet():
    finding = check_round_budget(TERMS, eur(4_000_000), [], proposed=1)

    assert finding.says.de.endswith(
        "die im Rundenbudget frei sind. 1 weiterer Vorschlag ist noch nicht mitgezeichnet und"
        " nicht mitgezählt."
    )
