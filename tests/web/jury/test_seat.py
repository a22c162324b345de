"""A juror is asked into a jury, answers, tells about themselves, and declares conflicts ahead."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from grants.models.jury import JurorProfile, JuryMember
from grants.models.outbox import Mail
from grants.models.person import Person
from grants.models.round import Milestone
from grants.programme.jury import JuryAnswer
from grants.programme.stages import ApplicationState, RoundState
from tests.makers.jury import a_profile, a_seat
from tests.makers.person import a_person
from tests.makers.review import a_juror, a_review, an_entry, an_officer
from tests.makers.round import a_round

PASSWORD = "ein langes Passwort für Tests"


@pytest.fixture
def round_(session):
    return a_round(session, 5, state=RoundState.REVIEW)


def link_in(mail):
    return re.search(r"/invitation/\S+", mail.body)[0]


def test_a_juror_with_an_account_is_asked_and_accepts(session, client_as, round_):
    jana, dirk = a_juror(session), client_as(an_officer(session))

    sent = dirk.post("/sponsor/rounds/5/jury/members", {"act": "known", "jurors": str(jana.id)})
    mail = session.scalars(select(Mail)).one()
    listed = dirk.get("/sponsor/rounds/5/jury/members").text
    browser = client_as(jana)
    seen = browser.get("/jury/rounds/5").text
    accepted = browser.post("/jury/rounds/5", {"act": "accept"})

    assert sent.status_code == 303
    assert (mail.kind, mail.recipient) == ("jury_invitation", jana.email)
    assert mail.body.count("/jury/rounds/5") == 1
    for said in ("InterClust", "Runde 5", "ab 30.06.2026, 3 Gutachten je Bewerbung"):
        assert said in mail.body
    assert "eingeladen" in listed
    assert "Ich sage zu" in seen
    assert (accepted.status_code, accepted.location) == (303, "/jury/profile")
    assert session.scalars(select(JuryMember)).one().answer is JuryAnswer.ACCEPTED


def test_an_invitation_names_the_day_on_which_reviews_are_planned_to_begin(
    session, client_as, round_
):
    jana, dirk = a_juror(session), client_as(an_officer(session))
    session.add(Milestone(round=round_, state=RoundState.REVIEW, on=date(2026, 7, 8)))
    session.flush()

    dirk.post("/sponsor/rounds/5/jury/members", {"act": "known", "jurors": str(jana.id)})

    assert "ab 08.07.2026" in session.scalars(select(Mail)).one().body


def test_an_address_that_is_no_jurors_is_refused_with_what_is_wrong(session, client_as, round_):
    anna, dirk = a_person(session), client_as(an_officer(session))

    refused = dirk.post("/sponsor/rounds/5/jury/members",
                        {"act": "new", "name": "Anna", "email": anna.email})  # fmt: skip

    assert refused.status_code == 422
    assert "gehört schon zu einem Konto, das kein Jurykonto ist" in refused.text


def test_somebody_without_an_account_follows_the_link_and_sits_in_the_jury(
    session, client_as, round_
):
    dirk = client_as(an_officer(session))
    dirk.post("/sponsor/rounds/5/jury/members",
              {"act": "new", "name": "Nora Neu", "email": "nora@uni.example"})  # fmt: skip
    mail = session.scalars(select(Mail)).one()
    for said in ("InterClust", "Runde 5", "ab 30.06.2026, 3 Gutachten je Bewerbung", "14 Tage"):
        assert said in mail.body

    opened = client_as().post(link_in(mail), {"name": "Nora Neu", "password": PASSWORD})

    assert (opened.status_code, opened.location) == (303, "/jury/profile")
    nora = session.scalars(select(Person).where(Person.email == "nora@uni.example")).one()
    seat = session.scalars(select(JuryMember).where(JuryMember.juror_id == nora.id)).one()
    assert seat.answer is JuryAnswer.ACCEPTED


def test_an_address_of_an_applicant_is_refused_and_nothing_typed_is_lost(
    session, client_as, round_
):
    dirk = an_officer(session)

    answer = client_as(dirk).post(
        "/sponsor/rounds/5/jury/members", {"act": "new", "name": "Wer", "email": dirk.email}
    )

    assert answer.status_code == 422
    assert f'value="{dirk.email}"' in answer.text
    assert session.scalars(select(Mail)).all() == []


def test_whoever_declines_says_why_and_may_be_asked_again(session, client_as, round_):
    jana = a_juror(session)
    a_seat(session, round_, jana, JuryAnswer.INVITED)
    client_as(jana).post("/jury/rounds/5", {"act": "decline", "note": "Im Ausland"})
    dirk = client_as(an_officer(session))

    listed = dirk.get("/sponsor/rounds/5/jury/members").text
    dirk.post("/sponsor/rounds/5/jury/members", {"act": "known", "jurors": str(jana.id)})

    assert "Im Ausland" in listed
    assert session.scalars(select(JuryMember)).one().answer is JuryAnswer.INVITED


def test_sponsor_staff_see_what_a_juror_says_about_themselves(session, client_as, round_):
    jana = a_juror(session)
    a_seat(session, round_, jana)

    saved = client_as(jana).post(
        "/jury/profile", {"institution": "Universität Musterstadt", "topics": "Photonik\nLaser"}
    )
    listed = client_as(an_officer(session)).get("/sponsor/rounds/5/jury/members").text

    assert saved.status_code == 303
    assert session.scalars(select(JurorProfile)).one().topics == ["Photonik", "Laser"]
    assert "Universität Musterstadt" in listed
    assert "Photonik, Laser" in listed


def test_whoever_would_no_longer_be_offered_is_named_before_the_first_invitation(
    session, client_as, round_
):
    jana, jonas = a_juror(session), a_juror(session, "Jonas Jung")
    entry = an_entry(session, round_, ApplicationState.UNDER_REVIEW, number="R5-0001")
    a_review(session, entry, jana)
    dirk, there = client_as(an_officer(session)), "/sponsor/rounds/5/jury/members"

    before = dirk.get(there).text
    dirk.post(there, {"act": "known", "jurors": str(jonas.id)})
    after = dirk.get(there).text

    assert "bis sie eingeladen sind und zusagen: Jonas Jung." in before
    assert "Schon an der Arbeit, ohne Einladung" in before
    assert "bis sie eingeladen sind" not in after


def test_officers_see_that_a_juror_works_where_an_applicant_sits_before_anything_is_given(
    session, client_as, round_
):
    jana = a_juror(session)
    a_profile(session, jana, "Verein Musterstadt eV")
    entry = an_entry(session, round_, ApplicationState.UNDER_REVIEW, number="R5-0001")
    entry.cluster.management.name = "Verein Musterstadt e.V."
    session.flush()
    dirk = client_as(an_officer(session))

    grid = dirk.get("/sponsor/rounds/5/jury").text
    members = dirk.get("/sponsor/rounds/5/jury/members").text

    assert "Hinweis: gleiche Organisation" in grid
    assert "<li>Jana Jahn, R5-0001<small>gleiche Organisation</small></li>" in members


def test_an_invitation_that_waits_is_the_next_step(session, client_as, round_):
    jana = a_juror(session)
    a_seat(session, round_, jana, JuryAnswer.INVITED)

    home = client_as(jana).get("/jury").text

    assert "Einladung beantworten" in home
    assert "Für Sie ist nichts zu tun" not in home


def test_a_jury_of_others_is_nobodys_business(session, client_as, round_):
    a_seat(session, round_, a_juror(session))

    assert client_as(a_juror(session, "Jonas Jung")).get("/jury/rounds/5").status_code == 404


def test_the_first_page_leads_to_the_invitation_and_later_to_the_declarations(
    session, client_as, round_
):
    jana = a_juror(session)
    seat = a_seat(session, round_, jana, JuryAnswer.INVITED)
    browser = client_as(jana)

    invited = browser.get("/jury").text
    seat.answer, seat.answered_at = JuryAnswer.ACCEPTED, seat.invited_at
    session.flush()
    accepted = browser.get("/jury").text

    assert ("Zusagen oder absagen" in invited, "Konflikte erklären" in accepted) == (True, True)
    assert accepted.count('href="/jury/rounds/5"') == 1
    assert 'href="/jury/profile"' in invited


def test_a_review_saves_itself_while_it_is_written(session, client_as, round_):
    jana = a_juror(session)
    entry = an_entry(session, round_, ApplicationState.UNDER_REVIEW, number="R5-0001")
    a_review(session, entry, jana, points=None)
    browser = client_as(jana)

    page = browser.get("/jury/R5-0001").text
    saved = browser.post("/jury/R5-0001", {
        "points_C1": "4.5", "reason_C1": "Stark", "revision": "0", "step": "pause",
    })  # fmt: skip

    assert 'data-draft="save"' in page
    assert (saved.status_code, saved.json["revision"]) == (200, 1)
    assert "Stark" in browser.get("/jury/R5-0001").text


def test_an_address_is_not_sent_two_links(session, client_as, round_):
    dirk = client_as(an_officer(session))
    new = {"act": "new", "name": "Nora Neu", "email": "nora@uni.example"}

    answers = [dirk.post("/sponsor/rounds/5/jury/members", new) for _ in range(2)]

    assert [one.status_code for one in answers] == [303, 422]
    assert "schon ein Link unterwegs" in answers[1].text
    assert len(session.scalars(select(Mail)).all()) == 1
