"""The pages of an application, as Anna sees them; Carl sessions for another cluster."""

import io
from datetime import timedelta

import pikepdf
import pytest
from sqlalchemy import event, select

from grants.actions.formal_check import check_formally
from grants.models.application import Application, Receipt
from grants.models.document import Upload
from grants.models.organisation import Part
from grants.models.review import FormalResult
from grants.programme.people import Role
from grants.programme.stages import ApplicationState, RoundState
from grants.queries.application import terms_of
from tests.makers.application import an_application
from tests.makers.cluster import a_cluster
from tests.makers.finished import a_finished_draft, an_open_round
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.review import an_officer

NUMBER = "R7-0001"
PAGE = f"/applications/{NUMBER}"


@pytest.fixture
def anna(session, clock_at):
    """Anna, with a draft that could be submitted; it is noon."""
    clock_at(NOON)
    anna = a_person(session)
    a_finished_draft(session, anna, an_open_round(session, number=7)).number = NUMBER
    return anna


@pytest.fixture
def browser(client_as, anna):
    return client_as(anna)


def the_draft(session):
    return session.scalar(select(Application).where(Application.number == NUMBER))


def statements(session, browser, address):
    """How many SQL statements a page needs, sign-in included."""
    seen = []

    def note(connection, cursor, statement, *_more):
        if not statement.startswith(("SAVEPOINT", "RELEASE")):
            seen.append(statement)

    event.listen(session.connection(), "before_cursor_execute", note)
    answer = browser.get(address)
    event.remove(session.connection(), "before_cursor_execute", note)
    assert answer.status_code == 200
    return len(seen)


def a_pdf(pages=1):
    file = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page()
        document.save(file)
    return file.getvalue()


def upload(browser, content, name="Konzept.pdf"):
    answer = browser.post(f"{PAGE}/concept", {"concept": (io.BytesIO(content), name)})
    answer.request.environ["wsgi.input"].close()  # the test client leaves its own copy open
    return answer


def test_a_person_begins_an_application_with_one_click(client_as, session, anna):
    beth = a_person(session, "Beth Brandt")
    a_cluster(session, "Photonik Süd", team={beth: Part.SIGNATORY})
    session.flush()
    browser = client_as(beth)

    answer = browser.post("/applications", {"round": "7", "cluster": "Photonik Süd"})

    assert (answer.status_code, answer.location) == (303, "/applications/R7-0002")
    assert browser.get(answer.location).status_code == 200


def test_the_page_of_applications_needs_at_most_eight_statements(session, browser):
    assert statements(session, browser, "/applications") <= 8


def test_the_page_of_one_application_needs_few_statements(session, browser):
    assert statements(session, browser, PAGE) <= 10


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    "page",
    ["", "/profile", "/outline", "/countries", "/concept", "/budget", "/declarations", "/check",
     "/submit", "/withdraw"],
)  # fmt: skip
def test_every_page_of_a_draft_opens(browser, page, language):
    assert browser.get(f"{PAGE}{page}?lang={language}").status_code == 200


@pytest.mark.parametrize("page", ["", "/outline", "/budget", "/submit", "/receipt", "/withdraw"])
def test_the_application_of_another_cluster_looks_missing(client_as, session, anna, page):
    carl = a_person(session, "Carl Curious")
    a_cluster(session, team={carl: Part.SIGNATORY})
    session.flush()

    foreign = client_as(carl).get(f"{PAGE}{page}")
    missing = client_as(carl).get(f"/applications/R7-9999{page}")

    assert (foreign.status_code, missing.status_code) == (404, 404)


def test_a_text_is_saved_and_its_page_says_when(browser, session):
    answer = browser.post(f"{PAGE}/outline", {"revision": 1, "outline": "Wir gehen nach Kanada."})

    assert (answer.status_code, answer.location) == (303, PAGE)
    assert "Gespeichert um " in browser.get(PAGE).text
    assert the_draft(session).outline == "Wir gehen nach Kanada."


def test_a_text_that_is_too_long_comes_back_in_full(browser, session):
    answer = browser.post(f"{PAGE}/outline", {"revision": 1, "outline": "x" * 8214})

    assert answer.status_code == 422
    assert "Der Text ist 214 Zeichen zu lang: 8.214 von 8.000." in answer.text
    assert "x" * 8214 in answer.text
    assert the_draft(session).outline == "Wir suchen Partner."


def test_a_letter_in_an_amount_is_asked_about_and_comes_back(browser):
    answer = browser.post(f"{PAGE}/budget", {"revision": 1, "own_funds": "12o00"})

    assert answer.status_code == 422
    assert (
        "Schreiben Sie den Betrag in Ziffern, zum Beispiel 12.500,00. Wir haben „12o00“ gelesen."
    ) in answer.text
    assert 'value="12o00"' in answer.text
    assert "<title>Fehler: 3.1 Budget der Konzeptphase" in answer.text


def test_an_ambiguous_amount_is_read_back_and_saved_when_sent_again(browser, session):
    asked = browser.post(f"{PAGE}/budget", {"revision": 1, "third_party": "4.000"})
    sure = browser.post(f"{PAGE}/budget", {"revision": 1, "third_party": "4.000,00"})

    assert asked.status_code == 422
    assert "Wir lesen 4.000 als 4.000,00\N{NO-BREAK SPACE}€. Stimmt das?" in asked.text
    assert 'value="4.000,00"' in asked.text
    assert sure.status_code == 303
    assert the_draft(session).third_party.german_figure == "4.000,00"


def test_a_cent_over_the_cap_is_saved_and_said_in_the_findings(browser):
    fields = {"revision": 1, "requested": "4.000.000,01", "requested_later": "0"}

    saved = browser.post(f"{PAGE}/budget", fields)
    page = browser.get(f"{PAGE}/budget").text.replace("\N{NO-BREAK SPACE}", " ")

    assert saved.status_code == 303
    assert (
        "Die Förderung ist 0,01 € zu hoch: 4.000.000,01 € statt höchstens 4.000.000,00 €." in page
    )


def test_new_dates_bring_new_years_and_the_page_stays_open_for_them(browser):
    answer = browser.post(f"{PAGE}/budget", {"revision": 1, "concept_starts_on": "01.07.2028"})

    assert answer.location == f"{PAGE}/budget"
    assert 'name="cost_personnel_2028"' in browser.get(answer.location).text


def test_an_unknown_country_is_asked_about(browser, session):
    fields = {"revision": 1, "country_1": "Südkorea", "country_2": "Atlantis"}

    answer = browser.post(f"{PAGE}/countries", fields)

    assert answer.status_code == 422
    assert "Wir kennen das Land „Atlantis“ nicht." in answer.text


def test_countries_are_named_in_the_language_of_the_page(browser, session):
    fields = {"revision": 1, "country_1": "Südkorea", "country_2": "Kanada", "country_3": ""}

    browser.post(f"{PAGE}/countries", fields)

    assert [target.country for target in the_draft(session).countries] == ["CA", "KR"]


def test_a_second_writer_sees_both_versions_and_may_keep_either(browser, session):
    browser.post(f"{PAGE}/outline", {"revision": 1, "outline": "Von Bea."})

    both = browser.post(f"{PAGE}/outline", {"revision": 1, "outline": "Von mir."})
    fields = {"revision": 2, "outline": "Gemischt.", "mine-outline": "Von mir."}
    mine = browser.post(f"{PAGE}/outline", {**fields, "choice": "mine"})

    assert both.status_code == 409
    assert "Wählen Sie eine Fassung. Ihre ist aufgehoben." in both.text
    assert 'name="mine-outline" value="Von mir."' in both.text
    assert mine.status_code == 303
    assert the_draft(session).outline == "Von mir."


def test_who_keeps_the_other_version_changes_nothing(browser, session):
    browser.post(f"{PAGE}/outline", {"revision": 1, "outline": "Von Bea."})

    fields = {"revision": 2, "outline": "Von mir.", "choice": "theirs"}
    answer = browser.post(f"{PAGE}/outline", fields)

    assert answer.status_code == 303
    assert the_draft(session).outline == "Von Bea."


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

    page = browser.get(f"{PAGE}/check").text

    assert f"{most + 1} von höchstens {most} Seiten." in page
    assert browser.post(f"{PAGE}/submit").status_code == 422


@pytest.mark.parametrize("size", [20_000_001, 21_000_000])
def test_a_file_over_20_mb_is_refused_with_its_size(browser, size):
    answer = upload(browser, b"%PDF-1.7" + b"0" * (size - 8))

    assert answer.status_code == 422
    assert "Die Datei hat 21 MB. Erlaubt sind 20 MB." in answer.text


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
    browser.post(f"{PAGE}/submit")
    when_submitted = [one.get(address).status_code for one in (browser, carl, dirk, jana)]

    assert while_a_draft == [200, 404, 404, 404]
    assert when_submitted == [200, 404, 200, 404]


def a_person_of_another_cluster(session):
    carl = a_person(session, "Carl Curious")
    a_cluster(session, team={carl: Part.SIGNATORY})
    session.flush()
    return carl


def test_a_submission_leads_to_its_receipt(browser, session):
    answer = browser.post(f"{PAGE}/submit")
    page = browser.get(answer.location).text

    receipt = session.scalar(select(Receipt))
    assert (answer.status_code, answer.location) == (303, f"{PAGE}/receipt")
    assert receipt.sha256 in page
    assert "Die PDF-Datei wird erstellt." in page


def test_a_second_click_is_told_the_time_of_the_first(browser, session):
    browser.post(f"{PAGE}/submit")
    again = browser.post(f"{PAGE}/submit")
    page = browser.get(again.location).text

    assert again.status_code == 303
    assert "Diese Bewerbung ist schon eingereicht, um " in page
    assert len(session.scalars(select(Receipt)).all()) == 1


def test_what_is_not_complete_is_not_submitted(browser, session):
    browser.post(f"{PAGE}/outline", {"revision": 1, "outline": ""})

    answer = browser.post(f"{PAGE}/submit")

    assert answer.status_code == 422
    assert the_draft(session).state is ApplicationState.DRAFT


def test_after_the_deadline_the_draft_stays_readable_and_is_not_submitted(browser, session):
    draft = the_draft(session)
    draft.round.closes_at = NOON - timedelta(seconds=1)
    session.flush()

    answer = browser.post(f"{PAGE}/submit")

    assert answer.status_code == 422
    assert "Ihr Entwurf bleibt lesbar." in answer.text
    assert browser.get(f"{PAGE}/outline").status_code == 200


def test_typing_into_a_submitted_application_loses_nothing(browser):
    browser.post(f"{PAGE}/submit")

    late = browser.post(f"{PAGE}/outline", {"revision": 1, "outline": "Noch ein Satz."})

    assert late.status_code == 409
    assert "Diese Bewerbung ist schon eingereicht, um " in late.text
    assert "Noch ein Satz." in late.text


def test_a_withdrawn_application_is_the_beginning_of_a_new_one(browser, session):
    browser.post(f"{PAGE}/withdraw")
    listed = browser.get("/applications").text
    again = browser.post(
        "/applications",
        {"round": "7", "cluster": the_draft(session).cluster.name, "previous": NUMBER},
    )

    assert f"Mit den Angaben aus {NUMBER} beginnen" in listed
    assert again.location == "/applications/R7-0002"
    assert "Vom Hafen in die Welt" in browser.get(again.location).text


def test_a_round_that_is_not_open_offers_nothing(client_as, session, clock_at):
    beth = a_person(session, "Beth Brandt")
    a_cluster(session, "Photonik Süd", team={beth: Part.SIGNATORY})
    clock_at(NOON)
    an_open_round(session, number=7, state=RoundState.ANNOUNCED)
    session.flush()
    browser = client_as(beth)

    listed = browser.get("/applications").text
    answer = browser.post("/applications", {"round": "7", "cluster": "Photonik Süd"})

    assert "Für Ihr Cluster ist keine Runde offen." in listed
    assert answer.location == "/applications"
    assert "Diese Runde ist nicht offen." in browser.get("/applications").text


def test_a_selected_application_leads_nowhere_near_withdrawing(client_as, session, clock_at):
    beth = a_person(session, "Beth Brandt")
    cluster = a_cluster(session, team={beth: Part.SIGNATORY})
    an_application(session, cluster, state=ApplicationState.SELECTED).number = "R6-0001"
    session.flush()
    browser = client_as(beth)

    page = browser.get("/applications/R6-0001")
    answer = browser.get("/applications/R6-0001/withdraw")

    assert "Bewerbung zurückziehen" not in page.text
    assert answer.status_code == 303


def test_papers_are_supplied_on_the_pages_of_the_application(browser, session):
    browser.post(f"{PAGE}/submit")
    round_ = the_draft(session).round
    round_.state, round_.closes_at = RoundState.FORMAL_CHECK, NOON - timedelta(seconds=1)
    check_formally(
        session,
        the_draft(session),
        FormalResult.INCOMPLETE,
        reason_code="incomplete",
        note="Es fehlt der Zeitplan.",
        by=an_officer(session).as_actor(),
        now=NOON,
    )

    page = browser.get(PAGE).text
    saved = browser.post(f"{PAGE}/outline", {"revision": 1, "outline": "Mit Zeitplan."})
    preview = browser.get(f"{PAGE}/submit").text
    supplied = browser.post(f"{PAGE}/submit")
    receipt = browser.get(supplied.location).text

    assert "Es fehlt der Zeitplan." in page
    assert saved.status_code == 303
    assert "Unterlagen nachreichen" in preview
    assert (supplied.status_code, supplied.location) == (303, f"{PAGE}/receipt")
    assert the_draft(session).state is ApplicationState.SUBMITTED
    assert ">2</dd>" in receipt
    assert browser.post(f"{PAGE}/submit").status_code == 303


def test_the_overview_names_papers_that_are_asked_for(browser, session):
    draft = the_draft(session)
    draft.state, draft.submitted_at = ApplicationState.INCOMPLETE, NOON
    session.flush()

    page = browser.get("/home").text

    assert f"Unterlagen zu {NUMBER} nachreichen" in page
    assert f'href="{PAGE}"' in page
