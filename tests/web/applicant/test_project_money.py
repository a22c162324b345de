"""What partners bring in other currencies, and how the rate of a company comes about."""

import re

from grants.models.award import Project
from grants.programme.money import eur
from grants.programme.organisation import Size
from grants.programme.stages import ProjectState
from tests.makers.project import (
    UNIVERSITY,
    a_partner,
    a_project,
    grant_of,
)
from tests.makers.review import an_officer
from tests.web.applicant.joint import address

YEN = {
    "name": "Osaka Optics", "kind": "company", "size": "large", "country": "Japan",
    "own_funding_status": "granted", "stated": "150.000.000", "stated_currency": "JPY",
    "stated_rate": "162,35", "stated_rate_on": "02.11.2026", "stated_rate_source": "EZB",
}  # fmt: skip


def test_r017_a_partner_abroad_states_its_contribution_in_yen(client_as, session, award_and_anna):
    award, anna = award_and_anna
    project = a_project(session, award, anna.as_actor())
    browser = client_as(anna)
    browser.get(f"{address(project)}/partners/new")

    assert browser.post(f"{address(project)}/partners/new", YEN).status_code == 303
    page = browser.get(f"{address(project)}/partners/1").text

    assert project.partners[0].own_funding == eur("923929.78")
    assert 'value="150.000.000"' in page
    assert 'value="162,35"' in page


def test_no_amount_of_a_partner_abroad_lies_below_zero(client_as, session, award_and_anna):
    award, anna = award_and_anna
    project = a_project(session, award, anna.as_actor())
    browser = client_as(anna)

    answer = browser.post(
        f"{address(project)}/partners/new", YEN | {"stated": "", "own_funding": "-300.000,00"}
    )

    assert answer.status_code == 422
    assert "Der Betrag darf nicht unter null liegen." in answer.text
    assert 'value="-300.000,00"' in answer.text


def test_r017_half_a_yen_is_refused_at_its_field_and_nothing_typed_is_lost(
    client_as, session, award_and_anna
):
    award, anna = award_and_anna
    project = a_project(session, award, anna.as_actor())
    browser = client_as(anna)
    browser.get(f"{address(project)}/partners/new")

    answer = browser.post(f"{address(project)}/partners/new", {**YEN, "stated": "150.000.000,50"})

    assert answer.status_code == 422
    assert re.search(
        '<a href="#stated">[^<:]+: Schreiben Sie JPY mit höchstens 0 Stellen', answer.text
    )
    assert 'value="150.000.000,50"' in answer.text
    assert project.partners == []


def test_r021_a_company_assigns_its_costs_and_reads_how_its_rate_comes_about(
    client_as, session, award_and_anna
):
    award, anna = award_and_anna
    project = a_project(session, award, anna.as_actor())
    partner = a_partner(session, project, anna.as_actor(), "Klein GmbH", size=Size.SMALL)
    browser = client_as(anna)
    here = f"{address(project)}/partners/1/budget"
    browser.get(f"{address(project)}?partner=1")

    answer = browser.post(here, {
        "revision": "1", "cost_personnel_2028": "500.000,00", "own_funds": "150.000,00",
        "other_public": "100.000,00", "research_industrial": "300.000,00",
        "research_experimental": "200.000,00",
    })  # fmt: skip
    page = browser.get(f"{address(project)}?partner=1").text.replace("\u00a0", " ")

    assert answer.status_code == 303
    grant = grant_of(session, partner)
    assert (grant.direct, grant.other_public) == (eur(150_000), eur(100_000))
    assert "Das Programm zahlt 50 % (Kleines Unternehmen): 250.000,00 € von 500.000,00 €." in page
    assert "Klein GmbH: 150.000,00 € und 100.000,00 € von anderer Stelle" in page


def test_r021_a_university_is_not_asked_for_categories(client_as, session, award_and_anna):
    award, anna = award_and_anna
    project = a_project(session, award, anna.as_actor())
    a_partner(session, project, anna.as_actor(), "Universität A", kind=UNIVERSITY)

    page = client_as(anna).get(f"{address(project)}?partner=1").text

    assert "research_industrial" not in page
    assert "Andere öffentliche Mittel" in page


def test_a_grant_above_the_costs_is_explained_by_the_allowance(
    client_as, session, ready, award_and_anna
):
    _, anna = award_and_anna
    page = client_as(anna).get(f"/awards/{ready.award.number}").text.replace("\u00a0", " ")
    officer = client_as(an_officer(session))
    cases = officer.get(f"/sponsor/cases/{ready.award.number}").text.replace("\u00a0", " ")

    for shown in (page, cases):
        assert "P1 · einschließlich 120.000,00 € Projektpauschale</small>" in shown
        assert shown.count("Projektpauschale</small>") == 1


def test_a_partner_by_name_only_does_not_make_a_project(client_as, session, ready, award_and_anna):
    _, anna = award_and_anna
    a_partner(session, ready, anna.as_actor(), "Universität Leer", kind=UNIVERSITY)
    browser = client_as(anna)

    page = browser.get(address(ready)).text
    refused = browser.post(f"{address(ready)}/submit")

    assert "Universität Leer hat noch keinen Plan." in page
    assert refused.status_code == 422
    assert session.get(Project, ready.id).state is ProjectState.DRAFT
