"""The blank form of a call: for everybody, once it is printed, and never printed by a page."""

from hashlib import sha256

import pytest

from grants.models.blank_form import BlankForm
from grants.models.document import Document, DocumentKind
from grants.programme.stages import RoundState
from grants.web.database import STORE
from tests.makers.moment import NOON
from tests.makers.round import a_round

PDF = b"%PDF-1.7 a form"


@pytest.fixture
def call(session):
    return a_round(session, state=RoundState.OPEN)


def a_printed_form(app, session, call):
    files = {}
    for language in ("de", "en"):
        content = PDF + language.encode()
        document = Document(
            kind=DocumentKind.BLANK_FORM,
            file_name=f"Formular-{language}.pdf",
            key=app.extensions[STORE].put(content),
            sha256=sha256(content).hexdigest(),
            size=len(content),
            template_version="report/blank_form 0",
            snapshot={},
            created_at=NOON,
        )
        session.add(document)
        session.flush()
        files[language] = document.id
    session.add(
        BlankForm(
            round_id=call.id, terms_id=call.terms.id, closes_at=call.closes_at, made_at=NOON,
            german_id=files["de"], english_id=files["en"],
        )
    )  # fmt: skip
    session.flush()


def test_before_it_is_printed_no_page_offers_it(client_as, call):
    browser = client_as()

    assert "form.pdf" not in browser.get(f"/calls/{call.number}").text
    assert browser.get(f"/calls/{call.number}/form.pdf").status_code == 404


@pytest.mark.parametrize("language", ["de", "en"])
def test_everybody_gets_it_in_their_language(app, client_as, session, call, language):
    a_printed_form(app, session, call)
    browser = client_as()

    page = browser.get(f"/calls/{call.number}?lang={language}").text
    answer = browser.get(f"/calls/{call.number}/form.pdf")

    assert f'href="/calls/{call.number}/form.pdf"' in page
    assert answer.data == PDF + language.encode()
    assert answer.mimetype == "application/pdf"


def test_a_call_that_is_not_public_has_none(app, client_as, session):
    secret = a_round(session, state=RoundState.DRAFT)
    a_printed_form(app, session, secret)

    assert client_as().get(f"/calls/{secret.number}/form.pdf").status_code == 404
