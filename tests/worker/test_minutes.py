"""The worker prints the minutes of a closed meeting once; only sponsor staff and auditors read."""

from dataclasses import replace
from datetime import UTC, date, datetime

from sqlalchemy import select

from grants.demo.seal import PASSWORD, new_seal
from grants.documents.seal import read_seal
from grants.models.document import Document, DocumentKind
from grants.models.meeting import Meeting
from grants.papers.letter_proof import prove
from grants.programme.meeting import MeetingResult, Vote
from grants.programme.people import Role
from grants.programme.stages import ApplicationState, RoundState
from grants.queries.file import find_document
from grants.queries.letter_check import check_paper
from grants.worker.minutes import minutes_to_print, render_minutes
from tests.documents.reading import text_of
from tests.makers.jury import a_jury
from tests.makers.meeting import a_meeting
from tests.makers.person import a_person
from tests.makers.review import an_entry, an_officer
from tests.makers.round import a_round

LATER = datetime(2028, 5, 17, 14, tzinfo=UTC)


def a_closed_meeting(work):
    """Its jurors, the officer who closed it, and itself; its minutes are to be printed."""
    round_ = a_round(work, 5, state=RoundState.JURY_MEETING)
    entry = an_entry(work, round_, ApplicationState.UNDER_REVIEW, number="R5-0001")
    jurors = a_jury(work, round_, "Jana Jahn", "Jonas Jung")
    meeting = a_meeting(work, round_, entry, present=jurors,
                        votes=[(entry, juror, Vote.FOR) for juror in jurors])  # fmt: skip
    dirk = an_officer(work)
    work.expire(meeting)
    assert work.scalars(minutes_to_print(LATER)).all() == []
    meeting.items[0].result = MeetingResult.RECOMMENDED
    work.flush()
    meeting.closed_at, meeting.closed_by, meeting.jury_size = LATER, dirk, 2
    work.commit()
    return jurors, dirk, meeting


def test_minutes_are_printed_once_and_handed_to_staff_and_auditors(room, work):
    jurors, dirk, meeting = a_closed_meeting(work)
    readers = [dirk, a_person(work, "Aylin Audit", Role.AUDITOR)]
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


def test_whoever_holds_minutes_can_have_them_checked_by_code_and_by_file(room, work, tmp_path):
    *_, meeting = a_closed_meeting(work)
    seal_file = tmp_path / "seal.p12"
    seal_file.write_bytes(new_seal(datetime.now(UTC)))
    seal = read_seal(seal_file, PASSWORD)

    render_minutes(replace(room, seal=seal), meeting.id)

    document = work.scalars(select(Document)).one()
    content = room.store.get(document.key)
    check = document.snapshot["check"]
    found = check_paper(work, check["code"])
    assert (found.kind.de, found.dated) == ("Protokoll der Jurysitzung", date(2028, 5, 17))
    assert (found.sha256, found.size) == (document.sha256, len(content))
    assert check["link"] == f"https://portal.example/check/{check['code']}"
    assert check["code"] in text_of(content)
    proof = prove(work, content, seal.chain)
    assert proof.holds
    assert proof.says[0].de == (
        "Protokoll der Jurysitzung, InterClust, Runde 5 vom 17.05.2028: "
        "Genau diese Datei haben wir ausgestellt."
    )
    assert not prove(work, content + b"%", seal.chain).holds
    assert not prove(work, content, []).holds
    assert check_paper(work, "7K4M-Q2XD-9FHT") is None
