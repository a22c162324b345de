"""Questions about projects and parts on the pages of both sides, with a file in the answer."""

import io

import pytest

from grants.actions.project import submit_project
from grants.models.award import PartnerMember
from grants.models.inquiry import Inquiry
from grants.models.person import Person
from grants.programme.money import eur
from grants.programme.organisation import Size
from tests.documents.hostile import a_pdf
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.project import (
    COMPANY,
    UNIVERSITY,
    a_cluster_with_an_approved_concept,
    a_ready_project,
)
from tests.makers.review import an_officer

PARTNERS = (
    ("Klein GmbH", COMPANY, Size.SMALL, eur(500_000)),
    ("Universität A", UNIVERSITY, None, eur(300_000)),
)


@pytest.fixture
def cast(session, clock_at, client_as):
    """A submitted project, whose first partner's part Paula keeps: its number, part, browsers."""
    clock_at(NOON)
    award, anna = a_cluster_with_an_approved_concept(session)
    project = a_ready_project(session, award, anna, *PARTNERS)
    klein, paula = project.partners[0], a_person(session, "Paula Partner")
    klein.kept_since = klein.finished_at = NOON
    session.add(PartnerMember(partner=klein, person=paula, since=NOON))
    session.flush()
    submit_project(session, project, by=anna, now=NOON)
    anna = session.get(Person, anna.person_id)
    return award.number, klein, [client_as(one) for one in (an_officer(session), anna, paula)]


def asked(cast, place, words):
    number, _, (dirk, _, _) = cast
    return dirk.post(f"/sponsor/cases/{number}/questions", {"place": place, "text": words})


def a_sent(name, content):
    return (io.BytesIO(content), name)


def test_a_question_about_a_project_goes_there_and_back_with_a_file(session, cast):
    number, _, (dirk, anna, paula) = cast
    staff, own = f"/sponsor/cases/{number}/questions", f"/awards/{number}/questions"

    assert asked(cast, "P1/project#summary", "Wer misst was?").location == staff
    inquiry = session.query(Inquiry).one()
    assert "Wer misst was?" in anna.get(own).text
    assert "Rückfragen zu P1 LINSE beantworten" in anna.get("/home").text
    assert "Wer misst was?" not in paula.get("/home").text
    assert paula.get(own).status_code == 404

    sent = anna.post(
        f"{own}/{inquiry.id}",
        {f"q{inquiry.id}-text": "Siehe Anlage.",
         f"q{inquiry.id}-file": a_sent("Messplan.pdf", a_pdf())},
        content_type="multipart/form-data",
    )  # fmt: skip

    assert (sent.status_code, sent.location) == (303, own)
    seen = dirk.get(staff).text
    assert "Siehe Anlage." in seen
    assert "Messplan.pdf" in seen
    upload = inquiry.messages[1].upload
    assert dirk.get(f"/uploads/{upload.id}").data == anna.get(f"/uploads/{upload.id}").data
    assert paula.get(f"/uploads/{upload.id}").status_code == 404
    assert staff in dirk.get("/sponsor").text
    assert dirk.post(f"{staff}/{inquiry.id}/close").status_code == 303
    assert "Geschlossen" in anna.get(own).text


def test_a_question_at_a_part_is_for_its_own_people(session, cast):
    number, klein, (dirk, anna, paula) = cast
    asked(cast, f"P1-{klein.id}/part#plan", "Warum drei Stellen?")
    inquiry, own = session.query(Inquiry).one(), f"/parts/{klein.id}/questions"

    assert "Warum drei Stellen?" in paula.get(own).text
    assert own in paula.get("/home").text
    assert "Warum drei Stellen?" not in anna.get(f"/awards/{number}/questions").text
    assert anna.get(own).status_code == 404
    words = {f"q{inquiry.id}-text": "Weil wir prüfen."}
    assert anna.post(f"/awards/{number}/questions/{inquiry.id}", words).status_code == 404
    assert paula.post(f"{own}/{inquiry.id}", words).status_code == 303
    assert "Weil wir prüfen." in dirk.get(f"/sponsor/cases/{number}/questions").text


def test_an_answer_with_a_wrong_file_stays_as_typed(session, cast):
    number, _, (_, anna, _) = cast
    asked(cast, "P1/project", "Wer misst was?")
    inquiry = session.query(Inquiry).one()

    sent = anna.post(
        f"/awards/{number}/questions/{inquiry.id}",
        {f"q{inquiry.id}-text": "Siehe Anlage.", f"q{inquiry.id}-file": a_sent("X.pdf", b"MZ")},
        content_type="multipart/form-data",
    )

    assert sent.status_code == 422
    assert "Siehe Anlage.</textarea>" in sent.text
    assert len(inquiry.messages) == 1


def test_a_place_that_was_not_offered_is_refused_and_the_text_stays(session, cast):
    answer = asked(cast, "P9/project", "Wer?")

    assert answer.status_code == 422
    assert "Wer?</textarea>" in answer.text
    assert session.query(Inquiry).count() == 0


def test_an_answer_in_the_making_goes_on_in_the_other_language(session, cast):
    number, klein, (_, anna, paula) = cast
    asked(cast, "P1/project", "Wer misst was?")
    asked(cast, f"P1-{klein.id}/part#plan", "Warum drei Stellen?")
    of_project, of_part = (each.id for each in session.query(Inquiry).order_by(Inquiry.id))
    switch = {"spoken": "de", "speak": "en"}

    team = anna.post(f"/awards/{number}/questions", {**switch, f"q{of_project}-text": "Wir."})
    partner = paula.post(f"/parts/{klein.id}/questions", {**switch, f"q{of_part}-text": "Darum."})

    assert (team.status_code, partner.status_code) == (200, 200)
    assert "Wir.</textarea>" in team.text
    assert "Darum.</textarea>" in partner.text
    assert '<html lang="en"' in partner.text


def test_a_question_in_the_making_goes_on_in_the_other_language(session, cast):
    number, _, (dirk, _, _) = cast
    typed = {"place": "P1/project", "text": "Wer misst was?", "spoken": "de", "speak": "en"}

    page = dirk.post(f"/sponsor/cases/{number}/questions", typed)

    assert page.status_code == 200
    assert '<option value="P1/project" selected>' in page.text
    assert "Wer misst was?</textarea>" in page.text
    assert session.query(Inquiry).count() == 0
