"""A joint project approved under conditions, in the browser of two officers."""

from datetime import timedelta

import pytest

from grants.actions.approval import find_eligible
from grants.programme.stages import ProjectState
from grants.queries.condition import is_blocked, project_conditions
from grants.queries.project_findings import grants_of
from tests.makers.decision import two_officers
from tests.makers.later_form import CONDITION
from tests.makers.moment import NOON
from tests.makers.revision import a_submitted_project

FIRST = {name: value for name, value in CONDITION.items() if name != "amount"}
SECOND = {
    "type_2": "suspensive",
    "what_2": "Alle unterzeichnen die Vereinbarung.",
    "due_2": "31.03.2029",
    "evidence_2": "Die Vereinbarung als PDF.",
    "consequence_2": "Die Zuwendung wird nicht wirksam.",
    "blocks_payment_2": "y",
}


@pytest.fixture
def officers(session, clock_at):
    clock_at(NOON)
    return two_officers(session)


@pytest.fixture
def project(session, officers):
    found, _ = a_submitted_project(session)
    find_eligible(session, found, note="", by=officers[0].as_actor(), now=NOON)
    return found


def sign(browser, address):
    return browser.post(address, {"act": "sign", "sure": "y"}).status_code


def test_two_officers_approve_a_project_under_two_conditions_and_confirm_them(
    client_as, session, officers, project
):
    dirk, berta = map(client_as, officers)
    case = f"/sponsor/cases/{project.award.number}/projects/{project.code}"
    asked = f"{case}/conditional-approval"
    grant, *_ = [each.number for each in _grants(session, project)]

    assert asked in dirk.get(f"{case}/decision").text
    assert "3. Bedingung, falls es noch eine gibt" in dirk.get(asked).text
    assert dirk.post(asked, {"act": "propose"} | FIRST | SECOND).status_code == 303
    assert "Mitzeichnen</span>" not in dirk.get(asked).text
    shown = berta.get(f"{case}/decision").text
    assert "Bewilligung des Projekts unter Bedingung" in shown
    assert shown.count("Alle unterzeichnen die Vereinbarung.") == len(_grants(session, project))
    draft = berta.get(f"/sponsor/grants/{grant}/draft-letter")
    assert draft.data.startswith(b"%PDF")
    assert sign(berta, f"{case}/decision") == 303
    assert project.state is ProjectState.APPROVED
    assert "offen, Auszahlung gesperrt" in dirk.get(case).text
    assert f"{case}/confirmation" in dirk.get(f"/sponsor/grants/{grant}/later").text
    assert dirk.get(f"/sponsor/grants/{grant}/confirmation").status_code == 404

    said = {"act": "propose", "occurred_on": "17.05.2028", "reasons": "Liegt alles vor."}
    assert dirk.post(f"{case}/confirmation", said).status_code == 422
    assert dirk.post(f"{case}/confirmation", said | {"which": "2"}).status_code == 303
    assert berta.get(f"{case}/decision").headers["Location"] == f"{case}/confirmation"
    assert "Noch offen" in berta.get(f"{case}/confirmation").text
    assert sign(berta, f"{case}/confirmation") == 303
    assert [each.open for each in project_conditions(session, project)] == [True, False]
    assert dirk.post(f"{case}/confirmation", said).status_code == 303
    assert sign(berta, f"{case}/confirmation") == 303

    assert not any(is_blocked(session, each) for each in _grants(session, project))
    assert (
        "Alle Bedingungen dieses Projekts sind bestätigt." in dirk.get(f"{case}/confirmation").text
    )


def test_a_further_condition_without_its_date_stays_open_and_as_typed(client_as, officers, project):
    dirk = client_as(officers[0])
    asked = f"/sponsor/cases/{project.award.number}/projects/{project.code}/conditional-approval"

    answer = dirk.post(asked, {"act": "propose"} | FIRST | SECOND | {"due_2": "", "evidence_2": ""})

    assert answer.status_code == 422
    assert 'href="#due_2"' in answer.text
    assert "Alle unterzeichnen die Vereinbarung." in answer.text
    assert answer.text.count('<details class="g-more" open>') == 1


def test_a_missed_condition_leads_to_the_hearing_of_every_partner(
    client_as, session, officers, project, clock_at
):
    dirk, berta = map(client_as, officers)
    case = f"/sponsor/cases/{project.award.number}/projects/{project.code}"
    dirk.post(f"{case}/conditional-approval", {"act": "propose"} | FIRST)
    assert sign(berta, f"{case}/conditional-approval") == 303
    clock_at(NOON + timedelta(days=420))

    shown = client_as(officers[0]).get(case).text

    assert "Eine Frist ist vorbei, der Eintritt nicht bestätigt." in shown
    for grant in _grants(session, project):
        assert f"/sponsor/grants/{grant.number}/hearing" in shown


def _grants(session, project):
    """The grants of the partners at home."""
    every = grants_of(session, project.award)
    return [grant for grant in every if grant.project_id == project.id]
