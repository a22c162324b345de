"""A report that need not come any more: nothing to write, and a page that says so."""

from datetime import date

import pytest

from grants.actions.report_check import waive
from grants.programme.people import TeamRole
from grants.programme.stages import ApplicationState, ReportState
from tests.makers.application import an_application
from tests.makers.award import an_award
from tests.makers.cluster import a_cluster
from tests.makers.grant import a_grant
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.report import a_report
from tests.makers.review import an_officer

TYPED = {"revision": "1", "narrative": "Drei Seiten Text.", "received": "5,00"}


@pytest.fixture
def anna(session):
    return a_person(session)


@pytest.fixture
def address(session, anna):
    """Where a report lies that was waived while somebody had it open."""
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY})
    award = an_award(session, an_application(session, cluster, state=ApplicationState.SELECTED))
    grant = a_grant(session, award)
    due = date(2028, 5, 2)
    report = a_report(session, grant, year=2027, due_on=due, state=ReportState.OVERDUE)
    waive(
        session, report, reason="Geht im nächsten auf.", by=an_officer(session).as_actor(), now=NOON
    )
    session.flush()
    return f"/grants/{grant.number}/reports/2027"


@pytest.mark.parametrize("page", ["", "/submit", "/receipt"])
def test_every_address_of_a_waived_report_ends_at_a_page_that_says_so(
    client_as, anna, address, page
):
    answer = client_as(anna).get(address + page, follow_redirects=True)

    assert answer.status_code == 200
    assert answer.request.path == address
    assert "Auf diesen Nachweis ist verzichtet" in answer.text
    assert 'name="narrative"' not in answer.text


def test_whoever_saves_a_report_waived_meanwhile_reads_why_it_was_not_saved(
    client_as, anna, address
):
    answer = client_as(anna).post(address, TYPED)

    assert answer.status_code == 409
    assert "Ihr Text ist nicht gespeichert" in answer.text
    assert "Drei Seiten Text." in answer.text
