"""The pages of a joint project and of its partners."""

from grants.models.award import Project
from grants.programme.money import eur
from grants.programme.organisation import Size
from grants.programme.stages import ProjectState
from tests.makers.person import a_person
from tests.makers.project import (
    COMPANY,
    UNIVERSITY,
    a_partner,
    a_project,
    a_ready_project,
    grant_of,
)
from tests.web.applicant.joint import address


def test_a_project_is_begun_described_and_shown(client_as, session, award_and_anna):
    award, anna = award_and_anna
    browser = client_as(anna)
    assert "Verbundprojekt beginnen" in browser.get(f"/awards/{award.number}").text

    answer = browser.post(f"/awards/{award.number}/projects")

    assert answer.location == f"/awards/{award.number}/projects/P1/edit"
    browser.get(answer.location)
    sent = {"revision": "1", "title": "Digitale Linse", "acronym": "LINSE", "summary": "",
            "starts_on": "01.07.2028", "ends_on": "30.06.2031"}  # fmt: skip
    assert browser.post(answer.location, sent).status_code == 303
    page = browser.get(f"/awards/{award.number}/projects/P1").text
    assert "Verbundprojekt P1: Digitale Linse" in page
    assert "Noch keine Partner." in page
    assert "Es fehlen 2 Partner aus Deutschland." in page


def test_a_project_of_37_months_is_refused_at_its_last_day(client_as, session, award_and_anna):
    award, anna = award_and_anna
    project = a_project(session, award, anna.as_actor())
    browser = client_as(anna)
    browser.get(f"{address(project)}/edit")

    sent = {"revision": str(project.revision), "title": "Neu", "starts_on": "01.07.2028",
            "ends_on": "31.07.2031"}  # fmt: skip
    answer = browser.post(f"{address(project)}/edit", sent)

    assert answer.status_code == 422
    assert "Der letzte mögliche Tag ist 30.06.2031." in answer.text
    assert 'value="31.07.2031"' in answer.text


def test_the_page_shows_partners_findings_years_and_the_cap(client_as, ready, award_and_anna):
    _, anna = award_and_anna

    page = client_as(anna).get(address(ready)).text

    for text in ("Universität A", "720.000,00", "einschließlich Projektpauschale", "970.000,00",
                 "Osaka Optics P1", "Japan", "3.030.000,00", "Budget: Universität A"):  # fmt: skip
        assert text in page


def test_a_gap_of_a_thousand_euro_is_named_where_it_is(client_as, session, ready, award_and_anna):
    _, anna = award_and_anna
    grant = grant_of(session, ready.partners[1])
    grant.own_funds = eur(249_000)
    session.flush()

    page = client_as(anna).get(address(ready)).text

    assert "1.000,00 fehlen" in page
    assert "Budget: Klein GmbH" in page
    assert f"{address(ready)}/partners/2/budget#own_funds" in page


def test_a_partner_is_found_by_name_and_added(client_as, session, award_and_anna):
    award, anna = award_and_anna
    other = a_project(session, award, anna.as_actor())
    a_partner(session, other, anna.as_actor(), "Wanderfalke Optik GmbH")
    project = a_project(session, award, anna.as_actor(), title="Zweites")
    browser = client_as(anna)
    new = f"{address(project)}/partners/new"

    page = browser.get(f"{new}?search=falke").text

    assert "Wanderfalke Optik GmbH" in page
    key = other.partners[0].organisation.legal_key
    answer = browser.post(f"{address(project)}/partners/known", {"organisation": key})
    assert answer.status_code == 303
    assert [one.organisation.name for one in project.partners] == ["Wanderfalke Optik GmbH"]


def test_an_organisation_that_is_known_is_offered_before_it_is_entered_twice(
    client_as, session, award_and_anna
):
    award, anna = award_and_anna
    project = a_project(session, award, anna.as_actor())
    a_partner(session, project, anna.as_actor(), "Universität X", kind=UNIVERSITY,
              executing_unit="Institut A")  # fmt: skip
    browser = client_as(anna)
    new = f"{address(project)}/partners/new"
    browser.get(new)
    sent = {"name": "universität x", "kind": "university", "country": "Deutschland",
            "executing_unit": "Institut B"}  # fmt: skip

    answer = browser.post(new, sent)

    assert answer.status_code == 422
    assert "Meinen Sie eine dieser Organisationen?" in answer.text
    assert 'value="Institut B"' in answer.text


def test_a_cent_for_a_partner_abroad_stays_typed_with_its_sentence(
    client_as, session, award_and_anna
):
    award, anna = award_and_anna
    project = a_project(session, award, anna.as_actor())
    browser = client_as(anna)
    new = f"{address(project)}/partners/new"
    browser.get(new)

    answer = browser.post(
        new, {"name": "Kyoto Glass", "kind": "company", "country": "Japan", "requested": "0,01"}
    )

    assert answer.status_code == 422
    assert "Setzen Sie den Betrag auf 0,00" in answer.text
    assert 'value="0,01"' in answer.text
    assert 'value="Kyoto Glass"' in answer.text
    assert project.partners == []


def test_the_plan_of_a_partner_is_saved_on_the_page_of_its_project(
    client_as, session, ready, award_and_anna
):
    _, anna = award_and_anna
    grant = grant_of(session, ready.partners[1])
    browser = client_as(anna)
    where = f"{address(ready)}/partners/2/budget"
    assert "Budget: Klein GmbH" in browser.get(where).text

    sent = {"revision": str(grant.revision), "cost_personnel_2028": "400.000,00",
            "own_funds": "200.000,00"}  # fmt: skip
    answer = browser.post(where, sent)

    assert answer.status_code == 303
    assert (grant.costs, grant.direct, grant.own_funds) == (
        eur(400_000), eur(200_000), eur(200_000)
    )  # fmt: skip


def test_more_than_the_rate_allows_is_refused_with_everything_typed(
    client_as, session, ready, award_and_anna
):
    _, anna = award_and_anna
    grant = grant_of(session, ready.partners[1])
    browser = client_as(anna)
    where = f"{address(ready)}/partners/2/budget"
    browser.get(where)

    sent = {"revision": str(grant.revision), "cost_personnel_2028": "400.000,00",
            "requested": "200.000,01"}  # fmt: skip
    answer = browser.post(where, sent)

    assert answer.status_code == 422
    assert "Die Zuwendung ist 0,01" in answer.text
    assert 'value="200.000,01"' in answer.text


def test_a_project_that_keeps_every_rule_is_submitted_and_confirmed(
    client_as, session, ready, award_and_anna
):
    _, anna = award_and_anna
    browser = client_as(anna)
    assert "P1 einreichen" in browser.get(f"{address(ready)}/submit").text

    answer = browser.post(f"{address(ready)}/submit")

    assert answer.location == f"{address(ready)}/receipt"
    page = browser.get(answer.location).text
    assert "Ihr Verbundprojekt ist eingegangen:" in page
    assert "SHA-256" in page
    assert session.get(Project, ready.id).state is ProjectState.SUBMITTED
    assert "Zuwendung" in browser.get(address(ready)).text


def test_a_project_with_a_breach_has_no_button_and_is_refused(client_as, session, award_and_anna):
    award, anna = award_and_anna
    project = a_ready_project(
        session, award, anna.as_actor(), ("Klein GmbH", COMPANY, Size.SMALL, eur(500_000))
    )
    browser = client_as(anna)
    assert "P1 einreichen" not in browser.get(f"{address(project)}/submit").text

    answer = browser.post(f"{address(project)}/submit")

    assert answer.status_code == 422
    assert "Es fehlt ein Partner aus Deutschland. Das Projekt hat 1, nötig sind 2." in answer.text


def test_a_partner_is_edited_and_removed(client_as, session, ready, award_and_anna):
    _, anna = award_and_anna
    browser = client_as(anna)
    where = f"{address(ready)}/partners/3"
    assert "Osaka Optics" in browser.get(where).text
    sent = {"revision": str(ready.partners[2].revision), "executing_unit": "Lens Lab",
            "own_funding": "300.000,00", "own_funding_status": "committed"}  # fmt: skip
    assert browser.post(where, sent).status_code == 303
    assert ready.partners[2].own_funding == eur(300_000)

    browser.post(f"{where}/remove", {"revision": str(ready.revision)})

    assert len(session.get(Project, ready.id).partners) == 3


def test_a_signed_agreement_is_entered(client_as, session, ready, award_and_anna):
    _, anna = award_and_anna
    browser = client_as(anna)
    where = f"{address(ready)}/agreement"
    browser.get(where)

    answer = browser.post(where, {"agreement_signed_on": "02.05.2020"})

    assert answer.status_code == 303
    assert session.get(Project, ready.id).agreement_signed_on.year == 2020


def test_strangers_find_no_project(client_as, session, ready):
    carl = client_as(a_person(session, "Carl Cremer"))

    for page in ("", "/edit", "/submit", "/agreement", "/partners/new", "/partners/1"):
        assert carl.get(f"{address(ready)}{page}").status_code == 404


def test_the_page_is_there_in_english(client_as, ready, award_and_anna, session):
    _, anna = award_and_anna
    anna.language = "en"
    session.flush()

    page = client_as(anna).get(address(ready)).text

    assert "Partners and financing" in page
    assert "EUR\N{NO-BREAK SPACE}4,000,000.00" in page
