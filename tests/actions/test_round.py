from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from grants.actions.formal_check import check_formally
from grants.actions.round import fingerprint, make_round, move_round, open_and_close_due_rounds
from grants.models.record import Act
from grants.models.review import FormalResult
from grants.models.round import Programme
from grants.programme.finding import RulesBroken
from grants.programme.money import eur
from grants.programme.preset import preset
from grants.programme.stages import ApplicationState, NoSuchMove, RoundState
from grants.programme.terms import terms_as, terms_from
from grants.programme.words import Words
from tests.makers.decision import a_ranked_application
from tests.makers.moment import NOON, days
from tests.makers.person import a_person
from tests.makers.review import an_entry, an_officer
from tests.makers.round import a_round, an_authority

TERMS = preset("interclust")


def new_round(session, by, terms=TERMS, **more):
    return make_round(
        session,
        terms,
        **{
            "programme": Programme(code="interclust", name_de="InterClust", name_en="InterClust"),
            "number": 77,
            "title": Words("Runde 77", "Round 77"),
            "authority": an_authority(session),
            "opens_at": days(10),
            "closes_at": days(60),
            "budget": eur(40_000_000),
            "milestones": {RoundState.REVIEW: date(2028, 8, 1)},
            "by": by,
            "now": NOON,
            **more,
        },
    )


def test_a_round_keeps_its_terms_with_their_fingerprint(session):
    dirk = an_officer(session)

    made = new_round(session, dirk.as_actor())

    assert made.state is RoundState.DRAFT
    assert made.terms.version == 1
    assert terms_from(made.terms.body) == TERMS
    assert made.terms.sha256 == fingerprint(terms_as(TERMS))
    assert [(stone.state, stone.on) for stone in made.milestones] == [
        (RoundState.REVIEW, date(2028, 8, 1))
    ]


def test_every_broken_rule_of_a_new_round_is_named_at_once(session):
    dirk = an_officer(session).as_actor()
    a_round(session, number=77)

    with pytest.raises(RulesBroken) as broken:
        new_round(
            session,
            dirk,
            closes_at=days(10),
            budget=eur(0),
            milestones={
                RoundState.FORMAL_CHECK: date(2028, 9, 1),
                RoundState.REVIEW: date(2028, 8, 1),
            },
        )

    assert [finding.rule for finding in broken.value.findings] == [
        "ROUND-NUMBER",
        "ROUND-DATES",
        "R-015",
        "ROUND-MILESTONES",
    ]


def test_r017_a_round_pays_in_the_currency_in_which_grants_are_kept(session):
    dirk = an_officer(session).as_actor()

    with pytest.raises(RulesBroken) as broken:
        new_round(session, dirk, replace(TERMS, currency="USD"))

    assert [finding.rule for finding in broken.value.findings] == ["R-017"]


def test_no_planned_day_lies_before_the_end_of_the_submission_or_out_of_order(session):
    with pytest.raises(RulesBroken) as broken:
        new_round(
            session,
            an_officer(session).as_actor(),
            closes_at=days(60),
            milestones={
                RoundState.FORMAL_CHECK: date(2028, 7, 16),
                RoundState.REVIEW: date(2028, 9, 1),
                RoundState.JURY_MEETING: date(2028, 8, 31),
                RoundState.DECIDED: date(2028, 9, 1),
            },
        )

    assert [(finding.place, finding.says.de) for finding in broken.value.findings] == [
        ("formal_check_on", "Dieser Tag muss nach dem Ende der Einreichung am 16.07.2028 liegen."),
        ("jury_meeting_on", "Dieser Tag liegt vor dem Tag des Schrittes davor, dem 01.09.2028."),
    ]


def test_a_round_without_goals_cannot_be_announced(session):
    dirk = an_officer(session).as_actor()
    round_ = a_round(
        session, state=RoundState.DRAFT, terms=replace(TERMS, goals=()), closes_at=days(1)
    )

    with pytest.raises(RulesBroken) as broken:
        move_round(session, round_, "announce", by=dirk, now=NOON)

    assert [finding.rule for finding in broken.value.findings] == ["ROUND-GOALS"]
    assert round_.state is RoundState.DRAFT


def test_the_clock_opens_and_closes_and_lets_drafts_expire(session):
    round_ = a_round(session, state=RoundState.ANNOUNCED, opens_at=days(-3), closes_at=days(-1))
    draft = an_entry(session, round_, state=ApplicationState.DRAFT)
    sent = an_entry(session, round_)

    steps = open_and_close_due_rounds(session, now=NOON)

    assert steps == 2
    assert round_.state is RoundState.CLOSED
    assert draft.state is ApplicationState.EXPIRED
    assert sent.state is ApplicationState.SUBMITTED
    assert open_and_close_due_rounds(session, now=NOON) == 0


def test_a_round_stays_open_at_its_last_instant(session):
    round_ = a_round(session, state=RoundState.OPEN, closes_at=NOON)

    assert open_and_close_due_rounds(session, now=NOON) == 0
    assert round_.state is RoundState.OPEN


@pytest.mark.parametrize(("seconds", "steps"), [(1, 0), (120, 0), (121, 1)])
def test_a_round_closes_two_minutes_after_its_deadline_so_that_nobody_in_time_is_shut_out(
    session, seconds, steps
):
    round_ = a_round(session, state=RoundState.OPEN, closes_at=NOON)

    assert open_and_close_due_rounds(session, now=NOON + timedelta(seconds=seconds)) == steps
    assert (round_.state is RoundState.CLOSED) == bool(steps)


def test_no_person_opens_a_round(session):
    dirk = an_officer(session).as_actor()
    round_ = a_round(session, state=RoundState.ANNOUNCED)

    with pytest.raises(NoSuchMove):
        move_round(session, round_, "open", by=dirk, now=NOON)


def test_an_applicant_moves_no_round(session):
    anna = a_person(session).as_actor()
    round_ = a_round(session, state=RoundState.DRAFT)

    with pytest.raises(NoSuchMove):
        move_round(session, round_, "announce", by=anna, now=NOON)


def test_the_review_begins_only_when_every_application_has_a_result(session):
    dirk = an_officer(session).as_actor()
    round_ = a_round(session, state=RoundState.FORMAL_CHECK)
    first, second = an_entry(session, round_), an_entry(session, round_)
    check_formally(session, first, FormalResult.PASSED, by=dirk, now=NOON)

    with pytest.raises(RulesBroken) as broken:
        move_round(session, round_, "review", by=dirk, now=NOON)

    assert [finding.says.en for finding in broken.value.findings] == [
        "Submitted applications: 2, of these with a result 1, withdrawn 0, open 1."
    ]
    assert second.state is ApplicationState.SUBMITTED


def test_beginning_the_review_passes_on_what_is_in_order(session):
    dirk = an_officer(session).as_actor()
    round_ = a_round(session, state=RoundState.FORMAL_CHECK)
    passed, out = an_entry(session, round_), an_entry(session, round_)
    check_formally(session, passed, FormalResult.PASSED, by=dirk, now=NOON)
    check_formally(session, out, FormalResult.REJECTED, reason_code="not_signed", by=dirk, now=NOON)

    move_round(session, round_, "review", by=dirk, now=NOON)

    assert round_.state is RoundState.REVIEW
    assert passed.state is ApplicationState.UNDER_REVIEW
    assert out.state is ApplicationState.FORMALLY_REJECTED


@pytest.mark.parametrize(
    "state",
    [ApplicationState.RECOMMENDED, ApplicationState.RESERVE, ApplicationState.NOT_RECOMMENDED,
     ApplicationState.FORMALLY_REJECTED],
)  # fmt: skip
def test_the_selection_is_not_decided_while_anybody_waits_for_a_decision(session, state):
    dirk = an_officer(session).as_actor()
    round_ = a_round(session, state=RoundState.RANKED)
    a_ranked_application(session, round_, state=state)

    with pytest.raises(RulesBroken) as broken:
        move_round(session, round_, "decide", by=dirk, now=NOON)

    says = {finding.rule: finding.says.en for finding in broken.value.findings}
    assert says["ROUND-DECIDED"] == "Not decided yet: 1."


def test_each_step_of_a_round_is_in_the_record(session):
    dirk = an_officer(session).as_actor()
    round_ = a_round(session, state=RoundState.DRAFT, number=78, closes_at=days(1))

    move_round(session, round_, "announce", by=dirk, now=NOON)
    move_round(session, round_, "cancel", by=dirk, now=NOON, reason="Kein Geld")

    acts = session.scalars(select(Act).where(Act.object_number == "78").order_by(Act.id)).all()
    assert [(act.act, act.after, act.reason) for act in acts] == [
        ("announce_round", {"state": "announced"}, ""),
        ("cancel_round", {"state": "cancelled"}, "Kein Geld"),
    ]


def test_a_round_is_not_cancelled_without_a_reason(session):
    dirk = an_officer(session).as_actor()
    round_ = a_round(session, state=RoundState.ANNOUNCED)

    with pytest.raises(RulesBroken) as broken:
        move_round(session, round_, "cancel", by=dirk, now=NOON, reason=" ")

    assert [finding.rule for finding in broken.value.findings] == ["REASON"]
    assert round_.state is RoundState.ANNOUNCED
