"""Deciding and telling are two acts: two people decide, two people tell, all at one moment."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from grants.actions.application import withdraw_application
from grants.actions.decision import countersign, send_back
from grants.actions.proposal import propose_on_application
from grants.actions.release import (
    ask_for_release,
    ask_for_single_release,
    confirm_release,
    drop_release,
)
from grants.models.award import Award
from grants.models.decision import DecisionKind, DecisionState, Ground, Letter
from grants.models.organisation import Membership
from grants.models.release import ReleaseState
from grants.models.review import FormalCheck, FormalResult
from grants.programme.finding import RulesBroken
from grants.programme.money import NOTHING, eur
from grants.programme.people import TeamRole
from grants.programme.stages import ApplicationState
from grants.queries.told import told_state
from tests.makers.decision import (
    REASONS,
    a_memo,
    a_ranked_application,
    a_reviewed_application,
    decided,
    signed,
    two_officers,
)
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.round import a_round

A, K = ApplicationState, DecisionKind
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def officers(session):
    return two_officers(session)


@pytest.fixture
def three(session, officers):
    """A winner, a reserve and a rejected one, signed by two and covered by the memo."""
    round_ = a_round(session)
    winner = a_ranked_application(session, round_)
    reserve = a_ranked_application(session, round_, state=A.RESERVE, rank=2)
    weak = a_reviewed_application(session, round_, rank=3)
    decisions = [
        signed(session, winner, K.SELECT, *officers),
        signed(session, reserve, K.RESERVE, *officers),
        signed(session, weak, K.REJECT, *officers, reasons=REASONS, ground=Ground.QUALITY),
    ]
    covered = {one.number: one.kind for one in decisions}
    a_memo(session, round_, covered, *officers)
    return decisions


def by(officers):
    """Who asks, and who confirms."""
    return [one.as_actor() for one in officers]


def rules(broken):
    """Which rules refused."""
    return [finding.rule for finding in broken.value.findings]


def asked(session, three, officers, now=NOON):
    """The release of the three, asked for by the first officer."""
    return ask_for_release(session, three[0].application.round, by=by(officers)[0], now=now)


def test_until_the_release_nothing_has_happened_to_anybody(session, three):
    states = [one.application.state for one in three]

    assert states == [A.RECOMMENDED, A.RESERVE, A.NOT_RECOMMENDED]
    assert {told_state(session, one.application) for one in three} == {A.UNDER_REVIEW}
    assert session.scalars(select(Award)).all() == []
    assert session.scalars(select(Letter)).all() == []
    assert three[0].application.round.promised == eur(4_000_000)


def test_two_people_release_everything_at_one_moment(session, three, officers):
    release = asked(session, three, officers)
    confirm_release(session, release, by=by(officers)[1], now=LATER)

    states = [one.application.state for one in three]
    letters = session.scalars(select(Letter)).all()
    assert states == [A.SELECTED, A.RESERVE, A.REJECTED]
    assert {one.released_at for one in three} == {LATER}
    assert {letter.ordered_at for letter in letters} == {LATER}
    assert {letter.decision_id for letter in letters} >= {three[0].id, three[2].id}
    assert len(session.scalars(select(Award)).all()) == 1
    assert three[0].application.round.promised == eur(4_000_000)


def test_the_letters_of_a_batch_name_the_number_selected_in_all(session, three, officers):
    confirm_release(session, asked(session, three, officers), by=by(officers)[1], now=LATER)

    letter = session.scalars(select(Letter).where(Letter.decision_id == three[2].id)).one()

    assert "Ausgewählt ist eine Bewerbung." in letter.snapshot["facts"]["de"]


def test_who_asks_cannot_confirm(session, three, officers):
    release = asked(session, three, officers)

    with pytest.raises(RulesBroken) as broken:
        confirm_release(session, release, by=by(officers)[0], now=LATER)

    assert rules(broken) == ["R-054"]
    assert three[0].application.state is A.RECOMMENDED


def test_the_database_refuses_one_person_in_both_places(session, three, officers):
    release = asked(session, three, officers)

    with pytest.raises(IntegrityError, match="ck_release_four_eyes"):
        session.execute(
            text(
                "update release set state = 'released', released_at = now(),"
                " released_by_id = asked_by_id where id = :id"
            ),
            {"id": release.id},
        )


def test_a_second_confirmation_finds_it_done(session, three, officers):
    release = asked(session, three, officers)
    confirm_release(session, release, by=by(officers)[1], now=LATER)

    with pytest.raises(RulesBroken) as broken:
        confirm_release(session, release, by=by(officers)[1], now=LATER)

    assert rules(broken) == ["RELEASE-OPEN"]
    assert len(session.scalars(select(Letter)).all()) >= 2


def test_it_is_asked_for_once(session, three, officers):
    release = asked(session, three, officers)

    again = asked(session, three, officers)
    with pytest.raises(RulesBroken) as broken:
        ask_for_release(session, release.round, by=by(officers)[1], now=NOON)

    assert again is release

    assert rules(broken) == ["RELEASE-OPEN"]


def test_nobody_is_forgotten(session, three, officers):
    a_ranked_application(session, three[0].application.round, state=A.UNDER_REVIEW, rank=None)

    with pytest.raises(RulesBroken) as broken:
        asked(session, three, officers)

    assert [finding.says.de for finding in broken.value.findings] == [
        "4 eingegangen = 3 zur Freigabe + 0 schon mitgeteilt + 0 zurückgezogen + 1 offen."
    ]


def test_without_the_ministry_nothing_is_told(session, officers):
    decision = signed(session, a_ranked_application(session), K.SELECT, *officers)

    with pytest.raises(RulesBroken) as broken:
        asked(session, [decision], officers)

    assert [finding.says.de for finding in broken.value.findings] == [
        f"Nicht gedeckt: {decision.number}."
    ]


def test_what_the_ministry_decided_otherwise_is_not_told(session, three, officers):
    winner = three[0]
    a_memo(session, winner.application.round, {winner.number: K.RESERVE}, *officers)

    with pytest.raises(RulesBroken) as broken:
        asked(session, three, officers)

    assert rules(broken) == ["RELEASE-MEMO"]


def test_a_decision_taken_back_needs_both_signatures_and_the_release_again(
    session, three, officers
):
    release = asked(session, three, officers)
    first, second = by(officers)
    send_back(session, three[0], reason="Die Bonität ist offen.", by=first, now=LATER)

    assert (three[0].state, release.state) == (DecisionState.VOID, ReleaseState.VOID)
    assert [one.release_id for one in three] == [None] * 3
    assert three[0].application.round.promised == NOTHING
    with pytest.raises(RulesBroken) as broken:
        confirm_release(session, release, by=second, now=LATER)
    assert rules(broken) == ["RELEASE-OPEN"]

    again = propose_on_application(session, three[0].application, K.SELECT, by=second, now=LATER)
    with pytest.raises(RulesBroken) as broken:
        asked(session, three, officers)
    assert rules(broken) == ["RELEASE-ALL"]
    countersign(session, again, by=first, now=LATER)
    confirm_release(session, asked(session, three, officers), by=second, now=LATER)
    assert again.application.state is A.SELECTED


def test_what_was_told_is_not_taken_back(session, three, officers):
    confirm_release(session, asked(session, three, officers), by=by(officers)[1], now=LATER)

    with pytest.raises(RulesBroken) as broken:
        send_back(session, three[2], reason="Irrtum.", by=by(officers)[0], now=LATER)

    assert rules(broken) == ["DECISION-OPEN"]


def test_the_database_lets_no_letter_be_ordered_before_the_release(session, three, officers):
    confirm_release(session, asked(session, three, officers), by=by(officers)[1], now=LATER)
    other = signed(session, a_ranked_application(session), K.SELECT, *officers)

    with pytest.raises(IntegrityError, match="before two people release it"):
        session.execute(text("update letter set decision_id = :id"), {"id": other.id})


def test_a_release_that_is_dropped_leaves_the_decisions(session, three, officers):
    release = asked(session, three, officers)
    drop_release(session, release, reason="Ein Tippfehler.", by=by(officers)[1], now=LATER)

    assert {one.state for one in three} == {DecisionState.COUNTERSIGNED}
    confirm_release(session, asked(session, three, officers), by=by(officers)[1], now=LATER)
    assert three[0].application.state is A.SELECTED


def test_a_formal_rejection_goes_alone_before_the_ranking_and_without_the_ministry(
    session, officers
):
    application = a_ranked_application(session, state=A.FORMALLY_REJECTED, rank=None)
    session.add(
        FormalCheck(
            application=application, result=FormalResult.REJECTED, reason_code="late",
            checked_by=officers[0], checked_at=NOON,
        )
    )  # fmt: skip
    session.flush()
    decision = signed(
        session, application, K.REJECT, *officers, reasons=REASONS, ground=Ground.FORMAL
    )
    first, second = by(officers)

    release = ask_for_single_release(session, decision, by=first, now=NOON)
    confirm_release(session, release, by=second, now=LATER)

    assert session.scalars(select(Letter)).one().decision is decision


def test_another_result_does_not_go_alone(session, three, officers):
    with pytest.raises(RulesBroken) as broken:
        ask_for_single_release(session, three[2], by=by(officers)[0], now=NOON)

    assert rules(broken) == ["RELEASE-ALONE"]


def test_after_the_batch_a_late_decision_goes_alone(session, three, officers):
    confirm_release(session, asked(session, three, officers), by=by(officers)[1], now=LATER)
    reserve = three[1].application

    decided(session, reserve, K.SELECT, *officers)

    assert reserve.state is A.SELECTED


def test_a_cluster_that_withdraws_meanwhile_frees_its_money_and_stops_the_release(
    session, three, officers
):
    release = asked(session, three, officers)
    application = three[0].application
    anna = a_person(session, "Anna Ahrens")
    session.add(
        Membership(cluster=application.cluster, person=anna, role=TeamRole.SIGNATORY, since=NOON)
    )
    session.flush()

    withdraw_application(session, application, by=anna.as_actor(), now=LATER)

    assert application.round.promised == NOTHING
    assert (three[0].state, release.state) == (DecisionState.VOID, ReleaseState.VOID)
    confirm_release(session, asked(session, three, officers), by=by(officers)[1], now=LATER)
    assert application.state is A.WITHDRAWN
