"""Withdrawing a label: two people, a day and a reason; the gate and the register follow."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from grants.actions.application import submit_application
from grants.actions.label import propose_label
from grants.actions.label_withdrawal import keep_label, propose_label_withdrawal, withdraw_label
from grants.models.record import Act
from grants.programme.finding import RulesBroken
from grants.programme.label_terms import LabelHolder
from grants.programme.stages import ApplicationState
from grants.queries.label import label_page, labels_that_wait, registers
from grants.queries.label_gate import label_finding
from grants.queries.second_person import Pending, waiting_for_second
from tests.actions.test_label import TODAY, broken, gated, proposed
from tests.makers.cluster import a_cluster
from tests.makers.decision import two_officers
from tests.makers.finished import a_finished_draft, an_open_round
from tests.makers.label import a_label, a_register
from tests.makers.moment import NOON
from tests.makers.person import a_person

REASON = "Das Benchmarking wurde widerrufen."
DAY = timedelta(days=1)


@pytest.fixture
def two(session):
    return two_officers(session)


@pytest.fixture
def label(session, two):
    """Bronze, from NOON's day to the end of May two years later."""
    return a_label(session, a_register(session), a_cluster(session), two)


def asked(session, label, by, *, day=TODAY + DAY, reason=REASON):
    propose_label_withdrawal(
        session, label, withdrawn_from=day, reason=reason, by=by.as_actor(), now=NOON
    )
    return label


def withdrawn(session, label, two, *, day=TODAY + DAY):
    withdraw_label(session, asked(session, label, two[0], day=day), by=two[1].as_actor(), now=NOON)
    return label


def test_a_proposal_alone_changes_nothing_and_waits_for_a_second_person(session, two, label):
    asked(session, label, two[0], day=TODAY)

    assert label.ends == label.last
    assert [each.id for each in labels_that_wait(session, two[1].as_actor())] == [label.id]
    waiting = waiting_for_second(session, two[1].as_actor(), 5)
    assert [(each.kind, each.record_id, each.by) for each in waiting] == [
        (Pending.WITHDRAWAL, label.id, two[0].name)
    ]


def test_r054_who_proposed_the_withdrawal_does_not_withdraw(session, two, label):
    asked(session, label, two[0])

    with pytest.raises(RulesBroken) as refused:
        withdraw_label(session, label, by=two[0].as_actor(), now=NOON)

    assert [rule for rule, _, _ in broken(refused)] == ["R-054"]
    label.withdrawn_by, label.withdrawn_at = two[0], NOON
    with pytest.raises(IntegrityError, match="ck_label_withdrawn_by_two"):
        session.flush()


def test_a_withdrawn_label_ends_the_day_before_and_says_who_when_and_why(session, two, label):
    withdrawn(session, label, two, day=date(2028, 6, 1))

    assert (label.ends, label.last) == (date(2028, 5, 31), date(2030, 5, 31))
    acts = session.scalars(select(Act).where(Act.act.like("%label%")).order_by(Act.id)).all()
    assert [(act.act, act.reason, act.after.get("withdrawn_from")) for act in acts[2:]] == [
        ("propose_label_withdrawal", REASON, "2028-06-01"),
        ("withdraw_label", REASON, "2028-06-01"),
    ]


def test_the_register_shows_it_until_the_day_and_then_among_those_that_ended(session, two, label):
    withdrawn(session, label, two, day=TODAY + DAY)

    def shown(day, *, ended):
        return list(label_page(session, code="", day=day, ended=ended, page=1).rows)

    assert (shown(TODAY, ended=False), shown(TODAY, ended=True)) == ([label], [])
    assert (shown(TODAY + DAY, ended=False), shown(TODAY + DAY, ended=True)) == ([], [label])


@pytest.mark.parametrize(("after", "lets_in"), [(0, False), (1, True)])
def test_the_gate_no_longer_counts_it_from_its_day_on(session, two, after, lets_in):
    anna = a_person(session)
    register = a_register(session)
    draft = a_finished_draft(
        session, anna, an_open_round(session, terms=gated(LabelHolder.CLUSTER))
    )
    deadline = date(2028, 6, 16)
    label = a_label(session, register, draft.cluster, two)
    withdrawn(session, label, two, day=deadline + after * DAY)

    if lets_in:
        submit_application(session, draft, by=anna.as_actor(), now=NOON)
        assert draft.state is ApplicationState.SUBMITTED
        return
    with pytest.raises(RulesBroken) as refused:
        submit_application(session, draft, by=anna.as_actor(), now=NOON)
    assert broken(refused)[0][2].endswith("Bronze wurde zum 16.06.2028 entzogen.")


def test_a_lower_label_that_was_not_withdrawn_still_opens_the_gate(session, two):
    register = a_register(session)
    round_ = an_open_round(session, terms=gated(LabelHolder.CLUSTER))
    cluster = a_cluster(session)
    a_label(session, register, cluster, two)
    withdrawn(session, a_label(session, register, cluster, two, level="silver"), two)

    finding = label_finding(session, gated(LabelHolder.CLUSTER), cluster, round_)

    assert finding.holds
    assert "Bronze" in finding.says.de


@pytest.mark.parametrize("day", [date(2028, 5, 16), date(2030, 6, 1)])
def test_the_day_lies_in_the_time_of_the_label(session, two, label, day):
    with pytest.raises(RulesBroken) as refused:
        asked(session, label, two[0], day=day)

    assert broken(refused)[0][1:] == (
        "withdrawn_from",
        f"Der Tag muss vom 17.05.2028 bis 31.05.2030 liegen, Sie haben den {day:%d.%m.%Y} "
        "eingegeben.",
    )


@pytest.mark.parametrize("day", [date(2028, 5, 17), date(2030, 5, 31)])
def test_the_first_and_the_last_day_are_taken(session, two, label, day):
    assert withdrawn(session, label, two, day=day).ends == day - DAY


def test_nothing_is_withdrawn_twice_ungranted_or_without_a_reason(session, two, label):
    with pytest.raises(RulesBroken) as unreasoned:
        asked(session, label, two[0], reason=" ")
    asked(session, label, two[0])
    with pytest.raises(RulesBroken) as again:
        asked(session, label, two[1])
    withdraw_label(session, label, by=two[1].as_actor(), now=NOON)
    with pytest.raises(RulesBroken) as done:
        withdraw_label(session, label, by=two[1].as_actor(), now=NOON)
    with pytest.raises(RulesBroken) as gone:
        asked(session, label, two[0])
    register = registers(session)[label.programme.code]
    waiting = proposed(session, register, a_cluster(session), two[0])
    with pytest.raises(RulesBroken) as ungranted:
        asked(session, waiting, two[1])

    assert [place for _, place, _ in broken(unreasoned)] == ["reason"]
    assert f"{two[0].name} hat den Entzug schon vorgeschlagen." in broken(again)[0][2]
    assert broken(done)
    assert broken(gone)
    assert broken(ungranted)[0][2] == "Dieses Label ist nicht vergeben oder schon entzogen."


def test_a_proposal_that_is_dropped_leaves_the_label_as_it_was(session, two, label):
    asked(session, label, two[0])

    keep_label(session, label, reason="Missverständnis", by=two[1].as_actor(), now=NOON)

    assert (label.withdrawal_by, label.withdrawn_from, label.ends) == (None, None, label.last)
    assert list(labels_that_wait(session, two[1].as_actor())) == []
    withdrawn(session, label, two)
    assert label.withdrawn_at == NOON


def test_after_a_withdrawal_the_same_level_is_a_first_label_again(session, two, label):
    withdrawn(session, label, two, day=label.first)

    again = propose_label(
        session, registers(session)[label.programme.code], label.cluster, level="bronze",
        areas=(), granted_for=TODAY, evidence="Neuer Bericht", by=two[0].as_actor(), now=NOON,
    )  # fmt: skip

    assert again.renews is None
    assert (again.first, again.last) == (label.first, label.last)
