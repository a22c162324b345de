"""Files wait for the virus scanner: nothing is handed out or counts before it has answered."""

import time
from dataclasses import replace
from datetime import timedelta

import pikepdf
import pytest
from sqlalchemy import select, text

from grants.actions.scan import ASK_AGAIN, accept_unscanned
from grants.actions.upload import add_upload
from grants.documents.store import NoSuchFile
from grants.models.connection import clock
from grants.models.document import Upload
from grants.models.outbox import Mail
from grants.models.record import Act
from grants.programme.people import TeamRole
from grants.programme.upload import ScanState, UploadKind
from grants.queries.application import content_of, terms_of
from grants.queries.application_check import findings_on
from grants.worker.queue import fetch_work, waiting_mails
from grants.worker.room import room_for
from grants.worker.scanner import NoAnswer, scan
from grants.worker.scans import fail_scan, scan_upload, waiting_scans
from tests.documents.hostile import EICAR, a_pdf
from tests.makers.cluster import a_cluster
from tests.makers.finished import a_finished_draft, an_open_round
from tests.makers.person import a_person
from tests.worker.clamd import FOUND, over_a_file, over_tcp
from tests.worker.test_run import a_worker, until


@pytest.fixture
def clamd():
    with over_tcp() as running:
        yield running


@pytest.fixture
def room(settings, clamd):
    """A worker's room with a scanner."""
    room = room_for(replace(settings, clamd_url=clamd.address))
    yield room
    room.close()


def an_upload(work, room, content=None):
    """Anna's concept, sent a moment ago."""
    anna = a_person(work)
    now = clock(work)
    round_ = an_open_round(
        work, opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=1)
    )
    cluster = a_cluster(work, team={anna: TeamRole.SIGNATORY})
    draft = a_finished_draft(work, anna, round_, cluster=cluster, concept=False)
    upload = add_upload(
        work, room.store, draft, UploadKind.CONCEPT_OUTLINE, "Konzept.pdf", content or a_pdf(),
        by=anna.as_actor(), now=clock(work),
    )  # fmt: skip
    work.commit()
    return draft, upload


def with_a_virus():
    def put_in(document):
        document.Root.Hidden = pikepdf.Stream(document, EICAR.encode())

    return a_pdf(put_in, compress_streams=False)


def broken(work, draft):
    """What still hinders a submission."""
    work.expire_all()
    found = findings_on(content_of(work, draft), terms_of(draft.terms))
    return [(finding.place, finding.says.de) for finding in found if finding.breaks]


@pytest.mark.parametrize("content", [b"", b"x", b"y" * 65_536, b"z" * 5_000_001])
def test_every_byte_reaches_the_scanner(clamd, content):
    assert scan(clamd.address, content) == ""
    assert clamd.heard == [content]


def test_a_scanner_on_a_socket_of_the_machine_is_asked_the_same_way(tmp_path):
    with over_a_file(tmp_path) as clamd:
        assert scan(clamd.address, EICAR.encode()) == FOUND
        assert scan(clamd.address, b"harmless") == ""


@pytest.mark.parametrize(
    "answer",
    [b"", b"stream: OK", b"\0", b"UNKNOWN COMMAND\0", b"stream: Can't allocate memory ERROR\0",
     b"stream: OK\nstream: OK\0", b"x" * 9_000],
)  # fmt: skip
def test_anything_but_yes_and_no_is_no_answer(clamd, answer):
    clamd.answer = answer

    with pytest.raises(NoAnswer):
        scan(clamd.address, b"x")


def test_a_file_that_is_too_large_for_the_scanner_is_not_called_clean(clamd):
    clamd.most = 100_000
    with pytest.raises(NoAnswer):
        scan(clamd.address, b"x" * 9_000_000)


def test_a_scanner_that_says_nothing_is_left_in_time(clamd):
    clamd.silent.set()
    begun = time.monotonic()

    with pytest.raises(NoAnswer):
        scan(clamd.address, b"x", seconds=0.3)

    assert time.monotonic() - begun < 2


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "unix:///nowhere/clamd.ctl"])
def test_a_scanner_that_is_away_is_no_answer(address):
    with pytest.raises(NoAnswer):
        scan(address, b"x", seconds=1)


def test_a_file_counts_once_the_scanner_has_found_nothing(room, work):
    draft, upload = an_upload(work, room)

    before = (upload.scan_state, broken(work, draft))
    scan_upload(room, str(upload.id))

    assert before == (
        ScanState.PENDING, [("concept#concept", "Wird noch auf Viren geprüft: Konzept.pdf.")]
    )  # fmt: skip
    assert broken(work, draft) == []
    assert upload.scan_state is ScanState.CLEAN
    assert upload.scanned_at is not None


def test_a_virus_never_counts_and_its_bytes_are_gone(room, work):
    draft, upload = an_upload(work, room, with_a_virus())

    scan_upload(room, str(upload.id))
    scan_upload(room, str(upload.id))

    assert broken(work, draft) == [
        (
            "concept#concept",
            "Einen Virus enthält: Konzept.pdf. Ersetzen oder entfernen Sie die Datei.",
        )
    ]
    assert (upload.scan_state, upload.scan_found) == (ScanState.INFECTED, FOUND)
    with pytest.raises(NoSuchFile):
        room.store.get(upload.key)
    act = work.scalars(select(Act).where(Act.act == "find_virus")).one()
    assert (act.object_number, act.after["found"]) == (draft.number, FOUND)
    mail = work.scalars(select(Mail)).one()
    assert (mail.recipient_name, mail.subject) == (
        "Anna Albrecht", f"Eine Datei enthält einen Virus: {draft.number}",
    )  # fmt: skip
    assert "diese Datei hochgeladen: Konzept.pdf" in mail.body


def test_a_scanner_that_is_away_leaves_the_file_waiting_and_is_asked_again(room, work, clamd):
    draft, upload = an_upload(work, room)
    clamd.close()

    with pytest.raises(NoAnswer):
        scan_upload(room, str(upload.id))
    fail_scan(room, str(upload.id), "away")

    work.expire_all()
    assert upload.scan_state is ScanState.FAILED
    assert broken(work, draft) != []
    due, now = upload.scan_next_at, clock(work)
    assert timedelta() < due - now <= ASK_AGAIN
    assert work.scalars(waiting_scans(due - timedelta(microseconds=1))).all() == []
    assert work.scalars(waiting_scans(due)).all() == [str(upload.id)]


def test_what_was_replaced_while_the_scanner_was_away_is_still_scanned(room, work):
    _, upload = an_upload(work, room)
    upload.replaced_at = clock(work)
    work.commit()

    scan_upload(room, str(upload.id))

    work.expire_all()
    assert (upload.scan_state, upload.counts) == (ScanState.CLEAN, False)


def test_a_waiting_file_becomes_one_job(room, work):
    an_upload(work, room)

    fetch_work(work, now=clock(work))
    again = fetch_work(work, now=clock(work))

    jobs = work.scalars(text("select queueing_lock from procrastinate_jobs")).all()
    assert sum(lock.startswith("scan_upload/") for lock in jobs) == 1
    assert again == 0
    assert work.scalars(waiting_mails(clock(work))).all() == []


def test_without_a_scanner_files_are_clean_at_once(settings, work):
    plain = room_for(settings)
    _, upload = an_upload(work, plain)
    plain.close()

    assert (upload.scan_state, upload.scan_next_at) == (ScanState.CLEAN, None)


def test_a_worker_that_knows_no_scanner_calls_nothing_clean(room, settings, work):
    _, upload = an_upload(work, room)
    plain = room_for(settings)

    with pytest.raises(NoAnswer):
        scan_upload(plain, str(upload.id))
    plain.close()

    work.expire_all()
    assert upload.scan_state is ScanState.PENDING


def test_an_operator_who_gives_the_scanner_up_accepts_what_waits(room, work):
    draft, upload = an_upload(work, room)

    counts = [accept_unscanned(work, now=clock(work)) for _ in range(2)]

    assert counts == [1, 0]
    assert upload.counts
    act = work.scalars(select(Act).where(Act.act == "accept_unscanned")).one()
    assert (act.object_number, act.after["file_name"]) == (draft.number, "Konzept.pdf")


def test_a_worker_has_files_scanned_by_itself(room, work):
    _, clean = an_upload(work, room)
    _, infected = an_upload(work, room, with_a_virus())

    def states():
        work.rollback()
        return {row.id: row.scan_state for row in work.scalars(select(Upload))}

    with a_worker(room.settings):
        until(lambda: ScanState.PENDING not in states().values())

    assert states() == {clean.id: ScanState.CLEAN, infected.id: ScanState.INFECTED}
