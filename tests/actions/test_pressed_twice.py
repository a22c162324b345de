"""A button that is pressed twice does its work once, and ends as if it was pressed once."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from grants.actions.amendment import propose_amendment
from grants.actions.condition import propose_conditional_grant, propose_confirmation
from grants.actions.decision import countersign
from grants.actions.proposal import propose_grant, propose_on_application
from grants.actions.release import ask_for_single_release, confirm_release
from grants.actions.revocation import propose_revocation
from grants.models.decision import Decision, DecisionKind, Letter
from grants.programme.finding import RulesBroken
from grants.programme.money import eur
from grants.queries.amendment import figures_of
from tests.makers.decision import (
    a_fundable_grant,
    a_memo,
    a_ranked_application,
    a_release,
    signed,
    two_officers,
)
from tests.makers.later import CONDITION, TODAY, a_draft, awarded, awarded_conditionally, heard
from tests.makers.moment import NOON


@pytest.fixture
def officers(session):
    return two_officers(session)


def conditional(session, officers):
    """Awarding under a condition."""
    grant = a_fundable_grant(session)
    return lambda by, **more: propose_conditional_grant(
        session, grant, [replace(CONDITION, **more)], conditions=["Eine Auflage."], by=by, now=NOON
    )


def plain(session, officers):
    """The plain award."""
    grant = a_fundable_grant(session)
    return lambda by, **more: propose_grant(session, grant, by=by, now=NOON, **more)


def amendment(session, officers):
    """Other figures."""
    grant = awarded(session, *officers)
    after = replace(figures_of(grant), direct=eur(300_000))
    more = {"requested_on": TODAY, "reasons": "Weniger Bedarf."}
    return lambda by, **other: propose_amendment(session, grant, after, by=by, now=NOON,
                                                 **(more | other))  # fmt: skip


def confirmation(session, officers):
    """The condition has occurred."""
    grant = awarded_conditionally(session, *officers)
    more = {"occurred_on": TODAY, "reasons": "Alles liegt vor."}
    return lambda by, **other: propose_confirmation(session, grant, by=by, now=NOON,
                                                    **(more | other))  # fmt: skip


def revocation(session, officers):
    """Taking money back."""
    grant = awarded(session, *officers)
    heard(session, grant, officers[0])
    return lambda by, **more: propose_revocation(session, grant, a_draft(**more), by=by, now=NOON)


def selection(session, officers):
    """The outcome of the selection."""
    application = a_ranked_application(session)
    return lambda by, **more: propose_on_application(
        session, application, DecisionKind.SELECT, by=by, now=NOON, **more
    )


EVERY = [
    (plain, {"reasons": "Anders."}),
    (conditional, {"content": "Etwas anderes."}),
    (amendment, {"reasons": "Andere Gründe."}),
    (confirmation, {"occurred_on": TODAY.replace(day=1)}),
    (revocation, {"facts": "Andere Tatsachen."}),
    (selection, {"reasons": "Anders."}),
]


@pytest.mark.parametrize(("make", "other"), EVERY)
def test_the_same_proposal_by_the_same_person_is_one(session, officers, make, other):
    propose = make(session, officers)

    once = propose(officers[0].as_actor())
    twice = propose(officers[0].as_actor())

    assert once is twice


@pytest.mark.parametrize(("make", "other"), EVERY)
def test_another_proposal_or_another_person_is_refused(session, officers, make, other):
    propose = make(session, officers)
    propose(officers[0].as_actor())

    with pytest.raises(RulesBroken):
        propose(officers[1].as_actor())
    with pytest.raises(RulesBroken):
        propose(officers[0].as_actor(), **other)


def test_a_countersignature_pressed_twice_is_one(session, officers):
    first, second = officers
    decision = propose_grant(session, a_fundable_grant(session), by=first.as_actor(), now=NOON)

    for _ in range(2):
        countersign(session, decision, by=second.as_actor(), now=NOON)

    assert session.scalar(select(func.count(Letter.id))) == 1
    assert session.scalar(select(func.count(Decision.id))) == 1
    with pytest.raises(RulesBroken):
        countersign(session, decision, by=first.as_actor(), now=NOON)


def test_a_release_asked_for_and_confirmed_twice_is_one(session, officers):
    first, second = officers
    application = a_ranked_application(session)
    decision = signed(session, application, DecisionKind.SELECT, first, second)
    a_memo(session, application.round, {decision.number: decision.kind}, first, second)
    a_release(session, application.round, first, second)

    once, twice = (
        ask_for_single_release(session, decision, by=first.as_actor(), now=NOON) for _ in range(2)
    )
    assert once is twice
    with pytest.raises(RulesBroken):
        ask_for_single_release(session, decision, by=second.as_actor(), now=NOON)
    for _ in range(2):
        confirm_release(session, once, by=second.as_actor(), now=NOON)

    assert session.scalar(select(func.count(Letter.id))) == 1
