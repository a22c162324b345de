"""Staff see an officer's day, the cases, a report, and what is late."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from grants.actions.proposal import propose_grant
from grants.models.connection import clock
from grants.models.outbox import ClockRun
from grants.programme.letter_terms import OfficeAims
from grants.programme.people import Role
from grants.programme.preset import preset
from grants.programme.stages import ApplicationState, GrantState, ReportState
from grants.queries.late import count_overdue
from grants.queries.overdue import Order, overdue_board
from tests.makers.award import an_award
from tests.makers.decision import a_fundable_grant, a_ranked_application, two_officers
from tests.makers.grant import a_grant
from tests.makers.moment import NOON, days
from tests.makers.person import a_person
from tests.makers.project import a_partner
from tests.makers.report import a_report
from tests.makers.risk import a_project_at_risk
from tests.makers.round import a_round
from tests.web.shown import strip


@pytest.fixture
def officers(session, clock_at):
    clock_at(NOON)
    return two_officers(session)


def late(session, days_late, grant=None, **more):
    """A report that should have come so many days ago."""
    due = NOON.date() - timedelta(days=days_late)
    return a_report(session, grant, due_on=due, state=ReportState.OVERDUE, **more)


def test_my_day_shows_what_waits_for_me_and_never_my_own(client_as, session, officers):
    first, _ = officers
    grant = a_fundable_grant(session)
    propose_grant(session, grant, by=first.as_actor(), now=NOON)

    mine, theirs = (client_as(each).get("/sponsor").text for each in officers)

    assert "Ihre Vorschläge warten auf andere" in mine
    assert "Wartet auf Ihre Mitzeichnung" not in mine
    assert "Wartet auf Ihre Mitzeichnung" in theirs
    assert f"/sponsor/grants/{grant.number}/decision" in theirs


def test_a_full_day_shows_the_ten_oldest_the_total_and_on_demand_all(client_as, session, officers):
    for day in range(12):
        a_report(session, year=2028 + day, state=ReportState.SUBMITTED,
                 submitted_at=NOON - timedelta(days=day))  # fmt: skip
    browser = client_as(officers[0])

    some, everything = browser.get("/sponsor").text, browser.get("/sponsor?all=1").text

    assert "Die 10 ältesten von 12." in some
    assert (some.count("/reports/"), everything.count("/reports/")) == (11, 13)  # one is next
    assert "12 Nachweise" in some
    assert "ältesten" not in everything


def test_a_quiet_day_says_so(client_as, officers):
    assert "Für Sie ist nichts zu tun." in client_as(officers[0]).get("/sponsor").text


def test_the_list_of_cases_finds_words_and_keeps_to_eight_statements(client_as, session, officers):
    awards = [an_award(session) for _ in range(3)]
    browser = client_as(officers[0])
    browser.get("/sponsor/cases")
    seen = []
    listen = lambda *args: seen.append(args[2])  # noqa: E731
    event.listen(session.get_bind().engine, "before_cursor_execute", listen)
    try:
        page = browser.get(f"/sponsor/cases?q={awards[1].number}").text
    finally:
        event.remove(session.get_bind().engine, "before_cursor_execute", listen)

    assert f"/sponsor/cases/{awards[1].number}" in page
    assert f"/sponsor/cases/{awards[0].number}" not in page
    assert len([statement for statement in seen if "savepoint" not in statement.lower()]) <= 8


def test_a_case_says_what_comes_next(client_as, session, officers):
    grant = a_fundable_grant(session)

    page = client_as(officers[0]).get(f"/sponsor/cases/{grant.award.number}").text

    assert "Bescheid entwerfen" in page
    assert "4.000.000,00" in page


def test_a_grant_is_found_fundable_with_a_note(client_as, session, officers):
    grant = a_fundable_grant(session, state=GrantState.APPLIED, handed_in_at=NOON)
    page = f"/sponsor/grants/{grant.number}/fundable"
    browser = client_as(officers[0])

    silent = browser.post(page, {"note": ""})
    found = browser.post(page, {"note": "Registerauszug liegt vor."})

    assert (silent.status_code, found.status_code) == (422, 303)
    assert session.get_one(type(grant), grant.id).state is GrantState.FUNDABLE


@pytest.mark.parametrize(
    "address",
    [
        "/sponsor/cases/03INT999",
        "/sponsor/cases/03INT999/concept",
        "/sponsor/cases/03INT999/projects/P1",
        "/sponsor/cases/03INT999/projects/P1/decision",
        "/sponsor/grants/03INT999A/decision",
        "/sponsor/grants/03INT999A/fundable",
        "/sponsor/reports/03INT999A/2027",
        "/sponsor/reports/03INT999A/nonsense",
        "/sponsor/applications/R9-9999/decision",
        "/sponsor/rounds/999/decisions",
        "/sponsor/rounds/999/decisions/propose",
    ],
)
def test_what_does_not_exist_is_not_found(client_as, officers, address):
    assert client_as(officers[0]).get(address).status_code == 404


def test_the_board_shows_everything_that_is_late(client_as, session, officers):
    first, _ = officers
    late(session, 1)
    late(session, 40)
    a_report(session, state=ReportState.SUBMITTED, submitted_at=days(-120))
    propose_grant(session, a_fundable_grant(session), by=first.as_actor(), now=days(-30))
    session.add(ClockRun(job="reminders", ran_at=NOON, found=0))

    page = client_as(first).get("/sponsor/overdue").text

    assert count_overdue(session, NOON) == 4
    assert "2 bei Empfängern und Clustern, 2 bei uns<" in page
    assert "12:00\u00a0Uhr" in page


def test_a_grant_whose_report_reached_the_payment_stop_is_counted_with_its_money(session, officers):
    late(session, 29)
    assert overdue_board(session, officers[0].as_actor(), NOON, Order.DAYS).stopped == {}

    report = late(session, 40)
    board = overdue_board(session, officers[0].as_actor(), NOON, Order.DAYS)

    assert board.stopped == {report.grant.number: report.grant.amount}


@pytest.mark.parametrize("with_us", [False, True])
def test_a_project_at_risk_counts_the_same_everywhere_on_the_board(
    client_as, session, officers, with_us
):
    late(session, 1)
    project, anna, _ = a_project_at_risk(session)
    project.replace_by = NOON.date() - timedelta(days=2_000)
    if with_us:
        a_partner(session, project, anna, "Turin Ottica", country="IT")
        project.partners[0].left_on = None
        project.partners[2].left_on = NOON.date()
    a_report(session, state=ReportState.SUBMITTED, submitted_at=days(-120))
    session.flush()

    page = client_as(officers[0]).get("/sponsor/overdue")

    theirs, ours = (1, 2) if with_us else (2, 1)
    assert f"{theirs} bei Empfängern und Clustern, {ours} bei uns, darunter 1 gef" in page.text
    assert ("Projekt öffnen" in strip(page)) == with_us
    if not with_us:
        assert "Wir in 1 Fall" in strip(page)
        assert "Bei Empfängern und Clustern 2 Fälle" in strip(page)


def test_our_own_time_is_what_the_terms_of_the_case_say(session, officers):
    longer = replace(preset("interclust"), office=OfficeAims(check_days=121, sign_days=31))
    for terms in (None, longer):
        round_ = a_round(session, terms=terms)
        application = a_ranked_application(session, round_, state=ApplicationState.SELECTED)
        grant = a_fundable_grant(session, an_award(session, application))
        a_report(session, grant, state=ReportState.SUBMITTED, submitted_at=days(-120))
        propose_grant(session, grant, by=officers[0].as_actor(), now=days(-30))

    board = overdue_board(session, officers[0].as_actor(), NOON, Order.DAYS)

    assert [each.days for each in board.with_us] == [30, 16]
    assert count_overdue(session, NOON) == 2


@pytest.mark.parametrize("order", ["days", "stage", "amount", "recipient", "nonsense"])
def test_sorting_leaves_nothing_out(client_as, session, officers, order):
    reports = [late(session, each) for each in (1, 15, 70)]

    page = client_as(officers[0]).get(f"/sponsor/overdue?order={order}").text

    assert [page.count(f"/sponsor/reports/{each.grant.number}/") for each in reports] == [1, 1, 1]


def test_an_empty_board_shows_that_the_clock_runs(client_as, session, officers):
    session.add(ClockRun(job="reminders", ran_at=NOON, found=0))

    assert "Nichts überfällig." in client_as(officers[0]).get("/sponsor/overdue").text


def test_a_report_due_today_is_not_late(session):
    late(session, 0)

    assert count_overdue(session, NOON) == 0


def test_a_report_is_checked_question_and_all(client_as, session, officers):
    report = a_report(session, state=ReportState.SUBMITTED, submitted_at=days(-1))
    page = f"/sponsor/reports/{report.grant.number}/2026"
    browser = client_as(officers[0])

    taken = browser.post(page, {"act": "take"})
    silent = browser.post(page, {"act": "accept", "remark": " "})
    accepted = browser.post(page, {"act": "accept", "remark": "Rechnerisch richtig."})
    again = browser.post(page, {"act": "accept", "remark": "Noch einmal."})

    assert [answer.status_code for answer in (taken, silent, accepted, again)] == [
        303, 422, 303, 409,
    ]  # fmt: skip
    assert "Rechnerisch richtig." in browser.get(page).text


def test_a_deadline_is_extended_with_a_reason(client_as, session, officers):
    report = late(session, 5)
    page = f"/sponsor/reports/{report.grant.number}/2026"
    browser = client_as(officers[0])

    early = browser.post(page, {"act": "extend", "until": "01.05.2028", "reason": "Krankheit"})
    later = browser.post(page, {"act": "extend", "until": "30.06.2028", "reason": "Krankheit"})

    assert (early.status_code, later.status_code) == (422, 303)
    assert "Wählen Sie einen Tag nach dem 17.05.2028." in early.text
    assert session.get_one(type(report), report.id).due_on == date(2028, 6, 30)


@pytest.mark.parametrize("role", [Role.APPLICANT, Role.JUROR, Role.ADMINISTRATOR])
def test_others_find_no_such_pages(client_as, session, role):
    grant = a_grant(session)
    browser = client_as(a_person(session, "Carl Curious", role))

    assert {
        browser.get(address).status_code
        for address in ("/sponsor", "/sponsor/overdue", f"/sponsor/cases/{grant.award.number}")
    } == {404}


def test_the_clock_of_the_tests_stands_where_they_say(session, officers):
    assert clock(session) - NOON < timedelta(minutes=5)
