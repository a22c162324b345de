"""The audit catalogue on money: who sins is found, and whoever does not is left in peace."""

from datetime import timedelta

import pytest

from grants.models.document import ScanState, Upload, UploadKind
from grants.models.grant import Grant
from grants.models.report import Report, ReportKind, ReportLine
from grants.programme.money import eur
from grants.programme.observation import Severity
from grants.programme.organisation import OrganisationKind
from grants.programme.stages import ReportState
from grants.queries.observation_search import look_through
from tests.makers.decided import LATER, an_awarded_case, hand_in, reports_on
from tests.makers.grant import a_grant
from tests.makers.moment import NOON
from tests.makers.observation import another_award, found
from tests.makers.person import a_person
from tests.makers.report import a_report


@pytest.fixture
def award(session):
    return an_awarded_case(session)


@pytest.fixture
def grant(session, award):
    return session.query(Grant).filter_by(award_id=award.id).one()


def a_final_report(session, grant, spent, own_funds):
    report = session.query(Report).filter_by(grant_id=grant.id, kind=ReportKind.FINAL).one()
    report.state, report.submitted_at = ReportState.SUBMITTED, LATER - timedelta(days=1)
    report.own_funds_spent = own_funds
    session.add(ReportLine(report=report, category="personnel", spent=spent))
    session.flush()


def a_file(session, report, sha256="ab" * 32):
    upload = Upload(
        kind=UploadKind.REPORT, report_id=report.id, file_name="Rechnung.pdf",
        content_type="application/pdf", size=1000, sha256=sha256, key=f"file-{report.id}",
        uploaded_at=NOON, uploaded_by_id=a_person(session).id, scan_state=ScanState.CLEAN,
    )  # fmt: skip
    session.add(upload)
    session.flush()
    return upload


def test_f01_a_cent_above_the_cap_is_found(session, award, grant):
    award.cap = eur(400_000)
    session.flush()
    assert found(session, "F-01") == {}

    session.execute(
        Grant.__table__.update().values(direct=eur("400000.01"), own_funds=eur("399999.99"))
    )

    assert found(session, "F-01") == {
        award.number: "Bewilligt 400.000,01 €, Obergrenze 400.000,00 €: 0,01 € zu viel."
    }


def test_f01_a_grant_that_is_only_asked_for_takes_nothing_from_the_cap(session, award, grant):
    award.cap = eur(400_000)
    a_grant(session, award, letter="B", phase="implementation", state="applied", direct=eur(1),
            costs=eur(1))  # fmt: skip

    assert found(session, "F-01") == {}


def test_f04_own_funds_below_half_of_what_was_really_spent_are_found(session, grant):
    a_final_report(session, grant, eur(600_000), eur("299999.99"))

    assert found(session, "F-04") == {
        f"{grant.number}/final/2030": f"{grant.number}: 299.999,99 € Eigenmittel bei 600.000,00 €"
        " Ausgaben, nötig 300.000,00 €."
    }


def test_f04_half_of_what_was_really_spent_is_enough(session, grant):
    a_final_report(session, grant, eur(600_000), eur(300_000))

    assert found(session, "F-04") == {}


def test_f11_a_line_more_than_20_per_cent_above_its_plan_is_found(session, award, grant):
    report = reports_on(session, award)[2029]
    hand_in(session, report, eur("240000.01"), eur(1), at=LATER, by=a_person(session))

    assert found(session, "F-11") == {
        f"{grant.number}/interim/2029": "Personalkosten: 240.000,01 € verwendet, 200.000,00 €"
        " geplant, ohne Umwidmung bis 240.000,00 €."
    }


def test_f11_20_per_cent_are_free(session, award):
    report = reports_on(session, award)[2029]
    hand_in(session, report, eur(240_000), eur(1), at=LATER, by=a_person(session))

    assert found(session, "F-11") == {}


def test_f11_a_line_without_a_plan_has_nothing_free(session, award, grant):
    report = reports_on(session, award)[2029]
    report.lines.append(ReportLine(report=report, category="material", spent=eur("0.01")))
    hand_in(session, report, eur(1), eur(1), at=LATER, by=a_person(session))

    assert list(found(session, "F-11")) == [f"{grant.number}/interim/2029"]


def test_f15_one_file_with_the_reports_of_two_grants_is_found_once(session, award, grant):
    first = reports_on(session, award)[2029]
    other = a_report(session, a_grant(session, another_award(session)))
    a_file(session, first)
    a_file(session, other).uploaded_at = NOON + timedelta(days=1)

    assert found(session, "F-15") == {
        f"{other.grant.number}/interim/2026": f"„Rechnung.pdf“ lag schon bei"
        f" {grant.number}/interim/2029."
    }


def test_f15_one_file_with_two_reports_of_one_grant_is_no_double_funding(session, award):
    for report in session.query(Report):
        a_file(session, report)

    assert found(session, "F-15") == {}


def test_f15_a_file_that_was_replaced_counts_no_more(session, award):
    a_file(session, reports_on(session, award)[2029])
    a_file(session, a_report(session, a_grant(session, another_award(session)))).replaced_at = NOON

    assert found(session, "F-15") == {}


def test_f17_an_allowance_above_the_rate_is_found(session, award, grant):
    uni(session, award, allowance=eur("120000.01"))

    says = found(session, "F-17")

    assert list(says) == [f"{award.number}U"]
    assert "120.000,01 € von höchstens 120.000,00 €" in says[f"{award.number}U"]


def test_f17_20_per_cent_for_a_university_are_right(session, award):
    uni(session, award, allowance=eur(120_000))

    assert found(session, "F-17") == {}


def test_f17_a_company_is_not_entitled(session, award):
    uni(session, award, allowance=eur(1), kind=OrganisationKind.COMPANY)

    assert list(found(session, "F-17")) == [f"{award.number}U"]


def uni(session, award, *, allowance, kind=OrganisationKind.UNIVERSITY):
    award.cluster.management.kind = kind
    return a_grant(
        session, award, letter="U", phase="implementation", awarded_at=NOON, costs=eur(600_000),
        direct=eur(600_000), allowance=allowance,
    )  # fmt: skip


def test_what_is_found_twice_in_one_thing_is_one_observation(session, award, grant):
    report = reports_on(session, award)[2029]
    hand_in(session, report, eur(300_000), eur(300_000), at=LATER, by=a_person(session))

    every = [one for one in look_through(session, LATER) if one.code == "F-11"]

    assert len(every) == 1
    assert "Personal" in every[0].says.de
    assert "Dienstreisen" in every[0].says.de
    assert every[0].severity is Severity.MEDIUM
