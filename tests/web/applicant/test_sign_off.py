"""The page on which an application is finished, and then signed."""

import pytest

from grants.programme.people import TeamRole
from grants.programme.preset import preset
from tests.makers.cluster import joins
from tests.makers.person import a_person
from tests.web.applicant.draft import PAGE, the_draft

STATEMENT = preset("interclust").statement


@pytest.fixture
def bea(client_as, session, anna):
    """Bea, who writes and may not sign."""
    bea = a_person(session, "Bea Brandt")
    joins(session, bea, the_draft(session).cluster, TeamRole.AUTHOR)
    return client_as(bea)


def test_an_author_finishes_and_then_it_is_the_turn_of_those_who_sign(bea, session, anna):
    before = bea.get(PAGE).text
    answer = bea.post(f"{PAGE}/finish")
    after = bea.get(PAGE).text

    assert "Ansehen und als fertig melden" in before
    assert (answer.status_code, answer.location) == (303, PAGE)
    assert "Fertig gemeldet, noch zu zeichnen" in after
    assert f"<strong>{anna.name}</strong>" in after
    assert "Als fertig melden" not in bea.get(f"{PAGE}/submit").text


def test_the_signatory_reads_what_they_sign_and_signs_with_one_button(browser):
    page = browser.get(f"{PAGE}/submit").text
    browser.post(f"{PAGE}/submit", {"function": "Vorständin <e. V.>"})
    receipt = browser.get(f"{PAGE}/receipt").text

    assert STATEMENT.text.de in page
    assert f"Erklärung, Fassung {STATEMENT.version}" in page
    assert "Vorständin &lt;e. V.&gt;" in receipt
    assert f"Fassung {STATEMENT.version}" in receipt


def test_a_function_that_is_too_long_comes_back_and_nothing_is_submitted(browser, session):
    answer = browser.post(f"{PAGE}/submit", {"function": "x" * 101})

    assert answer.status_code == 422
    assert "x" * 101 in answer.text
    assert the_draft(session).submitted_at is None


def test_changing_the_language_signs_nothing(browser, session):
    answer = browser.post(f"{PAGE}/submit", {"function": "Vorständin", "speak": "en"})

    assert answer.status_code == 200
    assert 'value="Vorständin"' in answer.text
    assert the_draft(session).submitted_at is None


@pytest.mark.parametrize("function", ["", "   "])
def test_nobody_signs_without_the_function_that_the_receipt_prints(session, browser, function):
    answer = browser.post(f"{PAGE}/submit", {"function": function})

    assert answer.status_code == 422
    assert "Nennen Sie Ihre Funktion." in answer.text
    assert the_draft(session).submitted_at is None
    assert browser.post(f"{PAGE}/submit", {"function": "Vorständin"}).status_code == 303
