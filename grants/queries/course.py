"""Since when an application lies where it lies, and when its decision is planned."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.record import Act
from grants.models.round import Milestone
from grants.programme.roads.application import ApplicationState
from grants.programme.stages import RoundState

A = ApplicationState

BEGUN_BY: Final = {
    A.SUBMITTED: ("submit_application", "supply_papers"),
    A.FORMALLY_OK: ("admit",),
    A.UNDER_REVIEW: ("review_application",),
}
"""By which acts a state begins that its cluster waits in. Of later ones it learns by letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Two dates for the strip of an application that lies with the sponsor."""

    since: datetime | None = None
    decision_on: date | None = None
    """As planned when the round was set up."""


def course_of(session: Session, application: Application, told: ApplicationState) -> Course:
    """Both dates in one statement; none for an application that waits for nobody."""
    if told not in BEGUN_BY:
        return Course()
    begun = select(func.max(Act.at)).where(
        Act.object_kind == "application",
        Act.object_number == application.number,
        Act.act.in_(BEGUN_BY[told]),
    )
    planned = select(func.min(Milestone.on)).where(
        Milestone.round_id == application.round_id, Milestone.state == RoundState.DECIDED
    )
    row = session.execute(select(begun.scalar_subquery(), planned.scalar_subquery())).one()
    submitted = application.submitted_at if told is A.SUBMITTED else None
    return Course(since=row[0] or submitted, decision_on=row[1])
