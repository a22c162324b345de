"""The pages on which two clusters come together behind one project."""

from dataclasses import replace

import pytest

from grants.models.person import Person
from grants.programme.preset import preset
from grants.queries.backing import backing_of
from tests.makers.project import a_cluster_with_an_approved_concept, a_project
from tests.makers.round import a_round
from tests.web.applicant.joint import address

TERMS = preset("interclust")
NOBODY = replace(TERMS.composition, min_domestic=0, min_foreign=0, min_companies=2, min_research=1)
TWO = replace(TERMS, composition=NOBODY, projects=replace(TERMS.projects, multi_cluster=True))


@pytest.fixture
def two(session):
    round_ = a_round(session, terms=TWO)
    pairs = [a_cluster_with_an_approved_concept(session, round_) for _ in range(2)]
    return [(award, session.get(Person, who.person_id)) for award, who in pairs]


def test_a_cluster_asks_another_one_and_reads_its_answer(client_as, session, two):
    (first, anna), (second, carl) = two
    project = a_project(session, first, anna.as_actor())
    annas, carls = client_as(anna), client_as(carl)

    asked = annas.post(f"{address(project)}/backing", {"award": second.number})
    seen = carls.get(f"/awards/{second.number}").text
    carls.post(f"/awards/{second.number}/backings", {"project": project.number, "act": "agree"})

    assert asked.status_code == 303
    assert "Projekte anderer Cluster" in seen
    assert "Mittragen" in seen
    assert "Gemeinsame Forschung." in seen
    assert "zugestimmt" in annas.get(address(project)).text
    assert backing_of(session, project).agreed_at is not None


def test_a_number_that_is_no_award_is_refused_and_stays_as_typed(client_as, session, two):
    (first, anna), _ = two
    project = a_project(session, first, anna.as_actor())

    answer = client_as(anna).post(f"{address(project)}/backing", {"award": "03INT999"})

    assert answer.status_code == 422
    assert 'value="03INT999"' in answer.text
    assert "keine andere Zuwendung 03INT999" in answer.text


def test_the_second_cluster_sees_no_page_of_the_project(client_as, session, two):
    (first, anna), (second, carl) = two
    project = a_project(session, first, anna.as_actor())
    client_as(anna).post(f"{address(project)}/backing", {"award": second.number})

    assert client_as(carl).get(address(project)).status_code == 404


def test_an_empty_project_says_whom_its_round_wants(client_as, session, two):
    (first, anna), _ = two
    project = a_project(session, first, anna.as_actor())

    page = client_as(anna).get(address(project)).text

    assert "Nötig sind mindestens 2 Unternehmen, 1 Forschungseinrichtung." in page
    assert "Es fehlen 2 Unternehmen. Das Projekt hat 0, nötig sind 2." in page
