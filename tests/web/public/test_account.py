"""The page of one's account: who is in the team, and who leaves it."""

import re

import pytest
from sqlalchemy import select

from grants.models.organisation import Membership
from grants.models.record import Act
from grants.programme.people import TEAM_ROLE_WORDS, TeamRole
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
    return a_cluster(session, "Ostsee", team={anna: TeamRole.SIGNATORY, bea: TeamRole.AUTHOR})


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
    a_cluster(session, team={stranger: TeamRole.SIGNATORY})

    assert client_as(stranger).get(leaving(session, bea)).status_code == 404


def test_the_page_is_there_in_english(client_as, session, anna, bea, cluster):
    assert "Remove from the team" in client_as(anna).get(f"{leaving(session, bea)}?lang=en").text


def test_people_write_their_own_name_as_it_should_be(client_as, session, anna, cluster):
    browser = client_as(anna)

    shown = browser.get("/account").text
    empty = browser.post("/account/name", {"own_name": " "})
    done = browser.post("/account/name", {"own_name": "Anna Ahrens-Brandt"})
    after = browser.get("/account").text

    assert f'value="{shown_name(shown)}"' in shown
    assert (empty.status_code, done.status_code) == (422, 303)
    assert shown_name(after) == "Anna Ahrens-Brandt"
    act = session.scalars(select(Act).where(Act.act == "correct_name")).one()
    assert (act.actor_name, act.after) == ("Anna Albrecht", {"name": "Anna Ahrens-Brandt"})


def test_an_invitation_stays_when_the_language_changes_or_the_name_is_refused(
    client_as, session, anna, cluster
):
    browser = client_as(anna)
    typed = {"cluster": "Ostsee", "name": "Carla", "email": "carla@", "team_role": "author",
             "own_name": ""}  # fmt: skip

    switched = browser.post("/account", {**typed, "spoken": "de", "speak": "en"})
    refused = browser.post("/account/name", typed)

    assert (switched.status_code, refused.status_code) == (200, 422)
    for page in (switched.text, refused.text):
        assert ('value="Carla"' in page, 'value="carla@"' in page) == (True, True)


def shown_name(page):
    return re.search(r'name="own_name"[^>]*value="([^"]*)"', page)[1]


def test_a_role_has_one_name_where_one_invites_and_in_the_team(client_as, session):
    anna = a_person(session, "Anna")
    team = {anna: TeamRole.SIGNATORY, a_person(session, "Rita"): TeamRole.READER,
            a_person(session, "Bea"): TeamRole.AUTHOR}  # fmt: skip
    a_cluster(session, "Ostsee", team=team)

    page = client_as(anna).get("/account").text

    for words in TEAM_ROLE_WORDS.values():
        assert f">{words.de}</td>" in page
        assert f">{words.de}</label>" in page
