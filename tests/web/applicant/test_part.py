"""A partner organisation on the way from the mail to a finished part, and what the cluster sees."""

import re

import pytest
from sqlalchemy import select

from grants.models.award import Partner
from grants.models.outbox import Mail
from grants.programme.money import eur
from grants.programme.organisation import Size
from tests.makers.person import a_person
from tests.makers.project import (
    COMPANY,
    UNIVERSITY,
    a_cluster_with_an_approved_concept,
    a_ready_project,
    grant_of,
)
from tests.web.shown import strip

PASSWORD = "korrekt pferd batterie"
PAULA = {"name": "Paula Partner", "email": "paula@example.org"}


@pytest.fixture
def anna(session):
    award, anna = a_cluster_with_an_approved_concept(session)
    at_home = [("Klein GmbH", COMPANY, Size.SMALL, eur("543210.98")),
               ("Uni A", UNIVERSITY, None, eur(300_000))]  # fmt: skip
    a_ready_project(session, award, anna, *at_home)
    return award.cluster.team[0].person


@pytest.fixture
def project(session, anna):
    return grant_of_first(session).project


def grant_of_first(session):
    return grant_of(session, session.scalars(select(Partner).order_by(Partner.id)).first())


def address(project, position=1):
    return f"/awards/{project.award.number}/projects/{project.code}/partners/{position}"


def invited(client_as, session, anna, project):
    """Paula in her own browser, after she has accepted Anna's invitation."""
    answer = client_as(anna).post(f"{address(project)}/invite", PAULA)
    assert answer.status_code == 303
    body = session.scalars(select(Mail.body).order_by(Mail.id.desc())).first()
    link = re.search(r"http://localhost(/invitation/\S+)", body)[1]
    paula = client_as()
    assert "Klein GmbH" in paula.get(link).text
    done = paula.post(link, {"name": "Paula Partner", "password": PASSWORD})
    assert (done.status_code, done.location) == (303, "/home")
    assert paula.get("/home").status_code == 200
    return paula


def test_an_invitation_that_went_to_a_wrong_address_is_taken_back(
    client_as, session, anna, project
):
    browser = client_as(anna)
    browser.post(f"{address(project)}/invite", PAULA)
    body = session.scalars(select(Mail.body).order_by(Mail.id.desc())).first()
    link = re.search(r"http://localhost(/invitation/\S+)", body)[1]
    withdraw = re.search(r"/parts/invitations/\d+/withdraw", browser.get(address(project)).text)[0]
    carl = client_as(a_person(session, "Carl Curious"))

    assert carl.post(withdraw).status_code == 404
    assert "Klein GmbH" in client_as().get(link).text
    back = browser.post(withdraw)

    assert (back.status_code, back.location) == (303, address(project))
    page = browser.get(address(project)).text
    assert "Die Einladung ist zurückgezogen." in page
    assert "paula@example.org" not in page
    assert "Klein GmbH" not in client_as().get(link).text


def test_a_partner_comes_from_the_mail_to_its_part_and_finishes_it(
    client_as, session, anna, project
):
    paula = invited(client_as, session, anna, project)
    mine = project.partners[0]
    here = f"/parts/{mine.id}"

    assert here in paula.get("/home").text
    assert "Teil abschließen" in paula.get(here).text
    plan = paula.get(f"{here}/budget").text
    assert "543.210,98" in plan
    assert paula.post(here, {"executing_unit": "Werk A", "revision": "1"}).status_code == 303
    assert paula.post(f"{here}/finish").status_code == 303
    assert mine.finished_at is not None
    assert "Teil abgeschlossen" in client_as(anna).get(address(project)[:-11]).text


def test_whoever_keeps_a_part_finds_it_among_the_tasks_until_it_is_finished(
    client_as, session, anna, project
):
    paula = invited(client_as, session, anna, project)
    here = f"/parts/{project.partners[0].id}"

    assert strip(paula.get("/home")).startswith("Am Zug Sie")
    assert "1 offen" in paula.get("/home").text
    assert strip(paula.get(here)).startswith("Am Zug Sie in Arbeit beim Partner")
    assert "Teil abschließen" in strip(paula.get(f"{here}/budget"))

    paula.post(f"{here}/finish")

    assert strip(paula.get(here)).startswith("Am Zug Cluster")
    assert "Zurzeit liegt nichts bei Ihnen." in paula.get("/home").text


def test_the_strip_of_a_part_leads_to_what_is_missing(client_as, session, anna, project):
    paula = invited(client_as, session, anna, project)
    grant = grant_of_first(session)
    grant.own_funds -= eur(1)
    session.flush()

    page = paula.get(f"/parts/{project.partners[0].id}")

    assert "1,00 € Eigenmittel ergänzen" in strip(page)
    assert page.text.count(f'href="/parts/{project.partners[0].id}/budget#own_funds"') == 2


def test_the_cluster_sees_sums_and_state_but_no_rows(client_as, session, anna, project):
    browser = client_as(anna)
    before = browser.get(f"{address(project)}/budget").text
    invited(client_as, session, anna, project)

    after = browser.get(f"{address(project)}/budget").text
    page = browser.get(address(project)).text

    assert "Personal" in before
    assert "Personal" not in after
    assert "543.210,98" in after
    assert "in Arbeit beim Partner" in page
    assert "Paula Partner" in page


def test_the_cluster_cannot_write_into_a_part_that_is_kept(client_as, session, anna, project):
    paula = invited(client_as, session, anna, project)
    browser, mine = client_as(anna), project.partners[0]
    grant = grant_of(session, mine)

    sent = browser.post(f"{address(project)}/budget", {"revision": str(grant.revision)})
    unit = browser.post(address(project), {"executing_unit": "Fremd", "revision": "1"})

    assert (sent.status_code, unit.status_code) == (303, 422)
    session.expire_all()
    assert (grant_of(session, mine).costs, mine.executing_unit) == (eur("543210.98"), "")
    assert paula.get(f"/parts/{project.partners[1].id}").status_code == 404
    assert paula.get(f"/awards/{project.award.number}").status_code == 404


def test_a_gap_is_named_and_the_part_stays_open(client_as, session, anna, project):
    paula = invited(client_as, session, anna, project)
    grant_of_first(session).own_funds = eur(1)
    session.flush()

    answer = paula.post(f"/parts/{project.partners[0].id}/finish")

    assert answer.status_code == 422
    assert project.partners[0].finished_at is None
    assert f'href="/parts/{project.partners[0].id}/budget#own_funds"' in answer.text


def test_who_is_removed_finds_no_page_any_more(client_as, session, anna, project):
    paula = invited(client_as, session, anna, project)
    here, browser = f"/parts/{project.partners[0].id}", client_as(anna)
    page = browser.get(address(project)).text
    out = re.search(r'href="(/parts/people/\d+/remove)"', page)[1]

    assert browser.get(out).status_code == 200
    assert browser.post(out).location == address(project)

    assert [paula.get(place).status_code for place in (here, f"{here}/budget", out)] == [404] * 3
    assert here not in paula.get("/home").text


def test_an_invitation_in_the_making_goes_on_in_the_other_language(
    client_as, session, anna, project
):
    browser = client_as(anna)
    typed = {**PAULA, "executing_unit": "Werk B", "revision": "1", "spoken": "de", "speak": "en"}

    page = browser.post(address(project), typed)

    assert page.status_code == 200
    assert '<html lang="en"' in page.text
    assert 'value="Paula Partner"' in page.text
    assert 'value="paula@example.org"' in page.text
    assert 'value="Werk B"' in page.text
    assert session.scalars(select(Mail.id)).all() == []


def test_a_refused_invitation_leaves_what_is_typed_about_the_part(
    client_as, session, anna, project
):
    typed = {"name": "Paula", "email": "paula", "executing_unit": "Werk B", "revision": "1"}

    page = client_as(anna).post(f"{address(project)}/invite", typed)

    assert page.status_code == 422
    assert 'value="Werk B"' in page.text
    assert 'value="Paula"' in page.text


def test_who_keeps_a_part_goes_on_inviting_in_the_other_language(client_as, session, anna, project):
    paula = invited(client_as, session, anna, project)
    switch = {"name": "Peter", "email": "peter@", "spoken": "de", "speak": "en", "revision": "1"}

    page = paula.post(f"/parts/{project.partners[0].id}", switch)

    assert page.status_code == 200
    assert 'value="Peter"' in page.text
    assert 'value="peter@"' in page.text


def test_where_the_cluster_only_sees_sums_the_invitation_changes_its_language_too(
    client_as, session, anna, project
):
    invited(client_as, session, anna, project)
    browser = client_as(anna)
    to = f"{address(project)}/invite"

    page = browser.post(to, {"name": "Peter", "email": "", "spoken": "de", "speak": "en"})

    assert f'<form id="entry" method="post" action="{to}"' in browser.get(address(project)).text
    assert page.status_code == 200
    assert 'value="Peter"' in page.text


def test_the_mail_says_who_invites_into_which_project_for_which_organisation(
    client_as, session, anna, project
):
    client_as(anna).post(f"{address(project)}/invite", PAULA)

    mail = session.scalars(select(Mail).where(Mail.kind == "partner")).one()
    said = (anna.name, "Klein GmbH", project.number, project.title, project.award.cluster.name)
    assert [one for one in said if one not in mail.body] == []
    assert f"Verbundprojekt: {project.number}, Digitale Linse\nCluster: " in mail.body
    assert project.number in mail.subject


@pytest.mark.parametrize("page", ["", "/budget"])
def test_every_link_of_the_check_leads_to_a_page_with_that_field(
    client_as, session, anna, project, page
):
    paula = invited(client_as, session, anna, project)
    partner = project.partners[0]
    partner.organisation.street = partner.organisation.city = ""
    for line in grant_of_first(session).lines:
        line.amount = eur(0)
    session.flush()

    shown = paula.get(f"/parts/{partner.id}{page}").text

    assert "nehmen Sie den Partner" not in shown
    links = re.findall(r'<a[^>]*href="([^"]+)"[^>]*>(?:<span[^>]*>)?(?:Angabe ändern|Zur Angabe)',
                       shown)  # fmt: skip
    assert f"/organisations/{partner.organisation_id}#street" in links
    assert len(links) > 1
    for link in links:
        place, _, field = link.partition("#")
        there = paula.get(place or f"/parts/{partner.id}{page}")
        assert there.status_code == 200, link
        assert not field or f'id="{field}"' in there.text, link
