"""A round whose funding falls from year to year: from the application to the award's letter."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from sqlalchemy import select

from grants.actions.application import submit_application
from grants.actions.budget import save_budget
from grants.actions.decision import countersign
from grants.actions.proposal import propose_grant
from grants.actions.selection import make_award
from grants.models.decision import Letter
from grants.models.grant import Grant
from grants.programme.finding import RulesBroken
from grants.programme.funding_terms import YearShare
from grants.programme.money import eur
from grants.programme.preset import preset
from grants.programme.stages import ApplicationState, GrantState
from grants.queries.grant_findings import grant_findings
from tests.makers.decision import at_home, two_officers
from tests.makers.finished import a_finished_draft, an_open_round
from tests.makers.moment import NOON
from tests.makers.person import a_person

INTERCLUST = preset("interclust")
ROWS = (YearShare(own=Fraction(1, 2)), YearShare(own=Fraction(3, 4)))
FALLING = replace(INTERCLUST, matching=replace(INTERCLUST.matching, by_year=ROWS))


@pytest.fixture
def anna(session):
    return a_person(session)


def a_draft(session, anna, **more):
    """600,000.00 in its first year and 200,000.00 in the second: at most 350,000.00."""
    return a_finished_draft(session, anna, an_open_round(session, terms=FALLING), **more)


def an_awarded(session, anna):
    draft = a_draft(session, anna, requested=eur(350_000), own_funds=eur(450_000))
    at_home(draft.cluster.management)
    submit_application(session, draft, by=anna.as_actor(), now=NOON)
    draft.state = ApplicationState.SELECTED
    award = make_award(session, draft, by=None, now=NOON)
    session.expire(award)
    return session.scalars(select(Grant).where(Grant.award_id == award.id)).one()


def test_r003_an_application_asks_for_no_more_than_its_years_allow(session, anna):
    over = a_draft(session, anna)

    with pytest.raises(RulesBroken) as refused:
        submit_application(session, over, by=anna.as_actor(), now=NOON)

    (broken,) = [one for one in refused.value.findings if one.breaks]
    assert (broken.rule, broken.place) == ("R-003", "budget#requested")
    over.requested, over.own_funds = eur(350_000), eur(450_000)
    submit_application(session, over, by=anna.as_actor(), now=NOON)
    assert over.state is ApplicationState.SUBMITTED


def test_r003_the_grant_follows_the_years_of_its_plan(session, anna):
    grant = an_awarded(session, anna)
    assert (grant.direct, grant.rate) == (eur(350_000), Decimal("43.75"))
    assert [one.rule for one in grant_findings(session, grant, committed=eur(0), now=NOON)
            if one.breaks] == []  # fmt: skip

    by = anna.as_actor()
    late = {("personnel", 2029): eur(200_000), ("personnel", 2030): eur("600000.01")}
    save_budget(session, grant, late, eur("550000.01"), revision=grant.revision, by=by, now=NOON)

    assert grant.direct == eur(250_000)
    with pytest.raises(RulesBroken):
        save_budget(session, grant, late, eur("550000.00"), requested=eur("250000.01"),
                    revision=grant.revision, by=by, now=NOON)  # fmt: skip


def test_r003_the_letter_names_the_share_that_the_whole_plan_makes(session, anna):
    grant = an_awarded(session, anna)
    grant.state = GrantState.FUNDABLE
    first, second = two_officers(session)

    decision = propose_grant(session, grant, conditions=[], by=first.as_actor(), now=NOON)
    countersign(session, decision, by=second.as_actor(), now=NOON)

    letter = session.scalars(select(Letter)).one()
    assert letter.snapshot["amount"] == "350000.00"
    assert letter.snapshot["rate"] == "7/16"
