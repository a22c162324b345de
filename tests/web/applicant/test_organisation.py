"""The page of an organisation, and the choice that is offered before one is entered twice."""

import pytest
from sqlalchemy import select

from grants.actions.organisation import NewOrganisation, enter_organisation
from grants.models.account_change import AccountChange
from grants.models.organisation import Cluster, Organisation
from grants.programme.organisation import OrganisationKind
from grants.programme.people import TeamRole
from tests.makers.cluster import a_cluster
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.project import a_cluster_with_an_approved_concept, a_project
from tests.makers.review import an_officer
from tests.web.public.test_invitation import FORM, link
from tests.web.shown import words_of

IBAN = "DE89370400440532013000"
SENT = {
    "name": "Kabine e. V.", "street": "Ring 1", "postcode": "07743", "city": "Jena",
    "vat_id": "DE136695976", "iban": "DE89 3704 0044 0532 0130 00", "units": "Werk A\nWerk B",
    "revision": "1",
}  # fmt: skip


def a_team(session):
    anna, rita = a_person(session), a_person(session, "Rita")
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY, rita: TeamRole.READER})
    return anna, rita, cluster.management, f"/organisations/{cluster.management_id}"


def test_its_people_save_it_and_see_the_account_masked(client_as, session):
    anna, rita, management, address = a_team(session)
    browser = client_as(anna)

    assert browser.post(address, SENT).status_code == 303
    page, readers = browser.get(address).text, client_as(rita).get(address).text

    assert [unit.name for unit in management.units] == ["Werk A", "Werk B"]
    assert management.iban == ""
    assert "DE89 … 3000 wartet auf die Bestätigung" in page
    assert "0440532013" not in page.replace(" ", "")
    assert "DE89" not in readers
    assert "Diese Angaben pflegen andere" in readers
    assert "Kabine e. V." in browser.get("/organisations").text


def test_a_slip_is_said_at_its_field_and_everything_stays_typed(client_as, session):
    anna, *_, address = a_team(session)

    answer = client_as(anna).post(address, {**SENT, "vat_id": "DE136695970", "postcode": "123"})

    assert answer.status_code == 422
    for text in ("hat eine falsche Prüfziffer", "fünf Ziffern", 'value="DE136695970"',
                 'value="DE89 3704 0044 0532 0130 00"', "Werk A"):  # fmt: skip
        assert text in answer.text


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_name_that_no_letter_can_print_is_refused_beside_its_field(client_as, session, language):
    anna, _, management, address = a_team(session)
    before = management.name
    browser = client_as(anna)

    sent = {**SENT, "name": "Kabine ไท"}
    browser.get(f"{address}?lang={language}")
    answer = browser.post(address, sent)

    assert (answer.status_code, management.name) == (422, before)
    said = answer.text.partition('id="name-error"')[2].partition("</p>")[0]
    assert ("„ท“, „ไ“" if language == "de" else "“ท”, “ไ”") in said
    assert 'value="Kabine ไท"' in answer.text
    assert "Werk A" in answer.text


def test_the_country_is_not_changed_by_what_a_form_carries(client_as, session):
    anna, _, management, address = a_team(session)

    client_as(anna).post(address, {**SENT, "country": "AT", "kind": "university"})

    assert (management.country, management.kind) == ("DE", OrganisationKind.CLUSTER_MANAGEMENT)


def test_the_second_to_save_sees_both_versions(client_as, session):
    anna, *_, address = a_team(session)
    browser = client_as(anna)
    browser.post(address, SENT)

    answer = browser.post(address, {**SENT, "city": "Bonn"})

    assert answer.status_code == 409
    assert "Bonn" in answer.text
    assert "Jena" in answer.text


def known(session, name="Photonik Sud eV"):
    anna = a_person(session)
    new = NewOrganisation(name=name, kind=OrganisationKind.ASSOCIATION, country="DE", city="Ulm")
    return enter_organisation(session, new, by=anna.as_actor(), now=NOON)


def test_who_registers_chooses_a_known_organisation_instead_of_a_second_entry(client_as, session):
    there = known(session)
    browser = client_as()
    browser.post("/register", {"name": "Carla", "email": "carla@example.org"})
    address = link(session)
    browser.get(address)

    asked = browser.post(address, FORM)
    done = browser.post(address, {**FORM, "known": there.legal_key})

    assert asked.status_code == 422
    assert "Photonik Sud eV · Ulm · DE" in asked.text
    assert done.status_code == 303
    made = session.scalars(select(Cluster).where(Cluster.name == "Photonik Süd")).one()
    assert made.management is there


def test_who_registers_says_that_it_is_another_one(client_as, session):
    known(session)
    browser = client_as()
    browser.post("/register", {"name": "Carla", "email": "carla@example.org"})
    address = link(session)
    browser.get(address)

    assert browser.post(address, {**FORM, "known": "nobody's"}).status_code == 422
    assert browser.post(address, {**FORM, "known": "another"}).status_code == 303

    named = select(Organisation.name).where(Organisation.name.startswith("Photonik"))
    assert sorted(session.scalars(named)) == ["Photonik Sud eV", "Photonik Süd e. V."]


def test_the_answer_holds_when_the_name_is_put_right_with_it(client_as, session):
    known(session)
    browser = client_as()
    browser.post("/register", {"name": "Carla", "email": "carla@example.org"})
    address = link(session)
    browser.get(address)

    asked = browser.post(address, FORM)
    done = browser.post(address, {**FORM, "organisation": "Klang & Töne", "known": "another"})

    assert asked.status_code == 422
    assert "Meinen Sie eine dieser Organisationen? – freiwillig" not in words_of(asked)
    assert done.status_code == 303


def test_a_partner_with_a_known_vat_id_is_offered_whatever_its_name(client_as, session):
    award, actor = a_cluster_with_an_approved_concept(session)
    anna = award.cluster.team[0].person
    project = a_project(session, award, actor)
    there = known(session, "Optik West")
    there.vat_id = "DE136695976"
    session.flush()
    sent = {"name": "Ganz anders GmbH", "kind": "company", "size": "small",
            "country": "Deutschland", "vat_id": "DE 136 695 976"}  # fmt: skip

    answer = client_as(anna).post(
        f"/awards/{award.number}/projects/{project.code}/partners/new", sent
    )

    assert answer.status_code == 422
    assert "Optik West" in answer.text


def test_an_officer_verifies_a_new_account_and_it_holds(client_as, session):
    anna, _, management, address = a_team(session)
    browser, dirk = client_as(anna), client_as(an_officer(session))
    browser.post(address, SENT)

    assert "Neues Konto prüfen" in dirk.get("/sponsor").text
    waits = session.query(AccountChange).one()
    theirs = f"/sponsor/accounts/{waits.id}"
    assert IBAN in dirk.get(theirs).text
    assert IBAN not in dirk.get("/sponsor/accounts").text
    assert dirk.post(theirs, {"act": "confirm", "remark": " "}).status_code == 422
    assert dirk.post(theirs, {"act": "confirm", "remark": "Zurückgerufen."}).status_code == 303

    assert management.iban == IBAN
    page = browser.get(address).text
    assert "Bekannt ist DE89 … 3000" in page
    assert "wartet auf die Bestätigung" not in page


def test_what_was_named_by_mistake_is_taken_back(client_as, session):
    anna, _, management, address = a_team(session)
    browser = client_as(anna)
    browser.post(address, SENT)

    assert browser.post(f"{address}/account/withdraw").status_code == 303
    assert "wartet auf die Bestätigung" not in browser.get(address).text
    assert management.iban == ""
