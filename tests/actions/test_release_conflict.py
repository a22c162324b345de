"""Whoever has a conflict with one application takes no part in what tells of it (R-055)."""

import pytest

from grants.actions.memo import confirm_memo
from grants.actions.officer_conflict import declare_officer_conflict
from grants.actions.release import ask_for_release, confirm_release
from grants.models.decision import DecisionKind
from grants.models.memo import MemoState
from grants.models.release import ReleaseState
from grants.programme.finding import RulesBroken
from tests.makers.decision import a_memo, a_ranked_application, signed, two_officers
from tests.makers.moment import NOON
from tests.makers.review import an_officer
from tests.makers.round import a_round


@pytest.fixture
def officers(session):
    return two_officers(session)


@pytest.fixture
def winner(session, officers):
    """Signed by two officers."""
    application = a_ranked_application(session, a_round(session))
    signed(session, application, DecisionKind.SELECT, *officers)
    return application


@pytest.fixture
def petra(session, winner):
    """An officer who has a conflict with the winner."""
    made = an_officer(session, "Petra Partei")
    declare_officer_conflict(
        session, winner, ground="Mein Schwager arbeitet dort.", by=made.as_actor(), now=NOON
    )
    return made.as_actor()


def rules(broken):
    return [finding.rule for finding in broken.value.findings]


def test_she_neither_asks_for_a_release_nor_confirms_it(session, winner, officers, petra):
    a_memo(session, winner.round, {winner.number: DecisionKind.SELECT}, *officers)

    with pytest.raises(RulesBroken) as asking:
        ask_for_release(session, winner.round, by=petra, now=NOON)
    release = ask_for_release(session, winner.round, by=officers[0].as_actor(), now=NOON)
    with pytest.raises(RulesBroken) as confirming:
        confirm_release(session, release, by=petra, now=NOON)

    assert (rules(asking), rules(confirming)) == (["R-055"], ["R-055"])
    assert release.state is ReleaseState.ASKED


def test_she_does_not_confirm_what_the_ministry_decided(session, winner, officers, petra):
    memo = a_memo(
        session, winner.round, {winner.number: DecisionKind.SELECT}, *officers,
        state=MemoState.RECORDED, confirmed_by=None, confirmed_at=None,
    )  # fmt: skip

    with pytest.raises(RulesBroken) as broken:
        confirm_memo(session, memo, by=petra, now=NOON)

    assert "R-055" in rules(broken)
    assert memo.state is MemoState.RECORDED
