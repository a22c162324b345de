"""Anna hands her application in, withdraws it, and supplies papers."""

from datetime import timedelta

from sqlalchemy import select

from grants.actions.formal_check import check_formally
from grants.models.application import Receipt
from grants.models.review import FormalResult
from grants.papers.receipt import fill_receipt
from grants.programme.people import TeamRole
from grants.programme.stages import ApplicationState, RoundState
from tests.makers.application import an_application
from tests.makers.cluster import a_cluster
from tests.makers.finished import an_open_round
from tests.makers.moment import IN_TIME, NOON
from tests.makers.person import a_person
from tests.makers.review import an_officer
from tests.web.applicant.draft import NUMBER, PAGE, SIGNED, the_draft
from tests.web.shown import strip


def the_deadline_was_a_second_ago(session):
    """As if the round had been announced so: an open deadline moves later only."""
    round_ = the_draft(session).round
    round_.state = RoundState.ANNOUNCED
    session.flush()
    round_.closes_at = NOON - timedelta(seconds=1)
    session.flush()
    round_.state = RoundState.OPEN


def test_a_submission_leads_to_its_receipt(browser, session):
    answer = browser.post(f"{PAGE}/submit", SIGNED)
    page = browser.get(answer.location).text

    receipt = session.scalar(select(Receipt))
    assert (answer.status_code, answer.location) == (303, f"{PAGE}/receipt")
    assert receipt.sha256 in page
    assert "Die PDF-Datei wird erstellt." in page


def test_a_receipt_keeps_the_name_of_the_day_of_its_signature(browser, session, anna):
    browser.post(f"{PAGE}/submit", SIGNED)
    kept = fill_receipt(session, session.scalar(select(Receipt))).submitted_by
    browser.post("/account/name", {"own_name": "Anna Neu"})

    page = browser.get(f"{PAGE}/receipt").text

    assert anna.name == "Anna Neu"
    assert "<dd>Anna Albrecht</dd>" in page
    assert fill_receipt(session, session.scalar(select(Receipt))).submitted_by == kept


def test_a_second_click_is_told_the_time_of_the_first(browser, session):
    browser.post(f"{PAGE}/submit", SIGNED)
    again = browser.post(f"{PAGE}/submit", SIGNED)
    page = browser.get(again.location).text

    assert again.status_code == 303
    assert "Diese Bewerbung ist schon eingereicht, am 17.05.2028 um 12:00:" in page
    assert len(session.scalars(select(Receipt)).all()) == 1


def test_what_is_not_complete_is_not_submitted(browser, session):
    browser.post(f"{PAGE}/outline", {"revision": 1, "outline": ""})

    answer = browser.post(f"{PAGE}/submit", SIGNED)

    assert answer.status_code == 422
    assert the_draft(session).state is ApplicationState.DRAFT


def test_every_broken_rule_is_counted(browser, session):
    for section in ("outline", "profile"):
        browser.get(f"{PAGE}/{section}")
        browser.post(f"{PAGE}/{section}", {"revision": the_draft(session).revision, section: ""})

    page = browser.get(f"{PAGE}/submit").text

    assert "Noch nicht möglich: 2 Regeln sind nicht erfüllt." in page


def test_after_the_deadline_the_draft_stays_readable_and_is_not_submitted(browser, session):
    the_deadline_was_a_second_ago(session)

    answer = browser.post(f"{PAGE}/submit", SIGNED)

    assert answer.status_code == 422
    assert "Ihr Entwurf bleibt lesbar." in answer.text
    assert browser.get(f"{PAGE}/outline").status_code == 200


def test_typing_into_a_submitted_application_loses_nothing(browser):
    browser.post(f"{PAGE}/submit", SIGNED)

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
    a_cluster(session, "Photonik Süd", team={beth: TeamRole.SIGNATORY})
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
    cluster = a_cluster(session, team={beth: TeamRole.SIGNATORY})
    an_application(session, cluster, state=ApplicationState.SELECTED).number = "R6-0001"
    session.flush()
    browser = client_as(beth)

    page = browser.get("/applications/R6-0001")
    answer = browser.get("/applications/R6-0001/withdraw")

    assert "Bewerbung zurückziehen" not in page.text
    assert answer.status_code == 303


def test_papers_are_supplied_on_the_pages_of_the_application(browser, session):
    browser.post(f"{PAGE}/submit", SIGNED)
    round_ = the_draft(session).round
    round_.state = RoundState.FORMAL_CHECK
    session.flush()
    round_.closes_at = NOON - timedelta(seconds=1)
    check_formally(
        session,
        the_draft(session),
        FormalResult.INCOMPLETE,
        reason_code="incomplete",
        answer_by=IN_TIME,
        note="Es fehlt der Zeitplan.",
        by=an_officer(session).as_actor(),
        now=NOON,
    )

    page = browser.get(PAGE).text
    saved = browser.post(f"{PAGE}/outline", {"revision": 1, "outline": "Mit Zeitplan."})
    preview = browser.get(f"{PAGE}/submit").text
    supplied = browser.post(f"{PAGE}/submit", SIGNED)
    receipt = browser.get(supplied.location).text

    assert "Es fehlt der Zeitplan." in page
    assert saved.status_code == 303
    assert "Unterlagen nachreichen" in preview
    assert (supplied.status_code, supplied.location) == (303, f"{PAGE}/receipt")
    assert the_draft(session).state is ApplicationState.SUBMITTED
    assert ">2</dd>" in receipt
    assert browser.post(f"{PAGE}/submit", SIGNED).status_code == 303


def test_only_the_sections_that_staff_gave_back_are_open_again(browser, session):
    browser.post(f"{PAGE}/submit", SIGNED)
    draft = the_draft(session)
    draft.round.state = RoundState.FORMAL_CHECK
    session.flush()
    check_formally(
        session, draft, FormalResult.INCOMPLETE, reason_code="incomplete", answer_by=IN_TIME,
        note="Es fehlt der Zeitplan.", sections=("outline", "files"),
        by=an_officer(session).as_actor(), now=NOON,
    )  # fmt: skip

    page = browser.get(PAGE).text
    closed = browser.post(f"{PAGE}/profile", {"revision": 1, "title": "Neu", "profile": "Neu"})
    saved = browser.post(f"{PAGE}/outline", {"revision": 1, "outline": "Mit Zeitplan."})

    assert "Ändern können Sie:</strong> Skizze, Anlagen" in page or "Skizze, Anlagen." in page
    assert f'href="{PAGE}/outline"' in page
    assert f'href="{PAGE}/profile"' not in page
    assert closed.status_code == 422
    assert "Der Abschnitt „Clusterprofil“ ist nicht zurückgegeben." in closed.text
    assert [browser.get(f"{PAGE}/{code}").status_code
            for code in ("profile", "budget", "concept", "declarations")] == [303] * 4  # fmt: skip
    assert browser.get(f"{PAGE}/files").status_code == 200
    assert saved.status_code == 303
    assert browser.post(f"{PAGE}/submit", SIGNED).status_code == 303
    assert the_draft(session).state is ApplicationState.SUBMITTED


def test_the_overview_names_papers_that_are_asked_for(browser, session):
    draft = the_draft(session)
    draft.state, draft.submitted_at = ApplicationState.INCOMPLETE, NOON
    session.flush()

    page = browser.get("/home").text

    assert f"Unterlagen zu {NUMBER} nachreichen" in page
    assert f'href="{PAGE}"' in page


def test_a_received_application_is_opened_again_and_submitted_anew(browser, session):
    browser.post(f"{PAGE}/submit", SIGNED)
    offered = browser.get(PAGE).text
    opened = browser.post(f"{PAGE}/reopen")
    draft = browser.get(PAGE).text
    goodbye = browser.get(f"{PAGE}/withdraw").text

    assert f'action="{PAGE}/reopen"' in offered
    assert (opened.status_code, opened.location) == (303, PAGE)
    assert "Bis Sie neu einreichen, gilt die Fassung, die wir haben." in draft
    assert "Eingereicht ist Fassung 1" in draft
    assert "Bewerbung zurückziehen" in goodbye
    assert "Entwurf löschen" not in goodbye

    browser.post(f"{PAGE}/submit", SIGNED)

    versions = session.scalars(select(Receipt.version).order_by(Receipt.version)).all()
    assert versions == [1, 2]
    assert the_draft(session).state is ApplicationState.SUBMITTED


def test_the_strip_of_a_reopened_draft_says_which_version_counts(browser, session):
    before = strip(browser.get(PAGE))
    browser.post(f"{PAGE}/submit", SIGNED)
    browser.post(f"{PAGE}/reopen")
    german = strip(browser.get(PAGE))
    english = strip(browser.get(f"{PAGE}?lang=en"))

    assert "Entwurf, noch nicht eingereicht" in before
    assert "noch nicht eingereicht" not in german
    assert "Wieder geöffnet; Fassung 1 gilt, bis Sie neu einreichen" in german
    assert "not submitted" not in english
    assert "Opened again; version 1 counts until you submit again" in english


def test_after_the_deadline_a_reopened_draft_leaves_its_version_standing(browser, session):
    browser.post(f"{PAGE}/submit", SIGNED)
    browser.post(f"{PAGE}/reopen")
    the_deadline_was_a_second_ago(session)

    said = strip(browser.get(PAGE))

    assert "Fassung 1 gilt" in said
    assert "nächsten Runde" not in said


def test_after_the_deadline_nothing_received_is_opened_again(browser, session):
    browser.post(f"{PAGE}/submit", SIGNED)
    the_deadline_was_a_second_ago(session)

    page = browser.get(PAGE).text
    answer = browser.post(f"{PAGE}/reopen")

    assert "/reopen" not in page
    assert answer.status_code == 303
    assert the_draft(session).state is ApplicationState.SUBMITTED
