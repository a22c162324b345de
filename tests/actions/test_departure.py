"""A partner leaves a running project: two and two must be together, or the project is at risk."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from grants.actions.departure import partner_leaves, restore_project
from grants.actions.part_team import invite_to_part
from grants.models.award import PartnerMember
from grants.models.outbox import Mail
from grants.models.person import Invitation
from grants.models.record import Act
from grants.programme.calendar import today
from grants.programme.finding import RulesBroken
from grants.programme.money import eur
from grants.programme.organisation import Size
from grants.programme.people import Role
from grants.programme.stages import NoSuchMove, ProjectState
from grants.queries.part import part_line
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.project import (
    COMPANY,
    UNIVERSITY,
    a_cluster_with_an_approved_concept,
    a_partner,
    a_ready_project,
    grant_of,
)

URL = "http://localhost"
DAY = today(NOON)


@pytest.fixture
def running(session):
    """A project of two and two that was awarded, Anna of its cluster, and Dirk, an officer."""
    award, anna = a_cluster_with_an_approved_concept(session)
    at_home = [("Klein GmbH", COMPANY, Size.SMALL, eur(500_000)),
               ("Uni A", UNIVERSITY, None, eur(300_000))]  # fmt: skip
    project = a_ready_project(session, award, anna, *at_home)
    project.state = ProjectState.ACTIVE
    session.flush()
    return project, anna, a_person(session, "Dirk", Role.SPONSOR).as_actor()


def leaves(session, partner, by, left_on=DAY, now=NOON):
    return partner_leaves(
        session, partner, left_on=left_on, reason="Insolvenz", public_url=URL, by=by, now=now
    )


def rules(refused):
    return [finding.rule for finding in refused.value.findings if not finding.holds]


@pytest.mark.parametrize("at", [0, 2])
def test_one_of_two_who_leaves_puts_the_project_at_risk_for_90_days(session, running, at):
    project, anna, _ = running

    finding = leaves(session, project.partners[at], anna, DAY - timedelta(days=3))

    assert not finding.holds
    assert project.state is ProjectState.AT_RISK
    assert project.replace_by == DAY + timedelta(days=90)
    act = session.scalars(select(Act).where(Act.act == "mark_at_risk_project")).one()
    assert (act.role, act.after["replace_by"]) == ("clock", project.replace_by.isoformat())


def test_the_record_says_first_that_a_partner_left_and_then_what_follows(session, running):
    project, anna, _ = running

    leaves(session, project.partners[0], anna)

    acts = session.scalars(select(Act.act).order_by(Act.id)).all()
    assert acts[-2:] == ["partner_leaves", "mark_at_risk_project"]


def test_officers_are_told_and_nobody_else(session, running):
    project, anna, _ = running

    leaves(session, project.partners[2], anna)

    mails = session.scalars(select(Mail)).all()
    assert [(mail.kind, mail.recipient_name) for mail in mails] == [("partner_left", "Dirk")]
    assert f"{project.replace_by:%d.%m.%Y}" in mails[0].body


def test_a_third_who_leaves_changes_no_state_and_officers_are_told_all_the_same(session, running):
    project, anna, _ = running
    project.state = ProjectState.DRAFT
    third = a_partner(session, project, anna, "Turin Ottica", country="IT")
    project.state = ProjectState.ACTIVE

    assert leaves(session, third, anna).holds
    assert (project.state, project.replace_by) == (ProjectState.ACTIVE, None)
    assert "gefährdet" not in session.scalars(select(Mail.body)).one()


def test_an_institute_of_a_university_that_stays_is_no_partner_less(session, running):
    project, anna, _ = running
    project.state = ProjectState.DRAFT
    second = a_partner(session, project, anna, "Uni A", kind=UNIVERSITY, executing_unit="Chemie")
    project.state = ProjectState.ACTIVE

    assert leaves(session, second, anna).holds
    assert not leaves(session, project.partners[0], anna).holds
    assert project.state is ProjectState.AT_RISK


def test_the_first_day_by_which_to_replace_stays_when_another_one_leaves(session, running):
    project, anna, _ = running
    leaves(session, project.partners[2], anna)
    first = project.replace_by

    leaves(session, project.partners[3], anna, now=NOON + timedelta(days=10))

    assert project.replace_by == first


def test_who_leaves_loses_access_at_once_and_so_do_links(session, running):
    project, anna, _ = running
    partner = project.partners[2]
    paula = a_person(session, "Paula")
    partner.kept_since = NOON
    session.add(PartnerMember(partner=partner, person=paula, since=NOON))
    invite_to_part(session, partner, email="p@example.org", name="P", public_url=URL, by=anna,
                   now=NOON)  # fmt: skip
    assert part_line(session, paula.as_actor(), partner.id) is not None

    leaves(session, partner, anna)

    assert part_line(session, paula.as_actor(), partner.id) is None
    assert session.scalars(select(Invitation.withdrawn_at)).one() == NOON


def test_a_partner_from_abroad_replaces_the_one_and_an_officer_restores_the_project(
    session, running
):
    project, anna, dirk = running
    leaves(session, project.partners[2], anna)
    with pytest.raises(RulesBroken) as refused:
        restore_project(session, project, note="–", public_url="", by=dirk, now=NOON)
    assert rules(refused) == ["R-006"]

    a_partner(session, project, anna, "Turin Ottica", country="IT")
    restore_project(session, project, note="geprüft", public_url="", by=dirk, now=NOON)

    assert (project.state, project.replace_by) == (ProjectState.ACTIVE, None)


@pytest.mark.parametrize(
    ("begun", "approved", "first"), [(100, 50, 100), (50, 100, 100), (-30, 50, 50), (50, None, 50)]
)
def test_nobody_leaves_before_it_took_part_and_the_last_possible_day_is_taken(
    session, running, begun, approved, first
):
    project, anna, _ = running
    project.starts_on = DAY - timedelta(days=begun)
    if approved is not None:
        grant_of(session, project.partners[0]).awarded_at = NOON - timedelta(days=approved)
    session.flush()
    least = DAY - timedelta(days=first)

    with pytest.raises(RulesBroken) as refused:
        leaves(session, project.partners[2], anna, least - timedelta(days=1))
    assert rules(refused) == ["R-006"]
    assert f"{least:%d.%m.%Y}" in refused.value.findings[-1].says.de
    leaves(session, project.partners[2], anna, least)

    assert project.replace_by == DAY + timedelta(days=90)


def test_the_cluster_is_told_that_its_project_runs_again(session, running):
    project, anna, dirk = running
    leaves(session, project.partners[2], anna)
    a_partner(session, project, anna, "Turin Ottica", country="IT")

    restore_project(session, project, note="geprüft", public_url=URL, by=dirk, now=NOON)

    mail = session.scalars(select(Mail).where(Mail.kind == "project_restored")).one()
    assert (mail.recipient_name, project.number in mail.body) == ("Anna Albrecht", True)
    assert f"{URL}/awards/{project.award.number}/projects/{project.code}" in mail.body


@pytest.mark.parametrize("state", [ProjectState.DRAFT, ProjectState.SUBMITTED])
def test_nobody_leaves_what_was_not_awarded(session, running, state):
    project, anna, _ = running
    project.state = state

    with pytest.raises(NoSuchMove):
        leaves(session, project.partners[0], anna)


def test_nobody_leaves_tomorrow_or_twice(session, running):
    project, anna, _ = running
    with pytest.raises(RulesBroken) as refused:
        leaves(session, project.partners[0], anna, DAY + timedelta(days=1))
    assert rules(refused) == ["R-006"]

    leaves(session, project.partners[0], anna)
    with pytest.raises(RulesBroken) as refused:
        leaves(session, project.partners[0], anna)

    assert rules(refused) == ["K-16"]
    assert isinstance(project.replace_by, date)
