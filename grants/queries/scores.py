"""The jury's scores of an application, criterion by criterion."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.person import Person
from grants.models.review import Assignment, ConflictDeclaration, Score
from grants.programme.finding import Finding
from grants.programme.selection import check_reviews, check_thresholds, score
from grants.queries.application import terms_of


def means_of(session: Session, application: Application) -> Mapping[str, Fraction]:
    """The exact mean of every criterion over the final reviews without a conflict (R-061)."""
    return means_by_application(session, [application.id]).get(application.id, {})


def means_by_application(session: Session, ids: list[int]) -> dict[int, dict[str, Fraction]]:
    """The same for several applications, by the identity of each; one statement."""
    conflict = select(ConflictDeclaration.id).where(
        and_(
            ConflictDeclaration.application_id == Assignment.application_id,
            ConflictDeclaration.juror_id == Assignment.juror_id,
            ConflictDeclaration.conflicted,
        )
    )
    rows = session.execute(
        select(
            Assignment.application_id,
            Score.criterion,
            func.sum(Score.points).label("points"),
            func.count(Score.id).label("reviews"),
        )
        .join(Score, Score.assignment_id == Assignment.id)
        .where(
            Assignment.application_id.in_(ids),
            Assignment.final_at.is_not(None),
            ~conflict.exists(),
        )
        .group_by(Assignment.application_id, Score.criterion)
    )
    means: dict[int, dict[str, Fraction]] = {}
    for row in rows:
        means.setdefault(row.application_id, {})[row.criterion] = Fraction(row.points) / row.reviews
    return means


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLine:
    """One final review without a conflict: whose, of what, and its points."""

    application_id: int
    juror_id: int
    juror: str
    """The name: only for those who may know who reviewed (sponsor staff, auditors)."""
    points: Mapping[str, Decimal]


def reviews_of(session: Session, ids: Iterable[int]) -> list[ReviewLine]:
    """The final reviews of these applications, without those of a conflict; one statement.

    Rows and not records: a round of 500 applications has 12,500 scores.
    """
    conflict = exists().where(
        ConflictDeclaration.application_id == Assignment.application_id,
        ConflictDeclaration.juror_id == Assignment.juror_id,
        ConflictDeclaration.conflicted,
    )
    rows = session.execute(
        select(
            Assignment.application_id,
            Assignment.juror_id,
            Person.name.label("juror"),
            func.array_agg(Score.criterion).label("criteria"),
            func.array_agg(Score.points).label("points"),
        )
        .join(Score, Score.assignment_id == Assignment.id)
        .join(Person, Assignment.juror_id == Person.id)
        .where(
            Assignment.application_id.in_(list(ids)), Assignment.final_at.is_not(None), ~conflict
        )
        .group_by(Assignment.id, Person.name)
        .order_by(Assignment.application_id, Assignment.juror_id)
    )
    return [
        ReviewLine(
            application_id=row.application_id,
            juror_id=row.juror_id,
            juror=row.juror,
            points=dict(zip(row.criteria, row.points, strict=True)),
        )
        for row in rows
    ]


def quality_findings(session: Session, application: Application) -> list[Finding]:
    """Are there enough reviews, and is every threshold reached? Nothing before the first one.

    The ranking went by the same two rules; here each says which figure it was.
    """
    selection = terms_of(application.terms).selection
    points = [line.points for line in reviews_of(session, [application.id])]
    result = score(selection, points)
    if result is None:
        return []
    return [check_reviews(selection, result.reviews), check_thresholds(selection, result)]
