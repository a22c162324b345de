"""The ranking of a round: computed from the final reviews, whether recorded yet or not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload, selectinload

from grants.models.application import Application
from grants.models.review import Assignment, ConflictDeclaration
from grants.models.round import Round
from grants.programme.money import Money
from grants.programme.ranking import Candidate, Ranked, rank
from grants.programme.selection import review_score, score
from grants.programme.stages import ApplicationState
from grants.queries.application import terms_of

A = ApplicationState
RANKED = (
    A.UNDER_REVIEW,
    A.RECOMMENDED,
    A.RESERVE,
    A.NOT_RECOMMENDED,
    A.SELECTED,
    A.REJECTED,
)
"""Whoever was reviewed stays in the ranking, whatever was decided later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrant:
    """One reviewed application with what its reviews came to."""

    application: Application
    candidate: Candidate
    totals: tuple[Decimal, ...]
    """The weighted total of each final review, exact (R-060)."""


def candidates_of(session: Session, round_: Round) -> dict[str, Entrant]:
    """Every reviewed application with at least one final review, by number; three statements."""
    selection = terms_of(round_.terms).selection
    by_application: dict[int, list[dict[str, Decimal]]] = {}
    for assignment in _final_reviews(session, round_):
        points = {each.criterion: each.points for each in assignment.scores}
        by_application.setdefault(assignment.application_id, []).append(points)
    found: dict[str, Entrant] = {}
    for application in _reviewed(session, round_):
        reviews = by_application.get(application.id, [])
        result = score(selection, reviews)
        if result is None:
            continue
        found[application.number] = Entrant(
            application=application,
            candidate=Candidate(
                number=application.number, score=result, requested=promise_of(application)
            ),
            totals=tuple(review_score(selection, points) for points in reviews),
        )
    return found


def promise_of(application: Application) -> Money:
    """What selecting it takes from the round's budget: the whole cap of a cluster (R-015)."""
    return terms_of(application.terms).cap_per_cluster


def budget_of(round_: Round) -> Money:
    """The money of the round: its own budget, or that of its terms where it has none."""
    return terms_of(round_.terms).round_budget if round_.budget is None else round_.budget


def rank_round(round_: Round, candidates: Iterable[Candidate]) -> list[Ranked]:
    """The candidates in their order, with the funding line of the round."""
    return rank(terms_of(round_.terms), candidates, budget_of(round_))


def waiting_for_reviews(session: Session, round_: Round, found: Sequence[str]) -> list[str]:
    """Numbers of the applications under review that have no final review yet."""
    numbers = session.scalars(
        select(Application.number)
        .where(Application.round_id == round_.id, Application.state == A.UNDER_REVIEW)
        .order_by(Application.number)
    )
    return [number for number in numbers if number not in set(found)]


def _reviewed(session: Session, round_: Round) -> Iterable[Application]:
    return session.scalars(
        select(Application)
        .where(Application.round_id == round_.id, Application.state.in_(RANKED))
        .options(joinedload(Application.cluster), joinedload(Application.terms))
        .order_by(Application.number)
    ).all()


def _final_reviews(session: Session, round_: Round) -> Iterable[Assignment]:
    conflict = exists().where(
        ConflictDeclaration.application_id == Assignment.application_id,
        ConflictDeclaration.juror_id == Assignment.juror_id,
        ConflictDeclaration.conflicted,
    )
    return session.scalars(
        select(Assignment)
        .join(Assignment.application)
        .where(Application.round_id == round_.id, Assignment.final_at.is_not(None), ~conflict)
        .options(selectinload(Assignment.scores))
        .order_by(Assignment.id)
    ).all()
