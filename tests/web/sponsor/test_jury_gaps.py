"""What is missing in a jury's work is named, with what remedies it beside it."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from grants.models.outbox import Mail
from grants.models.record import Act
from grants.programme.stages import ApplicationState, RoundState
from tests.makers.jury import a_jury
from tests.makers.moment import NOON
from tests.makers.review import a_review, an_entry, an_officer
from tests.makers.round import a_round

PAGE = "/sponsor/rounds/5/jury"


@pytest.fixture
def round_(session, clock_at):
    clock_at(NOON)
    return a_round(session, 5, state=RoundState.REVIEW)


@pytest.fixture
def jury(session, round_):
    return a_jury(session, round_, "Jana Jahn", "Jonas Jung", "Judith Jost")


@pytest.fixture
def entry(session, round_):
    return an_entry(session, round_, ApplicationState.UNDER_REVIEW, number="R5-0001")


@pytest.fixture
def dirk(session, client_as, round_):
    return client_as(an_officer(session))


def gaps(page):
    found = re.search(r'<section[^>]*id="gaps".*?</section>', page, re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split()) if found else ""


def test_an_application_without_enough_jurors_leads_to_the_proposal(session, dirk, jury, entry):
    a_review(session, entry, jury[0])

    page = dirk.get(PAGE).text

    assert "Zu wenige Jurymitglieder: R5-0001 (es fehlen 2) Zuordnung vorschlagen" in gaps(page)
    assert 'href="#gaps">2 fehlen</a>' in page
    assert 'id="R5-0001"' in page
    assert "weitere einladen" not in gaps(page)


def test_a_jury_that_is_too_small_leads_to_more_invitations(session, round_, dirk, entry):
    a_jury(session, round_, "Jana Jahn", "Jonas Jung")

    assert "zu wenige ohne Konflikt: weitere einladen" in gaps(dirk.get(PAGE).text)


def test_open_reviews_are_reminded_of_once_a_day(session, dirk, jury, entry):
    for juror in jury[:2]:
        a_review(session, entry, juror, points=None).assigned_at = NOON - timedelta(days=1)
    a_review(session, entry, jury[2])

    assert "nicht endgültig: Jana Jahn 1, Jonas Jung 1" in gaps(dirk.get(PAGE).text)
    assert dirk.post(PAGE, {"act": "remind"}).status_code == 303
    assert "2 Erinnerungen geschrieben." in dirk.get(PAGE).text
    dirk.post(PAGE, {"act": "remind"})

    assert "Alle sind heute schon erinnert." in dirk.get(PAGE).text
    mails = session.scalars(select(Mail).order_by(Mail.id)).all()
    assert [mail.recipient_name for mail in mails] == ["Jana Jahn", "Jonas Jung"]
    assert "Es fehlen noch Gutachten von Ihnen." in mails[0].body
    kept = session.scalars(select(Act).where(Act.act == "remind_jury")).one()
    assert kept.after == {"mails": "2"}


def test_nobody_is_reminded_once_the_jury_meets(session, round_, dirk, jury, entry):
    a_review(session, entry, jury[0], points=None)
    round_.state = RoundState.JURY_MEETING
    session.flush()

    assert "Jetzt daran erinnern" not in dirk.get(PAGE).text
    dirk.post(PAGE, {"act": "remind"})

    assert "Die Runde wird nicht begutachtet." in dirk.get(PAGE).text
    assert session.scalar(select(Mail)) is None


def test_nothing_is_missing_when_every_review_is_final(session, dirk, jury, entry):
    for juror in jury:
        a_review(session, entry, juror)

    page = dirk.get(PAGE).text

    assert gaps(page) == ""
    assert "#gaps" not in page


def test_with_many_jurors_signs_stand_for_words_and_are_explained(session, round_, dirk, entry):
    jury = a_jury(session, round_, *(f"Juror {letter}" for letter in "ABCDEFGHI"))
    a_review(session, entry, jury[0])

    page = dirk.get(PAGE).text

    assert "g-dense" in page
    assert '<span class="kern-sr-only">Endgültig</span>' in page
    assert "Häkchen ohne Zeichen: Noch nicht begonnen" in page


def test_who_convenes_the_jury_is_told_of_reviews_that_are_still_out(session, dirk, jury, entry):
    for juror in jury[:2]:
        a_review(session, entry, juror)
    a_review(session, entry, jury[2], points=None)
    warned = "Noch nicht endgültig: 1 Gutachten. Nach dem Einberufen verlässt niemand mehr die Jury"

    assert warned in dirk.get(PAGE).text
    assert warned in dirk.get("/sponsor/rounds/5/next").text
