"""The pages of a report: writing, looking through, handing in, the confirmation."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from grants.actions.report_check import ask
from grants.models.grant import BudgetLine
from grants.models.record import Act
from grants.models.report import ReportKind
from grants.programme.money import eur
from grants.programme.people import TeamRole
from grants.programme.stages import ApplicationState, ReportState
from tests.makers.application import an_application
from tests.makers.award import an_award
from tests.makers.cluster import a_cluster
from tests.makers.grant import a_grant
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.report import a_report
from tests.makers.review import an_officer


@pytest.fixture
def anna(session):
    return a_person(session)


@pytest.fixture
def grant(session, anna):
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY})
    award = an_award(session, an_application(session, cluster, state=ApplicationState.SELECTED))
    whole = {"starts_on": date(2027, 1, 1), "ends_on": date(2028, 12, 31)}
    money = {"costs": eur(20_000), "direct": eur(10_000), "own_funds": eur(10_000)}
    made = a_grant(session, award, **whole, **money)
    session.add(BudgetLine(grant=made, category="travel_abroad", year=2027, amount=eur(20_000)))
    session.flush()
    return made


@pytest.fixture
def report(session, grant):
    due = date(2028, 5, 2)
    return a_report(session, grant, year=2027, due_on=due, state=ReportState.OVERDUE)


def address(report, code="2027"):
    return f"/grants/{report.grant.number}/reports/{code}"


def test_on_a_phone_the_column_to_fill_in_stands_in_cards(client_as, anna, report):
    assert re.search(r"<table class=\"[^\"]* g-cards\"", client_as(anna).get(address(report)).text)


def test_a_report_is_saved_with_a_hint_where_it_leaves_its_plan(client_as, anna, report):
    browser = client_as(anna)
    page = browser.get(address(report)).text
    assert "20.000,00" in page

    sent = {"revision": "1", "narrative": "Wir waren in Japan.", "received": "10.000,00",
            "spent_travel_abroad": "24.000,01"}  # fmt: skip
    assert browser.post(address(report), sent).status_code == 303

    page = browser.get(address(report)).text
    assert "ohne Umwidmung möglich 24.000,00" in page
    assert "4.000,01" in page


def test_more_than_the_whole_grant_cannot_have_come(client_as, session, anna, report):
    browser = client_as(anna)
    most = report.grant.amount
    for received, hint in ((most, False), (most + eur("0.01"), True)):
        sent = {"revision": str(report.revision), "narrative": "Wir waren in Japan.",
                "received": f"{received.decimal}".replace(".", ","),
                "spent_travel_abroad": "20.000,00"}  # fmt: skip
        assert browser.post(address(report), sent).status_code == 303

        page = browser.get(address(report)).text

        assert ("Prüfen Sie den Betrag" in page) is hint
        session.refresh(report)


def test_every_hint_about_a_report_leads_to_the_field_it_is_about(client_as, anna, report):
    browser = client_as(anna)
    sent = {"revision": "1", "narrative": "Wir waren in Japan.", "received": "10.000,00",
            "spent_travel_abroad": "24.000,01"}  # fmt: skip
    browser.post(address(report), sent)

    form = browser.get(address(report)).text
    for page, before in ((form, ""), (browser.get(f"{address(report)}/submit").text,
                                      address(report))):  # fmt: skip
        named = set(re.findall(r'<a href="([^"]*)">Angabe ändern</a>', page))
        assert named == {
            f"{before}#{at}"
            for at in ("figures", "spent_travel_abroad", "own_funds_spent", "vouchers")
        }
    assert 'id="figures"' in form
    assert 'id="spent_travel_abroad"' in form
    assert 'id="vouchers"' in form


def test_an_overdue_report_is_submitted_and_confirmed(client_as, session, anna, report, clock_at):
    clock_at(NOON)
    browser = client_as(anna)
    assert "g-ball--late" in browser.get(address(report)).text
    sent = {"revision": "1", "narrative": "Wir waren in Japan.", "received": "20.000,00",
            "spent_travel_abroad": "20.000,00", "step": "secondary"}  # fmt: skip
    answer = browser.post(address(report), sent)
    assert answer.location == f"{address(report)}/submit"
    assert "Sie können trotzdem einreichen." in browser.get(answer.location).text

    answer = browser.post(f"{address(report)}/submit")

    assert answer.location == f"{address(report)}/receipt"
    page = browser.get(answer.location).text
    assert "Ihr Nachweis ist eingegangen:" in page
    assert report.state is ReportState.SUBMITTED
    assert browser.get(address(report)).location == f"{address(report)}/receipt"
    again = browser.get(browser.post(f"{address(report)}/submit").location).text
    assert "Dieser Nachweis ist schon eingereicht, am 17.05.2028 um 12:00:" in again


def test_a_question_about_a_report_is_shown_and_makes_nothing_late(
    client_as, session, anna, report, clock_at
):
    clock_at(NOON)
    report.state, report.submitted_at = ReportState.IN_CHECK, NOON - timedelta(days=20)
    ask(session, report, question="Wer flog nach Tokio?", by=an_officer(session).as_actor(),
        now=NOON, public_url="https://portal.example.org")  # fmt: skip
    browser = client_as(anna)

    for place in (address(report), f"{address(report)}/submit"):
        page = browser.get(place).text
        assert "Wer flog nach Tokio?" in page
        assert "g-ball--late" not in page
        assert "Die Frist war" not in page
    assert "Rückfrage beantworten" in browser.get(address(report)).text
    for place in ("/home", f"/awards/{report.grant.award.number}"):
        page = browser.get(place).text
        assert "Rückfrage zu Zwischennachweis 2027 beantworten" in page
        assert "g-ball--late" not in page
        assert "überfällig" not in page
        assert "Anhörung" not in page


def test_an_answer_goes_with_the_report_and_stands_in_the_record(
    client_as, session, anna, report, clock_at
):
    clock_at(NOON)
    report.state, report.submitted_at = ReportState.IN_CHECK, NOON - timedelta(days=20)
    dirk = an_officer(session)
    ask(session, report, question="Wer flog nach Tokio?", by=dirk.as_actor(),
        now=NOON, public_url="https://portal.example.org")  # fmt: skip
    browser = client_as(anna)
    browser.post(address(report), {
        "revision": "1", "narrative": "Japan.", "received": "10.000,00",
        "own_funds_spent": "10.000,00", "spent_travel_abroad": "20.000,00",
    })  # fmt: skip

    too_long = browser.post(f"{address(report)}/submit", {"answer": "x" * 2001})
    assert (too_long.status_code, "zu lang" in too_long.text) == (422, True)
    assert browser.post(f"{address(report)}/submit", {"answer": "Dr. Kim."}).status_code == 303

    act = session.scalars(select(Act).where(Act.act == "submit_report")).one()
    assert (act.reason, act.after["content"]["answer"]) == ("Dr. Kim.", "Dr. Kim.")
    staff = client_as(dirk).get(f"/sponsor/reports/{report.grant.number}/2027").text
    assert "Dr. Kim." in staff


def test_a_report_without_figures_cannot_be_handed_in(client_as, anna, report):
    browser = client_as(anna)
    browser.get(address(report))
    browser.post(address(report), {"revision": "1", "narrative": "Wir waren in Japan."})

    page = browser.get(f"{address(report)}/submit").text

    assert "Nachweis einreichen</span>" not in page
    assert "Geben Sie die Ausgaben ein." in page
    assert f'href="{address(report)}#figures"' in page


def test_an_unreadable_amount_keeps_everything_typed(client_as, anna, report):
    browser = client_as(anna)
    browser.get(address(report))

    sent = {"revision": "1", "narrative": "Langer Text", "received": "zehn"}
    answer = browser.post(address(report), sent)

    assert answer.status_code == 422
    assert "Langer Text" in answer.text
    assert "Wir haben „zehn“ gelesen." in answer.text


def test_a_report_without_text_is_not_submitted(client_as, anna, report):
    browser = client_as(anna)
    browser.get(address(report))

    assert browser.post(f"{address(report)}/submit").status_code == 422


def test_two_who_write_see_both_texts(client_as, anna, report):
    browser = client_as(anna)
    browser.get(address(report))
    browser.post(address(report), {"revision": "1", "narrative": "Erste Fassung"})

    answer = browser.post(address(report), {"revision": "1", "narrative": "Zweite Fassung"})

    assert answer.status_code == 409
    assert "Erste" in answer.text
    assert "Zweite" in answer.text


def test_the_report_on_partners_has_no_figures(client_as, session, anna, grant):
    made = a_report(session, grant, kind=ReportKind.PARTNERS, year=2027, state=ReportState.OPEN)

    page = client_as(anna).get(address(made, "partners")).text

    assert "Bericht über Partner im Ausland" in page
    assert "Geplant" not in page


def test_strangers_and_wrong_codes_find_no_report(client_as, session, anna, report):
    carl = client_as(a_person(session, "Carl Cremer"))

    assert carl.get(address(report)).status_code == 404
    assert client_as(anna).get(address(report, "2026")).status_code == 404
    assert client_as(anna).get(address(report, "etwas")).status_code == 404
