"""What plans and projects are told about rates, other public money and the size of a company."""

import pytest

from grants.actions.budget import save_budget
from grants.actions.project_freeze import frozen_project
from grants.programme.funding_terms import Research
from grants.programme.money import eur
from grants.programme.organisation import Size
from grants.queries.grant_findings import grant_findings
from grants.queries.partner_rate import why_rate_of
from grants.queries.project_findings import project_findings
from tests.makers.grant import a_grant
from tests.makers.moment import NOON
from tests.makers.project import (
    COMPANY,
    UNIVERSITY,
    a_cluster_with_an_approved_concept,
    a_partner,
    a_plan,
    a_project,
    a_ready_project,
    grant_of,
)


@pytest.fixture
def award_and_anna(session):
    return a_cluster_with_an_approved_concept(session)


@pytest.fixture
def project_and_anna(session, award_and_anna):
    award, anna = award_and_anna
    return a_project(session, award, anna), anna


def found(findings, rule):
    return [finding for finding in findings if finding.rule == rule]


def a_company_plan(session, project, anna, name, *, size, costs):
    """The plan of a company whose own funds close the gap."""
    grant = grant_of(session, a_partner(session, project, anna, name, size=size))
    return a_plan(session, grant, anna, eur(costs))


def test_r028_other_public_money_lowers_what_is_asked_for(session, project_and_anna):
    project, anna = project_and_anna
    a_company_plan(session, project, anna, "Klein GmbH", size=Size.SMALL, costs="500000")
    grant = grant_of(session, a_partner(session, project, anna, "Optik GmbH"))

    save_budget(
        session, grant, {("personnel", 2028): eur(500_000)}, eur(250_000),
        other_public=eur(100_000), revision=1, by=anna, now=NOON,
    )  # fmt: skip

    assert (grant.direct, grant.other_public) == (eur(150_000), eur(100_000))
    assert [one.holds for one in found(grant_findings(session, grant), "R-028")] == [True]
    assert [one.holds for one in found(grant_findings(session, grant), "R-019")] == [True]


def test_r028_a_cent_too_much_beside_other_public_money_is_a_breach(session, project_and_anna):
    project, anna = project_and_anna
    a_company_plan(session, project, anna, "Klein GmbH", size=Size.SMALL, costs="500000")
    grant = grant_of(session, a_partner(session, project, anna, "Optik GmbH"))

    save_budget(
        session, grant, {("personnel", 2028): eur(500_000)}, requested=eur("150000.01"),
        other_public=eur(100_000), revision=1, by=anna, now=NOON,
    )  # fmt: skip
    finding = found(project_findings(session, project), "R-028")[1]

    assert (finding.breaks, finding.place) == (True, "partners/2/budget#other_public")


def test_r023_a_company_that_bears_too_much_loses_the_addition_and_breaks_the_law(
    session, project_and_anna
):
    project, anna = project_and_anna
    a_company_plan(session, project, anna, "Groß AG", size=Size.LARGE, costs="700000.01")
    a_company_plan(session, project, anna, "Klein GmbH", size=Size.SMALL, costs="299999.99")
    findings = project_findings(session, project)

    assert [(one.holds, one.breaks) for one in found(findings, "R-023")] == [(False, False)]
    assert [one.breaks for one in found(findings, "R-022")] == [True, True]
    assert "instead of at most EUR\u00a0175,000.00 (under Art. 25 GBER)" in (
        found(findings, "R-022")[0].says.en
    )


def test_r023_at_seventy_per_cent_exactly_the_addition_stays(session, project_and_anna):
    project, anna = project_and_anna
    a_company_plan(session, project, anna, "Groß AG", size=Size.LARGE, costs="700000")
    a_company_plan(session, project, anna, "Klein GmbH", size=Size.SMALL, costs="300000")
    findings = project_findings(session, project)

    assert [one.holds for one in found(findings, "R-023")] == [True]
    assert [one.holds for one in found(findings, "R-022")] == [True, True]


def test_r023_a_university_that_may_publish_brings_the_addition(session, project_and_anna):
    project, anna = project_and_anna
    a_company_plan(session, project, anna, "Groß AG", size=Size.LARGE, costs="900000")
    university = a_partner(session, project, anna, "Universität X", kind=UNIVERSITY)
    a_plan(session, grant_of(session, university), anna, eur(100_000))

    assert [one.holds for one in found(project_findings(session, project), "R-023")] == [False]
    university.may_publish = True
    assert [one.holds for one in found(project_findings(session, project), "R-023")] == [True]


def test_r021_a_company_assigns_its_costs_and_they_are_kept_with_the_project(
    session, project_and_anna
):
    project, anna = project_and_anna
    grant = grant_of(session, a_partner(session, project, anna, "Optik GmbH"))
    research = {Research.INDUSTRIAL: eur(300_000), Research.EXPERIMENTAL: eur(200_000)}

    save_budget(
        session, grant, {("personnel", 2028): eur(500_000)}, eur(250_000),
        research=research, revision=1, by=anna, now=NOON,
    )  # fmt: skip

    assert [one.holds for one in found(grant_findings(session, grant), "R-021")] == [True]
    assert frozen_project(session, project)["partners"][0]["grant"]["research"] == {
        "industrial": "300000.00",
        "experimental": "200000.00",
    }


def test_r021_more_than_the_costs_cannot_be_assigned(session, project_and_anna):
    project, anna = project_and_anna
    grant = grant_of(session, a_partner(session, project, anna, "Optik GmbH"))
    save_budget(
        session, grant, {("personnel", 2028): eur(100)},
        research={Research.INDUSTRIAL: eur("100.01")}, revision=1, by=anna, now=NOON,
    )  # fmt: skip
    (finding,) = found(project_findings(session, project), "R-021")

    assert (finding.breaks, finding.place) == (True, "partners/1/budget#research_industrial")


def test_r022_the_rate_of_a_partner_is_explained(session, award_and_anna):
    award, anna = award_and_anna
    project = a_ready_project(
        session, award, anna,
        ("Universität A", UNIVERSITY, None, eur(600_000)),
        ("Klein GmbH", COMPANY, Size.SMALL, eur(500_000)),
    )  # fmt: skip
    company = grant_of(session, project.partners[1])

    told = [sentence.en.replace("\u00a0", " ") for sentence in why_rate_of(session, company)]

    assert told[0] == ("The programme pays 50 % (Small company): EUR 250,000.00 of EUR 500,000.00.")
    assert told[-1] == (
        "By law EUR 300,000.00 is possible, by the programme EUR 250,000.00. "
        "The programme's rate counts: EUR 250,000.00."
    )


def test_r024_a_management_is_held_to_the_law_on_clusters(session, award_and_anna):
    award, _ = award_and_anna
    half = a_grant(session, award, costs=eur(800_000), direct=eur(400_000))
    (finding,) = found(grant_findings(session, half), "R-024")

    assert (finding.holds, finding.place) == (True, "budget#requested")

    half.direct = eur("400000.01")
    assert [one.breaks for one in found(grant_findings(session, half), "R-024")] == [True]


def test_r025_the_threshold_is_asserted_for_every_company(session, project_and_anna):
    project, anna = project_and_anna
    a_company_plan(session, project, anna, "Optik GmbH", size=Size.SMALL, costs="500000")
    a_plan(
        session,
        grant_of(session, a_partner(session, project, anna, "Uni", kind=UNIVERSITY)),
        anna,
        eur(100),
    )

    (finding,) = found(project_findings(session, project), "R-025")

    assert finding.holds
    assert finding.says.en == (
        "Optik GmbH, Experimental development: EUR\u00a0250,000.00 of at most "
        "EUR\u00a025,000,000.00."
    )
