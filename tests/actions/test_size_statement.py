"""R-026: what a company said about its size is kept, and frozen with its grant at the award."""

from decimal import Decimal
from fractions import Fraction

import pytest
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import object_session

from grants.actions.size_statement import state_size
from grants.models.organisation import Membership
from grants.models.record import Act
from grants.programme.finding import RulesBroken
from grants.programme.money import eur
from grants.programme.organisation import Size
from grants.programme.size import Company, SizeAnswers, Tie
from grants.programme.stages import GrantState, NoSuchMove, ProjectState
from grants.queries.grant_findings import grant_findings
from grants.queries.partner_rate import size_for, why_rate_of
from grants.queries.size_statement import answers_of, latest_size, result_of
from tests.makers.moment import NOON
from tests.makers.project import (
    UNIVERSITY,
    a_cluster_with_an_approved_concept,
    a_partner,
    a_plan,
    a_project,
    grant_of,
)

YEAR = NOON.year - 1


def answers(staff, **more):
    own = Company(staff=Decimal(staff), turnover=eur(0), balance=eur(0))
    return SizeAnswers(year=more.pop("year", YEAR), own=own, **more)


@pytest.fixture
def company_and_anna(session):
    award, anna = a_cluster_with_an_approved_concept(session)
    project = a_project(session, award, anna)
    return a_partner(session, project, anna, "Optik GmbH", size=Size.SMALL), anna


def test_r026_the_answers_are_kept_with_their_day_and_read_back_exactly(session, company_and_anna):
    company, anna = company_and_anna
    tied = Tie(
        company=Company(name="Z", staff=Decimal("30.5"), turnover=eur("0.01"), balance=eur(1)),
        share=Fraction(2499, 10_000),
    )
    said = answers("49.99", ties=(tied,), public_share=Fraction(1, 8), year_before=Size.SMALL)

    state_size(session, company, said, by=anna, now=NOON)
    kept = latest_size(session, company.organisation)

    assert answers_of(kept) == said
    assert (kept.size, kept.stated_at, kept.stated_by_id) == (Size.SMALL, NOON, anna.person_id)
    assert result_of(kept).size is Size.SMALL


def test_r026_the_rate_of_an_open_plan_follows_the_size(session, company_and_anna):
    company, anna = company_and_anna
    grant = a_plan(session, grant_of(session, company), anna, eur(100_000))
    assert (grant.rate, grant.direct) == (50, eur(50_000))

    state_size(session, company, answers("250"), by=anna, now=NOON)

    assert company.organisation.size is Size.LARGE
    assert (grant.rate, grant.direct) == (40, eur(40_000))


def test_r026_the_size_is_frozen_at_the_award(session, company_and_anna):
    company, anna = company_and_anna
    grant = a_plan(session, grant_of(session, company), anna, eur(100_000))
    grant.awarded_at, grant.recipient_size = NOON, company.organisation.size
    grant.state = GrantState.ACTIVE

    state_size(session, company, answers("250"), by=anna, now=NOON)

    assert (company.organisation.size, size_for(grant)) == (Size.LARGE, Size.SMALL)
    assert "Small company" in why_rate_of(session, grant)[0].en
    assert [one.says.en for one in grant_findings(session, grant) if one.rule == "R-022"] == [
        "Optik GmbH: The grant is EUR\u00a05,000.00 too high: EUR\u00a050,000.00 instead of at "
        "most EUR\u00a045,000.00 (under Art. 25 GBER)."
    ]


def test_r026_a_statement_is_recorded_and_never_changed(session, company_and_anna):
    company, anna = company_and_anna
    kept = state_size(session, company, answers("9.99"), by=anna, now=NOON)

    act = session.query(Act).filter_by(act="state_size").one()
    assert (act.before, act.after) == ({"size": "small"}, {"size": "micro", "year": YEAR})

    kept.size = Size.LARGE
    with pytest.raises(DatabaseError, match="kept as they are"):
        session.flush()


@pytest.mark.parametrize("year", [NOON.year, NOON.year + 1, NOON.year - 11])
def test_r026_a_year_that_is_not_closed_is_refused(session, company_and_anna, year):
    company, anna = company_and_anna

    with pytest.raises(RulesBroken) as broken:
        state_size(session, company, answers("10", year=year), by=anna, now=NOON)

    assert [one.place for one in broken.value.findings] == ["size#year"]


def test_r026_a_university_has_no_size(session, company_and_anna):
    company, anna = company_and_anna
    university = a_partner(session, company.project, anna, "Uni", kind=UNIVERSITY)

    with pytest.raises(RulesBroken, match="R-026"):
        state_size(session, university, answers("10"), by=anna, now=NOON)


def test_r026_after_the_project_was_handed_in_nothing_is_stated(session, company_and_anna):
    company, anna = company_and_anna
    company.project.state = ProjectState.SUBMITTED

    with pytest.raises(NoSuchMove):
        state_size(session, company, answers("10"), by=anna, now=NOON)


def a_finished_part(session, company, *, state=ProjectState.DRAFT, number=None):
    """A part of the same company in a project of another cluster, which its people finished."""
    award, by = a_cluster_with_an_approved_concept(session, number=number)
    project = a_project(session, award, by)
    part = a_partner(session, project, by, company.organisation.name, size=Size.SMALL)
    assert part.organisation is company.organisation
    part.finished_at, part.kept_since, project.state = NOON, NOON, state
    session.flush()
    return part


def test_r026_another_size_opens_the_parts_of_the_company_in_all_drafts(session, company_and_anna):
    company, anna = company_and_anna
    beside = a_project(session, company.project.award, anna)
    same_award = a_partner(session, beside, anna, "Optik GmbH", size=Size.SMALL)
    same_award.finished_at = NOON
    elsewhere = a_finished_part(session, company)
    author = elsewhere.changed_by_id
    handed_in = a_finished_part(session, company, state=ProjectState.SUBMITTED)
    left = a_finished_part(session, company)
    left.left_on = NOON.date()
    other = a_partner(session, elsewhere.project, anna_of(elsewhere), "Andere GmbH")
    other.finished_at = NOON

    state_size(session, company, answers("250"), by=anna, now=NOON)

    assert (same_award.finished_at, elsewhere.finished_at) == (None, None)
    assert (handed_in.finished_at, left.finished_at, other.finished_at) == (NOON, NOON, NOON)
    assert elsewhere.changed_by_id == author
    acts = session.query(Act).filter_by(act="reopen_part").order_by(Act.id).all()
    assert sorted(act.object_number for act in acts) == sorted(
        [beside.number, elsewhere.project.number]
    )


def test_r026_the_same_size_stated_again_leaves_other_parts_finished(session, company_and_anna):
    company, anna = company_and_anna
    elsewhere = a_finished_part(session, company)

    state_size(session, company, answers("20"), by=anna, now=NOON)

    assert company.organisation.size is Size.SMALL
    assert elsewhere.finished_at == NOON


def anna_of(part):
    """Who signs for the cluster of this part's project."""
    team = object_session(part).query(Membership)
    signs = team.filter_by(cluster_id=part.project.award.cluster_id).one()
    return signs.person.as_actor()
