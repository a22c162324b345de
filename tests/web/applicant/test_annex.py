"""Anna's annexes: several at once, described, replaced, removed, refused, within the quota."""

import io
from dataclasses import replace

import pytest
from sqlalchemy import select

from grants.models.document import Upload
from grants.models.record import Act
from grants.programme.upload import ScanState, UploadKind
from grants.queries.application import terms_of
from tests.documents.hostile import a_pdf, a_photo, a_sheet, an_xlsm
from tests.makers.review import an_officer
from tests.makers.round import another_version
from tests.web.applicant.draft import PAGE, SIGNED, the_draft

FILES = f"{PAGE}/files"
LETTER = {
    "kind": "letter_of_intent", "language": "en",
    "signed_on": "02.03.2026", "parties": "Université Laval\r\nHafen AG",
}  # fmt: skip
ANNEX = {"kind": "annex", "language": "de"}


def send(browser, fields, *files, address=FILES):
    """Send these files, each as name and content, in one form."""
    sent = {**fields, "files": [(io.BytesIO(content), name) for name, content in files]}
    answer = browser.post(address, sent)
    answer.request.environ["wsgi.input"].close()
    return answer


def annexes(session):
    """The annexes that count, in the order in which they came."""
    counting = select(Upload).where(Upload.kind != UploadKind.CONCEPT_OUTLINE)
    counting = counting.where(Upload.replaced_at.is_(None))
    return session.scalars(counting.order_by(Upload.uploaded_at, Upload.title)).all()


def a_page(number):
    """PDFs that differ."""
    return a_pdf(lambda document: document.docinfo.update({"/Title": str(number)}))


def test_the_section_of_annexes_is_complete_only_once_there_is_one(browser):
    before = browser.get(PAGE).text
    send(browser, ANNEX, ("Plan.pdf", a_pdf()))
    after = browser.get(PAGE).text

    assert ("Freiwillig" in before, "nichts hochgeladen" in before) == (True, True)
    assert ("Freiwillig" in after, "1 Anlage" in after) == (False, True)


def test_several_files_come_with_one_form_and_can_be_told_apart(browser, session):
    answer = send(
        browser, {**ANNEX, "title": "Kosten"},
        ("Reisen.xlsx", a_sheet()), ("Plan.pdf", a_pdf()), ("Hafen.jpg", a_photo()),
    )  # fmt: skip
    page = browser.get(FILES).text

    assert answer.status_code == 303
    assert [(one.title, one.file_name, one.language) for one in annexes(session)] == [
        ("Kosten – Hafen", "Hafen.jpg", "de"),
        ("Kosten – Plan", "Plan.pdf", "de"),
        ("Kosten – Reisen", "Reisen.xlsx", "de"),
    ]
    assert "3 Dateien sind gespeichert." in page
    assert "ohne Angaben zu Ort, Zeit und Kamera." in page


def test_a_letter_of_intent_says_who_signed_it_and_when(browser, session):
    answer = send(browser, LETTER, ("LoI.pdf", a_pdf()))
    (letter,) = annexes(session)
    page = browser.get(FILES).text

    assert answer.status_code == 303
    assert letter.parties == ["Université Laval", "Hafen AG"]
    assert "unterschrieben am 02.03.2026 von Université Laval, Hafen AG" in page
    assert "Absichtserklärung, Englisch" in page


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"signed_on": ""}, "Geben Sie den Tag der Unterschrift ein."),
        ({"signed_on": "01.01.2190"}, "Der Tag der Unterschrift liegt in der Zukunft."),
        ({"parties": " \r\n"}, "Genannt: 0, nötig: 1."),
        ({"kind": "cooperation_agreement", "parties": "A\r\na "}, "Genannt: 1, nötig: 2."),
        ({"parties": "\r\n".join("ab" * 26)}, "Nennen Sie höchstens 50 Unterzeichnende."),
        ({"parties": "x" * 201}, "Ein Name hat mehr als 200 Zeichen."),
        ({"kind": ""}, "Wählen Sie, was Sie hochladen."),
        ({"kind": "concept_outline"}, "Wählen Sie eine der angebotenen Möglichkeiten."),
        ({"language": ""}, "Wählen Sie die Sprache."),
        ({"title": "x" * 121}, "Der Text ist 1 Zeichen zu lang: 121 von 120."),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(browser, session, change, says):
    answer = send(browser, {**LETTER, "title": "Zusage", **change}, ("LoI.pdf", a_pdf()))

    assert answer.status_code == 422
    assert says in answer.text
    assert change.get("title", "Zusage") in answer.text
    assert annexes(session) == []


def test_a_good_file_is_kept_when_another_beside_it_is_refused(browser, session):
    answer = send(browser, ANNEX, ("Plan.pdf", a_pdf()), ("Makro.xlsx", an_xlsm()))

    assert answer.status_code == 422
    assert "Makro.xlsx: Die Tabelle enthält Makros oder Steuerelemente." in answer.text
    assert "1 Datei ist gespeichert." in answer.text
    assert [one.file_name for one in annexes(session)] == ["Plan.pdf"]


def test_a_letter_is_no_spreadsheet(browser, session):
    answer = send(browser, LETTER, ("LoI.xlsx", a_sheet()))

    assert "Erlaubt sind: PDF, PNG, JPEG." in answer.text
    assert annexes(session) == []


def test_without_files_or_with_too_many_the_page_asks(browser, session):
    none = browser.post(FILES, ANNEX)
    many = send(browser, ANNEX, *[(f"{at}.pdf", b"%PDF-") for at in range(11)])

    assert (none.status_code, many.status_code) == (422, 422)
    assert "Wählen Sie eine Datei." in none.text
    assert "Wählen Sie höchstens 10 Dateien auf einmal." in many.text
    assert annexes(session) == []


def test_the_same_file_sent_twice_is_there_once(browser, session):
    send(browser, ANNEX, ("Plan.pdf", a_pdf()))
    again = send(browser, ANNEX, ("Plan.pdf", a_page(1)), ("Plan.pdf", a_page(1)))

    assert again.status_code == 303
    assert len(annexes(session)) == 2


def test_another_file_takes_its_place_and_the_old_one_stays(browser, session):
    send(browser, LETTER, ("LoI.pdf", a_pdf()))
    (old,) = annexes(session)
    fields = {name: value for name, value in LETTER.items() if name != "kind"}

    answer = send(browser, fields, ("LoI neu.pdf", a_page(2)), address=f"{FILES}/{old.id}")
    (new,) = annexes(session)
    page = browser.get(FILES).text

    assert answer.status_code == 303
    assert (new.replaces_id, new.kind, new.file_name) == (old.id, old.kind, "LoI neu.pdf")
    assert old.replaced_at == new.uploaded_at
    assert "Ersetzt oder entfernt" in page
    assert browser.get(f"/uploads/{old.id}").status_code == 200
    assert browser.get(f"{FILES}/{old.id}").status_code == 404, "what is past is not changed"


def test_what_is_said_about_a_file_can_change_and_the_record_knows(browser, session):
    send(browser, ANNEX, ("Plan.pdf", a_pdf()))
    (annex,) = annexes(session)
    sha256 = annex.sha256

    browser.post(f"{FILES}/{annex.id}", {"language": "en", "title": "Work plan"})
    browser.post(f"{FILES}/{annex.id}", {"language": "en", "title": "Work plan"})

    (annex,) = annexes(session)
    assert (annex.title, annex.language, annex.sha256) == ("Work plan", "en", sha256)
    (act,) = session.scalars(select(Act).where(Act.act == "describe_upload")).all()
    assert (act.before["language"], act.after["title"]) == ("de", "Work plan")


def test_an_annex_is_removed_and_kept(browser, session):
    send(browser, ANNEX, ("Plan.pdf", a_pdf()))
    (annex,) = annexes(session)

    answer = browser.post(f"{FILES}/{annex.id}/remove")

    assert answer.status_code == 303
    assert annexes(session) == []
    assert browser.get(f"/uploads/{annex.id}").status_code == 200


def test_the_concept_is_no_annex(browser, session):
    concept = session.scalars(select(Upload)).one()

    assert browser.get(f"{FILES}/{concept.id}").status_code == 404
    assert browser.post(f"{FILES}/{concept.id}/remove").status_code == 404


def limited(session, **limits):
    """The terms of the round, with other limits."""
    terms = terms_of(the_draft(session).terms)
    limited = replace(terms, limits=replace(terms.limits, **limits))
    two = an_officer(session), an_officer(session)
    version = another_version(session, the_draft(session).terms, limited, *two)
    the_draft(session).terms = version
    session.flush()


def test_exactly_as_many_files_as_the_round_allows_are_taken(browser, session):
    limited(session, upload_files=3)  # with the concept

    first = send(browser, ANNEX, ("1.pdf", a_page(1)), ("2.pdf", a_page(2)))
    more = send(browser, ANNEX, ("3.pdf", a_page(3)))
    send(browser, {"language": "de"}, ("4.pdf", a_page(4)),
         address=f"{FILES}/{annexes(session)[0].id}")  # fmt: skip

    assert (first.status_code, more.status_code) == (303, 422)
    assert "4 von höchstens 3 Dateien." in more.text
    assert {one.file_name for one in annexes(session)} == {"4.pdf", "2.pdf"}


def test_what_was_replaced_counts_against_a_limit_of_its_own(browser, session):
    concept = session.scalars(select(Upload)).one()
    limited(session, upload_megabytes=2, upload_kept_megabytes=3)
    page, rest = a_pdf(), 2_000_000 - concept.size
    concept.size += rest - len(page)

    fits = send(browser, ANNEX, ("1.pdf", page))
    more = send(browser, ANNEX, ("2.pdf", a_page(2)))
    concept.replaced_at, concept.size = concept.uploaded_at, 3_000_000 - len(page)
    session.flush()
    kept = send(browser, ANNEX, ("2.pdf", a_page(2)))

    assert (fits.status_code, more.status_code, kept.status_code) == (303, 422, 422)
    assert "Alle Dateien zusammen: 3 MB von höchstens 2 MB." in more.text
    assert "Mit allen ersetzten Dateien: 4 MB von höchstens 3 MB." in kept.text


def test_terms_from_before_files_were_counted_limit_nothing(browser, session):
    limited(session, upload_files=None, upload_megabytes=None, upload_kept_megabytes=None)

    assert send(browser, ANNEX, ("1.pdf", a_pdf())).status_code == 303


def test_what_is_not_clean_is_neither_handed_out_nor_submitted(browser, session):
    send(browser, ANNEX, ("Plan.pdf", a_pdf()))
    (annex,) = annexes(session)
    address = f"/uploads/{annex.id}"

    annex.scan_state, annex.scan_next_at = ScanState.PENDING, annex.uploaded_at
    waits = browser.get(address), browser.post(f"{PAGE}/submit", SIGNED), browser.get(PAGE)
    (annex,) = annexes(session)
    annex.scan_state, annex.scan_next_at = ScanState.INFECTED, None
    annex.scan_found = "EICAR"
    sick = browser.get(address), browser.post(f"{PAGE}/submit", SIGNED), browser.get(FILES)

    assert [answer.status_code for answer in (*waits, *sick)] == [409, 422, 200, 409, 422, 200]
    assert "Diese Datei wird noch geprüft" in waits[0].text
    assert "Wird noch auf Viren geprüft: Plan.pdf." in waits[1].text
    assert "Diese Datei enthält einen Virus" in sick[0].text
    assert "enthält einen Virus" in sick[2].text


def test_after_the_submission_nothing_changes_any_more(browser, session):
    send(browser, ANNEX, ("Plan.pdf", a_pdf()))
    (annex,) = annexes(session)
    assert browser.post(f"{PAGE}/submit", SIGNED).status_code == 303

    answers = [
        send(browser, ANNEX, ("2.pdf", a_page(2))),
        send(browser, {"language": "en"}, ("2.pdf", a_page(2)), address=f"{FILES}/{annex.id}"),
        browser.post(f"{FILES}/{annex.id}", {"language": "en"}),
        browser.post(f"{FILES}/{annex.id}/remove"),
    ]

    assert [answer.status_code for answer in answers] == [409] * 4
    assert [one.language for one in annexes(session)] == ["de"]
    assert "Plan.pdf" in browser.get(PAGE).text
