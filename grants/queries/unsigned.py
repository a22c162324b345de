"""Clusters for which nobody can sign."""

from collections.abc import Sequence

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from grants.models.application import Application
from grants.models.organisation import Cluster, Membership
from grants.models.person import Person
from grants.programme.finding import Finding
from grants.programme.people import Actor, Role, TeamRole
from grants.programme.words import Words, say

MOST_SHOWN = 20
SOURCE = Words("Regeln für Konten", "Rules about accounts")


def check_signed_without(session: Session, person: Person) -> Finding:
    """Could somebody still sign for every cluster if this person could not any more (K-11)?"""
    others = aliased(Membership)
    clusters = session.scalars(
        select(Cluster.name)
        .join(Membership, Membership.cluster_id == Cluster.id)
        .where(
            Membership.person_id == person.id,
            Membership.until.is_(None),
            Membership.role == TeamRole.SIGNATORY,
            ~exists(
                select(others.id)
                .join(Person, Person.id == others.person_id)
                .where(
                    others.cluster_id == Cluster.id,
                    others.person_id != person.id,
                    others.until.is_(None),
                    others.role == TeamRole.SIGNATORY,
                    Person.active,
                )
            ),
        )
        .order_by(Cluster.name)
    ).all()
    left = list(clusters) if person.active else []
    return Finding(
        rule="K-11",
        holds=not left,
        claim=Words("Für jedes Cluster zeichnet jemand.", "Somebody signs for every cluster."),
        says=say(
            "Danach kann niemand mehr zeichnen für: {clusters}.",
            "Nobody could sign any more for: {clusters}.",
            clusters=", ".join(left),
        )
        if left
        else Words(
            "Für alle Cluster kann danach noch jemand zeichnen.",
            "Somebody can still sign for every cluster.",
        ),
        source=SOURCE,
        place="anyway",
    )


def unsigned_clusters(session: Session, actor: Actor) -> Sequence[Cluster]:
    """Clusters with papers before us for which nobody can sign; sponsor staff see them."""
    if actor.role is not Role.SPONSOR:
        return []
    return session.scalars(UNSIGNED).all()


UNSIGNED = (
    select(Cluster)
    .where(
        Cluster.unsigned,
        exists().where(Application.cluster_id == Cluster.id, Application.submitted_at.is_not(None)),
    )
    .order_by(Cluster.name)
    .limit(MOST_SHOWN)
)
