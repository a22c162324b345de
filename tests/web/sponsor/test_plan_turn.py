"""Before the plan of a selected cluster is handed in, its turn is the cluster's and not ours."""

import pytest
from sqlalchemy import select

from grants.models.decision import DecisionKind
from grants.models.grant import Grant
from grants.programme.stages import GrantState
from tests.makers.decision import a_ranked_application, decided, two_officers
from tests.makers.letter import all_made
from tests.makers.moment import NOON, days
from tests.web.shown import strip


@pytest.fixture
def officers(session, clock_at):
    clock_at(NOON)
    return two_officers(session)


@pytest.fixture
def grant(session, officers):
    """The grant of a cluster that was just selected; its selection letter is made."""
    application = a_ranked_application(session)
    decided(session, application, DecisionKind.SELECT, *officers)
    all_made(session)
    return session.scalars(select(Grant)).one()


def test_the_cluster_has_the_ball_and_the_day_of_its_letter(client_as, officers, grant):
    shown = strip(client_as(officers[0]).get(f"/sponsor/cases/{grant.award.number}"))

    assert shown.startswith("Am Zug Das Cluster")
    assert "Nächster Schritt Finanzierungsplan einreichen" in shown
    assert "Nächste Frist 14.06.2028" in shown


def test_no_officer_is_offered_to_find_an_unsent_plan_fundable(client_as, session, officers, grant):
    browser = client_as(officers[0])
    page = f"/sponsor/grants/{grant.number}/fundable"

    case, day = (
        browser.get(at).text for at in (f"/sponsor/cases/{grant.award.number}", "/sponsor")
    )
    shown = browser.get(page).text
    refused = browser.post(page, {"note": "Registerauszug liegt vor."})

    assert (page in case, page in day) == (False, False)
    assert "noch nicht eingereicht" in shown
    assert 'name="note"' not in shown
    assert refused.status_code == 422
    assert session.get_one(Grant, grant.id).state is GrantState.APPLIED


def test_once_it_is_handed_in_the_turn_is_ours(client_as, session, officers, grant):
    grant.handed_in_at = NOON
    session.flush()
    browser = client_as(officers[0])

    shown = strip(browser.get(f"/sponsor/cases/{grant.award.number}"))

    assert shown.startswith("Am Zug Sie")
    assert f"/sponsor/grants/{grant.number}/fundable" in browser.get("/sponsor").text


def test_a_missed_day_for_the_plan_is_said(client_as, officers, grant, clock_at):
    clock_at(days(60))

    shown = strip(client_as(officers[0]).get(f"/sponsor/cases/{grant.award.number}"))

    assert "Versäumte Frist 14.06.2028" in shown
    assert shown.startswith("Am Zug Das Cluster")
