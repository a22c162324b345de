"""The pages of an award: the overview, money, plan, concept, letters."""

import io
import re
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import event

from grants.models.award import Phase, PhaseKind
from grants.models.decision import (
    Decision,
    DecisionKind,
    DecisionState,
    Letter,
    LetterKind,
    LetterState,
)
from grants.models.document import Document, DocumentKind
from grants.programme.money import eur
from grants.programme.people import TeamRole
from grants.programme.stages import ApplicationState, AwardState, GrantState, ReportState
from grants.web.database import STORE
from tests.makers.application import an_application
from tests.makers.award import an_award
from tests.makers.cluster import a_cluster
from tests.makers.decision import a_release
from tests.makers.grant import a_grant
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.project import a_plan
from tests.makers.report import a_report
from tests.makers.review import an_officer
from tests.web.applicant.draft import a_pdf


@pytest.fixture
def anna(session):
    return a_person(session)


@pytest.fixture
def award(session, anna):
    """A running concept phase with a plan still to be handed in."""
    cluster = a_cluster(session, "Photonik Nord", team={anna: TeamRole.SIGNATORY})
    application = an_application(session, cluster, state=ApplicationState.SELECTED)
    made = an_award(session, application, state=AwardState.CONCEPT_RUNNING)
    first, last = date(2028, 1, 1), date(2029, 12, 31)
    session.add(Phase(award=made, kind=PhaseKind.CONCEPT, starts_on=first, ends_on=last))
    session.flush()
    return made


def test_after_a_decline_nothing_is_asked_for_or_free(client_as, session, anna, award):
    a_grant(session, award, state=GrantState.APPLIED)
    award.state = AwardState.TERMINATED
    session.flush()
    browser = client_as(anna)

    page = browser.get(f"/awards/{award.number}").text
    home = browser.get("/home").text

    assert "Diese Zuwendung ist beendet." in page
    assert "Nicht mehr verfolgt" in page
    assert "Noch frei" not in page
    assert "Noch frei" not in home


@pytest.fixture
def grant(session, award):
    return a_grant(
        session, award, state=GrantState.APPLIED,
        starts_on=date(2028, 1, 1), ends_on=date(2029, 12, 31),
    )  # fmt: skip


def test_somebody_without_anything_is_shown_the_way(client_as, session):
    page = client_as(a_person(session, "Bea Beginn")).get("/home")

    assert page.status_code == 200
    assert "Noch keine Bewerbung." in page.text


def test_the_overview_names_the_most_overdue_thing_first(client_as, session, anna, grant, clock_at):
    a_report(session, grant, year=2027, due_on=date(2028, 5, 2), state=ReportState.OVERDUE)
    a_plan(session, grant, anna.as_actor(), eur(800_000))
    clock_at(NOON)

    page = client_as(anna).get("/home").text

    assert "g-ball--late" in page
    assert "15\N{NO-BREAK SPACE}Tage überfällig" in page
    assert "Zahlungssperre am 01.06.2028" in page
    assert f"Finanzierungsplan {grant.number} einreichen" in page
    assert "400.000,00" in page


def test_the_overview_asks_the_database_fifteen_times_and_once_for_the_visitor(
    client_as, session, anna, grant
):
    browser = client_as(anna)
    browser.get("/home")
    asked = []
    session.commit()
    connection = session.connection()
    event.listen(connection, "before_cursor_execute", lambda *args: asked.append(args[2]))
    browser.get("/home")

    reads = [one for one in asked if one.lstrip().lower().startswith("select")]
    assert len(reads) <= 16


def test_the_awards_show_what_is_left_of_the_cap(client_as, session, anna, grant):
    a_plan(session, grant, anna.as_actor(), eur(800_000))

    page = client_as(anna).get("/awards").text

    assert "3.600.000,00" in page


def test_an_award_shows_its_duties_and_is_missing_to_strangers(client_as, session, anna, grant):
    a_report(session, grant, year=2028, due_on=date(2029, 4, 30))
    address = f"/awards/{grant.award.number}"

    assert "Zwischennachweis 2028" in client_as(anna).get(address).text
    carl = client_as(a_person(session, "Carl Cremer"))
    assert carl.get(address).status_code == 404
    assert carl.get(f"{address}/budget").status_code == 404
    assert carl.get(f"{address}/concept").status_code == 404


def test_a_plan_is_saved_and_added_up(client_as, anna, grant):
    browser = client_as(anna)
    address = f"/awards/{grant.award.number}/budget"
    page = browser.get(address)
    assert page.status_code == 200

    sent = {"revision": "1", "cost_personnel_2028": "800.000,00", "own_funds": "399.999,99"}
    answer = browser.post(address, sent)

    assert answer.status_code == 303
    page = browser.get(address).text
    assert "Es fehlen 0,01\N{NO-BREAK SPACE}€ Eigenmittel." in page
    assert grant.direct == eur(400_000)


def test_a_plan_with_letters_in_an_amount_keeps_what_was_typed(client_as, anna, grant):
    browser = client_as(anna)
    address = f"/awards/{grant.award.number}/budget"

    answer = browser.post(
        address, {"revision": "1", "cost_personnel_2028": "12o00", "own_funds": "1.000,00"}
    )

    assert answer.status_code == 422
    assert "Wir haben „12o00“ gelesen." in answer.text
    assert 'value="12o00"' in answer.text
    assert 'value="1.000,00"' in answer.text


def test_a_plan_saved_by_two_shows_both_versions(client_as, anna, grant):
    browser = client_as(anna)
    address = f"/awards/{grant.award.number}/budget"
    browser.post(address, {"revision": "1", "cost_personnel_2028": "100,00"})

    answer = browser.post(address, {"revision": "1", "cost_personnel_2028": "200,00"})

    assert answer.status_code == 409
    assert "Zwei Fassungen" in answer.text
    mine = {"revision": "2", "choice": "mine", "mine-cost_personnel_2028": "200,00",
            "cost_personnel_2028": "200,00"}  # fmt: skip
    assert browser.post(address, mine).status_code == 303
    assert grant.costs == eur(200)


def test_a_plan_is_handed_in_and_closed(client_as, session, anna, grant):
    a_plan(session, grant, anna.as_actor(), eur(800_000))
    browser = client_as(anna)
    address = f"/awards/{grant.award.number}/budget"
    browser.get(address)

    answer = browser.post(f"{address}/concept/hand-in")

    assert answer.status_code == 303
    page = browser.get(address).text
    assert "Eingereicht am" in page
    assert "Plan einreichen" not in page


def test_a_plan_that_breaks_rules_is_not_handed_in(client_as, session, anna, grant):
    browser = client_as(anna)
    address = f"/awards/{grant.award.number}/budget"
    browser.get(address)

    answer = browser.post(f"{address}/concept/hand-in")

    assert answer.status_code == 422
    assert grant.handed_in_at is None


def test_a_concept_needs_its_file_and_every_part(client_as, anna, award, clock_at):
    clock_at(NOON)
    browser = client_as(anna)
    address = f"/awards/{award.number}/concept"
    browser.get(address)

    answer = browser.post(f"{address}/submit", {"parts": "ideas"})

    assert answer.status_code == 422
    assert "Laden Sie das Konzept als PDF hoch." in answer.text
    assert 'value="ideas" checked' in answer.text


def test_file_and_ticks_of_a_concept_do_not_lose_each_other(client_as, anna, award, clock_at):
    clock_at(NOON)
    browser = client_as(anna)
    address = f"/awards/{award.number}/concept"

    def chosen(name="konzept.pdf", pages=1):
        return {"file": (io.BytesIO(a_pdf(pages)), name)}

    uploaded = browser.post(address, {"parts": ["ideas", "regions"], **chosen()})
    after = browser.get(uploaded.location).text
    assert ("konzept.pdf" in after, after.count(" checked")) == (True, 2)

    part = browser.post(f"{address}/submit", {"parts": "ideas", **chosen("neu.pdf", pages=2)})
    assert (part.status_code, "neu.pdf" in part.text) == (422, True)
    assert 'value="ideas" checked' in part.text

    codes = re.findall(r'name="parts" value="(\w+)"', part.text)
    whole = browser.post(f"{address}/submit", {"parts": codes})
    assert whole.status_code == 303
    assert "neu.pdf" in browser.get(address).text


def test_opening_a_letter_hands_out_its_pdf_and_notes_the_first_time(
    client_as, session, app, anna, award
):
    letter = a_letter(session, app, award)
    browser = client_as(anna)
    assert "Auswahlschreiben" in browser.get("/letters").text

    answer = browser.get(f"/letters/{letter.check_code}/pdf")

    assert (answer.status_code, answer.data) == (200, b"%PDF-1.7 letter")
    first = letter.retrieved_at
    assert first is not None
    browser.get(f"/letters/{letter.check_code}/pdf")
    assert letter.retrieved_at == first
    carl = client_as(a_person(session, "Carl Cremer"))
    assert carl.get(f"/letters/{letter.check_code}/pdf").status_code == 404


def a_letter(session, app, award):
    officer = an_officer(session)
    document = Document(
        kind=DocumentKind.LETTER, file_name="auswahl.pdf", sha256="ab" * 32, size=15,
        key=app.extensions[STORE].put(b"%PDF-1.7 letter"), template_version="1",
        snapshot={}, created_at=NOON,
    )  # fmt: skip
    second = an_officer(session, "Berta Beck")
    decision = Decision(
        kind=DecisionKind.SELECT, state=DecisionState.COUNTERSIGNED, application=award.application,
        terms=award.terms, proposed_by=officer, proposed_at=NOON, countersigned_by=second,
        countersigned_at=NOON, released_at=NOON,
        release=a_release(session, award.application.round, officer, second),
    )  # fmt: skip
    session.add_all([document, decision])
    session.flush()
    letter = Letter(
        kind=LetterKind.SELECTION, number=f"1-{award.number}", check_code=uuid4().hex[:12],
        state=LetterState.RENDERED, decision=decision, application=award.application,
        dated=date(2028, 1, 1), template_version="1", snapshot={}, document_id=document.id,
        ordered_at=NOON,
    )  # fmt: skip
    session.add(letter)
    session.flush()
    return letter
