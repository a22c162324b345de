"""An officer gives something back in the browser, and the cluster reads why."""

import pytest

from grants.models.award import Award, Project
from grants.models.person import Person
from grants.programme.stages import AwardState, ProjectState
from tests.makers.decision import two_officers
from tests.makers.moment import NOON
from tests.makers.revision import a_submitted_concept, a_submitted_project


@pytest.fixture
def dirk(session, clock_at):
    clock_at(NOON)
    return two_officers(session)[0]


def test_a_concept_goes_back_and_the_cluster_reads_why(client_as, session, dirk):
    award, anna = a_submitted_concept(session)
    decide, page = (f"/sponsor/cases/{award.number}/concept{end}" for end in ("", "/return"))
    browser = client_as(dirk)

    seen = browser.get(decide).text
    silent = browser.post(page, {"reason": " "})
    given = browser.post(page, {"reason": "Die Finanzierung fehlt."})
    again = browser.post(page, {"reason": "Noch einmal."})
    theirs = client_as(anna).get(f"/awards/{award.number}/concept").text

    assert f'href="{page}"' in seen
    assert "konzept.pdf" in seen
    assert (silent.status_code, given.status_code, again.status_code) == (422, 303, 303)
    assert session.get_one(Award, award.id).state is AwardState.CONCEPT_REVISION
    assert "Die Finanzierung fehlt." in theirs
    assert "Konzept einreichen" in theirs


JUDGED = {
    "send_back": ("reason", ProjectState.DRAFT, "Der Projektträger gibt das Projekt zurück"),
    "find_ineligible": (
        "ineligible-reason",
        ProjectState.INELIGIBLE,
        "Dieses Projekt wird nicht gefördert",
    ),
}


@pytest.mark.parametrize("act", JUDGED)
def test_a_project_is_judged_and_the_cluster_reads_why(client_as, session, dirk, act):
    field, state, says = JUDGED[act]
    project, anna = a_submitted_project(session)
    number, person = project.award.number, session.get_one(Person, anna.person_id)
    page = f"/sponsor/cases/{number}/projects/P1"
    browser = client_as(dirk)

    silent = browser.post(page, {"act": act, field: ""})
    given = browser.post(page, {"act": act, field: "Kein Bezug zum Konzept."})
    theirs = client_as(person).get(f"/awards/{number}/projects/P1").text

    assert (silent.status_code, given.status_code) == (422, 303)
    assert "Geben Sie den Grund an." in silent.text
    assert session.get_one(Project, project.id).state is state
    assert says in theirs
    assert "Kein Bezug zum Konzept." in theirs


def test_a_concept_that_does_not_lie_with_us_leads_back_to_the_case(client_as, session, dirk):
    award, _ = a_submitted_concept(session, AwardState.CONCEPT_REVISION)

    answer = client_as(dirk).get(f"/sponsor/cases/{award.number}/concept/return")

    assert answer.status_code == 303
    assert answer.location == f"/sponsor/cases/{award.number}"
