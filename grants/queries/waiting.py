"""Proposals that wait for their second person: names and numbers only, since lists show many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import BigInteger, Integer, Select, bindparam, func, literal, select, union_all
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.award import Award, Project
from grants.models.decision import Decision, DecisionKind, DecisionState
from grants.models.grant import Grant
from grants.models.organisation import Cluster, Organisation
from grants.models.person import Person
from grants.programme.people import Actor, Role
from grants.programme.words import Words
from grants.queries.decision import KIND_WORDS


class Subject(StrEnum):
    """What a decision is about."""

    APPLICATION = "application"
    GRANT = "grant"
    PROJECT = "project"
    AWARD = "award"
    """The concept of a cluster."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A proposal that waits for its second person."""

    about: Subject
    proposed: DecisionKind
    by: str
    """Who drafted it."""
    since: datetime
    """When it was proposed."""
    number: str
    """Public number of what is decided on."""
    name: str
    """Cluster or recipient."""
    award: str
    """Number of the award, where there is one."""
    project: str
    """P1, P2 or P3, where it is about a project."""

    @property
    def kind(self) -> Words:
        """What is proposed."""
        return KIND_WORDS[self.proposed]


def waiting_for(
    session: Session, actor: Actor, most: int
) -> tuple[tuple[Waiting, ...], tuple[Waiting, ...]]:
    """Open proposals, the oldest first: of all others, for this officer to sign, and their own.

    At most so many of either; nothing for anybody but sponsor staff. One statement, and one more
    for each subject that occurs: planning a single one over all their tables takes longer.
    """
    if actor.role is not Role.SPONSOR:
        return (), ()
    rows = session.execute(OLDEST, {"me": actor.person_id, "most": most}).all()
    names = {about: _names(session, about, rows) for about in Subject}
    own: list[Waiting] = []
    others: list[Waiting] = []
    for row in rows:
        mine_too = row.proposed_by_id == actor.person_id
        (own if mine_too else others).append(_waiting(row, names))
    return tuple(others), tuple(own)


IDS: Final = {
    Subject.APPLICATION: Decision.application_id,
    Subject.GRANT: Decision.grant_id,
    Subject.PROJECT: Decision.project_id,
    Subject.AWARD: Decision.award_id,
}
WHICH: Final = bindparam("ids", type_=BigInteger, expanding=True)
NAMES: Final[dict[Subject, Select[*tuple[Any, ...]]]] = {
    Subject.APPLICATION: select(
        Application.id, Application.number, Cluster.name, literal(""), literal("")
    )
    .join(Application.cluster)
    .where(Application.id.in_(WHICH)),
    Subject.GRANT: select(Grant.id, Grant.number, Organisation.name, Award.number, literal(""))
    .join(Grant.recipient)
    .join(Grant.award)
    .where(Grant.id.in_(WHICH)),
    Subject.PROJECT: select(
        Project.id,
        func.concat(Award.number, " P", Project.ordinal),
        Cluster.name,
        Award.number,
        func.concat("P", Project.ordinal),
    )
    .join(Project.award)
    .join(Award.cluster)
    .where(Project.id.in_(WHICH)),
    Subject.AWARD: select(Award.id, Award.number, Cluster.name, Award.number, literal(""))
    .join(Award.cluster)
    .where(Award.id.in_(WHICH)),
}
"""Of each subject: its id, its public number, whose it is, the award, the code of the project."""


def _names(session: Session, about: Subject, rows: Sequence[Any]) -> dict[int, Any]:
    column = IDS[about].key
    ids = [number for row in rows if (number := getattr(row, column)) is not None]
    if not ids:
        return {}
    return {row[0]: row for row in session.execute(NAMES[about], {"ids": ids})}


def _waiting(row: Any, names: dict[Subject, dict[int, Any]]) -> Waiting:
    about = next(each for each, column in IDS.items() if getattr(row, column.key) is not None)
    _, number, name, award, project = names[about][getattr(row, IDS[about].key)]
    return Waiting(
        about=about,
        proposed=row.kind,
        by=row.by,
        since=row.proposed_at,
        number=number,
        name=name,
        award=award,
        project=project,
    )


MINE: Final = Decision.proposed_by_id == bindparam("me", type_=BigInteger)
OLDEST: Final[Select[*tuple[Any, ...]]] = (
    select(
        Decision.kind, Decision.proposed_at, Decision.proposed_by_id, Person.name.label("by"),
        *IDS.values(),
    )
    .join(Person, Person.id == Decision.proposed_by_id)
    .where(
        Decision.id.in_(
            union_all(
                *(
                    select(Decision.id)
                    .where(Decision.state == DecisionState.PROPOSED, whose)
                    .order_by(Decision.proposed_at)
                    .limit(bindparam("most", type_=Integer))
                    for whose in (MINE, ~MINE)
                )
            )
        )
    )
    .order_by(Decision.proposed_at)
)  # fmt: skip
