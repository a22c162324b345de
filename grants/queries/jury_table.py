"""Who reviews what in a round: applications by jurors."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.organisation import Cluster
from grants.models.person import Person
from grants.models.review import Assignment, ConflictDeclaration, Score
from grants.models.round import Round
from grants.programme.stages import ApplicationState
from grants.queries.jury import ReviewState, how_far
from grants.queries.jury_member import jurors_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One juror beside one application."""

    juror_id: int
    state: ReviewState | None
    """None: the application is not given to this juror."""

    @property
    def kept(self) -> bool:
        """Points or a declared conflict stay; the tick can no longer be taken away."""
        return self.state in (ReviewState.BEGUN, ReviewState.FINAL, ReviewState.CONFLICTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRow:
    """One application with a seat for each juror."""

    number: str
    cluster: str
    seats: tuple[Seat, ...]

    @property
    def valid(self) -> int:
        """How many jurors review it without a conflict."""
        return sum(seat.state not in (None, ReviewState.CONFLICTED) for seat in self.seats)

    @property
    def free(self) -> int:
        """How many of the jury declared no conflict with it."""
        return sum(seat.state is not ReviewState.CONFLICTED for seat in self.seats)

    @property
    def final(self) -> int:
        """How many reviews are final."""
        return sum(seat.state is ReviewState.FINAL for seat in self.seats)


@dataclass(frozen=True, slots=True, kw_only=True)
class JuryTable:
    """Applications by jurors: who reviews what, and how far it is."""

    jurors: tuple[Person, ...]
    rows: tuple[SeatRow, ...]

    def progress(self, juror_id: int) -> tuple[int, int, int]:
        """How many of this juror's reviews are final, begun, and not begun; none in conflict."""
        states = [
            seat.state for row in self.rows for seat in row.seats if seat.juror_id == juror_id
        ]
        final, begun = states.count(ReviewState.FINAL), states.count(ReviewState.BEGUN)
        return final, begun, self.load(juror_id) - final - begun

    def load(self, juror_id: int) -> int:
        """How many applications this juror has."""
        return sum(
            seat.state not in (None, ReviewState.CONFLICTED)
            for row in self.rows
            for seat in row.seats
            if seat.juror_id == juror_id
        )


REVIEWED = (
    ApplicationState.FORMALLY_OK,
    ApplicationState.UNDER_REVIEW,
    ApplicationState.RECOMMENDED,
    ApplicationState.RESERVE,
    ApplicationState.NOT_RECOMMENDED,
    ApplicationState.SELECTED,
    ApplicationState.REJECTED,
)


def jury_table(session: Session, round_: Round) -> JuryTable:
    """Who reviews what in this round; four statements."""
    jurors = jurors_for(session, round_)
    taken = _seats(session, round_)
    applications = session.execute(
        select(Application.number, Cluster.name)
        .join(Cluster, Application.cluster_id == Cluster.id)
        .where(Application.round_id == round_.id, Application.state.in_(REVIEWED))
        .order_by(Application.number)
    )
    return JuryTable(
        jurors=jurors,
        rows=tuple(
            SeatRow(
                number=number,
                cluster=cluster,
                seats=tuple(
                    Seat(juror_id=juror.id, state=taken.get((number, juror.id))) for juror in jurors
                ),
            )
            for number, cluster in applications
        ),
    )


def _seats(session: Session, round_: Round) -> dict[tuple[str, int], ReviewState]:
    scored = (
        select(func.count(Score.id))
        .where(Score.assignment_id == Assignment.id)
        .correlate(Assignment)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            Application.number,
            Assignment.juror_id,
            Assignment.final_at,
            ConflictDeclaration.conflicted,
            scored.label("scored"),
        )
        .select_from(Assignment)
        .join(Application, Assignment.application_id == Application.id)
        .outerjoin(
            ConflictDeclaration,
            (ConflictDeclaration.application_id == Assignment.application_id)
            & (ConflictDeclaration.juror_id == Assignment.juror_id),
        )
        .where(Application.round_id == round_.id)
    )
    return {
        (row.number, row.juror_id): how_far(row.conflicted, row.final_at, row.scored)
        for row in rows
    }
