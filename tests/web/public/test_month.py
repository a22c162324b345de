"""The calendar of one person on a page: what is due for whom, month by month."""

from datetime import date, timedelta

from grants.programme.people import Role, TeamRole
from grants.programme.stages import ReportState
from tests.makers.application import an_application
from tests.makers.award import an_award
from tests.makers.cluster import a_cluster
from tests.makers.decision import two_officers
from tests.makers.grant import a_grant
from tests.makers.later import awarded_conditionally, heard
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.report import a_report
from tests.web.shown import words_of

DAY = date(2028, 5, 31)


def a_grant_of(session, person):
    cluster = a_cluster(session, "Optik Jena", team={person: TeamRole.SIGNATORY})
    return a_grant(session, an_award(session, an_application(session, cluster)))


def test_recipients_see_their_own_reports_and_nobody_elses(client_as, session, clock_at):
    clock_at(NOON)
    anna = a_person(session)
    own = a_report(session, a_grant_of(session, anna), due_on=DAY)
    other = a_report(session, due_on=DAY)

    page = words_of(client_as(anna).get("/calendar?month=2028-05"))

    assert f"Zwischennachweis {own.year}, {own.grant.number}" in page
    assert other.grant.number not in page


def test_officers_see_how_many_reports_are_due_on_a_day_and_their_own_checks(
    client_as, session, clock_at
):
    clock_at(NOON)
    for _ in range(2):
        a_report(session, due_on=DAY)
    waiting = a_report(session, state=ReportState.SUBMITTED, submitted_at=NOON)
    dirk = a_person(session, "Dirk Drews", role=Role.SPONSOR)
    allowed = waiting.grant.award.terms.check_days
    checked_by = NOON.date() + timedelta(days=allowed)

    due = words_of(client_as(dirk).get("/calendar?month=2028-05"))
    check = words_of(client_as(dirk).get(f"/calendar?month={checked_by:%Y-%m}"))

    assert "2 Nachweise sind fällig" in due
    assert f"Zwischennachweis {waiting.year} prüfen, {waiting.grant.number}" in check


def test_auditors_see_the_same_days(client_as, session, clock_at):
    clock_at(NOON)
    a_report(session, due_on=DAY)
    aylin = a_person(session, "Aylin Audit", role=Role.AUDITOR)

    page = client_as(aylin).get("/calendar?month=2028-05")

    assert "1 Nachweis ist fällig" in words_of(page)
    assert 'href="/obligations?days=366"' in page.text


def test_a_report_that_was_waived_is_due_no_more(client_as, session, clock_at):
    clock_at(NOON)
    a_report(session, due_on=DAY, state=ReportState.WAIVED)
    dirk = a_person(session, "Dirk Drews", role=Role.SPONSOR)

    page = words_of(client_as(dirk).get("/calendar?month=2028-05"))

    assert "In diesem Monat ist nichts fällig." in page


def test_the_year_of_a_hearing_and_the_day_of_a_condition_stand_there(client_as, session, clock_at):
    clock_at(NOON)
    dirk, berta = two_officers(session)
    grant = awarded_conditionally(session, dirk, berta)
    condition = words_of(client_as(dirk).get("/calendar?month=2029-06"))
    heard(session, grant, dirk, answered=False)

    limit = words_of(client_as(dirk).get("/calendar?month=2029-05"))
    now = words_of(client_as(dirk).get("/calendar"))

    assert f"Bedingung nachweisen, {grant.number}" in condition
    assert f"Jahresfrist für Widerruf oder Rücknahme, {grant.number}" in limit
    assert f"Auf die Anhörung antworten, {grant.number}" in now


def test_a_quiet_month_says_so_and_names_what_comes_after(client_as, session, clock_at):
    clock_at(NOON)
    anna = a_person(session)
    a_report(session, a_grant_of(session, anna), due_on=date(2028, 12, 1))

    page = words_of(client_as(anna).get("/calendar?month=2028-05"))

    assert "In diesem Monat ist nichts fällig." in page
    assert "01.12.2028" in page
