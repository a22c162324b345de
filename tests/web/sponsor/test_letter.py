"""The way of a letter in the browser, for officers and for those who got it."""

import io
from datetime import UTC, datetime

import pytest

from grants.demo.story import sample_pdf
from grants.models.decision import LetterState
from grants.models.document import Document, DocumentKind, Upload, UploadKind
from grants.models.notification import LetterContest
from grants.models.record import Act
from grants.programme.people import Role, TeamRole
from grants.programme.stages import ApplicationState, GrantState
from tests.makers.application import an_application
from tests.makers.award import an_award
from tests.makers.cluster import a_cluster
from tests.makers.grant import a_grant
from tests.makers.letter import a_letter
from tests.makers.person import a_person
from tests.makers.review import an_officer

MADE = datetime(2027, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def anna(session):
    return a_person(session, "Anna Albrecht")


@pytest.fixture
def letter(session, anna, clock_at):
    """Anna's award letter, in the portal since 1 March 2027; today is the 15th."""
    clock_at(datetime(2027, 3, 15, 12, tzinfo=UTC))
    rita = a_person(session, "Rita Reader")
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY, rita: TeamRole.READER})
    award = an_award(session, an_application(session, cluster, state=ApplicationState.SELECTED))
    made = a_letter(session, a_grant(session, award, state=GrantState.AWARDED))
    document = Document(
        kind=DocumentKind.LETTER, file_name="Bescheid", key=made.check_code, sha256="0" * 64,
        size=1, template_version="x", snapshot={}, created_at=MADE,
    )  # fmt: skip
    session.add(document)
    session.flush()
    made.state, made.document_id, made.rendered_at = LetterState.RENDERED, document.id, MADE
    session.flush()
    return made


@pytest.fixture
def dirk(session, client_as, letter):
    return client_as(an_officer(session))


def test_a_letter_nobody_fetched_is_posted_and_its_period_is_shown(dirk, letter):
    page = f"/sponsor/letters/{letter.check_code}"
    assert "Nicht bekannt gegeben, erneut senden" in dirk.get(page).text

    sent = {"act": "send", "send-channel": "post", "send-sent_on": "15.03.2027",
            "send-reference": "Aufgabevermerk, Blatt 14"}  # fmt: skip
    looked_over = dirk.post(page, sent)
    assert looked_over.status_code == 422
    assert "bestandskräftig ab 20.04.2027" in looked_over.text
    assert "Aufgabevermerk, Blatt 14" in looked_over.text
    sent["send-sure"] = "y"
    assert dirk.post(page, sent).status_code == 303

    shown = dirk.get(page).text
    assert "19.03.2027" in shown
    assert "19.04.2027" in shown
    assert "20.04.2027" in shown


def test_an_objection_is_recorded_and_its_outcome(dirk, letter):
    page = f"/sponsor/letters/{letter.check_code}"
    dirk.post(page, {"act": "send", "send-channel": "post", "send-sent_on": "08.03.2027",
                     "send-reference": "Blatt 14", "send-sure": "y"})  # fmt: skip

    came = {"act": "contest", "contest-kind": "objection", "contest-received_on": "14.03.2027",
            "contest-reference": "Akte, Blatt 12"}  # fmt: skip
    assert dirk.post(page, came).status_code == 303
    assert letter.grant.state is GrantState.OBJECTED
    shown = dirk.get(page).text
    assert "Angefochten" in shown
    number = shown.partition('name="end-contest"')[2].partition('value="')[2]
    end = {"act": "end", "end-contest": number[7:].partition('value="')[2].partition('"')[0],
           "end-ended_on": "15.03.2027", "end-outcome": "Zurückgenommen."}  # fmt: skip
    assert dirk.post(page, end).status_code == 303

    assert letter.grant.state is GrantState.FINAL
    assert "Bestandskräftig" in dirk.get(page).text


def test_a_court_action_before_any_objection_carries_a_hint(dirk, letter):
    page = f"/sponsor/letters/{letter.check_code}"
    hint = "Prüfen Sie, ob die Klage schon zulässig ist."
    dirk.post(page, {"act": "send", "send-channel": "post", "send-sent_on": "08.03.2027",
                     "send-reference": "Blatt 14", "send-sure": "y"})  # fmt: skip
    assert hint not in dirk.get(page).text

    came = {"act": "contest", "contest-kind": "court_action", "contest-received_on": "14.03.2027",
            "contest-reference": "Akte, Blatt 12"}  # fmt: skip
    assert dirk.post(page, came).status_code == 303

    assert letter.grant.state is GrantState.LITIGATED
    assert hint in dirk.get(page).text


def test_what_came_without_its_paper_is_asked_for_and_stays_typed(dirk, letter):
    page = f"/sponsor/letters/{letter.check_code}"

    sent = {"act": "contest", "contest-kind": "court_action", "contest-received_on": "13.03.2027"}
    answer = dirk.post(page, sent)

    assert answer.status_code == 422
    assert "Nennen Sie das Schriftstück." in answer.text
    assert 'value="13.03.2027"' in answer.text


def test_a_signatory_reads_the_dates_and_waives(session, client_as, anna, letter):
    browser, page = client_as(anna), f"/letters/{letter.check_code}"
    assert 'name="sure"' not in browser.get(page).text
    letter.retrieved_at = MADE
    session.flush()
    assert "Auf Rechtsbehelfe verzichten" in browser.get(page).text
    assert browser.post(f"{page}/waive", {}).status_code == 422

    assert browser.post(f"{page}/waive", {"sure": "y"}).status_code == 303

    shown = browser.get(page).text
    assert "Bestandskräftig" in shown
    assert "Auf Rechtsbehelfe verzichten" not in shown
    assert letter.grant.state is GrantState.FINAL


def test_another_cluster_finds_no_such_letter(session, client_as, letter):
    carl = a_person(session, "Carl Curious")
    a_cluster(session, team={carl: TeamRole.SIGNATORY})

    browser = client_as(carl)

    assert browser.get(f"/letters/{letter.check_code}").status_code == 404
    assert browser.post(f"/letters/{letter.check_code}/waive", {"sure": "y"}).status_code == 404


def test_an_objection_against_a_letter_that_nobody_fetched_comes_first_on_its_page(dirk, letter):
    page = f"/sponsor/letters/{letter.check_code}"

    assert dirk.post(page, an_objection(letter)).status_code == 303

    shown = dirk.get(page).text
    assert "Angefochten" in shown
    assert "Nicht bekannt gegeben, erneut senden" not in shown


def an_objection(letter, **more):
    return {"act": "contest", "contest-kind": "objection", "contest-received_on": "14.03.2027",
            "contest-reference": "Akte, Blatt 12", **more}  # fmt: skip


def a_scan(name="Widerspruch.pdf", content=None):
    return io.BytesIO(sample_pdf("Wir widersprechen") if content is None else content), name


def test_an_objection_keeps_its_paper_for_officers_and_auditors_only(
    session, client_as, dirk, letter, anna
):
    page = f"/sponsor/letters/{letter.check_code}"

    sent = an_objection(letter, **{"contest-paper": a_scan()})
    assert dirk.post(page, sent, content_type="multipart/form-data").status_code == 303

    paper = session.query(Upload).one()
    contest = session.query(LetterContest).one()
    assert (paper.kind, paper.contest_id) == (UploadKind.CONTEST_PAPER, contest.id)
    assert "Widerspruch.pdf" in dirk.get(page).text
    assert dirk.get(f"/uploads/{paper.id}").data == sample_pdf("Wir widersprechen")
    auditor = client_as(a_person(session, "Aylin Audit", Role.AUDITOR))
    assert auditor.get(f"/uploads/{paper.id}").status_code == 200
    award = letter.grant.award.number
    assert str(paper.id) in auditor.get(f"/audit/awards/{award}").text
    for other in (anna, a_person(session, "Jana Jahn", Role.JUROR)):
        assert client_as(other).get(f"/uploads/{paper.id}").status_code == 404
    act = session.query(Act).filter_by(act="add_upload").one()
    assert (act.object_kind, act.object_number) == ("letter", letter.number)


def test_a_paper_that_comes_later_is_added_beside_the_first(session, dirk, letter):
    page = f"/sponsor/letters/{letter.check_code}"
    dirk.post(page, an_objection(letter, **{"contest-paper": a_scan()}),
              content_type="multipart/form-data")  # fmt: skip
    contest = session.query(LetterContest).one()

    sent = {"act": "paper", "paper-contest": str(contest.id),
            "paper-paper": a_scan("Begründung.pdf", sample_pdf("Begründung"))}  # fmt: skip
    assert dirk.post(page, sent, content_type="multipart/form-data").status_code == 303

    kept = session.query(Upload).order_by(Upload.file_name).all()
    assert [(each.file_name, each.replaced_at) for each in kept] == [
        ("Begründung.pdf", None), ("Widerspruch.pdf", None),
    ]  # fmt: skip


def test_a_file_that_is_no_paper_is_refused_and_nothing_is_recorded(session, dirk, letter):
    page = f"/sponsor/letters/{letter.check_code}"

    sent = an_objection(letter, **{"contest-paper": a_scan("Widerspruch.pdf", b"<html>")})
    answer = dirk.post(page, sent, content_type="multipart/form-data")

    assert answer.status_code == 422
    assert "Akte, Blatt 12" in answer.text
    assert "Erlaubt sind: PDF, PNG, JPEG." in answer.text
    assert session.query(LetterContest).all() == []
    assert session.query(Upload).all() == []


def test_the_application_leads_to_its_letter_and_says_where_the_decision_stands(dirk, letter):
    page = f"/sponsor/letters/{letter.check_code}"
    application = f"/sponsor/applications/{letter.application.number}"
    before = dirk.get(application).text

    dirk.post(page, an_objection(letter))

    assert page in before
    assert "Angefochten" not in before
    assert "Angefochten" in dirk.get(application).text
