"""Anna's concept as a file: kept, replaced, refused, and opened by those who may."""

import pytest
from sqlalchemy import select

from grants.models.document import Upload
from grants.programme.people import Role, TeamRole
from grants.queries.application import terms_of
from tests.makers.cluster import a_cluster
from tests.makers.person import a_person
from tests.web.applicant.draft import PAGE, SIGNED, a_pdf, the_draft, upload


def test_a_concept_is_kept_and_comes_back_as_an_attachment(browser, session):
    concept = a_pdf()

    sent = upload(browser, concept, "Unser Konzept für Übersee.pdf")
    kept = session.scalar(
        select(Upload).where(Upload.replaced_at.is_(None), Upload.sha256 != "0" * 64)
    )
    back = browser.get(f"/uploads/{kept.id}")

    assert sent.status_code == 303
    assert back.data == concept
    assert back.headers["Content-Disposition"] == (
        "attachment; filename*=UTF-8''Unser%20Konzept%20f%C3%BCr%20%C3%9Cbersee.pdf"
    )
    assert back.headers["X-Content-Type-Options"] == "nosniff"
    assert (back.content_type, back.headers["Cache-Control"]) == ("application/pdf", "no-store")


def test_a_new_concept_replaces_the_old_one_which_stays(browser, session):
    upload(browser, a_pdf())
    upload(browser, a_pdf(2))

    uploads = session.scalars(select(Upload).order_by(Upload.uploaded_at)).all()

    assert [upload.replaced_at is None for upload in uploads].count(True) == 1
    assert len(uploads) == 3


def test_a_concept_with_too_many_pages_is_kept_and_said_in_the_findings(browser, session):
    most = terms_of(the_draft(session).terms).limits.concept_pages
    upload(browser, a_pdf(most + 1))

    told = browser.get(PAGE).text
    page = browser.get(f"{PAGE}/check").text

    assert f"ist gespeichert, passt aber so nicht: {most + 1} von höchstens {most} Seiten." in told
    assert f"{most + 1} von höchstens {most} Seiten." in browser.get(f"{PAGE}/concept").text

    assert f"{most + 1} von höchstens {most} Seiten." in page
    assert browser.post(f"{PAGE}/submit", SIGNED).status_code == 422


@pytest.mark.parametrize(("size", "said"), [(20_000_001, "20,1"), (21_000_000, "21,0")])
def test_a_file_over_20_mb_is_refused_with_its_size(browser, size, said):
    answer = upload(browser, b"%PDF-1.7" + b"0" * (size - 8))

    assert answer.status_code == 422
    assert f"Die Datei hat {said} MB. Erlaubt sind 20 MB." in answer.text


def test_a_file_beyond_any_limit_is_refused_before_it_is_read(browser):
    answer = upload(browser, b"0" * 26_000_000)

    assert answer.status_code == 413
    assert "Erlaubt sind 20 MB." in answer.text


def test_a_program_with_the_name_of_a_pdf_is_refused(browser):
    answer = upload(browser, b"MZ\x90\x00" + b"\0" * 4000, "Konzept.pdf")

    assert answer.status_code == 422
    assert "Das ist keine PDF-Datei, auch wenn der Name so endet." in answer.text


def test_without_a_file_the_page_asks_for_one(browser):
    answer = browser.post(f"{PAGE}/concept", {})

    assert answer.status_code == 422
    assert "Wählen Sie eine PDF-Datei." in answer.text


def test_files_open_to_those_who_may_see_their_application(client_as, session, browser):
    upload(browser, a_pdf())
    address = f"/uploads/{session.scalar(select(Upload.id).where(Upload.sha256 != '0' * 64))}"
    dirk = a_person(session, "Dirk Drafter", Role.SPONSOR)
    jana = a_person(session, "Jana Juror", Role.JUROR)
    session.flush()
    carl, dirk, jana = (
        client_as(person) for person in (a_person_of_another_cluster(session), dirk, jana)
    )

    while_a_draft = [one.get(address).status_code for one in (browser, carl, dirk, jana)]
    browser.post(f"{PAGE}/submit", SIGNED)
    when_submitted = [one.get(address).status_code for one in (browser, carl, dirk, jana)]

    assert while_a_draft == [200, 404, 404, 404]
    assert when_submitted == [200, 404, 200, 404]


def a_person_of_another_cluster(session):
    carl = a_person(session, "Carl Curious")
    a_cluster(session, team={carl: TeamRole.SIGNATORY})
    session.flush()
    return carl
