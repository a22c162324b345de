"""How firm the ranking of a round is, how jurors score, and who succeeds from where."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grants.models.application import Application, TargetCountry
from grants.models.organisation import Cluster
from grants.models.round import Round
from grants.programme.selection import Points
from grants.programme.stability import Reviewed, Stability, stability
from grants.programme.stages import ApplicationState
from grants.queries.application import terms_of
from grants.queries.ranking import Field, budget_of
from grants.queries.round import is_decided
from grants.queries.scores import reviews_of

A = ApplicationState
NOT_COMPARED = (A.DRAFT, A.EXPIRED, A.WITHDRAWN, A.FORMALLY_REJECTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Applications that have something in common, and how many of them succeed."""

    name: str
    """Empty where nothing is known."""
    applied: int
    selected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Success:
    """Who succeeds, by what; the largest groups first."""

    decided: bool
    """Selected by decision; before that, above the funding line."""
    by_region: tuple[Group, ...]
    by_field: tuple[Group, ...]
    by_country: tuple[Group, ...]
    """A cluster counts for each country it looks to."""


def stability_of(session: Session, round_: Round, field: Field) -> tuple[Stability, dict[int, str]]:
    """How firm the ranking is, and the names of the jurors; one statement."""
    names: dict[int, str] = {}
    reviews: dict[int, dict[int, Points]] = {}
    for each in reviews_of(session, [one.id for one in field.entrants.values()]):
        reviews.setdefault(each.application_id, {})[each.juror_id] = each.points
        names[each.juror_id] = each.juror
    found = stability(
        terms_of(round_.terms),
        [
            Reviewed(
                number=each.number,
                requested=each.candidate.requested,
                reviews=reviews.get(each.id, {}),
            )
            for each in field.entrants.values()
        ],
        budget_of(round_),
        field.settlements,
    )
    return found, names


def success_of(session: Session, round_: Round, above: frozenset[str]) -> Success:
    """Who succeeds by federal state, topic and target country; one statement.

    `above` are the numbers above the funding line: they count until two people have decided.
    """
    decided = is_decided(round_)
    countries = (
        select(func.array_agg(TargetCountry.country))
        .where(TargetCountry.application_id == Application.id)
        .correlate(Application)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            Application.number,
            Application.state,
            Cluster.region,
            Cluster.field,
            countries.label("countries"),
        )
        .join(Application.cluster)
        .where(Application.round_id == round_.id, Application.state.not_in(NOT_COMPARED))
    ).all()

    def grouped(names: Callable[[Any], Iterable[str]]) -> tuple[Group, ...]:
        counts: dict[str, list[int]] = {}
        for row in rows:
            won = row.state is A.SELECTED if decided else row.number in above
            for name in names(row):
                count = counts.setdefault(name, [0, 0])
                count[0] += 1
                count[1] += won
        groups = [Group(name=n, applied=all_, selected=won) for n, (all_, won) in counts.items()]
        return tuple(sorted(groups, key=lambda each: (-each.applied, each.name)))

    return Success(
        decided=decided,
        by_region=grouped(lambda row: (row.region,)),
        by_field=grouped(lambda row: (row.field,)),
        by_country=grouped(lambda row: row.countries or ("",)),
    )
