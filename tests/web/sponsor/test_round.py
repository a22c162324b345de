"""Rounds, lists, formal checks, jury and ranking, as sponsor staff see them."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event, select

from grants.models.outbox import Mail
from grants.models.review import Assignment
from grants.models.round import Round
from grants.programme.money import eur
from grants.programme.people import Role
from grants.programme.stages import ApplicationState, RoundState
from tests.makers.moment import NOON, days
from tests.makers.person import a_person
from tests.makers.review import POINTS, a_juror, a_review, an_entry, an_officer
from tests.makers.round import a_round

SECOND = tuple(map(Decimal, ("4.5", "4.0", "4.0", "3.5", "3.5")))
THIRD = tuple(map(Decimal, ("3.5", "4.5", "4.5", "4.0", "4.0")))
WEAK = tuple(map(Decimal, ("4.0", "2.5", "4.0", "4.0", "4.0")))


@pytest.fixture
def dirk(session, client_as):
    """The browser of Dirk, sponsor staff."""
    return client_as(an_officer(session))


@pytest.fixture
def round_(session):
    return a_round(session, 5, state=RoundState.FORMAL_CHECK)


def statements(session, ask):
    seen = []
    connection = session.connection()

    def note(_connection, _cursor, statement, *_more):
        if not statement.startswith(("SAVEPOINT", "RELEASE")):
            seen.append(statement)

    event.listen(connection, "before_cursor_execute", note)
    answer = ask()
    event.remove(connection, "before_cursor_execute", note)
    return answer, seen


def numbers(answer):
    return re.findall(r"<small>(R\d+-\d+)</small>", answer.text)


def test_a_page_of_sixty_rows_needs_few_statements_and_few_bytes(session, dirk, round_):
    for at in range(61):
        an_entry(session, round_, title=f"Vorhaben {at} mit einem längeren Titel")

    answer, seen = statements(session, lambda: dirk.get("/sponsor/applications"))

    assert answer.status_code == 200
    assert len(numbers(answer)) == 60
    assert len(seen) <= 8
    assert len(answer.data) < 60_000


def test_the_list_is_searched_by_beginnings_of_words(session, dirk, round_):
    an_entry(session, round_, number="R5-0041", title="Photonik im Norden")
    an_entry(session, round_, number="R5-0042", title="Wasserstoff im Westen")

    assert numbers(dirk.get("/sponsor/applications?q=photo")) == ["R5-0041"]
    assert numbers(dirk.get("/sponsor/applications?q=wasser+west")) == ["R5-0042"]
    assert numbers(dirk.get("/sponsor/applications?q=R5-0041")) == ["R5-0041"]
    assert numbers(dirk.get("/sponsor/applications?q=%27%3A%26%7C%21")) == ["R5-0042", "R5-0041"]
    assert numbers(dirk.get("/sponsor/applications?q=nirgends")) == []


def test_the_list_is_filtered_by_round_and_state_and_sorted(session, dirk, round_):
    other = a_round(session, 6, state=RoundState.REVIEW)
    an_entry(session, round_, number="R5-0001")
    an_entry(session, other, ApplicationState.UNDER_REVIEW, number="R6-0002")
    old = an_entry(session, round_, ApplicationState.FORMALLY_OK, number="R5-0003")
    old.changed_at += timedelta(days=3)
    an_entry(session, round_, ApplicationState.DRAFT, number="R5-0009")

    assert numbers(dirk.get("/sponsor/applications?round=5")) == ["R5-0003", "R5-0001"]
    assert numbers(dirk.get("/sponsor/rounds/6/applications")) == ["R6-0002"]
    assert numbers(dirk.get("/sponsor/applications?state=formally_ok")) == ["R5-0003"]
    assert numbers(dirk.get("/sponsor/applications?state=draft")) == [
        "R5-0003",
        "R6-0002",
        "R5-0001",
    ]
    assert numbers(dirk.get("/sponsor/applications?order=changed"))[0] == "R5-0003"


def test_nobody_else_opens_these_pages(session, client_as, round_):
    an_entry(session, round_, number="R5-0001")

    for role in (Role.APPLICANT, Role.JUROR, Role.ADMINISTRATOR):
        browser = client_as(a_person(session, role=role))
        for page in ("", "/rounds", "/rounds/5", "/rounds/5/jury", "/applications/R5-0001"):
            assert browser.get(f"/sponsor{page or '/applications'}").status_code == 404


def test_an_application_is_checked_and_the_round_goes_on(session, dirk, round_):
    application = an_entry(session, round_, number="R5-0001")
    questions = ("in_time", "complete", "signed", "eligible", "within_limits", "one_per_round")
    answers = dict.fromkeys(questions, "yes")
    page = "/sponsor/applications/R5-0001/formal-check"

    empty = dirk.post(page, {})
    contrary = dirk.post(page, {**answers, "signed": "no", "result": "passed"})
    passed = dirk.post(page, {**answers, "result": "passed"})
    again = dirk.post(page, {**answers, "result": "passed"})
    step = dirk.post("/sponsor/rounds/5/next", {"act": "review"})

    assert [each.status_code for each in (empty, contrary, passed, again, step)] == [
        422, 422, 303, 409, 303,
    ]  # fmt: skip
    assert application.state is ApplicationState.UNDER_REVIEW
    assert dirk.get("/sponsor/applications/R5-0001").status_code == 200


def test_a_round_goes_no_step_that_is_not_ready_or_not_there(session, dirk, round_):
    an_entry(session, round_)

    assert dirk.post("/sponsor/rounds/5/next", {"act": "review"}).status_code == 422
    assert dirk.post("/sponsor/rounds/5/next", {"act": "announce"}).status_code == 409
    assert session.get(Round, round_.id).state is RoundState.FORMAL_CHECK


def test_jurors_are_assigned_on_one_page(session, dirk, round_):
    application = an_entry(session, round_, ApplicationState.FORMALLY_OK, number="R5-0001")
    jana, jonas = a_juror(session), a_juror(session, "Jonas Jung")
    a_review(session, application, jonas)

    answer = dirk.post("/sponsor/rounds/5/jury", {"seat": [f"R5-0001:{jana.id}"]})
    forged = dirk.post("/sponsor/rounds/5/jury", {"seat": ["R9-0001:1"]})

    page = dirk.get("/sponsor/rounds/5/jury").text
    assert (answer.status_code, forged.status_code) == (303, 422)
    assert page.count("checked") == 2
    assert page.count("disabled") == 1


def test_what_another_officer_assigned_since_the_page_was_made_stays(session, dirk, round_):
    application = an_entry(session, round_, ApplicationState.FORMALLY_OK, number="R5-0001")
    jana, jonas = a_juror(session), a_juror(session, "Jonas Jung")
    page = "/sponsor/rounds/5/jury"
    seen = re.search(r'name="given" value="([^"]*)"', dirk.get(page).text)[1]

    dirk.post(page, {"given": seen, "seat": [f"R5-0001:{jana.id}"]})
    dirk.post(page, {"given": seen, "seat": [f"R5-0001:{jonas.id}"]})
    both = set(session.scalars(select(Assignment.juror_id)))
    dirk.post(page, {"given": f"R5-0001:{jana.id} R5-0001:{jonas.id}",
                     "seat": [f"R5-0001:{jonas.id}"]})  # fmt: skip

    assert both == {jana.id, jonas.id}
    assert session.scalars(select(Assignment.juror_id)).all() == [jonas.id]
    assert application.state is ApplicationState.FORMALLY_OK


def test_jurors_are_told_what_waits_for_them_by_number_only(session, dirk, round_):
    for number in ("R5-0001", "R5-0002"):
        an_entry(session, round_, ApplicationState.FORMALLY_OK, number=number, title="Geheim")
    jana = a_juror(session)

    dirk.post("/sponsor/rounds/5/jury", {"seat": [f"R5-000{n}:{jana.id}" for n in (1, 2)]})
    dirk.post("/sponsor/rounds/5/jury", {"seat": [f"R5-000{n}:{jana.id}" for n in (1, 2)]})

    mail = session.scalars(select(Mail).where(Mail.kind == "reviews")).one()
    assert mail.person_id == jana.id
    assert "R5-0001, R5-0002" in mail.body
    assert "http://localhost/jury" in mail.body
    assert "Geheim" not in mail.body


@pytest.fixture
def jury_meeting(session):
    round_ = a_round(session, 8, state=RoundState.JURY_MEETING, budget=eur(4_000_000))
    jury = [a_juror(session, name) for name in ("Jana Jahn", "Jonas Jung", "Jule Jost")]
    for number, reviews in (
        ("R8-0001", (POINTS, SECOND, THIRD)),
        ("R8-0002", (WEAK,) * 3),
        ("R8-0003", (POINTS,) * 3),
    ):
        application = an_entry(session, round_, ApplicationState.UNDER_REVIEW, number=number)
        for juror, points in zip(jury, reviews, strict=True):
            a_review(session, application, juror, points)
    return round_


def test_the_ranking_shows_4_03_and_where_the_line_lies(session, dirk, jury_meeting):
    page = dirk.get("/sponsor/rounds/8/ranking")

    rows = re.findall(r"/sponsor/applications/(R8-\d+)", page.text)
    assert rows == ["R8-0001", "R8-0003", "R8-0002"]
    assert re.findall(r'data-label="Gesamt">([^<]+)<', page.text) == ["4,03", "3,98", "3,63"]
    assert "Förderlinie: 1 Cluster, nötig 4.000.000,00\xa0€ von 4.000.000,00\xa0€." in page.text
    assert "C2 2,50 unter 3,00" in page.text
    english = dirk.get("/sponsor/rounds/8/ranking?lang=en").text
    assert re.findall(r'data-label="Total">([^<]+)<', english) == ["4.03", "3.98", "3.63"]


def test_the_ranking_is_recorded_by_a_button_and_only_once(session, dirk, jury_meeting):
    first = dirk.post("/sponsor/rounds/8/ranking")
    second = dirk.post("/sponsor/rounds/8/ranking")

    assert (first.status_code, second.status_code) == (303, 409)
    assert session.get(Round, jury_meeting.id).state is RoundState.RANKED
    assert dirk.get("/sponsor/rounds/8").status_code == 200
    assert dirk.get("/sponsor/rounds/8?lang=en").status_code == 200


def test_a_round_is_cancelled_with_a_reason_only(session, dirk, round_):
    assert dirk.post("/sponsor/rounds/5/cancel", {"reason": ""}).status_code == 422
    assert dirk.post("/sponsor/rounds/5/cancel", {"reason": "Kein Geld"}).status_code == 303
    assert session.get(Round, round_.id).state is RoundState.CANCELLED


def test_the_ranking_tells_apart_what_it_needs_and_what_is_promised(session, dirk, jury_meeting):
    before = dirk.get("/sponsor/rounds/8/ranking").text
    jury_meeting.state, jury_meeting.promised = RoundState.DECIDED, eur(0)
    session.flush()
    after = dirk.get("/sponsor/rounds/8/ranking").text

    assert "Bis zur Linie nötig" in before
    assert "Bis zur Linie nötig" not in after
    assert re.search(r"Zugesagt</dt>\s*<dd[^>]*>\s*0", after)


def test_the_draft_of_a_round_is_corrected_until_it_is_announced(session, client_as, clock_at):
    clock_at(NOON)
    dirk = client_as(an_officer(session))
    made = a_round(session, number=8, state=RoundState.DRAFT, closes_at=days(60))
    page = "/sponsor/rounds/8/change"
    typed = {"title_de": "Runde acht", "title_en": "Round eight", "authority": made.authority.code,
             "budget": "30.000.000,00", "opens_on": "20.06.2028", "closes_on": "31.07.2028",
             "review_on": "01.09.2028"}  # fmt: skip

    assert f'value="{made.title_de}"' in dirk.get(page).text
    early = dirk.post(page, typed | {"closes_on": "01.01.2028"})
    sent = dirk.post(page, typed)

    assert (early.status_code, sent.status_code) == (422, 303)
    assert "Runde acht" in early.text
    assert made.title_de == "Runde acht"
    assert [stone.state for stone in made.milestones] == [RoundState.REVIEW]
    made.state = RoundState.ANNOUNCED
    assert dirk.get(page).location == "/sponsor/rounds/8"
    assert dirk.post(page, typed).status_code == 422
