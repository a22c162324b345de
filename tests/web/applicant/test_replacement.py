"""The pages on which a new partner of a project at risk is put right."""

import pytest

from grants.actions.departure import partner_leaves
from grants.programme.calendar import today
from grants.programme.stages import ProjectState
from tests.makers.moment import NOON
from tests.makers.project import a_partner
from tests.makers.review import an_officer
from tests.web.applicant.joint import address


@pytest.fixture
def at_risk(session, award_and_anna, ready, clock_at):
    clock_at(NOON)
    _, anna = award_and_anna
    ready.state = ProjectState.ACTIVE
    session.flush()
    partner_leaves(
        session, ready.partners[2], left_on=today(NOON), reason="–", public_url="",
        by=anna.as_actor(), now=NOON,
    )  # fmt: skip
    a_partner(session, ready, anna.as_actor(), "Turin Otica", country="IT")
    return ready


def test_a_new_partner_is_corrected_on_its_page_until_it_is_accepted(
    client_as, session, award_and_anna, at_risk
):
    browser, dirk = client_as(award_and_anna[1]), client_as(an_officer(session))
    new = f"{address(at_risk)}/partners/5"
    case = f"/sponsor/cases/{at_risk.award.number}/projects/{at_risk.code}"

    assert "neu, noch nicht angenommen" in browser.get(address(at_risk)).text
    assert f"{new}/organisation" in browser.get(new).text
    form = {"name": "Turin Ottica", "kind": "company", "country": "Schweiz"}
    assert browser.post(f"{new}/organisation", form).status_code == 303
    funding = {"revision": "2", "own_funding": "250.000,00", "own_funding_status": "committed"}
    assert browser.post(new, funding).status_code == 303
    page = dirk.get(case).text
    assert "Turin Ottica" in page
    assert "Schweiz" in page
    assert "neu, noch nicht angenommen" in page

    assert (
        dirk.post(case, {"act": "restore", "restore-note": "ok", "note": "ok"}).status_code == 303
    )

    assert at_risk.state is ProjectState.ACTIVE
    assert browser.post(f"{new}/organisation", form).location == new
    assert "lassen sich nicht mehr ändern" in browser.get(new).text


def test_a_country_that_is_none_is_refused_and_stays_as_typed(client_as, award_and_anna, at_risk):
    form = {"name": "Turin Ottica", "kind": "company", "country": "Atlantis"}
    answer = client_as(award_and_anna[1]).post(f"{address(at_risk)}/partners/5/organisation", form)

    assert answer.status_code == 422
    assert 'value="Atlantis"' in answer.text
