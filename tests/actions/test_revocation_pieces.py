"""A grant that is revoked in parts: no piece of it is taken back twice."""

from dataclasses import replace

import pytest

from grants.actions.decision import countersign
from grants.actions.revocation import continue_grant, propose_revocation
from grants.programme.finding import RulesBroken
from grants.programme.money import NOTHING, eur
from grants.programme.preset import preset
from grants.programme.stages import ApplicationState
from tests.makers.award import an_award
from tests.makers.decision import a_ranked_application, two_officers
from tests.makers.later import a_draft, awarded, heard
from tests.makers.moment import NOON
from tests.makers.round import a_round


@pytest.fixture
def officers(session):
    return two_officers(session)


@pytest.fixture(params=[True, False], ids=["cap with allowances", "cap without allowances"])
def grant(session, officers, request):
    """400,000.00 EUR and 20,000.00 EUR allowance."""
    terms = replace(preset("interclust"), cap_includes_allowance=request.param)
    application = a_ranked_application(
        session, a_round(session, terms=terms), state=ApplicationState.SELECTED
    )
    award = an_award(session, application)
    return awarded(session, *officers, award=award, allowance=eur(20_000))


def proposed(session, grant, officers, revoked, allowance):
    heard(session, grant, officers[0])
    draft = a_draft(revoked=revoked, allowance=allowance)
    return propose_revocation(session, grant, draft, by=officers[0].as_actor(), now=NOON)


def revoked(session, grant, officers, amount, allowance):
    decision = proposed(session, grant, officers, amount, allowance)
    countersign(session, decision, by=officers[1].as_actor(), now=NOON)
    continue_grant(session, grant, by=officers[0].as_actor(), now=NOON)


def test_the_same_allowance_is_not_taken_back_twice(session, grant, officers):
    revoked(session, grant, officers, eur(20_000), eur(20_000))

    with pytest.raises(RulesBroken) as broken:
        proposed(session, grant, officers, eur(20_000), eur("0.01"))

    assert [one.rule for one in broken.value.findings] == ["REVOKE-ALLOWANCE"]


def test_the_same_direct_money_is_not_taken_back_twice(session, grant, officers):
    revoked(session, grant, officers, eur(390_000), NOTHING)

    with pytest.raises(RulesBroken) as broken:
        proposed(session, grant, officers, eur("10000.01"), NOTHING)

    assert [one.rule for one in broken.value.findings] == ["REVOKE-ALLOWANCE"]


def test_what_is_left_of_both_pieces_is_taken_back_in_the_end(session, grant, officers):
    revoked(session, grant, officers, eur(20_000), eur(15_000))
    rest = proposed(session, grant, officers, eur(400_000), eur(5_000))
    countersign(session, rest, by=officers[1].as_actor(), now=NOON)

    assert grant.revoked == eur(420_000)
    assert grant.award.committed == NOTHING


def test_the_pieces_are_asked_again_when_the_second_person_signs(session, grant, officers):
    decision = proposed(session, grant, officers, eur(20_000), eur(20_000))
    grant.direct, grant.own_funds, grant.allowance = eur(405_000), eur(395_000), eur(15_000)
    session.flush()

    with pytest.raises(RulesBroken) as broken:
        countersign(session, decision, by=officers[1].as_actor(), now=NOON)

    assert [one.rule for one in broken.value.findings] == ["REVOKE-ALLOWANCE"]
