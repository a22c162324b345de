"""A case with reports: whose turn it is, what is late, and lists that stay short."""

from datetime import date, timedelta

import pytest

from grants.models.decision import DecisionKind
from grants.programme.stages import ReportState
from grants.web.report_list import first_ten
from tests.makers.decision import a_ranked_application as an_application
from tests.makers.decision import decided, two_officers
from tests.makers.grant import a_grant
from tests.makers.moment import NOON, days
from tests.makers.report import a_report


@pytest.fixture
def officers(session, clock_at):
    clock_at(NOON)
    return two_officers(session)


def reports(session, states):
    """Reports of one grant, a year apart, in these states."""
    grant = a_grant(session)
    return [
        a_report(session, grant, year=2000 + at, due_on=date(2001 + at, 4, 30), state=state)
        for at, state in enumerate(states)
    ]


def test_a_short_list_of_reports_is_shown_whole(session):
    listed = reports(session, [ReportState.WAIVED] * 10)

    assert first_ten(listed) == (listed, [])


def test_a_long_list_shows_what_is_not_settled_and_keeps_the_rest_behind(session):
    listed = reports(session, [ReportState.WAIVED] * 3 + [ReportState.SCHEDULED] * 11)

    assert first_ten(listed) == (listed[3:13], [*listed[:3], listed[13]])


def test_of_a_settled_list_the_latest_ten_are_shown(session):
    listed = reports(session, [ReportState.WAIVED] * 12)

    assert first_ten(listed) == (listed[2:], listed[:2])


def test_a_submitted_report_is_our_turn(client_as, session, officers):
    report = a_report(session, state=ReportState.SUBMITTED, submitted_at=days(-1))

    page = client_as(officers[0]).get(f"/sponsor/cases/{report.grant.award.number}").text

    assert "Nachweis prüfen" in page
    assert f'href="/sponsor/reports/{report.grant.number}/2026"' in page


def test_a_late_report_is_the_clusters_turn_and_says_so(client_as, session, officers):
    due = NOON.date() - timedelta(days=15)
    report = a_report(session, due_on=due, state=ReportState.OVERDUE)

    page = client_as(officers[0]).get(f"/sponsor/cases/{report.grant.award.number}").text

    assert "g-ball--late" in page
    assert "Versäumte Frist" in page
    assert "15\u00a0Tage überfällig" in page


def test_a_decision_keeps_showing_what_was_checked_on_its_day(client_as, session, officers):
    first, second = officers
    application = an_application(session)
    decided(session, application, DecisionKind.SELECT, first, second)

    page = client_as(first).get(f"/sponsor/applications/{application.number}/decision").text

    assert "am Tag der Entscheidung" in page
    assert "R-016" in page


def test_a_report_we_ask_about_came_and_is_not_late(client_as, session, officers):
    grant = a_grant(session)
    came = NOON - timedelta(days=60)
    a_report(session, grant, due_on=came.date(), state=ReportState.QUERY, submitted_at=came)

    page = client_as(officers[0]).get(f"/sponsor/cases/{grant.award.number}").text

    assert "Rückfrage" in page
    assert "überfällig" not in page
    assert "Versäumte Frist" not in page
