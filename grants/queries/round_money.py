"""The money of a round: its budget, what it has promised and awarded, and the use of each cap."""

from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.award import Award, Project
from grants.models.grant import Grant
from grants.models.organisation import Cluster
from grants.models.round import Round
from grants.programme.money import NOTHING, Money, total
from grants.programme.roads.project import GIVEN_UP
from grants.programme.stages import GrantState

IN_PREPARATION = (
    GrantState.APPLIED,
    GrantState.COMPLETE,
    GrantState.CREDIT_CHECKED,
    GrantState.FUNDABLE,
    GrantState.AWARD_DRAFTED,
)
"""Grants that are asked for and not awarded yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterCap:
    """How much of its cap one cluster uses, EUR."""

    award: str
    cluster: str
    cap: Money
    committed: Money
    in_preparation: Money
    """Asked for in grants that are not awarded yet."""

    @property
    def room(self) -> Money:
        """What neither an award nor a request takes; never below nothing."""
        return max(self.cap - self.committed - self.in_preparation, NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundMoney:
    """The money of a round, EUR."""

    budget: Money | None
    promised: Money
    """Sum of the caps of the selected clusters."""
    caps: tuple[ClusterCap, ...]

    @property
    def committed(self) -> Money:
        """Awarded in grants."""
        return total(use.committed for use in self.caps)

    @property
    def in_preparation(self) -> Money:
        """Asked for in grants that are not awarded yet."""
        return total(use.in_preparation for use in self.caps)

    @property
    def room(self) -> Money:
        """Left under the caps of all clusters."""
        return total(use.room for use in self.caps)


def money_of(session: Session, round_: Round) -> RoundMoney:
    """What the round has, has promised and has awarded; one statement."""
    asked = (
        select(func.coalesce(func.sum(Grant.amount), 0))
        .outerjoin(Project, Grant.project_id == Project.id)
        .where(
            Grant.award_id == Award.id,
            Grant.state.in_(IN_PREPARATION),
            or_(Project.id.is_(None), Project.state.not_in(GIVEN_UP)),
        )
        .correlate(Award)
        .scalar_subquery()
    )
    rows = session.execute(
        select(Award.number, Cluster.name, Award.cap, Award.committed, asked.label("asked"))
        .join(Cluster, Award.cluster_id == Cluster.id)
        .join(Application, Award.application_id == Application.id)
        .where(Application.round_id == round_.id)
        .order_by(Award.committed.desc(), Cluster.name)
    )
    return RoundMoney(
        budget=round_.budget,
        promised=round_.promised,
        caps=tuple(
            ClusterCap(
                award=row.number,
                cluster=row.name,
                cap=row.cap,
                committed=row.committed,
                in_preparation=row.asked,
            )
            for row in rows
        ),
    )
