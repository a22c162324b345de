"""Who leaves the team of a cluster: removed by somebody who signs for it, or of their own will."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from grants.actions.account_rule import check_signatory
from grants.actions.lock import lock
from grants.actions.password import RULES
from grants.actions.record import record
from grants.models.organisation import Cluster, Membership
from grants.models.person import Invitation, Person
from grants.programme.finding import Finding, insist
from grants.programme.people import Actor, TeamRole
from grants.programme.words import Words


def remove_from_team(session: Session, membership: Membership, *, by: Actor, now: datetime) -> None:
    """End a person's part in a team, and with it their access, at once; links to join it too.

    A signatory removes others; everybody may leave. Whoever has left already stays as they are.
    Raises RulesBroken for anybody else, and when nobody would be left to sign.
    """
    cluster = membership.cluster
    lock(session, cluster)  # two signatories who remove one another at once: one of them stays
    session.refresh(membership)
    if membership.until is not None:
        return
    findings = [_check_somebody_signs(session, membership)]
    if membership.person_id != by.person_id:
        findings.append(check_signatory(session, cluster, by))
    insist(findings)
    membership.until = now
    _void_links(session, cluster, membership.person, now)
    record(
        session,
        "leave_team",
        "cluster",
        cluster.name,
        by=by,
        now=now,
        before={"part": membership.role.value},
        after={"person": membership.person_id},
    )
    session.flush()


def _void_links(session: Session, cluster: Cluster, person: Person, now: datetime) -> None:
    """An invitation that still waits would let the person straight back in."""
    session.execute(
        update(Invitation)
        .where(
            Invitation.cluster_id == cluster.id,
            Invitation.email == person.email,
            Invitation.used_at.is_(None),
            Invitation.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=now)
    )


def _check_somebody_signs(session: Session, leaving: Membership) -> Finding:
    others = session.scalar(
        select(Membership.id)
        .join(Membership.person)
        .where(
            Membership.cluster_id == leaving.cluster_id,
            Membership.id != leaving.id,
            Membership.until.is_(None),
            Membership.role == TeamRole.SIGNATORY,
            Person.active,
        )
        .limit(1)
    )
    return Finding(
        rule="K-11",
        holds=leaving.role is not TeamRole.SIGNATORY or others is not None,
        claim=Words("Für jedes Cluster zeichnet jemand.", "Somebody signs for every cluster."),
        says=Words(
            "Danach könnte niemand mehr für das Cluster zeichnen. Laden Sie zuerst eine weitere"
            " zeichnungsberechtigte Person ein.",
            "Nobody could sign for the cluster any more. First invite another signatory.",
        ),
        source=RULES,
    )
