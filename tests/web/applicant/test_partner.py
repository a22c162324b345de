"""The pages of a partner: what it brings, what its plan says, how large it is."""

import pytest

from grants.models.person import Person
from grants.models.size_statement import SizeStatement
from grants.programme.money import eur
from grants.programme.organisation import Size
from tests.makers.moment import NOON
from tests.makers.project import (
    UNIVERSITY,
    a_cluster_with_an_approved_concept,
    a_partner,
    a_project,
    grant_of,
)


@pytest.fixture
def award_and_anna(session):
    award, anna = a_cluster_with_an_approved_concept(session)
    return award, session.get(Person, anna.person_id)


def address(project):
    return f"/awards/{project.award.number}/projects/{project.code}"


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


def test_r017_half_a_yen_is_refused_at_its_field_and_nothing_typed_is_lost(
    client_as, session, award_and_anna
):
    award, anna = award_and_anna
    project = a_project(session, award, anna.as_actor())
    browser = client_as(anna)
    browser.get(f"{address(project)}/partners/new")

    answer = browser.post(f"{address(project)}/partners/new", {**YEN, "stated": "150.000.000,50"})

    assert answer.status_code == 422
    assert '<a href="#stated">Schreiben Sie JPY mit höchstens 0 Stellen' in answer.text
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


FIGURES = {
    "rows": "3", "year": "2025", "staff": "40,5", "turnover": "8.000.000,00",
    "balance": "3.000.000,00", "name_0": "Z GmbH", "share_0": "40", "staff_0": "30",
    "turnover_0": "1.000.000,00", "balance_0": "500.000,00",
}  # fmt: skip


@pytest.fixture
def klein(session, award_and_anna):
    """A company in a draft, so far taken for a small one."""
    award, anna = award_and_anna
    project = a_project(session, award, anna.as_actor())
    return a_partner(session, project, anna.as_actor(), "Klein GmbH", size=Size.SMALL)


@pytest.fixture
def anna_at_noon(client_as, award_and_anna, clock_at):
    clock_at(NOON)
    return client_as(award_and_anna[1])


def size_page(partner):
    return f"{address(partner.project)}/partners/1/size"


def test_r026_a_company_answers_and_reads_how_its_size_comes_about(
    client_as, session, award_and_anna, klein
):
    browser = client_as(award_and_anna[1])
    browser.get(size_page(klein))

    answer = browser.post(size_page(klein), FIGURES)
    page = browser.get(size_page(klein)).text.replace("\u00a0", " ")

    assert (answer.status_code, answer.location) == (303, size_page(klein))
    assert klein.organisation.size is Size.MEDIUM
    assert "Ergebnis: Mittleres Unternehmen" in page
    assert "Z GmbH (40 %) ist Partner und zählt zu diesem Teil: 12,00 Mitarbeitende." in page
    assert "Zusammen: 52,50 Mitarbeitende, 8.400.000,00 € Umsatz" in page
    assert 'value="40,5"' in page
    assert 'value="8.000.000,00"' in page


def test_r026_more_rows_keep_what_was_typed_and_save_nothing(
    client_as, session, award_and_anna, klein
):
    browser = client_as(award_and_anna[1])
    browser.get(size_page(klein))

    page = browser.post(size_page(klein), {**FIGURES, "staff": "vierzig", "step": "secondary"})

    assert page.status_code == 200
    assert 'name="rows" value="6"' in page.text
    assert 'value="Z GmbH"' in page.text
    assert 'value="vierzig"' in page.text
    assert session.query(SizeStatement).count() == 0


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"staff": ""}, "staff"),
        ({"staff": "1e3"}, "staff"),
        ({"staff": "1,234"}, "staff"),
        ({"turnover": "-1"}, "turnover"),
        ({"share_0": "100,01"}, "share_0"),
        ({"share_0": ""}, "share_0"),
        ({"staff_0": "-1"}, "staff_0"),
        ({"year": "2028"}, "year"),
        ({"name_2": "Halb GmbH"}, "share_2"),
    ],
)
def test_r026_what_cannot_be_read_is_asked_for_at_its_field(anna_at_noon, klein, wrong, field):
    anna_at_noon.get(size_page(klein))

    answer = anna_at_noon.post(size_page(klein), {**FIGURES, **wrong})

    assert answer.status_code == 422
    assert f'<a href="#{field}">' in answer.text
    assert klein.organisation.size is Size.SMALL


def test_r026_only_companies_are_asked(client_as, session, award_and_anna):
    award, anna = award_and_anna
    project = a_project(session, award, anna.as_actor())
    university = a_partner(session, project, anna.as_actor(), "Uni", kind=UNIVERSITY)

    answer = client_as(anna).get(size_page(university))

    assert answer.location == f"{address(project)}/partners/1"
