"""The yearly declaration and the report on success: short reports with duties of their own."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from grants.models.record import Act
from grants.models.report import ReportKind
from grants.programme.obligation import ObligationKind, Standing
from grants.programme.people import Role, TeamRole
from grants.programme.stages import ReportState
from grants.queries.obligation import DUTY, obligations
from tests.makers.application import an_application
from tests.makers.award import an_award
from tests.makers.cluster import a_cluster
from tests.makers.grant import a_grant
from tests.makers.person import a_person
from tests.makers.report import a_report

DUE = date(2028, 1, 31)


@pytest.fixture
def anna(session):
    return a_person(session)


@pytest.fixture
def ben(session):
    return a_person(session, "Ben Berg")


@pytest.fixture
def report(session, anna, ben):
    team = {anna: TeamRole.SIGNATORY, ben: TeamRole.AUTHOR}
    grant = a_grant(
        session, an_award(session, an_application(session, a_cluster(session, team=team)))
    )
    return a_report(
        session, grant, kind=ReportKind.DECLARATION, year=2027, due_on=DUE, state=ReportState.OPEN
    )


def address(report, code="declaration-2027"):
    return f"/grants/{report.grant.number}/reports/{code}"


def test_that_nothing_happened_is_declared_and_signed_by_who_may_sign(
    client_as, session, anna, ben, report
):
    writer, signs = client_as(ben), client_as(anna)
    page = writer.get(address(report)).text
    assert "Jahreserklärung 2027" in page
    assert "Insolvenz" in page
    assert "Geplant" not in page
    assert "Noch nicht möglich" in signs.get(f"{address(report)}/submit").text

    writer.post(address(report), {"revision": "1", "declared": "nothing", "narrative": ""})
    refused = writer.post(f"{address(report)}/submit")
    assert report.submitted_at is None
    assert refused.status_code in (403, 422)
    signs.post(f"{address(report)}/submit")

    assert report.state is ReportState.SUBMITTED
    assert "Nichts davon ist eingetreten." in signs.get(f"{address(report)}/receipt").text
    act = session.scalars(select(Act).where(Act.act == "submit_report")).one()
    assert act.after["content"]["declared"] == "nothing"


def test_a_declaration_says_one_thing_and_what_happened_is_described(
    client_as, session, anna, report
):
    browser = client_as(anna)
    both = {"revision": "1", "declared": "nothing", "narrative": "Wir erhalten EFRE-Mittel."}
    browser.post(address(report), both)
    page = browser.get(f"{address(report)}/submit").text
    assert "beschrieben sind 25 Zeichen" in page
    browser.post(address(report), {"revision": "2", "declared": "changes", "narrative": ""})
    assert "Der Text fehlt noch." in browser.get(f"{address(report)}/submit").text

    browser.post(address(report), {**both, "revision": "3", "declared": "changes"})
    browser.post(f"{address(report)}/submit")

    dirk = a_person(session, "Dirk Drews", role=Role.SPONSOR)
    page = client_as(dirk).get(f"/sponsor/reports/{report.grant.number}/declaration-2027").text
    assert "Etwas ist eingetreten" in page
    assert "Wir erhalten EFRE-Mittel." in page


def test_a_declaration_is_a_duty_of_its_year_with_its_own_page(client_as, session, report):
    dirk = a_person(session, "Dirk Drews", role=Role.SPONSOR)

    (duty,) = obligations(session, dirk.as_actor(), DUTY.kind == ObligationKind.REPORT)

    assert duty.what.en == "Yearly declaration 2027"
    assert duty.since.isoformat() == "2027-12-31T23:00:00+00:00"  # midnight in Berlin
    assert duty.standing(DUE + timedelta(days=1)) is Standing.OVERDUE
    assert client_as(dirk).get(duty.place).status_code == 200
    number = report.grant.number
    for wrong in ("declaration", "declaration-28", "declaration-", "final-2027", "interim-2027x"):
        assert client_as(dirk).get(f"/sponsor/reports/{number}/{wrong}").status_code == 404


def test_the_success_report_is_a_text(client_as, session, anna, report):
    made = a_report(
        session, report.grant, kind=ReportKind.SUCCESS, year=2028, state=ReportState.OPEN
    )
    browser = client_as(anna)

    page = browser.get(address(made, "success")).text
    assert "Erfolgskontrollbericht" in page
    assert "Welche Ziele wurden erreicht" in page
    assert "Geplant" not in page
    browser.post(address(made, "success"), {"revision": "1", "narrative": "Drei Ziele von vier."})
    browser.post(f"{address(made, 'success')}/submit")

    assert made.state is ReportState.SUBMITTED
    assert browser.get(f"{address(made, 'success')}/vouchers").status_code == 404
