"""What leads to a hearing waits for officers, with a first draft of its reason."""

from datetime import date

import pytest

from grants.actions.remind import remind_of_due_reports
from grants.models.outbox import Mail, MailState
from grants.models.report import ReportKind, ReportLine
from grants.programme.money import eur
from grants.programme.people import Role
from grants.programme.stages import GrantState, ReportState
from grants.queries.grant_task import TaskKind, grant_tasks
from grants.queries.hearing_ground import hearing_ground
from tests.actions.test_remind import a_report_of, noon, remind
from tests.makers.decision import a_fundable_grant
from tests.makers.later import heard
from tests.makers.person import a_person
from tests.makers.report import a_report


@pytest.fixture
def dirk(session):
    return a_person(session, "Dirk Drews", role=Role.SPONSOR)


def kinds(session, dirk, day):
    return [task.kind for task in grant_tasks(session, dirk.as_actor(), noon(day), 10)]


@pytest.fixture
def report(session):
    """Due on 30 April 2027; the cadence speaks of a hearing 60 days later, on 29 June."""
    report = a_report_of(session)
    report.grant.state = GrantState.ACTIVE
    remind(session, "2027-05-02")
    assert report.state is ReportState.OVERDUE
    return report


def test_a_report_that_is_missing_for_sixty_days_asks_for_a_hearing(session, report, dirk):
    assert TaskKind.HEARING_DUE not in kinds(session, dirk, "2027-06-28")
    assert TaskKind.HEARING_DUE in kinds(session, dirk, "2027-06-29")


def test_once_somebody_hears_the_recipient_it_waits_no_more(session, report, dirk):
    heard(session, report.grant, dirk, answered=False)

    assert TaskKind.HEARING_DUE not in kinds(session, dirk, "2027-06-29")


def test_its_draft_names_report_day_and_law(session, report):
    before = hearing_ground(session, report.grant, date(2027, 6, 28))
    ground = hearing_ground(session, report.grant, date(2027, 6, 29))

    assert before is None
    assert "Zwischennachweis 2026: fällig war der 30.04.2027" in ground.de
    assert "§ 49 Abs. 3 Nr. 2 VwVfG" in ground.de


def test_a_final_account_to_pay_back_is_drafted_until_it_is_revoked(session):
    grant = a_fundable_grant(session)
    grant.state = GrantState.PROOF_CHECKED
    closed = a_report(
        session, grant, kind=ReportKind.FINAL, year=2030, state=ReportState.ACCEPTED,
        submitted_at=noon("2031-01-10"), check_remark="geprüft", received=eur(400_000),
    )  # fmt: skip
    session.add(ReportLine(report=closed, category="personnel", spent=eur(780_000)))
    session.flush()

    ground = hearing_ground(session, grant, date(2031, 2, 1))
    assert "10.000,00" in ground.de
    assert "390.000,00" in ground.de

    grant.revoked = eur(10_000)
    assert hearing_ground(session, grant, date(2031, 2, 1)) is None


def test_a_reminder_that_did_not_arrive_is_a_task_until_a_later_one_does(session, report, dirk):
    first = session.query(Mail).filter(Mail.key.contains("/person/")).one()
    first.state = MailState.FAILED
    session.flush()
    assert TaskKind.NOT_REMINDED in kinds(session, dirk, "2027-05-03")

    remind_of_due_reports(session, public_url="https://x.example", now=noon("2027-05-14"))
    second = session.query(Mail).filter(Mail.key.contains("/formal/person/")).one()
    second.state, second.sent_at = MailState.SENT, noon("2027-05-14")
    session.flush()
    assert TaskKind.NOT_REMINDED not in kinds(session, dirk, "2027-05-15")


def test_a_report_that_came_needs_no_other_way_of_reminding(session, report, dirk):
    for mail in session.query(Mail):
        mail.state = MailState.FAILED
    report.state, report.submitted_at = ReportState.SUBMITTED, noon("2027-05-04")
    session.flush()

    assert kinds(session, dirk, "2027-05-05") == []
