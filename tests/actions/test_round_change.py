"""A round is set up for days to come, and a draft may be corrected until it is announced."""

from datetime import date

import pytest

from grants.actions.round import move_round
from grants.actions.round_change import change_round
from grants.models.record import Act
from grants.programme.finding import RulesBroken
from grants.programme.money import eur
from grants.programme.stages import RoundState
from grants.programme.words import Words
from tests.actions.test_round import new_round
from tests.makers.moment import NOON, days
from tests.makers.review import an_officer


def places(broken):
    """Where the page shows what is wrong."""
    return [(one.rule, one.place) for one in broken.value.findings]


def changed(session, round_, dirk, **more):
    """The round with another name, other days and less money."""
    values = {
        "title": Words("Runde acht", "Round eight"),
        "authority": round_.authority,
        "opens_at": days(20),
        "closes_at": days(70),
        "budget": eur(30_000_000),
        "milestones": {RoundState.REVIEW: date(2028, 9, 1)},
        **more,
    }
    change_round(session, round_, by=dirk.as_actor(), now=NOON, **values)


def test_nobody_sets_up_a_round_that_is_over_already(session):
    with pytest.raises(RulesBroken) as broken:
        new_round(session, an_officer(session).as_actor(), opens_at=days(-60), closes_at=NOON)

    assert places(broken) == [("ROUND-AHEAD", "closes_on")]


def test_a_draft_whose_days_have_passed_is_not_announced(session):
    dirk = an_officer(session).as_actor()
    round_ = new_round(session, dirk)

    with pytest.raises(RulesBroken, match="ROUND-AHEAD"):
        move_round(session, round_, "announce", by=dirk, now=days(60))

    assert round_.state is RoundState.DRAFT
    move_round(session, round_, "announce", by=dirk, now=days(59))
    assert round_.state is RoundState.ANNOUNCED


def test_a_draft_is_corrected_and_the_record_keeps_both(session):
    dirk = an_officer(session)
    round_ = new_round(session, dirk.as_actor())
    changed(session, round_, dirk)

    assert (round_.title_en, round_.closes_at, round_.budget) == (
        "Round eight", days(70), eur(30_000_000),
    )  # fmt: skip
    assert [(one.state, one.on) for one in round_.milestones] == [
        (RoundState.REVIEW, date(2028, 9, 1))
    ]
    act = session.query(Act).filter_by(act="change_round").one()
    assert (act.before["closes_at"], act.after["closes_at"]) == (
        days(60).isoformat(), days(70).isoformat(),
    )  # fmt: skip


def test_the_rules_of_a_new_round_hold_for_a_corrected_one(session):
    dirk = an_officer(session)
    round_ = new_round(session, dirk.as_actor())

    with pytest.raises(RulesBroken) as broken:
        changed(session, round_, dirk, opens_at=days(-9), closes_at=days(-10), budget=eur(0))

    assert places(broken) == [
        ("ROUND-DATES", "closes_on"),
        ("ROUND-AHEAD", "closes_on"),
        ("R-015", "budget"),
    ]
    assert round_.closes_at == days(60)


def test_an_announced_round_is_not_corrected(session):
    dirk = an_officer(session)
    round_ = new_round(session, dirk.as_actor())
    move_round(session, round_, "announce", by=dirk.as_actor(), now=NOON)

    with pytest.raises(RulesBroken, match="ROUND-DRAFT"):
        changed(session, round_, dirk)
