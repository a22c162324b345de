"""Auditors read everything and change nothing; their pages say what the reports say."""

import re
from datetime import timedelta
from hashlib import sha256
from html import unescape

import pytest
from sqlalchemy import event, text

from grants.actions.seal import seal_acts
from grants.documents.store import Store
from grants.models.decision import Letter, LetterState
from grants.models.document import ComplianceReport, Document, DocumentKind
from grants.models.record import Act
from grants.papers.compliance_award import fill_award_report
from grants.papers.compliance_round import fill_round_report
from grants.programme.money import eur
from grants.programme.people import Role
from grants.web.database import STORE
from tests.makers.decided import LATER, an_auditor, an_awarded_case, hand_in, reports_on
from tests.makers.moment import NOON
from tests.makers.observation import look
from tests.makers.person import a_person
from tests.makers.review import an_officer

PDF = b"%PDF-1.7 a letter"


@pytest.fixture
def case(session):
    return an_awarded_case(session)


@pytest.fixture
def clara(session, client_as, clock_at):
    clock_at(LATER)
    return client_as(an_auditor(session))


def kept_letters(session, store):
    """The documents of all letters, as if the worker had made them."""
    made = []
    for letter in session.query(Letter):
        document = Document(
            kind=DocumentKind.LETTER, file_name="Bescheid.pdf", key=store.put(PDF),
            sha256=sha256(PDF).hexdigest(), size=len(PDF), template_version="1", snapshot={},
            created_at=NOON,
        )  # fmt: skip
        session.add(document)
        session.flush()
        letter.state, letter.document_id = LetterState.RENDERED, document.id
        made.append(document)
    session.flush()
    return made


def statements(session, browser, address):
    """How many statements the page needs, the sign-in included."""
    seen = []
    connection = session.connection()

    def note(*asked):
        if not asked[2].upper().startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            seen.append(asked[2])

    browser.get(address)
    event.listen(connection, "before_cursor_execute", note)
    assert browser.get(address).status_code == 200
    event.remove(connection, "before_cursor_execute", note)
    return len(seen)


def test_every_page_opens_to_an_auditor(case, clara):
    round_number = case.application.round.number
    for address in (
        "/audit", "/audit?lang=en", "/audit/awards", f"/audit/awards/{case.number}",
        f"/audit/awards/{case.number}?lang=en", f"/audit/awards/{case.number}/application",
        "/audit/rounds", f"/audit/rounds/{round_number}", f"/audit/rounds/{round_number}?lang=en",
        "/audit/record", "/audit/record?act=countersign_decision&first=01.01.2028",
        "/audit/record/verify",
    ):  # fmt: skip
        assert (address, clara.get(address).status_code) == (address, 200)


def test_an_award_shows_what_the_catalogue_found_on_it(session, case, clara):
    look(session, an_auditor(session), LATER)

    page = clara.get(f"/audit/awards/{case.number}").text
    assert "Feststellungen des Prüfkatalogs" in page
    assert re.search(r'href="/findings/\d+"[^>]*>F-07', page)


def test_an_empty_house_has_empty_pages(clara):
    for address in ("/audit", "/audit/awards", "/audit/rounds", "/audit/record"):
        assert (address, clara.get(address).status_code) == (address, 200)


def test_nobody_else_sees_them(session, case, client_as):
    officer = client_as(an_officer(session, "Petra Sommer"))

    assert [
        officer.get(address).status_code
        for address in ("/audit", f"/audit/awards/{case.number}", "/audit/record")
    ] == [404, 404, 404]
    assert officer.post(f"/audit/awards/{case.number}/report").status_code == 404


def test_an_auditor_can_send_nothing_but_an_order_and_a_word_on_a_finding(case, clara, app):
    """The guard answers before the page does, so that what a page declares is what happens."""
    may_send = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "POST" in rule.methods
        and Role.AUDITOR in getattr(app.view_functions[rule.endpoint], "open_to", ())
    }
    orders = {
        "auditor_award.order", "auditor_award.order_grant", "auditor_home.order",
        "auditor_package.order_for_award",
        "auditor_package.order_for_round", "auditor_round.order", "auditor_sample.draw",
        "case_file.order", "observation.run",
    }  # fmt: skip
    words = {"observation_word.observation"}
    number, round_number = case.application.number, case.application.round.number

    assert {name for name in may_send if not name.startswith("public_")} == orders | words
    assert [
        clara.post(address).status_code
        for address in (
            f"/applications/{number}/submit", f"/applications/{number}/withdraw",
            f"/sponsor/rounds/{round_number}/next", f"/sponsor/rounds/{round_number}/cancel",
            "/admin/people/1/role", "/admin/people/invite",
        )
    ] == [404] * 6  # fmt: skip


def test_an_order_is_a_row_and_an_act_and_nothing_else(session, case, clara):
    acts = session.query(Act).count()
    for _ in range(2):
        answer = clara.post(f"/audit/awards/{case.number}/report")
    page = clara.get(f"/audit/awards/{case.number}").text

    assert answer.status_code == 303
    assert session.query(ComplianceReport).count() == 1
    assert session.query(Act).count() == acts + 1
    assert page.count("Clara Neumann, wird erstellt") == 1


def test_the_page_says_the_figures_of_the_report(session, case, clara):
    page = clara.get(f"/audit/awards/{case.number}").text
    report = fill_award_report(session, case, cut_off=LATER)

    said = [one.says.de for one in report.findings]
    said += [step.committed.german_figure for step in report.cap_steps]
    said += [row.amount.german_figure for row in report.grants]
    assert [text_ for text_ in said if text_ not in page] == []
    assert page.count(f"<small>von {len(report.calendar)}</small>") == 1


def test_the_page_of_a_round_says_the_findings_of_its_report(session, case, clara, folder):
    store = Store.at(str(folder))
    kept_letters(session, store)
    round_ = case.application.round
    page = unescape(clara.get(f"/audit/rounds/{round_.number}").text)
    report = fill_round_report(session, round_, cut_off=LATER, store=store)

    assert [one.says.de for one in report.findings if one.says.de not in page] == []
    assert page.count("Tage zu spät") + page.count("fehlt seit") >= len(report.late)


@pytest.fixture
def folder(app, tmp_path, monkeypatch):
    """The folder in which the store of this test keeps its files."""
    monkeypatch.setitem(app.extensions, STORE, Store.at(str(tmp_path)))
    return tmp_path


def test_a_changed_byte_of_a_letter_is_seen(session, case, clara, folder):
    documents = kept_letters(session, Store.at(str(folder)))
    before = clara.get(f"/audit/awards/{case.number}").text
    (folder / documents[0].key).write_bytes(PDF.replace(b"letter", b"better"))
    after = clara.get(f"/audit/awards/{case.number}").text

    assert (before.count("stimmt nicht"), after.count("stimmt nicht")) == (0, 1)
    assert after.count("Stimmt nicht: ") == 1


def test_the_list_and_the_record_stay_cheap(session, case, clara):
    assert statements(session, clara, "/audit/awards") <= 8
    assert statements(session, clara, "/audit/record") <= 8


def test_a_span_that_ends_before_it_begins_is_named(session, case, clara):
    turned = clara.get("/audit/record?first=23.11.2026&last=22.11.2026").text
    one_day = clara.get("/audit/record?first=22.11.2026&last=22.11.2026").text

    assert ("Der letzte Tag liegt vor dem ersten." in turned) is True
    assert ("Der letzte Tag liegt vor dem ersten." in one_day) is False


def test_the_record_turns_its_pages_by_the_number_of_the_last_entry(session, case, clara):
    for number in range(130):
        session.add(
            Act(at=NOON + timedelta(seconds=number), actor_id=None, actor_name="Uhr",
                role="clock", act="remind", object_kind="report", object_number=f"X{number:03}")
        )  # fmt: skip
    address, seen = "/audit/record?act=remind", []
    for _ in range(3):
        page = clara.get(address).text
        seen += [number for number in range(130) if f"Nachweis X{number:03}" in page]
        address = page.partition('">Ältere Einträge')[0].rpartition('href="')[2]
        address = address.replace("&amp;", "&")

    assert sorted(seen) == list(range(130))


def test_an_entry_says_what_changed_in_the_readers_words(session, clara):
    session.add(
        Act(at=NOON, actor_id=None, actor_name="Uhr", role="clock", act="miss_report",
            object_kind="report", object_number="03INT400A/final/2026",
            before={"state": "due_soon", "due_on": "2030-04-30"},
            after={"state": "overdue", "amount": "1234.50", "colour": "blue"})
    )  # fmt: skip
    session.flush()
    german = unescape(clara.get("/audit/record").text)
    english = unescape(clara.get("/audit/record?lang=en").text)

    assert german.count("03INT400A, Verwendungsnachweis") == 1
    assert german.count("<li>Frist: 30.04.2030 → –</li>") == 1
    assert german.count("<li>Stand: Bald fällig → Überfällig</li>") == 1
    assert german.count("<li>Betrag: 1.234,50") == 1
    assert german.count("<li>colour: blue</li>") == 1
    assert english.count("03INT400A, Final report") == 1
    assert english.count("<li>Amount: EUR\u00a01,234.50</li>") == 1
    assert (">Uhr<" in english, ">System<" in english) == (False, True)


def test_an_author_of_a_report_is_no_first_person_of_a_decision(session, case, clara):
    anna = a_person(session, "Anna Autorin")
    hand_in(session, reports_on(session, case)[2029], eur(1), eur(1), at=NOON, by=anna)
    page = clara.get(f"/audit/awards/{case.number}").text
    people = page.partition('id="people"')[2].partition("</section>")[0]

    assert (people.count("Dirk Dorn"), people.count("Anna Autorin")) == (2, 0)


def test_money_of_awards_is_called_awarded(session, case, clara):
    overview, round_ = clara.get("/audit").text, clara.get("/audit/rounds").text

    assert overview.count("400.000,00\u00a0€ bewilligt") == 1
    assert (overview + round_).count("ebunden") == 0


def test_a_filter_stands_in_the_address_and_can_be_taken_off(case, clara):
    page = clara.get("/audit/record?actor=Berta&first=2028-05-19").text

    assert page.count("„Berta“") == 1
    assert page.count("von 19.05.2028") == 1
    assert page.count("<div>Berta Beck<small>") > 0
    assert page.count("<div>Dirk Dorn<small>") == 0


def test_a_day_that_is_none_is_said_and_filters_nothing(case, clara):
    page = clara.get("/audit/record?first=32.13.2028").text

    assert page.count("Den 32.13.2028 gibt es im Kalender nicht.") == 1


def test_the_check_of_the_record_finds_a_rewritten_one(session, case, clara):
    seal_acts(session, now=LATER)
    session.commit()
    whole = clara.get("/audit/record/verify").text
    lost = clara.get("/audit/record/verify?head=" + "0" * 63 + "1").text
    session.execute(text("alter table act disable trigger user"))
    session.execute(text("update act set reason = 'nie' where id = (select min(id) from act)"))
    changed = clara.get("/audit/record/verify").text

    assert [page.count("Stimmt nicht") for page in (whole, lost, changed)] == [0, 1, 1]
