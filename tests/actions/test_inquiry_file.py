"""The one file that an answer may carry: who reads it, how much there may be, and the ZIP."""

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from grants.actions.inquiry import Sent, answer
from grants.documents.store import Store
from grants.documents.upload import UploadRefused
from grants.models.document import ScanState, Upload
from grants.papers.case_content import case_content
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.programme.preset import preset
from grants.queries.file import find_upload
from grants.queries.inquiry import part_threads
from tests.documents.hostile import a_pdf
from tests.makers.asked import Cast
from tests.makers.moment import NOON, days
from tests.makers.review import a_juror

SMALL = replace(preset("interclust"), limits=replace(preset("interclust").limits, upload_files=2))


@pytest.fixture
def cast(session):
    return Cast(session)


@pytest.fixture
def store(tmp_path):
    return Store.at(str(tmp_path))


def a_file(store, name="Antwort.pdf", content=None):
    return Sent(store=store, name=name, content=content or a_pdf())


def test_an_answer_carries_one_file_for_those_who_read_the_question(session, cast, store):
    own = cast.about_part(cast.klein)

    answer(session, own, "Siehe Anlage.", by=cast.paula, now=NOON, file=a_file(store))

    [thread] = part_threads(session, cast.klein)
    file = thread.messages[1].file
    assert (file.file_name, file.scan_state) == ("Antwort.pdf", ScanState.CLEAN)
    readers = {cast.paula: True, cast.dirk: True, cast.anna: False}
    juror = a_juror(session).as_actor()
    for actor, reads in {**readers, juror: False}.items():
        assert (find_upload(session, actor, file.id) is not None) is reads


def test_a_second_file_stands_beside_the_first_and_neither_is_replaced(session, cast, store):
    inquiry = cast.about_project()
    for words in ("Eins.", "Zwei."):
        answer(session, inquiry, words, by=cast.anna, now=NOON, file=a_file(store))

    assert [one.replaced_at for one in session.query(Upload)] == [None, None]
    with pytest.raises(DBAPIError, match="inquiry_message"):
        session.execute(text("update inquiry_message set upload_id = null"))


def test_a_file_that_is_not_what_it_says_is_refused_with_its_answer(session, cast, store):
    inquiry = cast.about_project()

    with pytest.raises(UploadRefused):
        answer(session, inquiry, "Hier.", by=cast.anna, now=NOON,
               file=a_file(store, content=b"MZ no pdf"))  # fmt: skip

    assert inquiry.waits_for is Role.APPLICANT


def test_a_scanner_looks_at_it_before_anybody_else(session, cast, tmp_path):
    inquiry = cast.about_project()

    answer(session, inquiry, "Hier.", by=cast.anna, now=NOON,
           file=a_file(Store.at(str(tmp_path), scanned=True)))  # fmt: skip

    assert session.query(Upload).one().scan_state is ScanState.PENDING


def test_the_files_of_all_answers_stay_within_the_quota_of_the_round(session, store):
    cast = Cast(session, SMALL)
    inquiry = cast.about_project()
    for words in ("Eins.", "Zwei."):
        answer(session, inquiry, words, by=cast.anna, now=NOON, file=a_file(store))

    with pytest.raises(RulesBroken) as refused:
        answer(session, inquiry, "Noch eine.", by=cast.anna, now=NOON, file=a_file(store))

    assert refused.value.findings[0].place == "file"


def test_the_zip_of_the_case_holds_question_answer_and_file_for_whom_they_are(session, cast, store):
    answer(session, cast.about_project(), "Für alle.", by=cast.anna, now=NOON,
           file=a_file(store, "Projekt.pdf"))  # fmt: skip
    answer(session, cast.about_part(cast.klein), "Nur wir.", by=cast.paula, now=NOON,
           file=a_file(store, "Teil.pdf"))  # fmt: skip
    number = cast.award.application.number

    found = {}
    for name, actor in (("anna", cast.anna), ("dirk", cast.dirk)):
        entries = case_content(session, number, actor, "de", days(1))
        talk = [one for one in entries if one.folder.de == "6 Rückfragen"]
        found[name] = (
            sorted(one.name for one in talk if one.ending == "pdf"),
            b"Nur wir." in b"".join(one.content for one in entries),
        )

    assert found == {"anna": (["Projekt"], False), "dirk": (["Projekt", "Teil"], True)}
