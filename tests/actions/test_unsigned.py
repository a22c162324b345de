"""An administrator may not leave a cluster without a signatory unseen."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.account_change import change_role, set_active
from grants.models.organisation import Cluster, Membership
from grants.models.outbox import Mail
from grants.models.person import Person
from grants.programme.finding import RulesBroken
from grants.programme.people import Role, TeamRole
from grants.programme.stages import ApplicationState
from grants.queries.unsigned import check_signed_without, unsigned_clusters
from tests.at_once import until_somebody_waits
from tests.makers.application import an_application
from tests.makers.cluster import a_cluster, joins
from tests.makers.moment import NOON
from tests.makers.person import a_person


@pytest.fixture
def people(session):
    """Anna, the only signatory; Ada, who administrates; Dirk, an officer."""
    anna = a_person(session)
    cluster = a_cluster(session, "Nord", team={anna: TeamRole.SIGNATORY})
    an_application(session, cluster, state=ApplicationState.SUBMITTED)
    dirk = a_person(session, "Dirk", Role.SPONSOR)
    return anna, a_person(session, "Ada", Role.ADMINISTRATOR).as_actor(), dirk.as_actor()


def close(session, anna, ada, **more):
    set_active(session, anna, False, reason="left", by=ada, now=NOON, **more)


def become_juror(session, anna, ada, **more):
    change_role(session, anna, Role.JUROR, reason="new job", by=ada, now=NOON, **more)


@pytest.mark.parametrize("act", [close, become_juror])
def test_the_last_signatory_goes_only_knowingly_and_officers_are_told(session, people, act):
    anna, ada, dirk = people
    with pytest.raises(RulesBroken) as refused:
        act(session, anna, ada)
    assert [finding.says.de for finding in refused.value.findings] == [
        "Danach kann niemand mehr zeichnen für: Nord."
    ]
    assert (unsigned_clusters(session, dirk), session.scalars(select(Mail)).all()) == ([], [])

    act(session, anna, ada, anyway=True)
    session.flush()

    mail = session.scalars(select(Mail).where(Mail.kind == "cluster_unsigned")).one()
    assert (mail.kind, mail.recipient_name) == ("cluster_unsigned", "Dirk")
    assert "Nord" in mail.body
    assert [cluster.name for cluster in unsigned_clusters(session, dirk)] == ["Nord"]
    assert unsigned_clusters(session, ada) == []


@pytest.mark.parametrize(("role", "active", "holds"), [
    (TeamRole.SIGNATORY, True, True),
    (TeamRole.SIGNATORY, False, False),
    (TeamRole.AUTHOR, True, False),
])  # fmt: skip
def test_only_another_signatory_with_an_open_account_counts(session, people, role, active, holds):
    anna, *_ = people
    otto = a_person(session, "Otto")
    joins(session, otto, anna_cluster(session, anna), role)
    otto.active = active
    session.flush()

    assert check_signed_without(session, anna).holds is holds


def test_opening_an_account_again_asks_nothing(session, people):
    anna, ada, dirk = people
    close(session, anna, ada, anyway=True)

    set_active(session, anna, True, reason="back", by=ada, now=NOON)
    session.flush()

    assert unsigned_clusters(session, dirk) == []


@pytest.mark.parametrize(("role", "left"), [(TeamRole.SIGNATORY, []), (TeamRole.AUTHOR, ["Nord"])])
def test_a_cluster_is_signed_for_again_once_another_signatory_joins(session, people, role, left):
    anna, ada, dirk = people
    become_juror(session, anna, ada, anyway=True)
    joins(session, a_person(session, "Otto"), anna_cluster(session, anna), role)
    session.flush()

    assert [cluster.name for cluster in unsigned_clusters(session, dirk)] == left


def test_a_cluster_that_has_handed_in_nothing_yet_is_its_own_business(session, people):
    _, ada, dirk = people
    otto = a_person(session, "Otto")
    a_cluster(session, "Süd", team={otto: TeamRole.SIGNATORY})
    close(session, otto, ada, anyway=True)
    session.flush()

    assert unsigned_clusters(session, dirk) == []


def test_who_comes_while_the_last_signatory_goes_is_not_overlooked(engine):
    with Session(engine, expire_on_commit=False) as work, work.begin():
        anna, otto = a_person(work), a_person(work, "Otto")
        ada = a_person(work, "Ada", Role.ADMINISTRATOR).as_actor()
        number = a_cluster(work, "Nord", team={anna: TeamRole.SIGNATORY}).id

    def join():
        with Session(engine) as work, work.begin():
            joins(work, work.merge(otto), work.get_one(Cluster, number), TeamRole.SIGNATORY)

    with ThreadPoolExecutor(1) as pool:
        with Session(engine) as work, work.begin():
            close(work, work.get_one(Person, anna.id), ada, anyway=True)
            work.flush()
            joining = pool.submit(join)
            until_somebody_waits(engine)
        joining.result(timeout=10)

    with Session(engine) as work:
        assert not work.get_one(Cluster, number).unsigned


def anna_cluster(session, anna):
    return session.scalars(select(Membership).where(Membership.person_id == anna.id)).one().cluster
