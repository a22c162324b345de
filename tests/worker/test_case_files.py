"""The ZIP of a case: each role gets what it may see, once, and no word more."""

import io
import json
import zipfile
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import pytest
from sqlalchemy import select

from grants.actions.case_file import order_case_file
from grants.actions.inquiry import ask
from grants.models.application import Receipt
from grants.models.award import Award, PartnerMember
from grants.models.case_file import CaseFile
from grants.models.document import ScanState, Upload, UploadKind
from grants.models.grant import Grant
from grants.models.organisation import Membership
from grants.models.person import Person
from grants.models.review import Assignment
from grants.papers.case_content import case_content
from grants.programme.people import Role
from grants.programme.stages import AwardState, ProjectState, RoundState
from grants.queries.case_file import KEPT_FOR
from grants.worker.case_files import fail_case_file, make_case_file
from grants.worker.making import sweep_files
from grants.worker.queue import ordered_case_files
from tests.makers.decided import an_auditor, an_awarded_case
from tests.makers.decision import a_reviewed_application, rejected, two_officers
from tests.makers.moment import NOON, days
from tests.makers.project import a_partner, a_project, grant_of
from tests.makers.review import a_juror, a_review
from tests.makers.round import a_round

SECRET = "Jana Geheim"


@pytest.fixture
def case(room, work):
    """An awarded case with a review, a question, a receipt, and a clean and an infected annex."""
    award = an_awarded_case(work)
    application = award.application
    a_review(work, application, a_juror(work, SECRET))
    dirk = work.scalars(select(Person).where(Person.role == Role.SPONSOR)).first()
    ask(work, application, "outline", "Warum Kanada?", by=dirk.as_actor(), now=NOON,
        public_url="https://portal.example")  # fmt: skip
    anna = work.get_one(Person, work.scalars(
        select(Membership.person_id).where(Membership.cluster_id == award.cluster_id)
    ).first())  # fmt: skip
    good, evil = (
        _annex(room, application, anna, name, state)
        for name, state in (("Gut.pdf", ScanState.CLEAN), ("Böse.pdf", ScanState.INFECTED))
    )
    work.add_all((good, evil))
    work.flush()
    files = [{"id": str(each.id)} for each in (good, evil)]
    content = {"number": application.number, "title": "Kabine", "outline": "Wir suchen Partner.",
               "files": files}  # fmt: skip
    work.add(Receipt(application=application, version=1, received_at=NOON, content=content,
                     sha256="1" * 64, submitted_by=anna))  # fmt: skip
    work.commit()
    return application, {"applicant": anna, "sponsor": dirk, "auditor": an_auditor(work)}


def _annex(room, application, anna, name, state):
    content = name.encode()
    return Upload(
        kind=UploadKind.ANNEX, application_id=application.id, file_name=name, size=len(content),
        content_type="application/pdf", sha256=sha256(content).hexdigest(),
        key=room.store.put(content), uploaded_at=NOON, uploaded_by_id=anna.id, scan_state=state,
        scan_found="Eicar" if state is ScanState.INFECTED else "",
    )  # fmt: skip


def made_for(room, work, case, who):
    application, people = case
    order = order_case_file(work, application, by=people[who].as_actor(), now=days(3))
    work.commit()
    make_case_file(room, order.id)
    work.expire_all()
    return work.get_one(CaseFile, order.id)


def opened(room, order):
    return zipfile.ZipFile(io.BytesIO(room.store.get(order.key)))


def everything(archive):
    return " ".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def folders(archive):
    return {name.partition("/")[0][0] for name in archive.namelist() if "/" in name}


def test_the_cluster_gets_its_case_and_nothing_of_the_jury_or_the_officers(room, work, case):
    order = made_for(room, work, case, "applicant")
    archive = opened(room, order)
    text = everything(archive)

    assert archive.testzip() is None
    assert folders(archive) == {"1", "2", "3", "6", "7"}
    assert (text.count(SECRET), text.count("Begründung C1")) == (0, 0)
    assert "Entscheidung" not in "".join(archive.namelist())
    assert "Warum Kanada?" in text
    assert "Wir suchen Partner." in text
    assert [name for name in archive.namelist() if name.startswith("2 ")] == ["2 Anlagen/Gut.pdf"]
    assert (order.sha256, order.size) == (
        sha256(room.store.get(order.key)).hexdigest(), len(room.store.get(order.key)),
    )  # fmt: skip
    assert order.packed == order.files == len(json.loads(archive.read("manifest.json"))["files"])


def test_officers_get_the_reviews_and_auditors_the_record_without_them(room, work, case):
    sponsor = opened(room, made_for(room, work, case, "sponsor"))
    auditor = opened(room, made_for(room, work, case, "auditor"))

    assert folders(sponsor) == {"1", "2", "3", "6", "7", "8"}
    assert folders(auditor) == {"1", "2", "3", "6", "7"}
    assert everything(sponsor).count("Begründung C1") == 1
    assert everything(auditor).count("Begründung C1") == 0
    assert "7 Verlauf/Entscheidungen.html" in auditor.namelist()


@pytest.mark.parametrize("who", ["sponsor", "auditor"])
def test_officers_and_auditors_get_no_file_that_was_never_handed_in(room, work, case, who):
    application, people = case
    tried = _annex(room, application, people["applicant"], "Verworfen.pdf", ScanState.CLEAN)
    tried.replaced_at = days(1)
    fresh = _annex(room, application, people["applicant"], "Neu.pdf", ScanState.CLEAN)
    work.add_all((tried, fresh))
    good = work.scalars(select(Upload).where(Upload.file_name == "Gut.pdf")).one()
    good.replaced_at = days(1)
    work.commit()

    theirs = opened(room, made_for(room, work, case, who))
    own = opened(room, made_for(room, work, case, "applicant"))

    annexes = [name for name in theirs.namelist() if name.startswith("2 ")]
    assert annexes == ["2 Anlagen/Gut.pdf"]
    assert "später ersetzt" in theirs.read("Inhalt.html").decode()
    assert {"2 Anlagen/Neu.pdf", "2 Anlagen/Verworfen.pdf"} < set(own.namelist())


@pytest.mark.parametrize("who", ["sponsor", "auditor"])
def test_officers_and_auditors_get_nothing_of_the_draft_of_a_project(room, work, case, who):
    application, people = case
    award = work.scalars(select(Award).where(Award.application_id == application.id)).one()
    award.state = AwardState.CONCEPT_APPROVED
    anna = people["applicant"]
    project = a_project(
        work, award, anna.as_actor(), first=date(2031, 1, 1), last=date(2032, 12, 31)
    )
    partner = a_partner(work, project, anna.as_actor(), "Optik Jena GmbH")
    agreement = _annex(room, application, anna, "Vertrag.pdf", ScanState.CLEAN)
    agreement.application_id, agreement.project_id = None, project.id
    work.add(agreement)
    work.commit()
    grant = work.scalars(select(Grant).where(Grant.partner_id == partner.id)).one()

    def packed(reader):
        names = opened(room, made_for(room, work, case, reader)).namelist()
        return [name for name in names if "Vertrag" in name or grant.number in name]

    assert len(packed("applicant")) == 2
    assert packed(who) == []
    project.state = ProjectState.SUBMITTED
    work.commit()
    work.query(CaseFile).delete()
    assert len(packed(who)) == 2


def test_the_record_of_a_case_without_an_award_tells_of_its_letters(work):
    dirk, berta = two_officers(work)
    application = a_reviewed_application(work, a_round(work, state=RoundState.RANKED))
    rejected(work, application, dirk, berta)

    packed = case_content(work, application.number, dirk.as_actor(), "de", days(3))

    (record,) = [entry.content.decode() for entry in packed if entry.name == "Was geschah"]
    assert record.count("Bescheid beauftragt") == 1
    assert record.count("Mitgezeichnet") == 1


def test_an_order_that_is_being_made_is_not_ordered_twice_and_a_made_one_stays(room, work, case):
    application, people = case
    anna, dirk = people["applicant"].as_actor(), people["sponsor"].as_actor()
    first = order_case_file(work, application, by=anna, now=days(3))
    same = order_case_file(work, application, by=anna, now=days(3))
    other = order_case_file(work, application, by=dirk, now=days(3))
    work.commit()
    waiting = list(work.scalars(ordered_case_files(days(3))))
    for _ in range(2):
        make_case_file(room, first.id)
    work.expire_all()
    key = first.key
    again = order_case_file(work, application, by=anna, now=days(4))
    work.commit()

    assert same is first
    assert waiting == [first.id, other.id]
    assert again is not first
    assert work.get_one(CaseFile, first.id).key == key


def test_a_file_that_the_store_has_lost_is_named_and_the_rest_is_packed(room, work, case):
    upload = work.scalars(select(Upload).where(Upload.file_name == "Gut.pdf")).one()
    room.store.delete(upload.key)

    archive = opened(room, made_for(room, work, case, "applicant"))

    assert "2 Anlagen/Gut.txt" in archive.namelist()
    assert upload.sha256 in archive.read("2 Anlagen/Gut.txt").decode()
    assert "fehlt in der Ablage" in archive.read("Inhalt.html").decode()


def test_one_that_never_succeeds_says_so_and_may_be_ordered_anew(room, work, case):
    application, people = case
    anna = people["applicant"].as_actor()
    order = order_case_file(work, application, by=anna, now=days(3))
    work.commit()

    fail_case_file(room, order.id, "OSError: no space left")
    work.expire_all()

    assert work.get_one(CaseFile, order.id).failure == "OSError: no space left"
    assert order_case_file(work, application, by=anna, now=days(4)) is not order


def test_nobody_gets_a_case_they_may_not_see(room, work, case):
    application, people = case
    order = order_case_file(work, application, by=people["applicant"].as_actor(), now=days(3))
    work.scalars(select(Membership)).first().until = NOON
    work.commit()

    with pytest.raises(LookupError):
        make_case_file(room, order.id)


def test_who_keeps_a_part_besides_does_not_put_its_rows_into_the_zip_of_the_whole_team(
    room, work, case
):
    anna = case[1]["applicant"]
    award = work.scalars(select(Award)).one()
    award.state = AwardState.CONCEPT_APPROVED
    first = award.phases[0].starts_on
    project = a_project(work, award, anna.as_actor(), first=first, last=first + timedelta(days=700))
    kept = a_partner(work, project, anna.as_actor(), "Kalt GmbH")
    open_ = a_partner(work, project, anna.as_actor(), "Offen GmbH")
    kept.kept_since = NOON
    work.add(PartnerMember(partner=kept, person=anna, since=NOON))
    project.state = ProjectState.SUBMITTED
    numbers = [grant_of(work, each).number for each in (kept, open_)]
    work.commit()

    names = " ".join(opened(room, made_for(room, work, case, "applicant")).namelist())
    seen = " ".join(opened(room, made_for(room, work, case, "sponsor")).namelist())

    assert [number in names for number in numbers] == [False, True]
    assert [number in seen for number in numbers] == [True, True]


def test_who_has_another_role_by_now_does_not_fill_the_zip_of_the_former_one(room, work, case):
    application, people = case
    order = order_case_file(work, application, by=people["auditor"].as_actor(), now=days(3))
    people["auditor"].role = Role.SPONSOR
    work.commit()

    with pytest.raises(LookupError):
        make_case_file(room, order.id)


def test_the_bytes_go_after_thirty_days_and_not_a_second_earlier(room, work, case):
    order = made_for(room, work, case, "applicant")
    key, late = order.key, datetime.now(UTC) + timedelta(days=60)
    old = (room.store.keys_from_before(late), None)[0]
    assert key in set(old)
    room.store.keys_from_before = lambda _moment: [key]

    sweep_files(room, work, order.made_at + KEPT_FOR - timedelta(seconds=1))
    assert room.store.get(key)
    sweep_files(room, work, order.made_at + KEPT_FOR)
    with pytest.raises(LookupError):
        room.store.get(key)
    assert work.scalars(select(Assignment)).first() is not None
