"""The worker prints the minutes of a closed meeting once; only sponsor staff and auditors read."""

from datetime import UTC, datetime

from sqlalchemy import select

from grants.models.document import Document, DocumentKind
from grants.models.meeting import Meeting
from grants.programme.meeting import MeetingResult, Vote
from grants.programme.people import Role
from grants.programme.stages import ApplicationState, RoundState
from grants.queries.file import find_document
from grants.worker.minutes import minutes_to_print, render_minutes
from tests.makers.jury import a_jury
from tests.makers.meeting import a_meeting
from tests.makers.person import a_person
from tests.makers.review import an_entry, an_officer
from tests.makers.round import a_round

LATER = datetime(2028, 5, 17, 14, tzinfo=UTC)


def test_minutes_are_printed_once_and_handed_to_staff_and_auditors(room, work):
    round_ = a_round(work, 5, state=RoundState.JURY_MEETING)
    entry = an_entry(work, round_, ApplicationState.UNDER_REVIEW, number="R5-0001")
    jurors = a_jury(work, round_, "Jana Jahn", "Jonas Jung")
    meeting = a_meeting(work, round_, entry, present=jurors,
                        votes=[(entry, juror, Vote.FOR) for juror in jurors])  # fmt: skip
    dirk = an_officer(work)
    readers = [dirk, a_person(work, "Aylin Audit", Role.AUDITOR)]
    work.expire(meeting)
    assert work.scalars(minutes_to_print(LATER)).all() == []
    meeting.items[0].result = MeetingResult.RECOMMENDED
    work.flush()
    meeting.closed_at, meeting.closed_by, meeting.jury_size = LATER, dirk, 2
    work.commit()

    assert work.scalars(minutes_to_print(LATER)).all() == [meeting.id]
    render_minutes(room, meeting.id)
    render_minutes(room, meeting.id)

    work.expire_all()
    document = work.scalars(select(Document)).one()
    assert (document.kind, work.scalars(select(Meeting.document_id)).one()) == (
        DocumentKind.MINUTES, document.id,
    )  # fmt: skip
    assert document.file_name == "Protokoll-Jurysitzung-InterClust-Runde-5.pdf"
    assert room.store.get(document.key).startswith(b"%PDF-")
    assert [bool(find_document(work, one.as_actor(), document.id)) for one in readers] == [True] * 2
    others = [*jurors, a_person(work)]
    assert [find_document(work, one.as_actor(), document.id) for one in others] == [None] * 3
