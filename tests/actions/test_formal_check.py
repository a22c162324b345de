import pytest
from sqlalchemy import select

from grants.actions.formal_check import check_formally
from grants.models.record import Act
from grants.models.review import FormalResult
from grants.programme.finding import RulesBroken
from grants.programme.stages import ApplicationState, NoSuchMove, RoundState
from tests.makers.moment import IN_TIME, NOON
from tests.makers.review import a_juror, an_entry, an_officer
from tests.makers.round import a_round


@pytest.mark.parametrize(
    ("result", "reason", "state"),
    [
        (FormalResult.PASSED, "", ApplicationState.FORMALLY_OK),
        (FormalResult.REJECTED, "not_eligible", ApplicationState.FORMALLY_REJECTED),
        (FormalResult.INCOMPLETE, "not_signed", ApplicationState.INCOMPLETE),
    ],
)
def test_a_result_moves_the_application(session, result, reason, state):
    dirk = an_officer(session).as_actor()
    application = an_entry(session, a_round(session, state=RoundState.FORMAL_CHECK))

    check = check_formally(
        session,
        application,
        result,
        reason_code=reason,
        note="Seite 3",
        by=dirk,
        now=NOON,
        answer_by=IN_TIME if result is FormalResult.INCOMPLETE else None,
    )

    act = session.scalars(select(Act).where(Act.object_number == application.number)).one()
    assert application.state is state
    assert (check.result, check.reason_code) == (result, reason)
    until = {"answer_by": IN_TIME.isoformat()} if check.answer_by else {}
    assert act.after == {"state": state.value, "reason_code": reason, "answers": {}, **until}


@pytest.mark.parametrize(
    ("note", "until"), [("", IN_TIME), ("Seite 3", None), ("Seite 3", NOON.date())]
)
def test_who_asks_for_papers_says_what_is_missing_and_names_a_day_to_come(session, note, until):
    dirk = an_officer(session).as_actor()
    application = an_entry(session, a_round(session, state=RoundState.FORMAL_CHECK))

    with pytest.raises(RulesBroken) as broken:
        check_formally(
            session, application, FormalResult.INCOMPLETE, reason_code="not_signed", note=note,
            answer_by=until, by=dirk, now=NOON,
        )  # fmt: skip

    (finding,) = broken.value.findings
    assert (finding.rule, finding.place) == ("CHECK-REQUEST", "answer_by" if note else "note")


@pytest.mark.parametrize(
    ("result", "reason"),
    [
        (FormalResult.PASSED, "late"),
        (FormalResult.REJECTED, ""),
        (FormalResult.REJECTED, "no_such_reason"),
        (FormalResult.INCOMPLETE, "late"),
    ],
)
def test_reason_and_result_must_fit(session, result, reason):
    dirk = an_officer(session).as_actor()
    application = an_entry(session, a_round(session, state=RoundState.FORMAL_CHECK))

    with pytest.raises(RulesBroken) as broken:
        check_formally(
            session, application, result, reason_code=reason, note="Seite 3", answer_by=IN_TIME,
            by=dirk, now=NOON,
        )  # fmt: skip

    assert [finding.rule for finding in broken.value.findings] == ["CHECK-REASON"]
    assert application.state is ApplicationState.SUBMITTED


def test_nothing_is_checked_while_the_round_is_open(session):
    dirk = an_officer(session).as_actor()
    application = an_entry(session, a_round(session, state=RoundState.OPEN))

    with pytest.raises(RulesBroken) as broken:
        check_formally(session, application, FormalResult.PASSED, by=dirk, now=NOON)

    assert [finding.rule for finding in broken.value.findings] == ["CHECK-TIME"]


def test_a_juror_checks_nothing(session):
    jana = a_juror(session).as_actor()
    application = an_entry(session, a_round(session, state=RoundState.FORMAL_CHECK))

    with pytest.raises(NoSuchMove):
        check_formally(session, application, FormalResult.PASSED, by=jana, now=NOON)


def test_who_has_a_no_does_not_pass(session):
    dirk = an_officer(session).as_actor()
    application = an_entry(session, a_round(session, state=RoundState.FORMAL_CHECK))

    with pytest.raises(RulesBroken) as broken:
        check_formally(
            session,
            application,
            FormalResult.PASSED,
            answers={"in_time": True, "signed": False},
            by=dirk,
            now=NOON,
        )

    assert [finding.says.en for finding in broken.value.findings] == [
        "1 question is answered with no."
    ]


def test_a_reason_whose_question_was_answered_with_yes_is_refused(session):
    dirk = an_officer(session).as_actor()
    application = an_entry(session, a_round(session, state=RoundState.FORMAL_CHECK))
    answers = {"in_time": True, "complete": False}

    with pytest.raises(RulesBroken) as refused:
        check_formally(
            session, application, FormalResult.REJECTED, reason_code="late", answers=answers,
            by=dirk, now=NOON,
        )  # fmt: skip

    assert [finding.rule for finding in refused.value.findings] == ["CHECK-REASON"]
    assert "rechtzeitig" in refused.value.findings[0].says.de
