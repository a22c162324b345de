"""The pages of the audit catalogue: what is looked for, what was found, what is said about it."""

from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import select

from grants.actions.observation_run import order_run
from grants.models.observation import Observation, ObservationRun, ObservationWord
from tests.makers.decided import LATER, an_auditor, an_awarded_case
from tests.makers.observation import look
from tests.makers.person import a_person
from tests.makers.review import an_officer
from tests.web.cost import MOST_BYTES, MOST_STATEMENTS, statements
from tests.web.shown import words_of


@pytest.fixture
def case(session):
    """A case in which two reports are missing."""
    return an_awarded_case(session)


@pytest.fixture
def clara(session):
    return an_auditor(session)


@pytest.fixture
def auditor(session, client_as, clock_at, clara):
    clock_at(LATER)
    return client_as(clara)


@pytest.fixture
def officer(session, client_as, clock_at):
    clock_at(LATER)
    return client_as(an_officer(session, "Otto Ohm"))


@pytest.fixture
def looked(session, case, clara):
    """All cases were looked through."""
    return look(session, clara, LATER)


def late(session):
    """The interim reports that are missing."""
    return session.scalars(
        select(Observation)
        .where(Observation.code == "F-07", Observation.subject.contains("/interim/"))
        .order_by(Observation.id)
    ).all()


def read(answer):
    assert answer.status_code == 200
    return unescape(answer.text).replace("\u00a0", " ")


def token(page):
    return page.text.split('name="csrf_token" value="')[1].split('"')[0]


def test_before_the_first_look_nothing_is_said_to_be_clean(auditor, case):
    page = read(auditor.get("/findings"))

    assert "Noch keine Durchsicht." in page
    assert page.count("noch nicht gesucht<") == 21
    assert page.count("Noch nicht gesucht, weil ") == 2


def test_the_catalogue_names_what_cannot_be_computed_instead_of_a_number(auditor, looked):
    page = read(auditor.get("/findings"))

    assert page.count("Noch nicht gesucht, weil ") == 2
    assert "weil Angebote und Aufträge noch nicht erfasst sind" in page
    assert "21 von 23" in page


def test_the_trend_is_a_picture_and_the_same_table(session, auditor, looked, clara):
    look(session, clara, LATER + timedelta(days=1))

    page = read(auditor.get("/findings"))

    assert page.count("<rect x=") >= 2
    assert "Verlauf als Tabelle" in page
    assert "03.06.2030 – 04.06.2030" in page


def test_an_auditor_orders_a_look_and_the_page_waits_for_it(session, auditor, case):
    page = auditor.get("/findings")
    auditor.post("/findings/run", data={"csrf_token": token(page)})

    page = auditor.get("/findings").text
    assert session.query(ObservationRun).count() == 1
    assert "Seite neu laden" in page  # by hand: this page is read for longer than a look takes
    assert "Jetzt durchsehen" not in page


def test_a_look_that_failed_is_not_hidden(session, auditor, looked, clara):
    order_run(session, by=clara.as_actor(), now=LATER)
    session.query(ObservationRun).filter_by(ended_at=None).one().failure = "Datei fehlt"
    session.flush()

    page = read(auditor.get("/findings"))

    assert "Die letzte Durchsicht ist gescheitert: Datei fehlt." in page
    assert "Jetzt durchsehen" in page


def test_the_list_shows_what_was_found_and_filters_it(auditor, looked, case):
    every = read(auditor.get("/findings/list"))
    graver = read(auditor.get("/findings/list?code=F-07&severity=high&state=open"))
    none = read(auditor.get("/findings/list?severity=critical"))

    assert "Zwischennachweis 2029: Frist 30.04.2030, nicht eingegangen." in every
    assert f"{case.number}A/interim/2029" in graver
    assert "Nichts gefunden." in none


def test_the_list_of_a_round_leaves_out_the_others(session, auditor, looked, case):
    number = case.application.round.number

    assert f"{case.number}A" in read(auditor.get(f"/findings/list?round={number}"))
    assert f"{case.number}A" not in read(auditor.get("/findings/list?round=987"))


def test_nonsense_in_the_address_filters_nothing(auditor, looked, case):
    page = read(auditor.get("/findings/list?severity=x&code=DROP&state=1&round=a&page=-3"))

    assert f"{case.number}A/interim/2029" in page


def test_a_full_list_costs_few_statements(session, auditor, looked, case):
    for n in range(70):
        session.add(
            Observation(
                code="F-07", subject_kind="report", subject=f"{case.number}A/interim/{3000 + n}",
                award=case.number, severity="high", first_de="Fehlt.", first_en="Missing.",
                says_de="Fehlt.", says_en="Missing.", first_seen=LATER, last_seen=LATER,
                round=case.application.round,
            )
        )  # fmt: skip
    session.flush()
    session.expire_all()

    answer, seen = statements(session, lambda: auditor.get("/findings/list"))

    assert read(answer).count("<tr class=") == 61
    assert len(seen) <= MOST_STATEMENTS
    assert len(answer.data) <= MOST_BYTES


@pytest.mark.parametrize("page", ["/findings", "/findings/{}"])
def test_the_other_pages_cost_few_statements_too(session, auditor, looked, page):
    address = page.format(late(session)[0].id)
    session.expire_all()

    answer, seen = statements(session, lambda: auditor.get(address))

    assert answer.status_code == 200
    assert len(seen) <= MOST_STATEMENTS


def test_one_finding_names_its_evidence(session, auditor, looked, case):
    one = late(session)[-1]

    page = read(auditor.get(f"/findings/{one.id}"))

    assert f'href="/audit/awards/{case.number}"' in page
    assert f'href="/audit/awards/{case.number}#dates"' in page
    assert "Zahlungsstopp, § 49 Absatz 3 Nummer 2 VwVfG" in page
    assert '<h1 class="kern-heading-large">F-07 Nachweis fehlt oder kam zu spät</h1>' in page


def test_staff_find_their_own_pages_as_evidence(session, officer, looked, case):
    one = late(session)[-1]

    page = read(officer.get(f"/findings/{one.id}"))

    assert f'href="/sponsor/cases/{case.number}"' in page
    assert f'href="/sponsor/reports/{case.number}A/2029"' in page
    assert "/audit/" not in page


def say(browser, one, act, text, revision=None):
    page = browser.get(f"/findings/{one.id}")
    return browser.post(
        f"/findings/{one.id}",
        data={
            "csrf_token": token(page), "act": act, "reason": text,
            "revision": one.revision if revision is None else revision,
        },
    )  # fmt: skip


def test_staff_answer_and_the_auditor_disputes(session, officer, auditor, looked):
    one = late(session)[-1]

    assert say(officer, one, "answer", "Am 2. Juni gemahnt.").status_code == 303
    assert say(auditor, one, "dispute", "Die Mahnung fehlt in der Akte.").status_code == 303

    session.expire_all()
    words = session.scalars(select(ObservationWord).order_by(ObservationWord.id)).all()
    assert [(word.kind.value, word.by.name) for word in words] == [
        ("answer", "Otto Ohm"), ("dispute", "Clara Neumann"),
    ]  # fmt: skip
    page = read(officer.get(f"/findings/{one.id}"))
    assert "Otto Ohm: Am 2. Juni gemahnt." in page
    assert "nicht anerkannt" in page


def test_an_empty_answer_stays_on_the_page_with_a_sentence(session, officer, looked):
    answer = say(officer, late(session)[-1], "answer", " ")

    assert answer.status_code == 422
    assert "Schreiben Sie, was Sie dazu sagen." in unescape(answer.text)


def test_whoever_was_overtaken_keeps_what_they_typed_and_sends_it_again(
    session, officer, auditor, looked
):
    one = late(session)[-1]
    say(officer, one, "answer", "Gemahnt.")
    answer = say(auditor, one, "accept", "In Ordnung.", revision=1)

    assert answer.status_code == 422
    page = unescape(answer.text)
    assert "Inzwischen hat jemand etwas dazu gesagt." in page
    assert "In Ordnung." in page
    assert 'name="revision" value="2"' in page


def test_an_officer_has_no_button_to_judge_with(session, officer, looked):
    one = late(session)[-1]

    page = read(officer.get(f"/findings/{one.id}"))
    answer = say(officer, one, "accept", "Gut so.")

    assert 'value="accept"' not in page
    assert answer.status_code == 404


def test_my_day_says_how_many_wait_for_an_answer(session, officer, looked):
    waiting = session.query(Observation).count()

    page = words_of(officer.get("/sponsor"))

    assert f"{waiting} warten auf eine Antwort" in page


def test_an_applicant_finds_nothing(session, client_as, clock_at, looked):
    clock_at(LATER)
    anna = client_as(a_person(session, "Anna Ahn"))

    assert anna.get("/findings").status_code == 404
    assert anna.get(f"/findings/{late(session)[0].id}").status_code == 404
