"""What a juror has to review, and how far it is."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from grants.models.application import Application
from grants.models.organisation import Cluster
from grants.models.review import Assignment, ConflictDeclaration, Score
from grants.models.round import Programme, Round, TermsVersion
from grants.programme.people import Actor, Role
from grants.programme.round_name import round_name
from grants.programme.stages import RoundState
from grants.programme.words import Words
from grants.queries.blind import HIDDEN
from grants.queries.review_ready import REVIEWING


class ReviewState(StrEnum):
    """How far one juror is with one application."""

    TO_DECLARE = "to_declare"
    TO_BEGIN = "to_begin"
    BEGUN = "begun"
    FINAL = "final"
    CONFLICTED = "conflicted"


REVIEW_WORDS = {
    ReviewState.TO_DECLARE: Words("Konflikt noch nicht geklärt", "Declaration still missing"),
    ReviewState.TO_BEGIN: Words("Noch nicht begonnen", "Not begun yet"),
    ReviewState.BEGUN: Words("Begonnen", "Begun"),
    ReviewState.FINAL: Words("Endgültig", "Final"),
    ReviewState.CONFLICTED: Words("Konflikt erklärt", "Conflict declared"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """One application given to a juror. Before the declaration only number and cluster show."""

    number: str
    cluster: str
    round_number: int
    round_name: Words
    round_state: RoundState
    assigned_at: datetime
    final_at: datetime | None
    scored: int
    """Criteria with points so far."""
    state: ReviewState

    @property
    def name(self) -> str:
        """What a juror calls it: its cluster, or in a blind stage its number."""
        return self.number if self.cluster == HIDDEN else self.cluster

    @property
    def open(self) -> bool:
        """Is it still the juror's turn?"""
        return self.state not in DONE and self.round_state in REVIEWING


BLIND = TermsVersion.body["selection"]["blind"].as_boolean()
"""Nothing in terms from before there were blind stages."""
DONE = (ReviewState.FINAL, ReviewState.CONFLICTED)


def reviews_of(session: Session, actor: Actor) -> tuple[ReviewRow, ...]:
    """Everything given to this juror, the open ones first; one statement."""
    scored = (
        select(func.count(Score.id))
        .where(Score.assignment_id == Assignment.id)
        .correlate(Assignment)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            Application.number,
            Cluster.name.label("cluster"),
            and_(BLIND, Round.names_opened_at.is_(None)).label("blind"),
            Round.number.label("round_number"),
            Round.ordinal,
            Programme.name_de,
            Programme.name_en,
            Round.state.label("round_state"),
            Assignment.assigned_at,
            Assignment.final_at,
            ConflictDeclaration.conflicted,
            scored.label("scored"),
        )
        .select_from(Assignment)
        .join(Application, Assignment.application_id == Application.id)
        .join(Cluster, Application.cluster_id == Cluster.id)
        .join(Round, Application.round_id == Round.id)
        .join(Programme, Round.programme_id == Programme.id)
        .join(TermsVersion, Application.terms_id == TermsVersion.id)
        .outerjoin(
            ConflictDeclaration,
            (ConflictDeclaration.application_id == Assignment.application_id)
            & (ConflictDeclaration.juror_id == Assignment.juror_id),
        )
        .where(Assignment.juror_id == actor.person_id)
        .order_by(Round.number.desc(), Application.number)
    )
    made = [
        ReviewRow(
            number=row.number,
            cluster=HIDDEN if row.blind else row.cluster,
            round_number=row.round_number,
            round_name=round_name(Words(row.name_de, row.name_en), row.ordinal),
            round_state=row.round_state,
            assigned_at=row.assigned_at,
            final_at=row.final_at,
            scored=row.scored,
            state=how_far(row.conflicted, row.final_at, row.scored),
        )
        for row in rows
    ]
    return tuple(sorted(made, key=lambda row: not row.open))


def unreasoned(assignment: Assignment) -> tuple[str, ...]:
    """The codes of the criteria with points but without the reason that belongs to them."""
    left = (score.criterion for score in assignment.scores if not score.reason.strip())
    return tuple(sorted(left))


def own_review(session: Session, actor: Actor, number: str) -> Assignment | None:
    """This juror's assignment with its scores and its application, unless a conflict ended it."""
    if actor.role is not Role.JUROR:
        return None
    conflict = select(ConflictDeclaration.id).where(
        ConflictDeclaration.application_id == Assignment.application_id,
        ConflictDeclaration.juror_id == Assignment.juror_id,
        ConflictDeclaration.conflicted,
    )
    return session.scalar(
        select(Assignment)
        .join(Assignment.application)
        .where(
            Application.number == number,
            Assignment.juror_id == actor.person_id,
            ~conflict.exists(),
        )
        .options(
            joinedload(Assignment.application).joinedload(Application.round),
            joinedload(Assignment.application).joinedload(Application.terms),
            joinedload(Assignment.application).joinedload(Application.cluster),
            joinedload(Assignment.juror),
            selectinload(Assignment.scores),
        )
    )


def has_declared(session: Session, assignment: Assignment) -> bool:
    """Has this juror declared to have no conflict with the application?"""
    said = select(ConflictDeclaration.conflicted).where(
        ConflictDeclaration.application_id == assignment.application_id,
        ConflictDeclaration.juror_id == assignment.juror_id,
    )
    return session.scalar(said) is False


def how_far(conflicted: bool | None, final_at: datetime | None, scored: int) -> ReviewState:
    """What a declaration, a finished review and the number of criteria with points come to."""
    if conflicted:
        return ReviewState.CONFLICTED
    if conflicted is None and not scored:
        return ReviewState.TO_DECLARE
    if final_at is not None:
        return ReviewState.FINAL
    return ReviewState.BEGUN if scored else ReviewState.TO_BEGIN
