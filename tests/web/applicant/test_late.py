"""After the deadline, in rounds that refuse, mark or accept what comes late (R-014)."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from grants.programme.dates import LatePolicy
from grants.programme.preset import preset
from grants.programme.stages import ApplicationState, RoundState
from tests.makers.finished import a_finished_draft, an_open_round
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.review import an_officer
from tests.web.applicant.draft import NUMBER, PAGE, the_draft

AT = NOON + timedelta(hours=2, seconds=1)
BY = re.compile(r"um 2 Stunden( \d+ Minuten?)?( \d+ Sekunden?)? verspätet")
"""The clock of the test goes on while the browser works."""
OFFER = "verspätet noch bis zum Beginn der formalen Prüfung"


def late_by(policy, session, clock_at):
    """Anna, with a draft whose round closed two hours and a second ago."""
    terms = replace(preset("interclust"), late_policy=policy)
    round_ = an_open_round(session, number=7, closes_at=NOON, terms=terms)
    anna = a_person(session)
    a_finished_draft(session, anna, round_).number = NUMBER
    round_.state = RoundState.CLOSED
    session.flush()
    clock_at(AT)
    return anna


@pytest.mark.parametrize("policy", [LatePolicy.MARK, LatePolicy.ACCEPT])
def test_a_late_draft_is_written_submitted_and_its_lateness_shown(
    client_as, session, clock_at, policy
):
    browser = client_as(late_by(policy, session, clock_at))
    assert OFFER in browser.get(PAGE).text
    assert f"Bewerbung {NUMBER} einreichen" in browser.get("/home").text
    assert browser.get(f"{PAGE}/outline").status_code == 200
    asked = browser.get(f"{PAGE}/submit").text
    assert BY.search(asked)
    assert "Das wird vermerkt." in asked

    answer = browser.post(f"{PAGE}/submit", {"function": "Vorständin"})

    assert answer.location == f"{PAGE}/receipt"
    assert BY.search(browser.get(answer.location).text)
    staff = client_as(an_officer(session))
    for page in (f"/sponsor/applications/{NUMBER}", "/sponsor/applications?round=7",
                 "/sponsor/rounds/7/formal-check"):  # fmt: skip
        assert BY.search(staff.get(page).text), page


def test_a_round_that_refuses_says_so_before_anybody_signs(client_as, session, clock_at):
    browser = client_as(late_by(LatePolicy.REJECT, session, clock_at))

    assert OFFER not in browser.get(PAGE).text
    page = browser.get(f"{PAGE}/submit").text
    assert "Noch nicht möglich" in page
    assert "Die Frist endete am 17.05.2028, 12:00 Uhr (MESZ). Ihr Entwurf bleibt lesbar." in page
    answer = browser.post(f"{PAGE}/submit", {"function": "Vorständin"})
    assert answer.status_code == 422
    assert the_draft(session).state is ApplicationState.DRAFT


def test_who_submits_in_time_reads_so_in_the_receipt(browser, session):
    browser.post(f"{PAGE}/submit", {"function": "Vorständin"})

    page = browser.get(f"{PAGE}/receipt").text
    assert "Rechtzeitig" in page
    assert "verspätet" not in page
