"""Extending a deadline moves the planned days with it: named, seen and confirmed all at once."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from grants.models.extension import Extension
from grants.models.outbox import Mail
from grants.models.record import Act
from grants.models.round import Milestone
from grants.programme.people import TeamRole
from grants.programme.stages import ApplicationState, RoundState
from tests.makers.application import an_application
from tests.makers.cluster import a_cluster
from tests.makers.moment import NOON, days
from tests.makers.person import a_person
from tests.makers.review import an_officer
from tests.makers.round import a_round

PAGE = "/sponsor/rounds/6/extension"
SENT = {
    "act": "propose",
    "closes_on": "24.05.2028",
    "closes_time": "23:59:59",
    "reason": "Das Portal war nicht erreichbar.",
}
DAYS = {
    "formal_check_on": "31.05.2028",
    "review_on": "01.06.2028",
    "decided_on": "01.08.2028",
}


@pytest.fixture
def round_(session, clock_at):
    clock_at(NOON)
    made = a_round(session, 6, state=RoundState.OPEN, closes_at=days(2))
    with session.no_autoflush:
        for state, on in (
            (RoundState.FORMAL_CHECK, date(2028, 5, 24)),
            (RoundState.REVIEW, date(2028, 5, 25)),
            (RoundState.DECIDED, date(2028, 8, 1)),
        ):
            session.add(Milestone(round=made, on=on, state=state))
    session.flush()
    return made


@pytest.fixture
def dirk(session, client_as, round_):
    return client_as(an_officer(session))


@pytest.fixture
def doris(session, client_as, round_):
    return client_as(an_officer(session, "Doris Dietz"))


def value(page, name):
    return re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)[1]


def planned(session, round_):
    session.expire(round_, ["milestones"])
    return {stone.state.value: stone.on for stone in round_.milestones}


def test_the_days_come_filled_with_what_fits_the_new_deadline(dirk, session):
    answer = dirk.post(PAGE, SENT)

    assert answer.status_code == 200
    assert {name: value(answer.text, name) for name in DAYS} == {
        "formal_check_on": "31.05.2028",
        "review_on": "01.06.2028",
        "decided_on": "01.08.2028",
    }
    assert "Bisher 24.05.2028." in answer.text
    assert value(answer.text, "closes_time") == "23:59:59"
    assert SENT["reason"] in answer.text
    assert session.scalar(select(Extension)) is None


def test_an_earlier_deadline_is_refused_before_any_day_is_asked_for(dirk):
    answer = dirk.post(PAGE, {**SENT, "closes_on": "18.05.2028"})

    assert answer.status_code == 422
    assert "das muss später sein" in answer.text
    assert "formal_check_on" not in answer.text


def test_each_day_is_judged_beside_its_field_and_nothing_typed_is_lost(dirk, session):
    wrong = {**DAYS, "formal_check_on": "24.05.2028", "review_on": "bald", "decided_on": ""}
    unreadable = dirk.post(PAGE, {**SENT, **wrong})
    assert unreadable.status_code == 422
    assert value(unreadable.text, "review_on") == "bald"
    assert "Geben Sie den Tag ein." in unreadable.text

    wrong = {**DAYS, "formal_check_on": "24.05.2028", "decided_on": "31.05.2028"}
    answer = dirk.post(PAGE, {**SENT, **wrong})

    assert answer.status_code == 422
    assert "nach dem Ende der Einreichung am 24.05.2028" in answer.text
    assert "vor dem Tag des Schrittes davor, dem 01.06.2028" in answer.text
    assert value(answer.text, "decided_on") == "31.05.2028"
    assert session.scalar(select(Extension)) is None


def test_the_days_are_reckoned_anew_for_another_deadline(dirk):
    answer = dirk.post(PAGE, {**SENT, **DAYS, "closes_on": "31.05.2028", "step": "secondary"})

    assert answer.status_code == 200
    assert value(answer.text, "formal_check_on") == "07.06.2028"


def test_the_second_person_sees_old_and_new_and_moves_all_at_once(
    session, round_, dirk, doris, client_as
):
    dirk.post(PAGE, {**SENT, **DAYS})
    before = planned(session, round_)

    shown = doris.get(PAGE).text
    for day in ("24.05.2028", "25.05.2028", *DAYS.values()):
        assert day in shown
    assert "bleibt" in shown
    assert before["formal_check"] == date(2028, 5, 24)
    assert doris.post(PAGE, {"act": "confirm", "sure": "y"}).status_code == 303

    assert planned(session, round_) == {
        "formal_check": date(2028, 5, 31),
        "review": date(2028, 6, 1),
        "decided": date(2028, 8, 1),
    }
    kept = session.scalars(select(Extension)).one()
    assert kept.old_milestones["formal_check"] == "2028-05-24"
    assert [state.value for state, *_ in kept.moved] == ["formal_check", "review"]
    act = session.scalars(select(Act).where(Act.act == "extend_round")).one()
    assert act.before["review_on"] == "2028-05-25"
    assert act.after["review_on"] == "2028-06-01"
    assert "decided_on" not in act.after
    past = dirk.get(PAGE).text
    assert "Formale Prüfung: 24.05.2028 → 31.05.2028" in past
    call = client_as().get("/calls/6").text
    assert "31.05.2028" in call
    assert "25.05.2028" not in call


def test_a_dropped_proposal_leaves_the_days(session, round_, dirk, doris):
    dirk.post(PAGE, {**SENT, **DAYS})
    doris.post(PAGE, {"act": "drop", "why": "Falscher Tag"})

    assert planned(session, round_)["formal_check"] == date(2028, 5, 24)


def test_mails_say_the_new_days_to_those_who_write_and_those_who_handed_in(
    session, round_, dirk, doris
):
    anna, ben, carl = (
        a_person(session),
        a_person(session, "Ben Brown", language="en"),
        a_person(session, "Carl Conrad"),
    )
    for person in (anna, ben, carl):
        state = ApplicationState.DRAFT if person is anna else ApplicationState.SUBMITTED
        cluster = a_cluster(session, person.name, team={person: TeamRole.SIGNATORY})
        made = an_application(session, cluster, round_, state=state)
        if person is carl:
            made.state, made.withdrawn_at = ApplicationState.WITHDRAWN, NOON
    session.flush()

    dirk.post(PAGE, {**SENT, **DAYS})
    assert "schon eingereicht" in doris.get(PAGE).text
    doris.post(PAGE, {"act": "confirm", "sure": "y"})

    german, english = session.scalars(select(Mail).order_by(Mail.id)).all()
    assert german.recipient_name == anna.name
    assert "  Formale Prüfung: 31.05.2028 (bisher 24.05.2028)" in german.body
    assert "Entsch" not in german.body
    assert "bis zur neuen Frist weiterschreiben" in german.body
    assert english.recipient_name == "Ben Brown"
    assert "  Review: 1 June 2028 (so far 25 May 2028)" in english.body
    assert "is handed in and stays as it is:\n\nhttp" in english.body
