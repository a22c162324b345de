"""Clusters for tests, with their management and their team."""

from itertools import count

from grants.models.organisation import Cluster, Membership, Organisation
from grants.programme.organisation import OrganisationKind
from grants.programme.people import TeamRole
from tests.makers.person import LONG_AGO, a_person

_next = count(1)


def an_organisation(session, name=None, kind=OrganisationKind.CLUSTER_MANAGEMENT, country="DE"):
    """A legal entity."""
    name = name or f"Organisation {next(_next)}"
    organisation = Organisation(
        name=name,
        kind=kind,
        country=country,
        street="Musterweg 1",
        postcode="07743",
        city="Jena",
        legal_key=f"{name}/{country}",
        created_at=LONG_AGO,
    )
    session.add(organisation)
    session.flush()
    return organisation


def a_cluster(session, name=None, *, team=None):
    """A cluster; its team is one signatory unless `team` names people with their parts."""
    cluster = Cluster(
        name=name or f"Cluster {next(_next)}",
        management=an_organisation(session),
        created_at=LONG_AGO,
    )
    session.add(cluster)
    if team is None:
        team = {a_person(session): TeamRole.SIGNATORY}
    for person, role in team.items():
        joins(session, person, cluster, role)
    return cluster


def joins(session, person, cluster, role=TeamRole.AUTHOR):
    """A person's membership in the team of a cluster."""
    with session.no_autoflush:
        membership = Membership(cluster=cluster, person=person, role=role, since=LONG_AGO)
        session.add(membership)
    session.flush()
    return membership


def somebody_of(session, cluster):
    """One more person of the cluster's team, as who acts."""
    person = a_person(session)
    joins(session, person, cluster)
    return person.as_actor()
