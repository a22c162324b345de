"""Looks through all cases when the clock or an auditor ordered it, each order once."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.observation_run import run_catalogue
from grants.models.connection import clock
from grants.models.observation import ObservationRun
from grants.worker.room import Room


def look_through_cases(room: Room, run_id: int) -> None:
    """Run the catalogue; nothing happens when it has run, or somebody is at it."""
    with room.sessions.begin() as session:
        run = _ordered(session, run_id)
        if run is not None:
            run_catalogue(session, run, now=clock(session))


def fail_run(room: Room, run_id: int, reason: str) -> None:
    """Give up on a run after the last try; the auditor sees the reason and may order anew."""
    with room.sessions.begin() as session:
        run = _ordered(session, run_id)
        if run is not None:
            run.failure = reason


def _ordered(session: Session, run_id: int) -> ObservationRun | None:
    return session.scalar(
        select(ObservationRun)
        .where(
            ObservationRun.id == run_id,
            ObservationRun.ended_at.is_(None),
            ObservationRun.failure == "",
        )
        .with_for_update(skip_locked=True)
    )
