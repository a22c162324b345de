"""Prints the minutes of each jury meeting whose record is closed, once."""

from dataclasses import replace

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from grants.documents.printing import prepare
from grants.models.connection import clock
from grants.models.document import DocumentKind
from grants.models.meeting import Meeting
from grants.papers.minutes import fill_minutes
from grants.worker.making import make_checkable
from grants.worker.room import Room


def minutes_to_print(_now: object) -> Select[int]:
    """Closed meetings that nobody has printed yet."""
    return (
        select(Meeting.id)
        .where(Meeting.closed_at.is_not(None), Meeting.document_id.is_(None), Meeting.failure == "")
        .order_by(Meeting.id)
    )


def render_minutes(room: Room, meeting_id: int) -> None:
    """Make the PDF; nothing happens when it is made, or being made."""
    with room.sessions.begin() as session:
        meeting = _waiting(session, meeting_id)
        if meeting is None:
            return
        minutes = fill_minutes(session, meeting)
        document = make_checkable(
            room,
            session,
            lambda check: prepare(replace(minutes, check=check)),
            kind=DocumentKind.MINUTES,
            file_name=f"Protokoll Jurysitzung {meeting.round.name}",
            terms_id=meeting.round.terms.id,
            now=clock(session),
        )
        meeting.document_id = document.id


def fail_minutes(room: Room, meeting_id: int, reason: str) -> None:
    """Give up after the last try; sponsor staff see the reason."""
    with room.sessions.begin() as session:
        meeting = _waiting(session, meeting_id)
        if meeting is not None:
            meeting.failure = reason


def _waiting(session: Session, meeting_id: int) -> Meeting | None:
    return session.scalar(
        select(Meeting)
        .where(
            Meeting.id == meeting_id, Meeting.closed_at.is_not(None),
            Meeting.document_id.is_(None), Meeting.failure == "",
        )
        .with_for_update(skip_locked=True, of=Meeting)
    )  # fmt: skip
