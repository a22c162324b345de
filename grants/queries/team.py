"""Who works for a cluster, and in which role."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import BigInteger, bindparam, select
from sqlalchemy.orm import Session

from grants.models.organisation import Cluster, Membership
from grants.models.person import Person
from grants.programme.finding import Finding
from grants.programme.people import TEAM_ROLE_WORDS, Actor, TeamRole
from grants.programme.words import Words, say

WRITERS: Final = (TeamRole.AUTHOR, TeamRole.SIGNATORY)
SIGNATORIES: Final = (TeamRole.SIGNATORY,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person in a cluster's team."""

    person_id: int
    name: str
    email: str
    language: str
    role: TeamRole
    membership_id: int

    @property
    def does(self) -> Words:
        """What this person does, in words."""
        return TEAM_ROLE_WORDS[self.role]


def team_of(session: Session, cluster: Cluster) -> list[Member]:
    """The people who work for the cluster now, in the order in which they came."""
    rows = session.execute(TEAM, {"cluster": cluster.id})
    return [
        Member(
            person_id=row[0],
            name=row[1],
            email=row[2],
            language=row[3],
            role=row[4],
            membership_id=row[5],
        )
        for row in rows
    ]


def writes_in(team: Iterable[Member], actor: Actor) -> bool:
    """Does this person write for the team? Readers only look."""
    return _does(team, actor, WRITERS)


def signs_in(team: Iterable[Member], actor: Actor) -> bool:
    """May this person hand in for the team, and take back what was handed in?"""
    return _does(team, actor, SIGNATORIES)


def _does(team: Iterable[Member], actor: Actor, roles: tuple[TeamRole, ...]) -> bool:
    return any(member.person_id == actor.person_id and member.role in roles for member in team)


def writers_of(team: Iterable[Member]) -> str:
    """The names of those who write, for people who do not."""
    return ", ".join(member.name for member in team if member.role in WRITERS) or "–"


def find_member(session: Session, actor: Actor, membership_id: int) -> Membership | None:
    """A person's present membership in a team that the one who asks belongs to as well."""
    own = select(Membership.cluster_id).where(
        Membership.person_id == actor.person_id, Membership.until.is_(None)
    )
    return session.scalar(
        select(Membership).where(
            Membership.id == membership_id,
            Membership.until.is_(None),
            Membership.cluster_id.in_(own),
        )
    )


def check_team_role(team: Iterable[Member], actor: Actor, roles: tuple[TeamRole, ...]) -> Finding:
    """Has this person one of these roles in the team? Readers read, signatories sign."""
    members = list(team)
    own = next((member.role for member in members if member.person_id == actor.person_id), None)
    may = ", ".join(member.name for member in members if member.role in roles)
    claim = Words("Nur das Team schreibt mit.", "Only the team writes.")
    if roles == SIGNATORIES:
        claim = Words(
            "Eine zeichnungsberechtigte Person reicht ein.", "An authorised signatory submits."
        )
    return Finding(
        rule="A-4.2",
        holds=own in roles,
        claim=claim,
        says=say("Das dürfen: {may}.", "These people may: {may}.", may=may or "–"),
        source=Words("Ablauf der Bewerbung, Einreichung", "Course of an application, submission"),
    )


TEAM: Final = (
    select(Person.id, Person.name, Person.email, Person.language, Membership.role, Membership.id)
    .join(Membership, Membership.person_id == Person.id)
    .where(
        Membership.cluster_id == bindparam("cluster", type_=BigInteger),
        Membership.until.is_(None),
        Person.active,
    )
    .order_by(Membership.id)
)
