"""The audit catalogue on partners and recipients: who is missing, abroad, too large, too early."""

from datetime import date, timedelta

import pytest

from grants.actions.record import record
from grants.models.award import Project
from grants.models.grant import Grant
from grants.models.organisation import Organisation
from grants.models.size_statement import SizeStatement
from grants.programme.money import eur
from grants.programme.organisation import Size
from grants.programme.stages import ProjectState
from tests.makers.decided import LATER, an_awarded_case
from tests.makers.grant import a_grant
from tests.makers.moment import NOON
from tests.makers.observation import another_award, found
from tests.makers.project import COMPANY, UNIVERSITY, a_cluster_with_an_approved_concept
from tests.makers.project import a_ready_project as ready
from tests.makers.review import an_officer
from tests.makers.risk import leaves


@pytest.fixture
def anna(session):
    return {}


@pytest.fixture
def project(session, anna):
    """One that runs with two partners at home and two abroad."""
    award, anna["actor"] = a_cluster_with_an_approved_concept(session)
    made = ready(
        session, award, anna["actor"],
        ("Klein GmbH", COMPANY, Size.SMALL, eur(500_000)),
        ("Uni A", UNIVERSITY, None, eur(300_000)),
    )  # fmt: skip
    made.state, made.submitted_at = ProjectState.ACTIVE, NOON
    made.agreement_signed_on = NOON.date()
    session.flush()
    return made


def named(session, name):
    return session.query(Organisation).filter_by(name=name).one()


def grant_at(session, name):
    return session.query(Grant).filter_by(recipient_id=named(session, name).id).one()


def test_f02_a_project_that_lost_one_of_two_partners_at_home_is_found(session, project, anna):
    leaves(session, project.partners[0], anna["actor"])

    assert found(session, "F-02", NOON) == {
        project.number: "Es fehlt ein Partner aus Deutschland. Das Projekt hat 1, nötig sind 2."
    }


def test_f02_two_institutes_of_one_university_are_one_partner(session, project):
    named(session, "Klein GmbH").legal_key = named(session, "Uni A").legal_key

    assert list(found(session, "F-02", NOON)) == [project.number]


def test_f02_two_and_two_are_enough(session, project):
    assert found(session, "F-02", NOON) == {}


def test_f02_a_draft_may_lack_partners(session, project, anna):
    session.query(Project).one().state = ProjectState.DRAFT
    project.partners[0].left_on = NOON.date()

    assert found(session, "F-02", NOON) == {}


def test_f03_a_period_that_begins_before_the_award_is_found(session):
    award = an_awarded_case(session)
    grant = session.query(Grant).filter_by(award_id=award.id).one()
    grant.starts_on = date(2028, 5, 18)

    assert found(session, "F-03") == {
        grant.number: "Laufzeit ab 18.05.2028, bewilligt am 19.05.2028: 1 Tage davor."
    }


def test_f03_a_period_from_the_day_of_the_award_on_is_right(session):
    award = an_awarded_case(session)
    session.query(Grant).filter_by(award_id=award.id).one().starts_on = date(2028, 5, 19)

    assert found(session, "F-03") == {}


def test_f03_an_early_start_that_was_agreed_to_is_right(session):
    award = an_awarded_case(session)
    grant = session.query(Grant).filter_by(award_id=award.id).one()
    grant.starts_on = date(2028, 5, 1)
    record(session, "approve_early_start", "grant", grant.number,
           by=an_officer(session).as_actor(), now=NOON - timedelta(days=30))  # fmt: skip

    assert found(session, "F-03") == {}


def test_f05_a_partner_abroad_that_asks_for_a_cent_is_found(session, project):
    partner = next(one for one in project.partners if one.organisation.country == "JP")
    partner.requested = eur("0.01")

    assert found(session, "F-05", NOON) == {
        project.number: "Osaka Optics P1 (JP) fragt nach 0,01 €."
    }


def test_f05_a_grant_to_a_partner_abroad_is_found(session, project):
    grant_at(session, "Klein GmbH").awarded_at = NOON
    named(session, "Klein GmbH").country = "AT"

    assert "hat die Zuwendung" in found(session, "F-05", NOON)[project.number]


def test_f05_partners_abroad_with_their_own_money_are_right(session, project):
    grant_at(session, "Klein GmbH").awarded_at = NOON

    assert found(session, "F-05", NOON) == {}


def a_company(session, size, *, stated, at=NOON):
    grant = a_grant(session, another_award(session), awarded_at=NOON, recipient_size=size)
    session.add(
        SizeStatement(
            organisation=grant.recipient, year=2027, answers={}, size=stated,
            terms=grant.award.terms, stated_at=at, stated_by=an_officer(session),
        )
    )  # fmt: skip
    session.flush()
    return grant


def test_f16_another_size_than_was_stated_last_is_found(session):
    grant = a_company(session, Size.SMALL, stated=Size.LARGE)

    says = found(session, "F-16", LATER)[grant.number]

    assert "bewilligt als" in says
    assert "zuletzt erklärt als" in says


def test_f16_the_size_as_it_was_stated_is_right(session):
    a_company(session, Size.SMALL, stated=Size.SMALL)

    assert found(session, "F-16", LATER) == {}


def test_f16_a_company_may_grow_after_its_award(session):
    a_company(session, Size.SMALL, stated=Size.LARGE, at=NOON + timedelta(seconds=1))

    assert found(session, "F-16", LATER) == {}
