"""Who leaves a team: Anna and Otto sign for the cluster, Bea writes."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from grants.actions.invitation import invite_to_team
from grants.actions.team import remove_from_team
from grants.models.application import Application
from grants.models.organisation import Membership
from grants.models.person import Invitation
from grants.models.record import Act
from grants.programme.finding import RulesBroken
from grants.programme.people import TeamRole
from grants.queries.team import find_member
from grants.queries.visible import visible_applications
from tests.makers.application import an_application
from tests.makers.cluster import a_cluster
from tests.makers.moment import NOON
from tests.makers.person import a_person


@pytest.fixture
def anna(session):
    return a_person(session)


@pytest.fixture
def bea(session):
    return a_person(session, "Bea Brandt")


@pytest.fixture
def cluster(session, anna, bea):
    return a_cluster(session, team={anna: TeamRole.SIGNATORY, bea: TeamRole.AUTHOR})


def part_of(session, person):
    return session.scalars(select(Membership).where(Membership.person_id == person.id)).one()


def sees(session, person):
    return session.scalars(visible_applications(person.as_actor())).all()


def test_who_is_removed_sees_nothing_any_more(session, anna, bea, cluster):
    application = an_application(session, cluster)
    before = sees(session, bea)

    remove_from_team(session, part_of(session, bea), by=anna.as_actor(), now=NOON)

    assert (before, sees(session, bea), sees(session, anna)) == ([application], [], [application])
    assert session.scalar(select(Act.act)) == "leave_team"
    assert isinstance(application, Application)


def test_only_a_signatory_removes_others_but_everybody_may_leave(session, anna, bea, cluster):
    with pytest.raises(RulesBroken) as broken:
        remove_from_team(session, part_of(session, anna), by=bea.as_actor(), now=NOON)
    remove_from_team(session, part_of(session, bea), by=bea.as_actor(), now=NOON)

    assert [finding.rule for finding in broken.value.findings] == ["K-11", "K-08"]
    assert part_of(session, bea).until == NOON


def test_the_last_signatory_stays(session, anna, cluster):
    with pytest.raises(RulesBroken) as broken:
        remove_from_team(session, part_of(session, anna), by=anna.as_actor(), now=NOON)

    assert [finding.says.en for finding in broken.value.findings] == [
        "Nobody could sign for the cluster any more. First invite another signatory."
    ]


def test_one_of_two_signatories_may_leave(session):
    anna, otto = a_person(session), a_person(session, "Otto Ohm")
    a_cluster(session, team={anna: TeamRole.SIGNATORY, otto: TeamRole.SIGNATORY})

    remove_from_team(session, part_of(session, otto), by=otto.as_actor(), now=NOON)

    with pytest.raises(RulesBroken):
        remove_from_team(session, part_of(session, anna), by=anna.as_actor(), now=NOON)


def test_a_closed_account_signs_for_nobody(session):
    anna, otto = a_person(session), a_person(session, "Otto Ohm")
    a_cluster(session, team={anna: TeamRole.SIGNATORY, otto: TeamRole.SIGNATORY})
    otto.active = False

    with pytest.raises(RulesBroken):
        remove_from_team(session, part_of(session, anna), by=anna.as_actor(), now=NOON)


def test_an_invitation_that_still_waits_does_not_let_the_person_back_in(
    session, anna, bea, cluster
):
    invite_to_team(
        session,
        cluster,
        email=bea.email,
        name=bea.name,
        role=TeamRole.SIGNATORY,
        public_url="",
        by=anna.as_actor(),
        now=NOON,
    )

    remove_from_team(session, part_of(session, bea), by=anna.as_actor(), now=NOON)

    assert session.scalars(select(Invitation)).one().withdrawn_at == NOON


def test_a_second_click_changes_nothing(session, anna, bea, cluster):
    member = part_of(session, bea)
    remove_from_team(session, member, by=anna.as_actor(), now=NOON)

    remove_from_team(session, member, by=anna.as_actor(), now=NOON + timedelta(days=1))

    assert member.until == NOON


def test_the_team_of_another_cluster_cannot_be_found(session, bea, cluster):
    stranger = a_person(session, "Stefan Stumm")
    a_cluster(session, team={stranger: TeamRole.SIGNATORY})

    assert find_member(session, stranger.as_actor(), part_of(session, bea).id) is None
