"""The final report shows what the grant comes to in the end, for staff and for the recipient."""

import re
from decimal import Decimal

import pytest

from grants.actions.voucher_check import judge_voucher
from grants.models.grant import BudgetLine
from grants.models.report import ReportKind, ReportLine
from grants.programme.money import eur
from grants.programme.people import TeamRole
from grants.programme.stages import ReportState
from tests.makers.application import an_application
from tests.makers.award import an_award
from tests.makers.cluster import a_cluster
from tests.makers.grant import a_grant
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.report import a_report
from tests.makers.review import an_officer
from tests.makers.voucher import a_voucher, listed


@pytest.fixture
def anna(session):
    return a_person(session, "Anna Albrecht")


@pytest.fixture
def report(session, clock_at, anna):
    """R-034: 250,000.00 granted at 50 %, all received, 480,000.00 spent; in check."""
    clock_at(NOON)
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY})
    grant = a_grant(
        session, an_award(session, an_application(session, cluster)), costs=eur(500_000),
        direct=eur(250_000), own_funds=eur(250_000),
        lines=[BudgetLine(category="travel_abroad", year=2026, amount=eur(500_000))],
    )  # fmt: skip
    assert grant.rate == Decimal(50)
    made = a_report(session, grant, kind=ReportKind.FINAL, state=ReportState.QUERY,
                    submitted_at=NOON, received=eur(250_000), narrative="Fertig.")  # fmt: skip
    session.add(ReportLine(report=made, category="travel_abroad", spent=eur(480_000)))
    listed(session, made, a_voucher(amount=eur(460_000)), a_voucher(amount=eur(20_000)))
    made.state = ReportState.IN_CHECK
    session.flush()
    return made


def account(page):
    found = re.search(r'<section aria-labelledby="settlement".*?</section>', page, re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split()) if found else ""


def test_r034_what_staff_do_not_accept_lowers_the_grant_and_is_paid_back(
    session, client_as, report
):
    officer = an_officer(session)
    place = f"/sponsor/reports/{report.grant.number}/final"
    assert "Zuwendung am Ende 240.000,00" in account(client_as(officer).get(place).text)

    judge_voucher(session, report, 2, accepted=eur(0), remark="Nicht im Plan.",
                  by=officer.as_actor(), now=NOON)  # fmt: skip

    shown = account(client_as(officer).get(place).text)
    assert "Zuwendungsfähige Ausgaben 460.000,00" in shown
    assert "Zuwendung am Ende 230.000,00" in shown
    assert "Zurückzuzahlen 20.000,00" in shown


def test_r034_the_recipient_sees_the_same_account_on_its_receipt(client_as, report, anna):
    page = client_as(anna).get(f"/grants/{report.grant.number}/reports/final/receipt").text

    assert "Zuwendung am Ende 240.000,00" in account(page)
    assert "Verbindlich ist erst der Bescheid" in account(page)


def test_an_interim_report_closes_no_account(session, client_as):
    interim = a_report(session, state=ReportState.IN_CHECK, submitted_at=NOON)

    page = client_as(an_officer(session)).get(
        f"/sponsor/reports/{interim.grant.number}/{interim.year}").text  # fmt: skip

    assert account(page) == ""
