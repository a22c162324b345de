"""The cap of a cluster holds to the cent, whoever awards at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grants.actions.decision import countersign
from grants.actions.granting import find_fundable
from grants.actions.proposal import propose_grant
from grants.models.award import Award
from grants.models.decision import Decision, DecisionState, Letter
from grants.models.grant import Grant
from grants.models.person import Person
from grants.programme.finding import RulesBroken
from grants.programme.money import eur
from grants.programme.stages import ApplicationState, GrantState
from tests.makers.award import an_award
from tests.makers.decision import (
    a_fundable_grant,
    a_ranked_application,
    two_officers,
)
from tests.makers.grant import a_grant
from tests.makers.many import a_small_proposal
from tests.makers.moment import NOON


def an_award_with(session, committed, cap=eur(4_000_000)):
    """An award of which so much is promised already."""
    application = a_ranked_application(session, state=ApplicationState.SELECTED)
    return an_award(session, application, cap=cap, committed=committed)


def test_the_last_cent_under_the_cap_can_be_awarded(session):
    first, second = two_officers(session)
    award = an_award_with(session, eur(3_600_000))
    decision = propose_grant(
        session, a_fundable_grant(session, award), by=first.as_actor(), now=NOON
    )
    countersign(session, decision, by=second.as_actor(), now=NOON)

    assert award.committed == eur(4_000_000)


def test_a_cent_over_the_cap_is_refused_and_says_how_much(session):
    first, _ = two_officers(session)
    award = an_award_with(session, eur("3600000.01"))

    with pytest.raises(RulesBroken) as broken:
        propose_grant(session, a_fundable_grant(session, award), by=first.as_actor(), now=NOON)

    assert [finding.says.de for finding in broken.value.findings] == [
        "Die Förderung ist 0,01\u00a0€ zu hoch: 4.000.000,01\u00a0€ statt höchstens "
        "4.000.000,00\u00a0€."
    ]


def test_what_another_award_took_meanwhile_counts(session):
    first, second = two_officers(session)
    award = an_award_with(session, eur(3_600_000))
    decision = propose_grant(
        session, a_fundable_grant(session, award), by=first.as_actor(), now=NOON
    )
    award.committed = eur("3600000.01")
    session.flush()

    with pytest.raises(RulesBroken) as broken:
        countersign(session, decision, by=second.as_actor(), now=NOON)

    assert [finding.rule for finding in broken.value.findings] == ["R-001"]


def test_a_plan_without_its_own_half_is_not_fundable(session):
    first, _ = two_officers(session)
    grant = a_grant(session, state=GrantState.APPLIED, costs=eur(800_000), direct=eur(400_001),
                    own_funds=eur(399_999))  # fmt: skip

    with pytest.raises(RulesBroken) as broken:
        find_fundable(session, grant, note="", by=first.as_actor(), now=NOON)

    assert {finding.rule for finding in broken.value.findings} >= {"R-003"}
    assert grant.state is GrantState.APPLIED


def test_a_plan_that_nobody_handed_in_is_not_found_fundable(session):
    first, _ = two_officers(session)
    grant = a_grant(session, state=GrantState.APPLIED, costs=eur(800_000), direct=eur(400_000),
                    own_funds=eur(400_000), handed_in_at=None)  # fmt: skip

    with pytest.raises(RulesBroken) as broken:
        find_fundable(session, grant, note="geprüft", by=first.as_actor(), now=NOON)

    assert "PLAN-HANDED-IN" in {finding.rule for finding in broken.value.findings}
    assert grant.state is GrantState.APPLIED


def test_of_twenty_countersignatures_at_once_ten_fit_under_the_cap(engine):
    with Session(engine) as session:
        first, second = two_officers(session)
        award = an_award_with(session, eur(3_000_000))
        decisions = [a_small_proposal(session, award, at, first) for at in range(20)]
        by, numbers = second.id, [decision.id for decision in decisions]
        session.commit()
    together = Barrier(5)

    def sign(number):
        with Session(engine) as session:
            together.wait(timeout=60)
            try:
                decision = session.get_one(Decision, number)
                countersign(session, decision, by=session.get_one(Person, by).as_actor(), now=NOON)
                session.commit()
            except RulesBroken as broken:
                return [finding.rule for finding in broken.findings]
        return []

    with ThreadPoolExecutor(5) as pool:
        outcomes = list(pool.map(sign, numbers))

    with Session(engine) as session:
        assert outcomes.count([]) == 10
        assert session.scalars(select(Award.committed)).one() == eur(4_000_000)
        assert _count(session, Letter.id) == 10
        assert _count(session, Grant.id, Grant.state == GrantState.AWARDED) == 10
        assert _count(session, Decision.id, Decision.state == DecisionState.PROPOSED) == 10


def _count(session, column, *narrowed):
    return session.scalar(select(func.count(column)).where(*narrowed))
