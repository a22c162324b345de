"""The one-year limit binds those who record it: one person alone does not move it (R-053)."""

from datetime import date, timedelta

import pytest

from grants.actions.hearing import drop_hearing, note_knowledge
from grants.actions.limit_change import (
    confirm_limit_change,
    drop_limit_change,
    propose_limit_change,
)
from grants.programme.finding import RulesBroken
from grants.queries.hearing import limit_changes_of, open_limit_change
from tests.makers.decision import two_officers
from tests.makers.later import AWARDED, TODAY, awarded, heard
from tests.makers.moment import NOON

EARLIER = TODAY - timedelta(days=300)


@pytest.fixture
def officers(session):
    return two_officers(session)


@pytest.fixture
def hearing(session, officers):
    """A hearing whose limit runs since 300 days ago."""
    return heard(session, awarded(session, *officers), officers[0], known_on=EARLIER)


def broken(raised):
    """The numbers of the rules that were broken."""
    return [finding.rule for finding in raised.value.findings]


def later_day(session, hearing, officer, reason="Die Unterlagen kamen erst jetzt."):
    """The proposal to let the limit begin today."""
    return propose_limit_change(session, hearing, known_on=TODAY, deceit=False, reason=reason,
                                by=officer.as_actor(), now=NOON)  # fmt: skip


def test_r053_one_person_does_not_move_the_limit_that_was_recorded(session, officers, hearing):
    with pytest.raises(RulesBroken) as raised:
        note_knowledge(session, hearing, known_on=TODAY, deceit=False,
                       by=officers[0].as_actor(), now=NOON)  # fmt: skip

    assert broken(raised) == ["R-053"]
    assert "zwei Personen" in raised.value.findings[0].says.de
    assert hearing.known_on == EARLIER


def test_r053_nor_does_one_person_say_that_there_is_no_limit(session, officers, hearing):
    with pytest.raises(RulesBroken):
        note_knowledge(session, hearing, known_on=EARLIER, deceit=True,
                       by=officers[0].as_actor(), now=NOON)  # fmt: skip

    assert hearing.deceit is False


def test_r053_the_same_day_entered_twice_is_no_change(session, officers, hearing):
    note_knowledge(session, hearing, known_on=EARLIER, deceit=False,
                   by=officers[0].as_actor(), now=NOON)  # fmt: skip

    assert hearing.known_on == EARLIER


def test_r053_two_people_move_it_with_a_reason_and_both_days_stay_known(session, officers, hearing):
    first, second = officers
    hearing.warned_months = 9
    change = later_day(session, hearing, first)
    assert hearing.known_on == EARLIER

    confirm_limit_change(session, change, by=second.as_actor(), now=NOON)

    assert (hearing.known_on, hearing.warned_months) == (TODAY, 0)
    kept = limit_changes_of(session, hearing)[0]
    assert (kept.old_known_on, kept.known_on, kept.confirmed_by) == (EARLIER, TODAY, second)


def test_r054_who_proposed_it_does_not_confirm_it(session, officers, hearing):
    change = later_day(session, hearing, officers[0])

    with pytest.raises(RulesBroken) as raised:
        confirm_limit_change(session, change, by=officers[0].as_actor(), now=NOON)

    assert broken(raised) == ["R-054"]
    assert hearing.known_on == EARLIER


def test_asked_twice_it_is_one_proposal_and_confirmed_twice_one_change(session, officers, hearing):
    first, second = officers
    change = later_day(session, hearing, first)
    assert later_day(session, hearing, first) is change

    confirm_limit_change(session, change, by=second.as_actor(), now=NOON)
    confirm_limit_change(session, change, by=second.as_actor(), now=NOON)

    assert len(limit_changes_of(session, hearing)) == 1


def test_what_is_dropped_leaves_the_recorded_day(session, officers, hearing):
    change = later_day(session, hearing, officers[0])

    drop_limit_change(session, change, reason="Kein Beleg.", by=officers[1].as_actor(), now=NOON)

    assert hearing.known_on == EARLIER
    assert open_limit_change(session, hearing) is None


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"known_on": AWARDED.date() - timedelta(days=1)}, "R-053"),
        ({"known_on": TODAY + timedelta(days=1)}, "HEARING-DAY"),
        ({"known_on": EARLIER}, "R-053"),
        ({"known_on": TODAY, "reason": " "}, "REASON"),
    ],
)
def test_r053_a_change_that_makes_no_sense_is_refused(session, officers, hearing, change, rule):
    with pytest.raises(RulesBroken) as raised:
        propose_limit_change(session, hearing, **({"deceit": False, "reason": "Grund."} | change),
                             by=officers[0].as_actor(), now=NOON)  # fmt: skip

    assert broken(raised) == [rule]


def test_r053_the_limit_does_not_begin_before_the_award(session, officers):
    grant = awarded(session, *officers)
    hearing = heard(session, grant, officers[0], known_on=None)

    with pytest.raises(RulesBroken) as raised:
        note_knowledge(session, hearing, known_on=AWARDED.date() - timedelta(days=1),
                       deceit=False, by=officers[0].as_actor(), now=NOON)  # fmt: skip
    note_knowledge(session, hearing, known_on=AWARDED.date(), deceit=False,
                   by=officers[0].as_actor(), now=NOON)  # fmt: skip

    assert broken(raised) == ["R-053"]
    assert raised.value.findings[0].says.de.startswith("Der Tag muss am oder nach dem")
    assert hearing.known_on == AWARDED.date()


def test_r053_a_hearing_begun_anew_does_not_begin_the_limit_anew(session, officers, hearing):
    first, second = officers
    drop_hearing(session, hearing, reason="Neu anhören.", by=first.as_actor(), now=NOON)
    again = heard(session, hearing.grant, first, known_on=None)

    with pytest.raises(RulesBroken) as raised:
        note_knowledge(session, again, known_on=TODAY, deceit=False,
                       by=first.as_actor(), now=NOON)  # fmt: skip
    confirm_limit_change(session, later_day(session, again, first), by=second.as_actor(), now=NOON)

    assert broken(raised) == ["R-053"]
    assert again.known_on == TODAY > date(2020, 1, 1)
