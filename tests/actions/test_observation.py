"""Staff answer an observation, the auditor accepts or disputes the answer; nothing is unsaid."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from grants.actions.observation import say_about
from grants.models.observation import Observation, ObservationWord
from grants.models.record import Act
from grants.programme.finding import RulesBroken
from grants.programme.observation import ObservationState, Severity, SubjectKind, WordKind
from grants.programme.people import Role
from grants.programme.stages import NoSuchMove
from tests.makers.decided import an_auditor
from tests.makers.moment import NOON
from tests.makers.review import an_officer


@pytest.fixture
def observation(session):
    made = Observation(
        code="F-07", subject_kind=SubjectKind.REPORT, subject="03INT400A/interim/2027",
        award="03INT400", severity=Severity.HIGH, first_de="Fehlt.", first_en="Missing.",
        says_de="Fehlt.", says_en="Missing.", first_seen=NOON, last_seen=NOON,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


@pytest.fixture
def dirk(session):
    return an_officer(session)


@pytest.fixture
def clara(session):
    return an_auditor(session)


def say(session, observation, kind, by, words="Wir haben gemahnt.", **more):
    more = {"revision": observation.revision} | more
    say_about(session, observation, kind, words, by=by.as_actor(), now=NOON, **more)


def test_answer_dispute_answer_accept(session, observation, dirk, clara):
    states = []
    for kind, by in (
        (WordKind.ANSWER, dirk), (WordKind.DISPUTE, clara), (WordKind.ANSWER, dirk),
        (WordKind.ACCEPT, clara),
    ):  # fmt: skip
        say(session, observation, kind, by)
        states.append(observation.state.value)

    said = session.scalars(select(ObservationWord).order_by(ObservationWord.id)).all()
    assert states == ["answered", "disputed", "answered", "accepted"]
    assert [(one.kind.value, one.by.name, one.at) for one in said[:2]] == [
        ("answer", "Dirk Dorn", NOON), ("dispute", "Clara Neumann", NOON),
    ]  # fmt: skip


def test_every_word_is_in_the_record(session, observation, dirk):
    say(session, observation, WordKind.ANSWER, dirk)

    act = session.scalars(select(Act)).one()
    assert (act.act, act.object_number) == (
        "answer_observation", "F-07/03INT400A/interim/2027",
    )  # fmt: skip
    assert (act.before, act.after) == ({"state": "open"}, {"state": "answered"})
    assert act.reason == "Wir haben gemahnt."


@pytest.mark.parametrize("kind", [WordKind.ACCEPT, WordKind.DISPUTE])
def test_staff_do_not_judge(session, observation, dirk, kind):
    with pytest.raises(NoSuchMove):
        say(session, observation, kind, dirk)


def test_an_auditor_does_not_answer(session, observation, clara):
    with pytest.raises(NoSuchMove):
        say(session, observation, WordKind.ANSWER, clara)


def test_what_nobody_answered_cannot_be_disputed(session, observation, clara):
    with pytest.raises(NoSuchMove):
        say(session, observation, WordKind.DISPUTE, clara)


def test_what_was_accepted_is_not_answered_any_more(session, observation, dirk, clara):
    say(session, observation, WordKind.ACCEPT, clara)

    with pytest.raises(NoSuchMove):
        say(session, observation, WordKind.ANSWER, dirk)


def test_nothing_said_is_no_answer(session, observation, dirk):
    with pytest.raises(RulesBroken) as refused:
        say(session, observation, WordKind.ANSWER, dirk, words="  \n")

    assert [one.rule for one in refused.value.findings] == ["REASON"]
    assert observation.state is ObservationState.OPEN


def test_whoever_did_not_read_the_last_word_is_told_so(session, observation, dirk, clara):
    say(session, observation, WordKind.ANSWER, dirk)

    with pytest.raises(RulesBroken) as refused:
        say(session, observation, WordKind.ACCEPT, clara, revision=1)

    assert [one.rule for one in refused.value.findings] == ["OBSERVATION-READ"]


def test_an_officer_who_became_an_auditor_does_not_judge_their_own_answer(
    session, observation, dirk
):
    say(session, observation, WordKind.ANSWER, dirk)
    dirk.role = Role.AUDITOR

    with pytest.raises(RulesBroken) as refused:
        say(session, observation, WordKind.ACCEPT, dirk)

    assert [one.rule for one in refused.value.findings] == ["R-054"]


def test_the_database_refuses_it_as_well(session, observation, dirk):
    say(session, observation, WordKind.ANSWER, dirk)

    with pytest.raises(IntegrityError, match="nobody judges an answer of their own"):
        session.execute(
            text(
                "insert into observation_word (observation_id, kind, text, by_id, at)"
                " select observation_id, 'accept', 'Gut.', by_id, at from observation_word"
            )
        )


@pytest.mark.parametrize(
    "change", ["update observation_word set text = 'anders'", "delete from observation_word"]
)
def test_nobody_unsays_anything(session, observation, dirk, change):
    say(session, observation, WordKind.ANSWER, dirk)

    with pytest.raises(IntegrityError, match="kept as they are"):
        session.execute(text(change))
