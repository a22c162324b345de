"""In a blind stage jurors read without names: on pages, in lists, and in the names of files."""

import io

import pikepdf
import pytest

from grants.actions.blind import confirm_nameless
from grants.models.document import Upload
from grants.models.record import Act
from grants.programme.preset import preset
from grants.queries.blind import without
from grants.queries.file import find_upload
from tests.makers.blind import CLUSTER, FILE, MANAGEMENT, a_blind_entry
from tests.makers.jury import a_seat
from tests.makers.moment import NOON
from tests.makers.review import a_juror, a_review, an_officer
from tests.makers.round import a_round

NAMES = (CLUSTER, MANAGEMENT, FILE, "PhoMu", "Photonik")


@pytest.fixture
def given(session):
    return a_blind_entry(session)


def shown(answer):
    text = answer.text
    return [name for name in NAMES if name.casefold() in text.casefold()]


def test_no_page_of_a_juror_tells_who_applied(session, client_as, given):
    jana = a_juror(session)
    a_seat(session, given.round, jana)
    a_review(session, given, jana, points=None)
    browser = client_as(jana)

    pages = [browser.get(f"/jury{more}") for more in
             ("", "/R5-0001", "/R5-0001/conflict", "/R5-0001/final", "/rounds/5")]  # fmt: skip

    assert [page.status_code for page in pages] == [200] * 5
    assert [shown(page) for page in pages] == [[]] * 5
    assert "Das […] plant mit […] ein Netz." in pages[1].text
    assert "R5-0001" in pages[0].text


def read_by(session, given):
    """As if an officer had read the one file of the application."""
    upload = session.query(Upload).one()
    confirm_nameless(session, given, [upload.id], by=an_officer(session).as_actor(), now=NOON)
    return upload


def test_a_file_is_handed_out_under_a_name_that_tells_nothing(session, given):
    jana = a_juror(session)
    a_review(session, given, jana, points=None)
    upload = read_by(session, given)

    found = find_upload(session, jana.as_actor(), upload.id)

    assert found.file_name.startswith("R5-0001-concept_outline-")
    assert found.file_name.endswith(".pdf")
    assert found.nameless


def test_a_file_stays_closed_to_jurors_until_an_officer_has_read_it(session, client_as, given):
    jana, dirk = a_juror(session), an_officer(session)
    a_review(session, given, jana, points=None)
    upload = session.query(Upload).one()
    browser, office = client_as(jana), client_as(dirk)

    assert browser.get(f"/uploads/{upload.id}").status_code == 404
    assert str(upload.id) not in browser.get("/jury/R5-0001").text
    shown = office.get("/sponsor/applications/R5-0001").text
    assert "Blinde Begutachtung" in shown
    assert "R5-0001" in office.get("/sponsor/rounds/5/jury").text.partition('id="to-read"')[2]

    sent = {"file": str(upload.id)}
    assert office.post("/sponsor/applications/R5-0001/nameless", sent).status_code == 303

    assert find_upload(session, jana.as_actor(), upload.id) is not None
    assert str(upload.id) in browser.get("/jury/R5-0001").text
    assert "Gelesen, nennt niemanden" not in office.get("/sponsor/applications/R5-0001").text
    assert 'id="to-read"' not in office.get("/sponsor/rounds/5/jury").text
    act = session.query(Act).filter_by(act="confirm_nameless").one()
    assert (act.object_number, act.after) == ("R5-0001", {"sha256": ["0" * 64]})


def test_nothing_ticked_and_a_file_that_was_replaced_open_nothing(session, client_as, given):
    upload = session.query(Upload).one()
    office = client_as(an_officer(session))

    office.post("/sponsor/applications/R5-0001/nameless", {})
    upload.replaced_at = NOON
    session.flush()
    office.post("/sponsor/applications/R5-0001/nameless", {"file": str(upload.id)})

    assert upload.nameless_at is None
    assert session.query(Act).filter_by(act="confirm_nameless").all() == []


def test_without_a_blind_stage_jurors_read_files_as_they_came(session, given):
    jana = a_juror(session)
    a_review(session, given, jana, points=None)
    terms = preset("interclust")
    given.terms = a_round(session, 6, terms=terms).terms
    session.flush()
    upload = session.query(Upload).one()

    found = find_upload(session, jana.as_actor(), upload.id)

    assert (found.file_name, found.nameless) == (FILE, False)


def test_the_properties_of_a_file_do_not_reach_a_juror(session, client_as, given, app):
    jana = a_juror(session)
    a_review(session, given, jana, points=None)
    upload = read_by(session, given)
    upload.key = app.extensions["grants_store"].put(a_signed_pdf(CLUSTER))

    answer = client_as(jana).get(f"/uploads/{upload.id}")

    assert answer.status_code == 200
    assert CLUSTER.encode() not in answer.data
    with pikepdf.open(io.BytesIO(answer.data)) as pdf:
        assert len(pdf.pages) == 1
        assert "/Info" not in pdf.trailer
        assert "/Metadata" not in pdf.Root


def a_signed_pdf(author):
    """A page whose properties, plain and in XMP, name somebody."""
    written = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Author"] = author
        with pdf.open_metadata(set_pikepdf_as_editor=False) as kept:
            kept["dc:creator"] = [author]
        pdf.save(written)
    return written.getvalue()


def test_the_longest_name_is_covered_first():
    assert without("Photonik Musterland e.V. und Ab", (CLUSTER, MANAGEMENT, "Ab")) == "[…] und Ab"
