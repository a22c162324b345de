"""The vouchers of a report as staff see them: drawn, judged, and what is not accepted."""

import re
from datetime import date

import pytest

from grants.models.organisation import Membership
from grants.models.report import ReportLine
from grants.models.voucher_check import VoucherSample
from grants.programme.money import eur
from grants.programme.people import Role
from grants.programme.stages import ReportState
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.report import a_report
from tests.makers.review import an_officer
from tests.makers.voucher import a_voucher, listed


@pytest.fixture
def report(session, clock_at):
    clock_at(NOON)
    made = a_report(session, state=ReportState.QUERY, submitted_at=NOON)
    listed(session, made, *[a_voucher(amount=eur(100), invoice=f"RE-{at}") for at in range(70)])
    session.add(ReportLine(report=made, category="travel_abroad", spent=eur(7000)))
    made.state = ReportState.IN_CHECK
    session.flush()
    return made


@pytest.fixture
def dirk(session, client_as, report):
    return client_as(an_officer(session))


def address(report, more=""):
    return f"/sponsor/reports/{report.grant.number}/{report.year}/vouchers{more}"


def test_the_list_has_pages_and_adds_up_over_all_of_them(dirk, report):
    page = dirk.get(address(report)).text
    second = dirk.get(address(report, "?page=2")).text

    assert "70 Belege" in page
    assert "7.000,00" in page
    assert "60. Reisebüro" in page
    assert "61. Reisebüro" not in page
    assert "61. Reisebüro" in second


def test_a_sample_is_drawn_and_shown_with_its_seed(session, dirk, report):
    assert dirk.post(address(report, "/sample"), {"size": "5"}).status_code == 303

    page = dirk.get(address(report)).text
    sample = session.query(VoucherSample).one()
    assert sample.seed in page
    assert "0 von 5 gezogenen geprüft" in page
    only = dirk.get(address(report, "?category=sample")).text
    assert len(re.findall("gezogen, zu prüfen", only)) == 5
    assert "5 Belege" in only


@pytest.mark.parametrize("size", ["", "0", "71", "viele"])
def test_a_sample_that_cannot_be_is_refused_beside_its_field(dirk, report, size):
    answer = dirk.post(address(report, "/sample"), {"size": size})

    assert answer.status_code == 422
    assert 'id="size-error"' in answer.text


def test_a_voucher_is_reduced_and_the_report_says_by_how_much(dirk, report):
    refused = dirk.post(address(report, "/3"), {"accepted": "40,00", "remark": ""})
    assert refused.status_code == 422
    assert 'value="40,00"' in refused.text

    sent = {"accepted": "40,00", "remark": "Teilweise im Plan."}
    assert dirk.post(address(report, "/3"), sent).status_code == 303

    assert "anerkannt 40,00" in dirk.get(address(report)).text
    assert "Teilweise im Plan." in dirk.get(address(report, "/3")).text
    page = dirk.get(f"/sponsor/reports/{report.grant.number}/{report.year}").text
    assert re.search("nicht anerkannt: 60,00.€. Anerkannt sind 6.940,00.€", page)


def test_auditors_read_and_draw_nothing(session, client_as, report):
    aylin = client_as(a_person(session, "Aylin Audit", Role.AUDITOR))

    page = aylin.get(address(report)).text

    assert "1. Reisebüro" in page
    assert "Stichprobe ziehen" not in page
    assert aylin.get(address(report, "/1")).status_code == 200
    assert aylin.post(address(report, "/sample"), {"size": "1"}).status_code in (403, 404)


def test_what_was_not_handed_in_shows_no_vouchers(session, dirk):
    draft = a_report(session, state=ReportState.OPEN)
    listed(session, draft, a_voucher())

    assert dirk.get(address(draft)).status_code == 404


def test_a_question_about_a_voucher_leads_the_recipient_to_it(session, client_as, dirk, report):
    dirk.post(address(report, "/sample"), {"size": "1"})
    drawn = session.query(VoucherSample).one().chosen[0]
    page = address(report).removesuffix("/vouchers")
    assert f'<option value="voucher/{drawn}">Beleg {drawn}</option>' in dirk.get(page).text

    asked = {"act": "ask", "about": f"voucher/{drawn}", "question": "Wer ist gefahren?"}
    assert dirk.post(page, asked).status_code == 303

    person = session.query(Membership).first().person
    own = f"/grants/{report.grant.number}/reports/{report.year}"
    shown = client_as(person).get(own).text
    assert "Wer ist gefahren?" in shown
    assert f'<a href="{own}/vouchers/{drawn}">Beleg {drawn}</a>' in shown
    assert client_as(person).get(f"{own}/vouchers/{drawn}").status_code == 200


def test_a_question_about_a_place_that_is_none_is_refused(dirk, report):
    page = address(report).removesuffix("/vouchers")

    answer = dirk.post(page, {"act": "ask", "about": "voucher/99", "question": "Wer?"})

    assert answer.status_code == 422


def test_whoever_judges_sees_what_the_rules_say_of_the_list(session, dirk, report):
    report.grant.starts_on = date(2026, 12, 1)  # after the day of every invoice
    session.flush()

    page = dirk.get(address(report)).text

    assert "Was die Regeln sagen" in page
    assert "R-039" in page
    assert "Angabe ändern" not in page
