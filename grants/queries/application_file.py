"""What was done with one application: checks, reviews, letters and the record of acts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from sqlalchemy import BigInteger, Text, bindparam, exists, select
from sqlalchemy.orm import Session, defer, joinedload

from grants.models.application import Application
from grants.models.decision import Decision, Letter
from grants.models.person import Person
from grants.models.record import Act
from grants.models.review import Assignment, ConflictDeclaration, FormalCheck
from grants.programme.selection import NotOnScale, review_score
from grants.queries.application import terms_of

MOST_ACTS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """One juror's review as sponsor staff see it."""

    juror: str
    points: Mapping[str, Decimal]
    reasons: Mapping[str, str]
    total: Decimal | None
    """Weighted, exact; nothing while criteria are missing (R-060)."""
    final_at: datetime | None
    conflicted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationFile:
    """What happened to an application."""

    checks: tuple[FormalCheck, ...]
    """The latest first; the latest counts."""
    opinions: tuple[Opinion, ...]
    letters: tuple[Letter, ...]
    acts: tuple[Act, ...]
    """The latest first."""


def file_of(session: Session, application: Application) -> ApplicationFile:
    """What happened to an application that somebody may see already; four statements."""
    return ApplicationFile(
        checks=tuple(session.scalars(CHECKS, {"id": application.id})),
        opinions=opinions_on(session, application),
        letters=tuple(session.scalars(LETTERS, {"id": application.id})),
        acts=tuple(session.scalars(ACTS, {"number": application.number})),
    )


def opinions_on(session: Session, application: Application) -> tuple[Opinion, ...]:
    """Every review of the application, final or not; one statement."""
    assignments = session.execute(ASSIGNMENTS, {"id": application.id})
    return tuple(
        Opinion(
            juror=each.juror.name,
            points={score.criterion: score.points for score in each.scores},
            reasons={score.criterion: score.reason for score in each.scores},
            total=_total(application, each),
            final_at=each.final_at,
            conflicted=conflicted,
        )
        for each, conflicted in assignments.unique()
    )


def _total(application: Application, assignment: Assignment) -> Decimal | None:
    points = {score.criterion: score.points for score in assignment.scores}
    try:
        return review_score(terms_of(application.terms).selection, points)
    except NotOnScale:
        return None


THIS: Final = bindparam("id", type_=BigInteger)
CHECKS: Final = (
    select(FormalCheck)
    .where(FormalCheck.application_id == THIS)
    .options(joinedload(FormalCheck.checked_by))
    .order_by(FormalCheck.id.desc())
)
CONFLICTED: Final = exists().where(
    ConflictDeclaration.application_id == Assignment.application_id,
    ConflictDeclaration.juror_id == Assignment.juror_id,
    ConflictDeclaration.conflicted,
)
ASSIGNMENTS: Final = (
    select(Assignment, CONFLICTED)
    .where(Assignment.application_id == THIS)
    .options(joinedload(Assignment.juror).load_only(Person.name), joinedload(Assignment.scores))
    .order_by(Assignment.id)
)
LETTERS: Final = (
    select(Letter)
    .where(Letter.application_id == THIS)
    .options(defer(Letter.snapshot), joinedload(Letter.decision).joinedload(Decision.terms))
    .order_by(Letter.id.desc())
)
ACTS: Final = (
    select(Act)
    .where(Act.object_kind == "application", Act.object_number == bindparam("number", type_=Text))
    .order_by(Act.id.desc())
    .limit(MOST_ACTS)
)
