"""Results: how many applied and won in every round, and which countries they aim at."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grants.models.application import Application, TargetCountry
from grants.models.organisation import Cluster
from grants.models.round import Round
from grants.programme.stages import ApplicationState
from grants.queries.call import NEVER_HANDED_IN, Call


@dataclass(frozen=True, slots=True)
class Success:
    """Applications of several rounds, or clusters that applied in them, each counted once."""

    received: int
    """Handed in, whatever became of them."""
    applied: int
    """Those that were compared: the base of the share."""
    selected: int

    @property
    def share_not_selected(self) -> Fraction | None:
        """Part that was not selected."""
        return Fraction(self.applied - self.selected, self.applied) if self.applied else None


@dataclass(frozen=True, slots=True)
class Winner:
    """A selected cluster."""

    name: str
    round: int
    synthetic: bool
    region: str


@dataclass(frozen=True, slots=True)
class Targets:
    """How often selected clusters named a country, most often named first."""

    countries: tuple[tuple[str, int], ...]
    rounds: tuple[int, ...]

    @property
    def named(self) -> int:
        """How often countries were named in all."""
        return sum(count for _, count in self.countries)


def success(told: Sequence[Call]) -> Success:
    """All rounds whose outcome is public, taken together and counted by application."""
    counts = [call.counts for call in told if call.counts]
    return Success(
        received=sum(count.received for count in counts),
        applied=sum(count.compared for count in counts),
        selected=sum(count.selected for count in counts),
    )


def success_of_clusters(session: Session, told: Sequence[Call]) -> Success:
    """The same counted by cluster, each once however often it applied; one statement."""
    handed_in = Application.state.not_in((*NEVER_HANDED_IN, ApplicationState.WITHDRAWN))
    clusters = func.count(Application.cluster_id.distinct())
    won = clusters.filter(Application.state == ApplicationState.SELECTED)
    applied, selected = session.execute(
        select(clusters, won).where(
            Application.round_id.in_([call.round.id for call in told]), handed_in
        )
    ).one()
    return Success(received=applied, applied=applied, selected=selected)


def targets(session: Session, told: Sequence[Call]) -> Targets:
    """The countries that selected clusters aim at, in the rounds where they are known."""
    count = func.count().label("count")
    selected = (
        select(TargetCountry.country, Application.round_id)
        .join(TargetCountry.application)
        .where(
            Application.round_id.in_([call.round.id for call in told]),
            Application.state == ApplicationState.SELECTED,
        )
        .subquery()
    )
    named = session.execute(
        select(selected.c.country, count)
        .group_by(selected.c.country)
        .order_by(count.desc(), selected.c.country)
    )
    rounds = session.scalars(
        select(Round.number).where(Round.id.in_(select(selected.c.round_id))).order_by(Round.number)
    )
    return Targets(tuple((country, times) for country, times in named), tuple(rounds))


def winners(session: Session, told: Sequence[Call]) -> list[Winner]:
    """The selected clusters of these rounds, by round and name."""
    selected = (
        select(Cluster.name, Round.number, Cluster.synthetic, Cluster.region)
        .select_from(Application)
        .join(Application.round)
        .join(Application.cluster)
        .where(
            Round.id.in_([call.round.id for call in told]),
            Application.state == ApplicationState.SELECTED,
        )
        .order_by(Round.number.desc(), Cluster.name)
    )
    return [Winner(*row) for row in session.execute(selected)]
