"""Papers that staff asked for after the deadline: until when they may come, and their receipt."""

from datetime import date

import pytest
from sqlalchemy import select

from grants.actions.application import supply_papers
from grants.actions.formal_check import check_formally
from grants.models.application import Receipt
from grants.models.review import FormalResult
from grants.papers.receipt import fill_receipt
from grants.programme.stages import RoundState
from tests.makers.moment import days
from tests.makers.review import an_officer
from tests.web.applicant.draft import PAGE, SIGNED, the_draft

UNTIL = date(2028, 7, 26)


@pytest.fixture
def asked(browser, session, anna, clock_at):
    """Anna's application came at noon; after the deadline papers are asked for."""
    browser.post(f"{PAGE}/submit", SIGNED)
    draft = the_draft(session)
    draft.round.state = RoundState.FORMAL_CHECK
    check_formally(
        session, draft, FormalResult.INCOMPLETE, reason_code="not_signed", note="Seite 3",
        answer_by=UNTIL, by=an_officer(session).as_actor(), now=days(39),
    )  # fmt: skip
    clock_at(days(40))
    return draft


def test_the_day_stands_on_the_first_page_and_in_the_strip(client_as, anna, asked):
    browser = client_as(anna)

    for page in (PAGE, "/home"):
        text = browser.get(page).text
        assert text.count("26.07.2028") >= (2 if page == PAGE else 1), page
    strip = browser.get(PAGE).text.partition('class="g-ball')[2].partition("</section>")[0]
    assert "26.07.2028" in strip


def test_a_receipt_of_papers_says_that_they_were_asked_for(client_as, session, anna, asked):
    supply_papers(session, asked, function="Vorständin", by=anna.as_actor(), now=days(41))
    receipt = session.scalars(select(Receipt).order_by(Receipt.version.desc())).first()

    page = client_as(anna).get(f"{PAGE}/receipt").text
    paper = fill_receipt(session, receipt)

    assert "Ihre Unterlagen sind eingegangen:" in page
    assert "auf unsere Bitte nachgereicht, Frist 26.07.2028" in page
    assert "<dt>Eingang der Bewerbung</dt><dd>17.05.2028, 12:00:" in page
    assert "<dt>Bewerbung rechtzeitig</dt><dd>ja</dd>" in page
    assert paper.supplied.de == "auf unsere Bitte nachgereicht, Frist 26.07.2028"
    assert paper.first_at == asked.submitted_at


def test_the_first_receipt_speaks_of_the_application(client_as, session, anna, browser):
    browser.post(f"{PAGE}/submit", SIGNED)

    page = client_as(anna).get(f"{PAGE}/receipt").text

    assert "Ihre Bewerbung ist eingegangen:" in page
    assert "nachgereicht" not in page
    assert fill_receipt(session, session.scalars(select(Receipt)).one()).supplied is None
