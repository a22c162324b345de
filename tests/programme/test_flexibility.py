"""R-035: how far a line may exceed its plan, and that the total binds."""

from dataclasses import replace

import pytest

from grants.programme.flexibility import check_lines, check_total, free_for_line
from grants.programme.funding_terms import FlexibilityBase
from grants.programme.money import eur
from grants.programme.preset import preset
from grants.programme.words import Words

TERMS = preset("interclust")


NAMES = {"travel": Words("Dienstreisen", "Travel"), "fees": Words("Honorare", "Fees")}


@pytest.mark.parametrize(("spent", "hints"), [("24000", 0), ("24000.01", 1)])
def test_r035_a_line_may_exceed_its_plan_by_a_fifth(spent, hints):
    findings = check_lines(TERMS, {"travel": eur(20_000)}, {"travel": eur(spent)}, NAMES)

    assert len(findings) == hints
    assert not any(finding.breaks for finding in findings)


def test_r035_a_line_without_a_plan_has_nothing_free():
    findings = check_lines(TERMS, {"travel": eur(1)}, {"fees": eur("0.01")}, NAMES)

    assert [finding.says.de for finding in findings] == [
        "Honorare: 0,01\u00a0€ verwendet, 0,00\u00a0€ geplant, ohne Umwidmung möglich 0,00\u00a0€."
    ]


def test_r035_the_claim_reads_well_with_a_plural_name():
    (finding,) = check_lines(TERMS, {"travel": eur(1)}, {"travel": eur(9)}, NAMES)

    assert finding.claim.de == "Der Posten „Dienstreisen“ bleibt im freien Rahmen."


def test_r035_a_round_may_measure_against_the_year():
    flexibility = replace(TERMS.flexibility, base=FlexibilityBase.YEAR_TOTAL)
    terms = replace(TERMS, flexibility=flexibility)

    assert free_for_line(terms, eur(20_000), eur(50_000)) == eur(30_000)


@pytest.mark.parametrize(("spent", "holds"), [("20000", True), ("20000.01", False)])
def test_r035_the_total_binds(spent, holds):
    assert check_total({"travel": eur(20_000)}, {"fees": eur(spent)}).holds is holds
