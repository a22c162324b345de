"""Reports: written as drafts, handed in even when late, frozen then."""

from datetime import UTC, date, datetime

import pytest

from grants.actions.overtaken import Overtaken
from grants.actions.report import save_report, submit_report
from grants.actions.report_schedule import schedule_reports
from grants.models.grant import BudgetLine
from grants.models.record import Act
from grants.models.report import ReportKind
from grants.programme.dates import DeadlineKind
from grants.programme.finding import RulesBroken
from grants.programme.money import NOTHING, eur
from grants.programme.people import TeamRole
from grants.programme.stages import ApplicationState, GrantState, NoSuchMove, ReportState
from grants.queries.report_content import report_findings, spent_lines
from tests.makers.application import an_application
from tests.makers.award import an_award
from tests.makers.cluster import a_cluster
from tests.makers.grant import a_grant
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.report import a_report

AWARDED = datetime(2027, 1, 8, 9, tzinfo=UTC)


@pytest.fixture
def grant_and_anna(session):
    """The concept grant of a cluster with 20,000.00 for travel in 2026, and Anna who signs."""
    anna = a_person(session)
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY})
    award = an_award(session, an_application(session, cluster, state=ApplicationState.SELECTED))
    grant = a_grant(session, award, costs=eur(100_000), direct=eur(50_000))
    for category, amount in (("travel_abroad", 20_000), ("personnel", 80_000)):
        session.add(BudgetLine(grant=grant, category=category, year=2026, amount=eur(amount)))
    session.flush()
    return grant, anna.as_actor()


def write(session, report, by, *, revision=1, narrative="Wir haben Partner gefunden.", **lines):
    return save_report(
        session, report, narrative=narrative, lines=lines, own_funds_spent=eur(50_000),
        third_party_spent=NOTHING, received=eur(50_000), revision=revision, by=by, now=NOON,
    )  # fmt: skip


def test_a_report_that_is_overdue_can_still_be_handed_in(session, grant_and_anna):
    grant, anna = grant_and_anna
    report = a_report(session, grant, state=ReportState.OVERDUE)
    write(session, report, anna, personnel=eur(80_000))

    digest = submit_report(session, report, by=anna, now=NOON)

    assert (report.state, report.submitted_at) == (ReportState.SUBMITTED, NOON)
    act = session.query(Act).filter_by(act="submit_report").one()
    assert (act.after["sha256"], act.after["late"]) == (digest, True)
    assert act.after["content"]["lines"] == {"personnel": "80000.00"}


def test_a_report_that_was_handed_in_cannot_change(session, grant_and_anna):
    grant, anna = grant_and_anna
    report = a_report(session, grant, state=ReportState.OPEN)
    write(session, report, anna, personnel=eur(80_000))
    submit_report(session, report, by=anna, now=NOON)

    with pytest.raises(NoSuchMove):
        write(session, report, anna, narrative="Anders", revision=2)
    with pytest.raises(NoSuchMove):
        submit_report(session, report, by=anna, now=NOON)


def test_a_report_is_written_but_not_handed_in_before_its_period_is_over(session, grant_and_anna):
    grant, anna = grant_and_anna
    report = a_report(session, grant, state=ReportState.SCHEDULED)
    write(session, report, anna)

    with pytest.raises(NoSuchMove):
        submit_report(session, report, by=anna, now=NOON)


def test_a_report_without_a_word_is_refused(session, grant_and_anna):
    grant, anna = grant_and_anna
    report = a_report(session, grant, state=ReportState.DUE_SOON)

    with pytest.raises(RulesBroken) as refused:
        submit_report(session, report, by=anna, now=NOON)

    assert [(one.rule, one.place) for one in refused.value.findings] == [
        ("REPORT-TEXT", "#narrative"),
        ("REPORT-FIGURES", "#figures"),
    ]


def test_a_report_on_money_that_nobody_received_has_a_hint_and_can_be_handed_in(
    session, grant_and_anna
):
    grant, anna = grant_and_anna
    report = a_report(session, grant, state=ReportState.OPEN)
    write(session, report, anna, personnel=eur(80_000))
    report.received = NOTHING

    found = [one for one in report_findings(session, report) if not one.holds]

    assert [(one.rule, one.breaks) for one in found] == [
        ("REPORT-RECEIVED", False), ("R-019", False), ("R-038", False)
    ]  # fmt: skip


@pytest.mark.parametrize(("spent", "hints"), [("24000.00", []), ("24000.01", ["R-035"])])
def test_a_line_may_exceed_its_plan_by_a_fifth_and_not_by_a_cent_more(
    session, grant_and_anna, spent, hints
):
    grant, anna = grant_and_anna
    report = a_report(session, grant, state=ReportState.OPEN)
    write(session, report, anna, travel_abroad=eur(spent))

    found = [one for one in report_findings(session, report) if not one.holds]

    assert [one.rule for one in found] == [*hints, "R-038"]  # no voucher is listed yet
    assert not any(one.breaks for one in found)


def test_a_report_shows_plan_and_spending_side_by_side(session, grant_and_anna):
    grant, anna = grant_and_anna
    report = a_report(session, grant, state=ReportState.OPEN)
    write(session, report, anna, travel_abroad=eur(15_000))

    [travel] = [line for line in spent_lines(report) if line.code == "travel_abroad"]

    assert (travel.planned, travel.spent, travel.deviation) == (
        eur(20_000), eur(15_000), eur(-5_000)
    )  # fmt: skip


def test_two_who_write_a_report_are_told_of_one_another(session, grant_and_anna):
    grant, anna = grant_and_anna
    report = a_report(session, grant, state=ReportState.OPEN)
    write(session, report, anna, narrative="Erste Fassung")

    with pytest.raises(Overtaken) as overtaken:
        write(session, report, anna, narrative="Zweite Fassung")

    assert overtaken.value.theirs.answers["narrative"] == "Erste Fassung"
    assert overtaken.value.theirs.by == "Anna Albrecht"


def test_a_final_report_moves_its_grant_on(session, grant_and_anna):
    grant, anna = grant_and_anna
    grant.state = GrantState.PROOF_DUE
    report = a_report(session, grant, kind=ReportKind.FINAL, year=2027, state=ReportState.OPEN)
    write(session, report, anna, personnel=eur(80_000))

    submit_report(session, report, by=anna, now=NOON)

    assert grant.state is GrantState.PROOF_SUBMITTED


def test_a_grant_owes_its_reports_on_working_days_and_is_asked_once(session, grant_and_anna):
    grant, _ = grant_and_anna
    grant.starts_on, grant.ends_on = date(2027, 1, 1), date(2028, 12, 31)

    owed = schedule_reports(session, grant, now=AWARDED)

    frist = DeadlineKind.FRIST
    assert [(one.kind, one.year, one.named_on, one.due_on, one.deadline_kind) for one in owed] == [
        (ReportKind.PARTNERS, 2027, date(2027, 12, 31), date(2027, 12, 31), frist),
        (ReportKind.DECLARATION, 2027, date(2028, 1, 31), date(2028, 1, 31), frist),
        (ReportKind.INTERIM, 2027, date(2028, 4, 30), date(2028, 5, 2), frist),
        (ReportKind.FINAL, 2028, date(2029, 6, 30), date(2029, 7, 2), frist),
        (ReportKind.SUCCESS, 2028, date(2029, 6, 30), date(2029, 7, 2), frist),
    ]
    assert schedule_reports(session, grant, now=AWARDED) == []
