"""The blank form of a call: for everybody, once it is printed, and never printed by a page."""

import pytest

from grants.programme.stages import RoundState
from grants.web.database import STORE
from tests.makers.blank_form import PDF, a_printed_form
from tests.makers.round import a_round


@pytest.fixture
def call(session):
    return a_round(session, state=RoundState.OPEN)


def test_before_it_is_printed_no_page_offers_it(client_as, call):
    browser = client_as()

    assert "form.pdf" not in browser.get(f"/calls/{call.number}").text
    assert browser.get(f"/calls/{call.number}/form.pdf").status_code == 404


@pytest.mark.parametrize("language", ["de", "en"])
def test_everybody_gets_it_in_their_language(app, client_as, session, call, language):
    a_printed_form(session, app.extensions[STORE], call)
    browser = client_as()

    page = browser.get(f"/calls/{call.number}?lang={language}").text
    answer = browser.get(f"/calls/{call.number}/form.pdf")

    assert f'href="/calls/{call.number}/form.pdf"' in page
    assert answer.data == PDF + language.encode()
    assert answer.mimetype == "application/pdf"


def test_a_call_that_is_not_public_has_none(app, client_as, session):
    secret = a_round(session, state=RoundState.DRAFT)
    a_printed_form(session, app.extensions[STORE], secret)

    assert client_as().get(f"/calls/{secret.number}/form.pdf").status_code == 404
