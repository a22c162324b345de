"""Duties on a page: what comes next, and all of one case."""

from datetime import date, timedelta

from grants.programme.people import Role, TeamRole
from grants.programme.stages import ReportState
from grants.queries.late import count_overdue
from tests.makers.application import an_application
from tests.makers.award import an_award
from tests.makers.cluster import a_cluster
from tests.makers.decision import two_officers
from tests.makers.grant import a_grant
from tests.makers.later import awarded_conditionally, heard
from tests.makers.moment import NOON, days
from tests.makers.person import a_person
from tests.makers.report import a_report
from tests.web.shown import words_of

LATE = date(2028, 5, 1)


def test_recipients_read_what_they_owe_with_its_rule_and_how_it_stands(
    client_as, session, clock_at
):
    clock_at(NOON)
    anna = a_person(session)
    cluster = a_cluster(session, "Optik Jena", team={anna: TeamRole.SIGNATORY})
    grant = a_grant(session, an_award(session, an_application(session, cluster)))
    a_report(session, grant, year=2027, due_on=LATE, state=ReportState.OVERDUE)
    other = a_report(session, due_on=LATE)

    page = words_of(client_as(anna).get("/obligations"))

    assert "Zwischennachweis 2027 R-041" in page
    assert "01.05.2028" in page
    assert "Überfällig" in page
    assert other.grant.number not in page


def test_what_is_due_later_comes_with_a_wider_look(client_as, session, clock_at):
    clock_at(NOON)
    a_report(session, due_on=date(2028, 12, 1), state=ReportState.OPEN)
    dirk = client_as(a_person(session, "Dirk Drews", role=Role.SPONSOR))

    near, far = words_of(dirk.get("/obligations")), words_of(dirk.get("/obligations?days=366"))

    assert "01.12.2028" not in near
    assert "01.12.2028" in far


def test_a_case_shows_what_was_done_too(client_as, session, clock_at):
    clock_at(NOON)
    report = a_report(session, state=ReportState.SUBMITTED, submitted_at=days(-1), due_on=LATE)
    aylin = client_as(a_person(session, "Aylin Audit", role=Role.AUDITOR))

    page = words_of(aylin.get(f"/obligations/{report.grant.number}"))

    assert "Spät erledigt 16.05.2028" in page
    assert "prüfen" in page
    assert "seit 16.05.2028" in page


def test_the_overdue_board_names_every_duty_that_is_late(client_as, session, clock_at):
    clock_at(NOON)
    first, second = two_officers(session)
    grant = awarded_conditionally(session, first, second)
    heard(session, grant, first, answered=False, known_on=NOON.date() - timedelta(days=400))
    clock_at(days(2))

    board = words_of(client_as(first).get("/sponsor/overdue"))

    assert "Auf die Anhörung antworten" in board
    assert "Jahresfrist für Widerruf oder Rücknahme" in board
    assert "Wir in 1 Fall" in board
    assert count_overdue(session, days(2)) == 2


def test_a_board_with_nothing_of_ours_says_so(client_as, session, clock_at):
    clock_at(NOON)
    first, second = two_officers(session)
    grant = awarded_conditionally(session, first, second)
    heard(session, grant, first, answered=False, known_on=None)
    clock_at(days(2))

    board = words_of(client_as(first).get("/sponsor/overdue"))

    assert "Nichts überfällig" in board
    assert "Auf die Anhörung antworten" in board
