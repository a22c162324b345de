"""An officer gives something back in the browser, and the cluster reads why."""

import re

import pytest

from grants.models.application import Application
from grants.models.award import Award, Project
from grants.models.decision import Decision, DecisionKind
from grants.models.outbox import Mail
from grants.models.person import Person
from grants.programme.money import eur
from grants.programme.stages import ApplicationState, AwardState, ProjectState, RoundState
from grants.queries.decision import live_decision
from tests.makers.decision import a_ranked_application, decided, told, two_officers
from tests.makers.moment import NOON
from tests.makers.review import an_officer
from tests.makers.revision import a_submitted_concept, a_submitted_project
from tests.makers.round import a_round


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


def test_a_change_of_language_keeps_what_was_typed_for_each_of_the_acts(client_as, session, dirk):
    project, _ = a_submitted_project(session)
    page = f"/sponsor/cases/{project.award.number}/projects/P1"
    typed = {"note": "Geprüft.", "reason": "Fehlt.", "ineligible-reason": "Geht nicht."}
    browser = client_as(dirk)
    browser.get(page)

    answer = browser.post(page, {**typed, "spoken": "de", "speak": "en"})

    assert (answer.status_code, '<html lang="en"' in answer.text) == (200, True)
    assert [text for text in typed.values() if f"{text}</textarea>" in answer.text] == [
        *typed.values()
    ]
    assert project.state is ProjectState.SUBMITTED


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


def test_who_judges_a_project_given_back_meanwhile_is_told_so(client_as, session, dirk):
    project, _ = a_submitted_project(session)
    case = f"/sponsor/cases/{project.award.number}"
    page = f"{case}/projects/P1"
    client_as(dirk).post(page, {"act": "send_back", "reason": "Kein Bezug zum Konzept."})
    other = client_as(an_officer(session, "Berta Beck"))

    late = other.post(page, {"act": "find_eligible", "note": "Geprüft."})

    assert (late.status_code, late.location) == (303, case)
    assert "inzwischen an das Cluster zurückgegeben" in other.get(case).text
    assert other.get(page).status_code == 404


def test_the_cluster_is_told_that_two_people_approved_its_concept(client_as, session, dirk):
    award, _ = a_submitted_concept(session)
    page = f"/sponsor/cases/{award.number}/concept"
    second = client_as(an_officer(session, "Berta Beck"))

    form = client_as(dirk).get(page).text
    assert re.search(r'for="reasons">[^<]*<[^>]*>[^<]*freiwillig', form)
    client_as(dirk).post(page, {"act": "propose", "reasons": ""})
    assert session.query(Mail).all() == []
    second.post(page, {"act": "sign", "sure": "y"})

    mail = session.query(Mail).one()
    assert mail.subject == f"Konzept gebilligt: {award.number}"
    assert f"/awards/{award.number}\n" in mail.body


def test_a_concept_that_does_not_lie_with_us_leads_back_to_the_case(client_as, session, dirk):
    award, _ = a_submitted_concept(session, AwardState.CONCEPT_REVISION)

    answer = client_as(dirk).get(f"/sponsor/cases/{award.number}/concept/return")

    assert answer.status_code == 303
    assert answer.location == f"/sponsor/cases/{award.number}"


def test_a_reserve_moves_up_once_two_people_say_so(client_as, session, dirk):
    second = an_officer(session, "Berta Beck")
    round_ = a_round(session, state=RoundState.RANKED, budget=eur(8_000_000))
    kept = a_ranked_application(session, round_, state=ApplicationState.RESERVE)
    decided(session, kept, DecisionKind.RESERVE, dirk, second)
    page, drafts = f"/sponsor/applications/{kept.number}/decision", client_as(dirk)

    way = drafts.get(f"/sponsor/applications/{kept.number}").text
    row = drafts.get(f"/sponsor/rounds/{round_.number}/decisions").text
    seen = drafts.get(page).text
    proposed = drafts.post(page, {"act": "propose", "kind": "select"})
    signed = client_as(second).post(page, {"act": "sign", "sure": "y"})
    told(session, live_decision(session, Decision.application_id == kept.id), dirk, second)

    assert "Nachrücken oder Ablehnung vorschlagen" in way
    assert "Nachrücken lassen" in row
    assert "Nachrücken lassen" in seen
    assert "steht vorn" in seen
    assert (proposed.status_code, signed.status_code) == (303, 303)
    assert session.get_one(Application, kept.id).state is ApplicationState.SELECTED


def test_who_countersigns_a_concept_confirms_no_letter_for_there_is_none(
    client_as, session, clock_at
):
    clock_at(NOON)
    first, second = two_officers(session)
    award, _ = a_submitted_concept(session)
    page = f"/sponsor/cases/{award.number}/concept"
    client_as(first).post(page, {"act": "propose", "reasons": ""})

    seen = client_as(second).get(page).text

    assert "Ich habe den Fall und das Konzept geprüft und zeichne mit." in seen
    assert "Bescheid geprüft" not in seen
