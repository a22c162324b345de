"""Extending a deadline in the browser: two officers, a clear moment, and what was typed stays."""

import re

import pytest
from sqlalchemy import select

from grants.models.outbox import Mail
from grants.programme.stages import RoundState
from tests.makers.application import an_application
from tests.makers.moment import NOON, days
from tests.makers.review import an_officer
from tests.makers.round import a_round
from tests.web.shown import strip

PAGE = "/sponsor/rounds/6/extension"
SENT = {
    "act": "propose",
    "closes_on": "24.05.2028",
    "closes_time": "23:59:59",
    "reason": "Das Portal war nicht erreichbar.",
}


@pytest.fixture
def round_(session, clock_at):
    clock_at(NOON)
    return a_round(session, 6, state=RoundState.OPEN, closes_at=days(2))


@pytest.fixture
def dirk(session, client_as, round_):
    return client_as(an_officer(session))


@pytest.fixture
def doris(session, client_as, round_):
    return client_as(an_officer(session, "Doris Dietz"))


def test_one_officer_proposes_and_another_confirms(session, round_, dirk, doris):
    an_application(session, None, round_)

    assert dirk.post(PAGE, SENT).status_code == 303
    own = dirk.get(PAGE).text
    assert "Eine zweite Person muss sie bestätigen." in own
    assert "Verlängerung bestätigen" not in own
    assert round_.closes_at == days(2)
    assert strip(dirk.get("/sponsor")).startswith("Am Zug Andere")
    assert "Fristverlängerung bestätigen" in strip(doris.get("/sponsor"))
    assert PAGE in doris.get("/sponsor/rounds/6").text.partition("Kennzahlen")[0]
    shown = doris.get(PAGE).text
    assert "19.05.2028, 12:00:00\N{NO-BREAK SPACE}Uhr\N{NO-BREAK SPACE}(MESZ)" in shown
    assert "24.05.2028, 23:59:59\N{NO-BREAK SPACE}Uhr\N{NO-BREAK SPACE}(MESZ)" in shown
    assert doris.post(PAGE, {"act": "confirm", "sure": "y"}).status_code == 303

    assert f"{round_.closes_at:%d. %H:%M:%S}" == "24. 21:59:59"
    assert round_.state is RoundState.EXTENDED
    assert [mail.kind for mail in session.scalars(select(Mail))] == ["extension"]
    past = dirk.get(PAGE).text
    assert "Frühere Verlängerungen" in past
    assert "Doris Dietz" in past


def test_who_proposed_cannot_confirm_by_sending_the_form(dirk, round_):
    dirk.post(PAGE, SENT)

    answer = dirk.post(PAGE, {"act": "confirm", "sure": "y"})

    assert answer.status_code == 422
    assert "Eine zweite Person muss sie bestätigen." in answer.text
    assert round_.closes_at == days(2)


@pytest.mark.parametrize(
    ("day", "at", "says"),
    [
        ("18.05.2028", "12:00", "Bisher endet die Frist am 19.05.2028, 12:00 Uhr (MESZ), neu am"),
        ("29.10.2028", "02:30", "02:30 Uhr gibt es zweimal. Schreiben Sie 02:30 MESZ oder"),
        ("25.03.2029", "02:30", "02:30 Uhr gibt es nicht. Wählen Sie eine andere Uhrzeit."),
        ("25.05.2028", "12:00 MEZ", "Am 25.05.2028 gilt um diese Zeit MESZ."),
        ("25.05.2028", "mittags", "Schreiben Sie die Uhrzeit wie 18:00 oder 23:59:59."),
        ("25.05.2028", "24:01", "Schreiben Sie die Uhrzeit wie 18:00 oder 23:59:59."),
    ],
)
def test_an_unclear_or_earlier_deadline_is_refused_and_nothing_typed_is_lost(dirk, day, at, says):
    answer = dirk.post(PAGE, {**SENT, "closes_on": day, "closes_time": at})

    assert answer.status_code == 422
    assert says in answer.text
    assert re.search(rf'value="{re.escape(at)}"', answer.text)
    assert SENT["reason"] in answer.text


@pytest.mark.parametrize(
    ("at", "utc"), [("02:30 MESZ", "00:30"), ("02:30 MEZ", "01:30"), ("02:30 +01:00", "01:30")]
)
def test_in_the_hour_that_comes_twice_the_writer_says_which(dirk, doris, round_, at, utc):
    dirk.post(PAGE, {**SENT, "closes_on": "29.10.2028", "closes_time": at})
    doris.post(PAGE, {"act": "confirm", "sure": "y"})

    assert f"{round_.closes_at:%Y-%m-%d %H:%M}" == f"2028-10-29 {utc}"


def test_a_proposal_is_dropped_with_a_reason(dirk, doris, round_):
    dirk.post(PAGE, SENT)

    assert doris.post(PAGE, {"act": "drop", "why": ""}).status_code == 422
    assert doris.post(PAGE, {"act": "drop", "why": "Falscher Tag"}).status_code == 303

    assert doris.post(PAGE, {"act": "confirm", "sure": "y"}).status_code == 422
    shown = dirk.get(PAGE).text
    assert "verworfen: Doris" in shown
    assert "Warum verworfen: Falscher Tag" in shown
    assert round_.closes_at == days(2)


def test_who_comes_second_with_a_proposal_still_sees_what_they_wrote(dirk, doris):
    dirk.post(PAGE, SENT)

    other = {**SENT, "closes_on": "25.05.2028", "reason": "Der Strom war weg."}
    late = doris.post(PAGE, other)
    unread = doris.post(PAGE, {**other, "closes_on": "morgen"})

    assert late.status_code == 422
    assert "wartet schon ein Vorschlag" in late.text
    for page in (late.text, unread.text):
        assert "Ihr Vorschlag, nicht gespeichert" in page
        assert "Der Strom war weg." in page
    assert "25.05.2028" in late.text


def test_a_round_that_is_over_offers_no_form(dirk, session, round_):
    round_.state = RoundState.CLOSED

    assert "Diese Frist lässt sich nicht verlängern." in dirk.get(PAGE).text
    assert dirk.post(PAGE, SENT).status_code == 303
