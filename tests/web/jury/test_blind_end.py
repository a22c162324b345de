"""A blind stage ends by an act: from then on jurors see names, and pages say since when."""

import io

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from grants.models.document import Upload
from grants.models.record import Act
from grants.programme.stages import RoundState
from grants.queries.file import find_upload
from grants.queries.round_reviewed import scored
from tests.documents.hostile import a_pdf
from tests.makers.blind import CLUSTER, FILE, MANAGEMENT, a_blind_entry
from tests.makers.jury import a_seat
from tests.makers.moment import NOON
from tests.makers.review import a_juror, a_review, an_officer
from tests.makers.round import a_round

PAGE = "/sponsor/rounds/5/jury"
OPEN = {"act": "open_names"}
NAMES = (CLUSTER, MANAGEMENT, FILE, "PhoMu", "Photonik")
JURY_PAGES = ("", "/R5-0001", "/R5-0001/conflict", "/rounds/5")


@pytest.fixture
def given(session, clock_at):
    clock_at(NOON)
    return a_blind_entry(session)


@pytest.fixture
def jury(session, given):
    made = [a_juror(session, name) for name in ("Jana Jahn", "Jonas Jung", "Jule Jost")]
    for juror in made:
        a_seat(session, given.round, juror)
    return made


@pytest.fixture
def dirk(session, client_as, given):
    return client_as(an_officer(session))


def names_on(browser):
    pages = [browser.get(f"/jury{more}").text.casefold() for more in JURY_PAGES]
    return [name for name in NAMES if any(name.casefold() in page for page in pages)]


def test_once_every_review_is_final_an_officer_opens_the_names(
    session, given, jury, dirk, client_as
):
    for juror in jury:
        a_review(session, given, juror)
    jana = client_as(jury[0])
    original = session.scalars(select(Upload)).one()
    assert names_on(jana) == []
    assert find_upload(session, jury[0].as_actor(), original.id) is None
    assert "Die Jury liest ohne Namen." in dirk.get(PAGE).text

    assert dirk.post(PAGE, OPEN).status_code == 303

    asked = jana.get("/jury/R5-0001")
    assert (asked.status_code, asked.location) == (303, "/jury/R5-0001/conflict")
    assert find_upload(session, jury[0].as_actor(), original.id) is None
    assert MANAGEMENT in jana.get("/jury/R5-0001/conflict").text
    assert jana.post("/jury/R5-0001/conflict", {"word": "none"}).status_code == 303

    seen = jana.get("/jury/R5-0001").text
    assert CLUSTER in seen
    assert "Die Namen sind seit 17.05.2028" in seen
    assert "geöffnet von Dirk Dorn" in seen
    assert CLUSTER in jana.get("/jury").text
    assert find_upload(session, jury[0].as_actor(), original.id).file_name == FILE
    shown = dirk.get(PAGE).text
    assert "Die Jury sieht die Namen seit 17.05.2028" in shown
    assert "Namen für die Jury öffnen" not in shown
    act = session.scalars(select(Act).where(Act.act == "open_names")).one()
    assert (act.object_number, act.actor_name) == ("5", "Dirk Dorn")
    assert act.after["asked_again"] == len(jury)


def test_who_finds_a_conflict_with_the_name_takes_their_points_out_of_the_count(
    session, given, jury, dirk, client_as
):
    for juror in jury:
        a_review(session, given, juror)
    dirk.post(PAGE, OPEN)
    assert scored(session, given.round).holds

    said = {"word": "conflict", "ground": "Beirat", "step": "sure"}
    client_as(jury[0]).post("/jury/R5-0001/conflict", said)

    assert not scored(session, given.round).holds


def test_before_the_last_review_is_final_nothing_opens(session, given, jury, dirk, client_as):
    for juror in jury[:2]:
        a_review(session, given, juror)
    a_review(session, given, jury[2], points=None)

    shown = dirk.get(PAGE).text
    assert "Noch nicht endgültig: 1." in shown
    assert "Namen für die Jury öffnen" not in shown
    dirk.post(PAGE, OPEN)

    assert given.round.names_opened_at is None
    assert names_on(client_as(jury[2])) == []
    assert session.scalar(select(Act).where(Act.act == "open_names")) is None


def test_once_the_jury_meets_the_names_may_be_opened_in_any_case(
    session, given, jury, dirk, client_as
):
    a_review(session, given, jury[0], points=None)
    given.round.state = RoundState.JURY_MEETING
    session.flush()
    assert names_on(client_as(jury[0])) == []

    dirk.post(PAGE, OPEN)

    assert CLUSTER in client_as(jury[0]).get("/jury/R5-0001/conflict").text


def test_names_are_opened_once(session, given, jury, dirk):
    given.round.state = RoundState.JURY_MEETING
    session.flush()
    for _ in range(2):
        dirk.post(PAGE, OPEN)

    assert "Die Namen sind schon offen" in dirk.get(PAGE).text
    assert len(session.scalars(select(Act).where(Act.act == "open_names")).all()) == 1


def test_a_round_that_is_not_blind_has_nothing_to_open(session, client_as, clock_at):
    clock_at(NOON)
    made = a_round(session, 6, state=RoundState.JURY_MEETING)
    office = client_as(an_officer(session))

    office.post("/sponsor/rounds/6/jury", OPEN)

    assert "Blinde Begutachtung" not in office.get("/sponsor/rounds/6/jury").text
    assert made.names_opened_at is None


def test_the_database_wants_to_know_who_opened_them(session, given):
    with pytest.raises(IntegrityError, match="names_opened_by_whom"), session.begin_nested():
        session.execute(
            text("update round set names_opened_at = now() where id = :id"), {"id": given.round.id}
        )


def a_version(session, dirk):
    original = session.scalars(select(Upload).where(Upload.nameless_of_id.is_(None))).one()
    page = f"/sponsor/applications/R5-0001/files/{original.id}"
    sent = dirk.post(page, {"file": (io.BytesIO(a_pdf()), "Ohne Namen.pdf")})
    assert sent.status_code == 303
    return original, page


def test_a_version_without_names_is_taken_back_alone_before_jurors_are_in(
    session, given, jury, dirk, client_as
):
    a_review(session, given, jury[0], points=None, declared=False)
    _, page = a_version(session, dirk)
    assert "Fassung zurücknehmen" in dirk.get(page).text

    assert dirk.post(page, {"act": "take_back"}).status_code == 303

    version = session.scalars(select(Upload).where(Upload.nameless_of_id.is_not(None))).one()
    assert version.replaced_at is not None
    shown = dirk.get(page).text
    assert "Noch nicht für die Jury freigegeben" in shown
    assert "Fassung zurücknehmen" not in shown
    act = session.scalars(select(Act).where(Act.act == "take_back_nameless_version")).one()
    assert act.before == {"file_name": "Ohne Namen.pdf", "sha256": version.sha256}
    another = a_pdf(lambda document: document.add_blank_page())
    again = dirk.post(page, {"file": (io.BytesIO(another), "Besser.pdf")})
    assert again.status_code == 303
    assert "Fassung zurücknehmen" in dirk.get(page).text


def test_a_version_stays_once_a_juror_could_have_read_it(session, given, jury, dirk):
    a_review(session, given, jury[0], points=None)
    _, page = a_version(session, dirk)

    assert "Fassung zurücknehmen" not in dirk.get(page).text
    dirk.post(page, {"act": "take_back"})

    assert "hat diese Bewerbung schon offen" in dirk.get(page).text
    version = session.scalars(select(Upload).where(Upload.nameless_of_id.is_not(None))).one()
    assert version.replaced_at is None
