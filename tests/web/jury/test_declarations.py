"""A juror declares on many applications at once: looked over first, and led on from there."""

import re

import pytest
from sqlalchemy import select

from grants.models.application import Application
from grants.models.review import Assignment, ConflictDeclaration
from grants.programme.conflict import ConflictKind
from grants.programme.stages import ApplicationState, RoundState
from tests.makers.jury import a_seat
from tests.makers.person import LONG_AGO
from tests.makers.review import a_juror, a_review, an_entry
from tests.makers.round import a_round


@pytest.fixture
def round_(session):
    return a_round(session, 5, state=RoundState.REVIEW)


def test_conflicts_are_declared_for_all_applications_before_any_is_given(
    session, client_as, round_
):
    jana = a_juror(session)
    a_seat(session, round_, jana)
    for number in ("R5-0001", "R5-0002", "R5-0003"):
        an_entry(session, round_, ApplicationState.UNDER_REVIEW, number=number,
                 outline="Unser geheimer Plan")  # fmt: skip
    browser = client_as(jana)

    before = browser.get("/jury/rounds/5").text
    silent = browser.post("/jury/rounds/5", {"word_R5-0003": "other"})
    typed = {"word_R5-0001": "none", "word_R5-0002": "institution"}
    sent = browser.post("/jury/rounds/5", typed | {"step": "sure"})
    after = browser.get("/jury/rounds/5").text

    assert before.count("geheimer Plan") == 0
    assert (silent.status_code, sent.status_code) == (422, 303)
    said = {
        one.application.number: (one.conflicted, one.kind)
        for one in session.scalars(select(ConflictDeclaration))
    }
    assert said == {
        "R5-0001": (False, None), "R5-0002": (True, ConflictKind.INSTITUTION),
    }  # fmt: skip
    assert [f"word_{number}" in after for number in ("R5-0001", "R5-0002", "R5-0003")] == [
        False, False, True,
    ]  # fmt: skip
    assert "R5-0001: kein Konflikt" in after
    assert "Konflikt: Gleiche Einrichtung" in after
    assert "R5-0002" not in after
    assert browser.get("/jury/R5-0001").status_code == 404  # declared, but not given


def test_a_conflict_that_cannot_be_taken_back_is_looked_over_before_it_is_declared(
    session, client_as, round_
):
    jana = a_juror(session)
    a_seat(session, round_, jana)
    an_entry(session, round_, ApplicationState.UNDER_REVIEW, number="R5-0001")
    typed = {"word_R5-0001": "other", "ground_R5-0001": "Ich wohne nebenan."}
    browser = client_as(jana)

    shown = browser.post("/jury/rounds/5", typed)
    back = browser.post("/jury/rounds/5", typed | {"step": "back"})

    assert (shown.status_code, back.status_code) == (200, 200)
    assert "Verbindlich erklären" in shown.text
    assert 'value="Ich wohne nebenan."' in back.text
    assert session.scalars(select(ConflictDeclaration)).all() == []


def test_one_tick_declares_no_conflict_with_all_others_after_they_were_looked_over(
    session, client_as, round_
):
    jana = a_juror(session)
    a_seat(session, round_, jana)
    numbers = ("R5-0001", "R5-0002", "R5-0003")
    for number in numbers:
        an_entry(session, round_, ApplicationState.UNDER_REVIEW, number=number)
    typed = {f"word_{number}": "" for number in numbers} | {"others": "y"}
    browser = client_as(jana)
    sent = select(ConflictDeclaration.conflicted).join(Application).order_by(Application.number)

    page = browser.get("/jury/rounds/5").text
    alone = browser.post("/jury/rounds/5", typed).text
    shown = browser.post("/jury/rounds/5", typed | {"word_R5-0002": "board"}).text
    before = session.scalars(sent).all()
    confirmed = dict(re.findall(r'name="(word_[^"]+)" value="([^"]*)"', shown))
    # an application that came in between the two pages is not declared on unseen
    an_entry(session, round_, ApplicationState.UNDER_REVIEW, number="R5-0004")
    back = browser.post("/jury/rounds/5", confirmed | {"step": "back"}).text
    browser.post("/jury/rounds/5", confirmed | {"step": "sure"})

    assert "Bei allen anderen kein Konflikt" in page
    assert "Bei diesen Bewerbungen: kein Konflikt" in alone
    assert all(number in alone for number in numbers)
    assert "Dazu kommen 2 Erklärungen ohne Konflikt: R5-0001, R5-0003." in shown
    assert confirmed == {"word_R5-0001": "none", "word_R5-0002": "board", "word_R5-0003": "none"}
    assert back.count('<option value="none" selected') == 2
    assert before == []
    assert session.scalars(sent).all() == [False, True, False]


def test_whoever_has_declared_on_everything_is_led_to_what_was_given_already(
    session, client_as, round_
):
    jana = a_juror(session)
    a_seat(session, round_, jana)
    entries = [
        an_entry(session, round_, ApplicationState.UNDER_REVIEW, number=f"R5-000{at}")
        for at in (1, 2)
    ]
    browser = client_as(jana)
    for entry in entries:
        browser.post("/jury/rounds/5", {f"word_{entry.number}": "none"})

    waiting = browser.get("/jury/rounds/5").text
    session.add(Assignment(application=entries[1], juror=jana, assigned_at=LONG_AGO))
    session.flush()
    given = browser.get("/jury/rounds/5").text

    assert "Wir schreiben Ihnen, sobald Sie Bewerbungen erhalten." in waiting
    assert "Wir schreiben Ihnen" not in given
    assert "Bei Ihnen liegt 1 Bewerbung zur Begutachtung." in given
    assert 'href="/jury/R5-0002"' in given


def test_whoever_reviews_without_an_invitation_declares_for_the_whole_round(
    session, client_as, round_
):
    jana = a_juror(session)
    first, second = (
        an_entry(session, round_, ApplicationState.UNDER_REVIEW, number=f"R5-000{at}")
        for at in (1, 2)
    )
    a_review(session, first, jana)
    browser = client_as(jana)

    home = browser.get("/jury").text
    sent = browser.post("/jury/rounds/5", {"word_R5-0002": "none"})

    assert 'href="/jury/rounds/5"' in home
    assert sent.status_code == 303
    said = select(ConflictDeclaration).where(ConflictDeclaration.application_id == second.id)
    assert session.scalars(said).one().conflicted is False
