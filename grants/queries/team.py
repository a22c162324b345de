"""Who works for a cluster, and in which part."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import BigInteger, bindparam, select
from sqlalchemy.orm import Session

from grants.models.organisation import Cluster, Membership, Part
from grants.models.person import Person
from grants.programme.finding import Finding
from grants.programme.people import Actor
from grants.programme.words import Words, say

PART_WORDS: Final = {
    Part.AUTHOR: Words("bearbeitet", "writes"),
    Part.SIGNATORY: Words("zeichnungsberechtigt", "may sign"),
    Part.READER: Words("liest mit", "reads"),
}
WRITERS: Final = (Part.AUTHOR, Part.SIGNATORY)
SIGNATORIES: Final = (Part.SIGNATORY,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person in a cluster's team."""

    person_id: int
    name: str
    email: str
    language: str
    part: Part
    membership_id: int

    @property
    def does(self) -> Words:
        """What this person does, in words."""
        return PART_WORDS[self.part]


def team_of(session: Session, cluster: Cluster) -> list[Member]:
    """The people who work for the cluster now, in the order in which they came."""
    rows = session.execute(TEAM, {"cluster": cluster.id})
    return [
        Member(
            person_id=row[0],
            name=row[1],
            email=row[2],
            language=row[3],
            part=row[4],
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


def _does(team: Iterable[Member], actor: Actor, parts: tuple[Part, ...]) -> bool:
    return any(member.person_id == actor.person_id and member.part in parts for member in team)


def writers_of(team: Iterable[Member]) -> str:
    """The names of those who write, for people who do not."""
    return ", ".join(member.name for member in team if member.part in WRITERS) or "–"


def find_member(session: Session, actor: Actor, membership_id: int) -> Membership | None:
    """A person's present part in a team that the one who asks belongs to as well."""
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


def check_part(team: Iterable[Member], actor: Actor, parts: tuple[Part, ...]) -> Finding:
    """Does this person do one of these parts in the team? Readers read, signatories sign."""
    members = list(team)
    own = next((member.part for member in members if member.person_id == actor.person_id), None)
    may = ", ".join(member.name for member in members if member.part in parts)
    claim = Words("Nur das Team schreibt mit.", "Only the team writes.")
    if parts == SIGNATORIES:
        claim = Words(
            "Eine zeichnungsberechtigte Person reicht ein.", "An authorised signatory submits."
        )
    return Finding(
        rule="A-4.2",
        holds=own in parts,
        claim=claim,
        says=say("Das dürfen: {may}.", "These people may: {may}.", may=may or "–"),
        source=Words("Ablauf der Bewerbung, Einreichung", "Course of an application, submission"),
    )


TEAM: Final = (
    select(Person.id, Person.name, Person.email, Person.language, Membership.part, Membership.id)
    .join(Membership, Membership.person_id == Person.id)
    .where(
        Membership.cluster_id == bindparam("cluster", type_=BigInteger),
        Membership.until.is_(None),
        Person.active,
    )
    .order_by(Membership.id)
)
