"""The page of a formal check: what the cluster will read, and no form where nothing is to check."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from grants.models.record import Act
from grants.models.review import FormalCheck, FormalResult
from grants.programme.people import Role
from grants.programme.stages import ApplicationState, RoundState, label
from grants.queries.application import terms_of
from tests.makers.moment import NOON
from tests.makers.person import LONG_AGO, a_person
from tests.makers.review import an_entry, an_officer
from tests.makers.round import a_round
from tests.web.shown import strip

A = ApplicationState
PAGE = "/sponsor/applications/R5-0001/formal-check"


@pytest.fixture
def dirk(client_as, session):
    return client_as(a_person(session, "Dirk Drews", role=Role.SPONSOR))


def test_an_officer_is_told_that_the_cluster_reads_what_is_asked_for(session, dirk):
    an_entry(session, a_round(session, number=5, state=RoundState.FORMAL_CHECK), number="R5-0001")

    page = dirk.get(PAGE).text

    assert "Wenn Sie Unterlagen nachfordern, liest das Cluster diesen Text" in page


@pytest.mark.parametrize(
    ("round_state", "state", "says"),
    [
        (RoundState.FORMAL_CHECK, A.FORMALLY_OK, "schon geprüft"),
        (RoundState.OPEN, A.SUBMITTED, "nicht in der formalen Prüfung"),
        (RoundState.REVIEW, A.UNDER_REVIEW, "nicht in der formalen Prüfung"),
    ],
)
def test_there_is_no_form_where_nothing_is_to_check(session, dirk, round_state, state, says):
    round_ = a_round(session, number=5, state=round_state)
    an_entry(session, round_, number="R5-0001", state=state)

    page = dirk.get(PAGE).text

    assert says in page
    assert "Ergebnis festhalten" not in page


def test_an_officer_gives_back_named_sections(session, dirk):
    round_ = a_round(session, number=5, state=RoundState.FORMAL_CHECK)
    entry = an_entry(session, round_, number="R5-0001", state=A.SUBMITTED)
    answers = {one.code: "yes" for one in terms_of(entry.terms).formal_questions}
    sent = answers | {"complete": "no", "result": "incomplete", "reason_code": "incomplete",
                      "note": "Seite 3 fehlt.", "answer_by": "31.12.2099",
                      "sections": ["concept", "files"]}  # fmt: skip

    assert dirk.post(PAGE, sent | {"sections": ["nothing"]}).status_code == 422
    assert dirk.post(PAGE, sent).status_code == 303

    assert session.scalars(select(FormalCheck)).one().sections == ["concept", "files"]
    assert "Offen: Konzept als PDF, Anlagen" in dirk.get("/sponsor/applications/R5-0001").text


def test_what_is_on_record_stands_beside_each_question(session, dirk):
    round_ = a_round(session, number=5, state=RoundState.FORMAL_CHECK)
    entry = an_entry(session, round_, number="R5-0001", title="")
    entry.submitted_at, entry.late = round_.closes_at + timedelta(minutes=5), True
    other = an_entry(session, round_, number="R5-0002")
    other.cluster, other.state, other.withdrawn_at = entry.cluster, A.WITHDRAWN, LONG_AGO
    session.flush()

    page = dirk.get(PAGE).text

    assert "Einreichschluss 30.06.2026, 23:59:59 Uhr (MESZ). Um 5 Minuten verspätet." in page
    assert f"Antragsteller ist {entry.cluster.management.name}" in page
    named = label(A.WITHDRAWN).de
    assert f"Weitere Bewerbungen des Clusters: R5-0002 ({named})." in page
    assert 'type="radio"' in page
    assert " checked" not in page


def test_one_tick_answers_with_yes_what_was_left_open_and_nothing_else(session, dirk):
    round_ = a_round(session, number=5, state=RoundState.FORMAL_CHECK)
    entry = an_entry(session, round_, number="R5-0001")
    codes = [one.code for one in terms_of(entry.terms).formal_questions]

    refused = dirk.post(PAGE, {"all_yes": "y", "eligible": "no", "result": "passed"})
    kept = dirk.post(PAGE, {"all_yes": "y", "result": "passed"})

    act = session.scalars(select(Act).where(Act.act == "admit")).one()
    assert (refused.status_code, kept.status_code) == (422, 303)
    assert "1 Frage ist mit Nein beantwortet." in refused.text
    assert act.after["answers"] == dict.fromkeys(codes, True)


def test_a_fault_at_a_question_names_it_and_the_result_comes_last(session, dirk):
    round_ = a_round(session, number=5, state=RoundState.FORMAL_CHECK)
    entry = an_entry(session, round_, number="R5-0001")
    questions = [one.question.de for one in terms_of(entry.terms).formal_questions]

    page = dirk.post(PAGE, {}).text

    faults = re.findall(r'<li><a href="#[^"]+">([^<]+)</a></li>', page)
    assert faults == [
        *(f"{one} Beantworten Sie die Frage." for one in questions),
        "Wählen Sie das Ergebnis.",
    ]


def test_what_the_second_officer_wrote_is_there_to_copy(session, dirk, client_as):
    round_ = a_round(session, number=5, state=RoundState.FORMAL_CHECK)
    an_entry(session, round_, number="R5-0001")
    doris = client_as(a_person(session, "Doris Decker", role=Role.SPONSOR))
    sent = {"all_yes": "y", "result": "passed"}

    dirk.post(PAGE, sent | {"note": "In Ordnung."})
    second = doris.post(PAGE, sent | {"note": "Der Partner aus Lyon ist neu."})

    assert second.status_code == 409
    assert "schon geprüft" in second.text
    assert "Ihre Eingabe ist aufgehoben" in second.text
    assert "Der Partner aus Lyon ist neu." in second.text
    assert "Dirk Drews" in second.text
    assert "Ergebnis festhalten" not in second.text
    assert len(session.scalars(select(FormalCheck)).all()) == 1


def test_the_ball_is_with_the_applicant_while_papers_are_awaited(session, client_as, clock_at):
    clock_at(NOON)
    round_ = a_round(session, number=5, state=RoundState.FORMAL_CHECK)
    doris = an_officer(session, "Doris Decker")
    entry = an_entry(session, round_, number="R5-0001", state=A.INCOMPLETE)
    session.add(FormalCheck(
        application=entry, result=FormalResult.INCOMPLETE, reason_code="incomplete", note="Seite 3",
        checked_by=doris, checked_at=NOON, answer_by=date(2028, 5, 20), sections=[],
    ))  # fmt: skip
    session.flush()
    pages = ("/sponsor/rounds/5/formal-check", "/sponsor/rounds/5")

    def seen():
        browser = client_as(doris)
        return [strip(browser.get(page)) for page in pages]

    waiting = seen()
    clock_at(NOON + timedelta(days=4))
    over = seen()
    clock_at(NOON)
    an_entry(session, round_, number="R5-0002")
    to_check = seen()

    for shown in waiting:
        assert shown.startswith("Am Zug Bewerber Unterlagen bis 20.05.2028")
    assert all(shown.startswith("Am Zug Sie") for shown in [*over, *to_check])


def test_whoever_declared_a_conflict_is_offered_no_check_and_has_no_turn(session, dirk):
    an_entry(session, a_round(session, number=5, state=RoundState.FORMAL_CHECK), number="R5-0001")
    said = {"act": "declare", "ground": "Mein Bruder leitet es.", "sure": "y"}
    dirk.post("/sponsor/applications/R5-0001/conflict", said)

    check = dirk.get(PAGE).text
    case = strip(dirk.get("/sponsor/applications/R5-0001"))
    listed = dirk.get("/sponsor/rounds/5/formal-check").text

    assert "Ihr Konflikt: andere prüfen" in listed
    assert PAGE not in listed
    assert "Andere entscheiden." in check
    assert 'id="entry"' not in check
    assert "Andere im Projektträger" in case
    assert "Formal prüfen" not in case
