"""The ranking of a round: computed from the final reviews, whether recorded yet or not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from grants.models.application import Application
from grants.models.organisation import Cluster
from grants.models.ranking_tie import TieSettlement
from grants.models.review import Assignment, ConflictDeclaration
from grants.models.review import Score as ScoreRow
from grants.models.round import Round
from grants.programme.finding import Finding
from grants.programme.money import Money
from grants.programme.people import Actor
from grants.programme.ranking import Candidate, Ranked, rank
from grants.programme.ranking_tie import Settlement, check_ties, settle
from grants.programme.selection import NotOnScale, score_of_sums
from grants.programme.stages import ApplicationState
from grants.programme.words import Words
from grants.queries.application import terms_of
from grants.queries.round_reviewed import scored_finding
from grants.queries.visible import STAFF

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


HAS_LEFT: Final = and_(Application.state == A.WITHDRAWN, Application.rank.is_not(None))
"""Who declines or withdraws after the ranking was recorded keeps the place it had there."""
COUNTS: Final = (
    Assignment.final_at.is_not(None),
    ~exists().where(
        ConflictDeclaration.application_id == Assignment.application_id,
        ConflictDeclaration.juror_id == Assignment.juror_id,
        ConflictDeclaration.conflicted,
    ),
)
"""Which reviews count: final ones of jurors without a conflict (R-061)."""
HALF_A_REVIEW: Final = Words(
    "Ein Gutachten bewertet nicht jedes Kriterium der Runde.",
    "A review does not score every criterion of the round.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrant:
    """One reviewed application with what its reviews came to."""

    id: int
    number: str
    cluster: str
    region: str
    state: ApplicationState
    asked: Money
    """What the cluster asks for in both phases, EUR."""
    rank: int | None
    """As it was recorded; nothing before."""
    sums: Mapping[str, Decimal]
    """The points of its final reviews, added up by criterion."""
    candidate: Candidate


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Everybody who is in the ranking of a round, or will be once reviews are final."""

    entrants: Mapping[str, Entrant]
    """Every reviewed application with at least one final review, by number."""
    waiting: tuple[str, ...]
    """Numbers of those under review that have none yet."""
    settlements: tuple[Settlement, ...]
    """What votes and lots came to; it is already in the candidates."""

    @property
    def candidates(self) -> list[Candidate]:
        """What is ranked."""
        return [each.candidate for each in self.entrants.values()]

    @property
    def reviews(self) -> int:
        """How many final reviews count."""
        return sum(each.candidate.score.reviews for each in self.entrants.values())

    def scored(self, least: int) -> Finding:
        """Has every application under review enough final reviews (R-061)?"""
        under_review = [
            each.candidate.score.reviews
            for each in self.entrants.values()
            if each.state is A.UNDER_REVIEW
        ]
        enough = sum(reviews >= least for reviews in under_review)
        return scored_finding(enough, len(under_review) + len(self.waiting), least)


def field_of(session: Session, round_: Round) -> Field:
    """Everybody who is in the ranking, with the places of votes and lots; three statements."""
    selection = terms_of(round_.terms).selection
    settlements = settlements_of(session, round_)
    sums = _sums(session, round_)
    caps = {each.id: terms_of(each).cap_per_cluster for each in round_.terms_versions}
    found: dict[str, Entrant] = {}
    waiting: list[str] = []
    for row in session.execute(_reviewed(round_)):
        if row.id not in sums:
            waiting += [row.number] if row.state is A.UNDER_REVIEW else []
            continue
        by_criterion, reviews = sums[row.id]
        found[row.number] = Entrant(
            id=row.id,
            number=row.number,
            cluster=row.cluster,
            region=row.region,
            state=row.state,
            asked=row.requested + row.requested_later,
            rank=row.rank,
            sums=by_criterion,
            candidate=Candidate(
                number=row.number,
                score=score_of_sums(selection, by_criterion, reviews),
                requested=caps[row.terms_id],
            ),
        )
    settled = settle(selection, [each.candidate for each in found.values()], settlements)
    for one in settled:
        if one is not found[one.number].candidate:
            found[one.number] = replace(found[one.number], candidate=one)
    return Field(entrants=found, waiting=tuple(waiting), settlements=tuple(settlements))


def round_to_rank(session: Session, actor: Actor, number: int) -> Round | None:
    """The round with this number, its terms and its dates, for sponsor staff and auditors.

    One statement: the pages of the ranking read much else.
    """
    if actor.role not in STAFF:
        return None
    return (
        session.scalars(
            select(Round)
            .where(Round.number == number)
            .options(joinedload(Round.terms_versions), joinedload(Round.milestones))
        )
        .unique()
        .one_or_none()
    )


def settlements_of(session: Session, round_: Round) -> list[Settlement]:
    """What votes and lots came to; of votes on the same equals the latest counts; one statement."""
    rows = session.execute(
        select(TieSettlement.way, TieSettlement.equals, TieSettlement.places)
        .where(TieSettlement.round_id == round_.id)
        .order_by(TieSettlement.id)
    )
    latest = {(way, equals): places for way, equals, places in rows}
    return [Settlement(way=way, places=places) for (way, _), places in latest.items()]


def promise_of(application: Application) -> Money:
    """What selecting it takes from the round's budget: the whole cap of a cluster (R-015)."""
    return terms_of(application.terms).cap_per_cluster


def budget_of(round_: Round) -> Money:
    """The money of the round: its own budget, or that of its terms where it has none."""
    return terms_of(round_.terms).round_budget if round_.budget is None else round_.budget


def rank_round(round_: Round, candidates: Iterable[Candidate]) -> list[Ranked]:
    """The candidates in their order, with the funding line of the round."""
    return rank(terms_of(round_.terms), candidates, budget_of(round_))


def _reviewed(round_: Round) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Application.id,
            Application.number,
            Application.state,
            Application.rank,
            Application.requested,
            Application.requested_later,
            Cluster.name.label("cluster"),
            Cluster.region,
            Application.terms_id,
        )
        .join(Application.cluster)
        .where(
            Application.round_id == round_.id,
            or_(Application.state.in_(RANKED), HAS_LEFT),
        )
        .order_by(Application.number)
    )


def _sums(session: Session, round_: Round) -> dict[int, tuple[dict[str, Decimal], int]]:
    """Points by criterion and how many reviews, by application; one statement.

    Raises NotOnScale when a review leaves a criterion of the terms out.
    """
    codes = {criterion.code for criterion in terms_of(round_.terms).selection.criteria}
    rows = session.execute(
        select(
            Assignment.application_id,
            ScoreRow.criterion,
            func.sum(ScoreRow.points),
            func.count(ScoreRow.id),
        )
        .join(Assignment.application)
        .outerjoin(ScoreRow, ScoreRow.assignment_id == Assignment.id)
        .where(Application.round_id == round_.id, *COUNTS)
        .group_by(Assignment.application_id, ScoreRow.criterion)
    )
    sums: dict[int, dict[str, Decimal]] = {}
    reviews: dict[int, set[int]] = {}
    for application_id, criterion, points, count in rows:
        sums.setdefault(application_id, {})[criterion] = points
        reviews.setdefault(application_id, set()).add(count)
    for application_id, counts in reviews.items():
        if set(sums[application_id]) != codes or len(counts) > 1:
            raise NotOnScale(HALF_A_REVIEW)
    return {each: (sums[each], counts.pop()) for each, counts in reviews.items()}


def tie_finding(round_: Round, field: Field, lines: Sequence[Ranked]) -> Finding:
    """Is every tie settled that matters (R-063)?"""
    return check_ties(terms_of(round_.terms).selection, lines, field.settlements)
