"""An officer sends a version of a file without names: jurors who read blind get no other."""

from hashlib import sha256

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from grants.actions.blind import confirm_nameless
from grants.actions.nameless import add_nameless_version
from grants.actions.scan import keep_infected
from grants.documents.store import Store
from grants.documents.upload import UploadRefused
from grants.models.document import ScanState, Upload
from grants.models.record import Act
from grants.papers.case_content import case_content
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.programme.preset import preset
from grants.queries.blind import content_for_juror, with_files_to_read
from grants.queries.file import find_upload
from tests.documents.hostile import a_pdf, carry_a_file
from tests.makers.blind import FILE, a_blind_entry, a_file_of
from tests.makers.cluster import joins
from tests.makers.moment import NOON, days
from tests.makers.person import a_person
from tests.makers.review import a_juror, a_review, an_entry, an_officer
from tests.makers.round import a_round


class World:
    """Jana reads R5-0001 blind; Dirk is the officer."""

    def __init__(self, session, folder):
        self.session, self.store = session, Store.at(str(folder))
        self.entry = a_blind_entry(session)
        self.original = session.query(Upload).one()
        self.jana, self.dirk = a_juror(session), an_officer(session)
        a_review(session, self.entry, self.jana, points=None)

    def send(self, content=None, of=None, at=NOON):
        """Dirk sends a version without names."""
        return add_nameless_version(
            self.session, self.store, self.entry, (of or self.original).id, "Ohne Namen.pdf",
            content or a_pdf(), by=self.dirk.as_actor(), now=at,
        )  # fmt: skip

    def tick(self, *files):
        """Dirk has read the files, and they name nobody."""
        ids = [file.id for file in files]
        confirm_nameless(self.session, self.entry, ids, by=self.dirk.as_actor(), now=NOON)

    def gets(self, who, file):
        """May this person have it?"""
        return find_upload(self.session, who.as_actor(), file.id) is not None

    @property
    def shown(self):
        """The files on Jana's page."""
        return [file.id for file in content_for_juror(self.session, self.entry).files]


@pytest.fixture
def world(session, tmp_path):
    return World(session, tmp_path)


def another_pdf():
    return a_pdf(lambda document: document.add_blank_page())


def test_jurors_get_the_version_without_names_and_never_the_original(session, world):
    version = world.send()

    assert world.shown == [version.id]
    assert world.gets(world.jana, version)
    assert not world.gets(world.jana, world.original)
    given = find_upload(session, world.jana.as_actor(), version.id)
    assert given.nameless
    assert given.file_name == f"R5-0001-concept_outline-{str(version.id)[:4]}.pdf"
    [shown] = content_for_juror(session, world.entry).files
    assert shown.name == given.file_name
    assert with_files_to_read(session, world.entry.round) == []


def test_a_version_takes_back_that_the_original_was_opened(session, world):
    world.tick(world.original)
    assert world.shown == [world.original.id]

    version = world.send()

    assert world.shown == [version.id]
    assert not world.gets(world.jana, world.original)
    with pytest.raises(RulesBroken):
        world.tick(world.original)


def test_staff_and_auditors_get_both_and_the_cluster_only_its_own(session, world):
    version, aylin = world.send(), a_person(session, "Aylin Arslan", Role.AUDITOR)
    anna = a_person(session)
    joins(session, anna, world.entry.cluster)

    for reader in (world.dirk, aylin):
        assert world.gets(reader, version)
        assert world.gets(reader, world.original)
    assert world.gets(anna, world.original)
    assert not world.gets(anna, version)


def test_the_act_says_what_was_sent_for_which_file(session, world):
    version = world.send()

    act = session.query(Act).filter_by(act="add_nameless_version").one()
    assert (act.object_number, act.actor_id) == ("R5-0001", world.dirk.id)
    assert act.before == {"sha256": []}
    assert act.after == {
        "kind": "concept_outline", "file_name": "Ohne Namen.pdf", "sha256": version.sha256,
        "original_file": FILE, "original_sha256": "0" * 64,
    }  # fmt: skip
    assert (version.nameless_by_id, version.nameless_at) == (world.dirk.id, NOON)


def test_a_new_original_leaves_the_old_version_behind(session, world):
    version = world.send()
    world.original.replaced_at = days(1)
    later = a_file_of(session, world.entry, sha256="1" * 64)

    assert world.shown == []
    assert not world.gets(world.jana, version)
    assert not world.gets(world.jana, later)
    assert with_files_to_read(session, world.entry.round) == ["R5-0001"]
    with pytest.raises(RulesBroken):
        world.send(another_pdf())


def test_a_second_version_replaces_the_first_and_the_very_same_is_no_error(session, world):
    content = a_pdf()
    first = world.send(content)
    assert world.send(content) is first

    second = world.send(another_pdf(), at=days(1))

    assert (first.replaced_at, second.replaces_id) == (days(1), first.id)
    assert world.shown == [second.id]
    assert not world.gets(world.jana, first)


def test_what_is_no_harmless_pdf_or_the_original_itself_is_refused(session, world):
    for content in (b"Photonik", a_pdf(carry_a_file)):
        with pytest.raises(UploadRefused):
            world.send(content)
    content = a_pdf()
    world.original.sha256 = sha256(content).hexdigest()
    with pytest.raises(RulesBroken) as broken:
        world.send(content)
    assert "Datei der Bewerbung selbst" in broken.value.findings[0].says.de
    assert broken.value.findings[0].place == "file"


def test_a_version_with_a_virus_opens_nothing_and_the_original_waits_again(session, world):
    world.tick(world.original)
    version = world.send()
    version.scan_state, version.scan_next_at = ScanState.PENDING, NOON
    assert find_upload(session, world.jana.as_actor(), version.id).scan_state is ScanState.PENDING

    keep_infected(session, version, "Eicar", public_url="http://x", now=NOON)

    assert world.shown == []
    assert not world.gets(world.jana, world.original)
    assert with_files_to_read(session, world.entry.round) == ["R5-0001"]
    found = session.query(Act).filter_by(act="find_virus").one()
    assert (found.object_kind, found.object_number) == ("application", "R5-0001")


def test_without_a_blind_stage_there_is_no_version_and_jurors_get_the_original(session, world):
    version = world.send()
    world.entry.terms = a_round(session, 6, terms=preset("interclust")).terms
    session.flush()

    assert world.shown == [world.original.id]
    assert world.gets(world.jana, world.original)
    assert not world.gets(world.jana, version)
    with pytest.raises(RulesBroken):
        world.send(another_pdf())


def test_a_version_of_a_file_of_another_application_is_refused(session, world):
    other = an_entry(session, world.entry.round, number="R5-0002")
    with pytest.raises(RulesBroken):
        world.send(of=a_file_of(session, other))


def test_the_case_file_of_staff_holds_the_version(session, world):
    version = world.send()

    packed = case_content(session, "R5-0001", world.dirk.as_actor(), "de", days(1))

    [found] = [entry for entry in packed if entry.key == version.key]
    assert found.what.de.endswith("Fassung ohne Namen")


def test_the_database_keeps_one_version_for_each_file(session, world):
    version = world.send()
    with pytest.raises(IntegrityError):
        session.execute(text("update upload set nameless_at = null, nameless_by_id = null"
                             " where id = :id"), {"id": version.id})  # fmt: skip
