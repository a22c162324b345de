"""In a blind stage jurors read without names: on pages, in lists, and in the names of files."""

from dataclasses import replace
from uuid import uuid4

import pytest

from grants.models.document import ScanState, Upload, UploadKind
from grants.programme.preset import preset
from grants.programme.stages import ApplicationState, RoundState
from grants.queries.blind import without
from grants.queries.file import find_upload
from tests.makers.jury import a_seat
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.review import a_juror, a_review, an_entry
from tests.makers.round import a_round

CLUSTER, MANAGEMENT, FILE = "Photonik Musterland", "Photonik Musterland e.V.", "Photonik.pdf"
NAMES = (CLUSTER, MANAGEMENT, FILE, "PhoMu", "Photonik")


@pytest.fixture
def given(session):
    terms = preset("interclust")
    terms = replace(terms, selection=replace(terms.selection, blind=True))
    round_ = a_round(session, 5, state=RoundState.REVIEW, terms=terms)
    application = an_entry(
        session, round_, ApplicationState.UNDER_REVIEW, number="R5-0001", title="Licht",
        acronym="PhoMu", outline="Das PHOTONIK MUSTERLAND e.V. plant mit PhoMu ein Netz.",
    )  # fmt: skip
    application.cluster.name, application.cluster.management.name = CLUSTER, MANAGEMENT
    session.add(Upload(
        kind=UploadKind.CONCEPT_OUTLINE, application_id=application.id, file_name=FILE,
        content_type="application/pdf", size=9, sha256="0" * 64, key=f"x/{uuid4()}",
        uploaded_at=NOON, uploaded_by_id=a_person(session).id, scan_state=ScanState.CLEAN,
    ))  # fmt: skip
    return application


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


def test_a_file_is_handed_out_under_a_name_that_tells_nothing(session, given):
    jana = a_juror(session)
    a_review(session, given, jana, points=None)
    upload = session.query(Upload).one()

    found = find_upload(session, jana.as_actor(), upload.id)

    assert found.file_name.startswith("R5-0001-concept_outline-")
    assert found.file_name.endswith(".pdf")


def test_the_longest_name_is_covered_first():
    assert without("Photonik Musterland e.V. und Ab", (CLUSTER, MANAGEMENT, "Ab")) == "[…] und Ab"
