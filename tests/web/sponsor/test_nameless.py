"""The page on which an officer sends a version of a file without names for the jury."""

import io

import pytest

from grants.models.application import Application
from grants.models.document import Upload
from grants.programme.people import Role
from tests.documents.hostile import a_pdf
from tests.makers.award import an_award
from tests.makers.blind import CLUSTER, FILE, a_blind_entry
from tests.makers.person import a_person
from tests.makers.review import a_juror, a_review, an_officer
from tests.web.shown import words_of

PAGE = "/sponsor/applications/R5-0001"


@pytest.fixture
def jana(session):
    return a_juror(session)


@pytest.fixture
def original(session, jana):
    """The one file of a blind entry that Jana reads."""
    a_review(session, a_blind_entry(session), jana, points=None)
    return session.query(Upload).one()


def send(browser, original, content=None, name="Ohne Namen.pdf"):
    sent = {"file": (io.BytesIO(content or a_pdf()), name)}
    return browser.post(f"{PAGE}/files/{original.id}", sent)


def test_the_jury_gets_the_version_and_404_at_the_address_of_the_original(
    session, client_as, jana, original
):
    office, jury = client_as(an_officer(session)), client_as(jana)
    page = office.get(PAGE).text
    assert f"/files/{original.id}" in page

    assert send(office, original).status_code == 303

    version = session.query(Upload).filter(Upload.nameless_of_id == original.id).one()
    assert jury.get(f"/uploads/{original.id}").status_code == 404
    answer = jury.get(f"/uploads/{version.id}")
    assert answer.status_code == 200
    assert "Ohne" not in answer.headers["Content-Disposition"]
    shown = jury.get("/jury/R5-0001").text
    assert str(version.id) in shown
    assert str(original.id) not in shown
    assert all(name not in shown for name in (FILE, CLUSTER, "Ohne Namen"))


def test_staff_read_who_sent_the_version_and_when(session, client_as, original):
    office = client_as(an_officer(session))
    send(office, original)

    page = office.get(PAGE)

    version = session.query(Upload).filter(Upload.nameless_of_id == original.id).one()
    assert f"/uploads/{version.id}" in page.text
    assert f"/uploads/{original.id}" in page.text
    assert f"statt „{FILE}“; hochgeladen und freigegeben von Dirk Dorn," in words_of(page)
    assert "Fassung ohne Namen für die Jury hochgeladen" in words_of(page)
    assert "Gelesen, nennt niemanden" not in page.text


def test_what_was_only_read_says_who_read_it(session, client_as, original):
    office = client_as(an_officer(session))
    office.post(f"{PAGE}/nameless", {"file": str(original.id)})

    assert "Die Jury liest das Original; gelesen und freigegeben von Dirk Dorn," in words_of(
        office.get(PAGE)
    )


def test_no_file_and_no_pdf_are_said_at_the_field(session, client_as, original):
    office = client_as(an_officer(session))

    empty = office.post(f"{PAGE}/files/{original.id}", {})
    wrong = send(office, original, b"Photonik", "Namen.pdf")

    assert (empty.status_code, wrong.status_code) == (422, 422)
    assert "Wählen Sie eine PDF-Datei." in words_of(empty)
    assert 'id="file-error"' in wrong.text
    assert session.query(Upload).count() == 1


def test_only_officers_and_only_files_that_count_have_the_page(session, client_as, original):
    address = f"{PAGE}/files/{original.id}"
    office = client_as(an_officer(session))
    assert office.get(address).status_code == 200
    for other in (a_juror(session), a_person(session, role=Role.AUDITOR), a_person(session)):
        assert client_as(other).get(address).status_code in {403, 404}

    original.replaced_at = original.uploaded_at
    session.flush()

    assert office.get(address).status_code == 404


def test_auditors_read_who_opened_which_file_of_an_award(session, client_as, original):
    send(client_as(an_officer(session)), original)
    version = session.query(Upload).filter(Upload.nameless_of_id == original.id).one()
    award = an_award(session, session.get_one(Application, original.application_id))

    page = client_as(a_person(session, "Aylin Arslan", Role.AUDITOR)).get(
        f"/audit/awards/{award.number}/application"
    )

    assert f"/uploads/{version.id}" in page.text
    assert f"/uploads/{original.id}" in page.text
    assert f"statt „{FILE}“; hochgeladen und freigegeben von Dirk Dorn," in words_of(page)
