"""The page of one's account: who is in the team, and who leaves it."""

import pytest
from sqlalchemy import select

from grants.models.organisation import Membership, Part
from tests.makers.cluster import a_cluster
from tests.makers.person import a_person


@pytest.fixture
def anna(session):
    return a_person(session)


@pytest.fixture
def bea(session):
    return a_person(session, "Bea Brandt")


@pytest.fixture
def cluster(session, anna, bea):
    return a_cluster(session, "Ostsee", team={anna: Part.SIGNATORY, bea: Part.AUTHOR})


def leaving(session, person):
    number = session.scalar(select(Membership.id).where(Membership.person_id == person.id))
    return f"/account/team/{number}/remove"


def test_a_signatory_removes_somebody_after_reading_what_it_means(
    client_as, session, anna, bea, cluster
):
    browser, address = client_as(anna), leaving(session, bea)

    listed = browser.get("/account").text
    asked = browser.get(address).text
    answer = browser.post(address)
    after = browser.get(answer.location).text

    assert f'href="{address}"' in listed
    assert "Bea Brandt sieht dann sofort nichts mehr von Ostsee" in asked
    assert (answer.status_code, answer.location) == (303, "/account")
    assert "Bea Brandt gehört nicht mehr zum Team." in after
    assert browser.post(address).status_code == 404


def test_the_last_signatory_reads_why_not(client_as, session, anna, cluster):
    answer = client_as(anna).post(leaving(session, anna))

    assert answer.status_code == 422
    assert "Danach könnte niemand mehr für das Cluster zeichnen." in answer.text


def test_who_writes_removes_nobody_but_may_leave(client_as, session, anna, bea, cluster):
    browser = client_as(bea)

    assert browser.post(leaving(session, anna)).status_code == 422
    assert browser.post(leaving(session, bea)).status_code == 303


def test_the_team_of_others_looks_missing(client_as, session, bea, cluster):
    stranger = a_person(session, "Stefan Stumm")
    a_cluster(session, team={stranger: Part.SIGNATORY})

    assert client_as(stranger).get(leaving(session, bea)).status_code == 404


def test_the_page_is_there_in_english(client_as, session, anna, bea, cluster):
    assert "Remove from the team" in client_as(anna).get(f"{leaving(session, bea)}?lang=en").text
