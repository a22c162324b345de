"""Letters of long ago in the demonstration went by post in their time."""

from datetime import UTC, datetime

from sqlalchemy import select

from grants.demo.cast import DORIS
from grants.demo.posting import post_old_letters
from grants.demo.seed import FOURTH, tell
from grants.models.decision import Letter
from grants.models.notification import LetterDispatch
from grants.programme.notification import Standing
from grants.programme.people import Role
from grants.programme.stages import RoundState
from grants.queries.notification import delivery_of
from tests.makers.decided import an_awarded_case
from tests.makers.moment import days
from tests.makers.person import a_person
from tests.makers.review import an_officer
from tests.papers.test_compliance_later import made

STARTED = datetime(2030, 6, 3, 8, tzinfo=UTC)
"""When somebody starts the demonstration, two years after the award."""


def test_an_old_award_is_final_once_its_letters_are_made(session):
    an_awarded_case(session)
    doris = an_officer(session, "Doris Dahl").as_actor()
    letters = session.scalars(select(Letter).order_by(Letter.id)).all()
    round_ = letters[0].application.round
    for letter in letters[1:]:
        made(session, letter, STARTED)
        letter.retrieved_at = None

    assert not post_old_letters(session, round_, by=doris, now=STARTED)
    made(session, letters[0], STARTED)
    letters[0].retrieved_at = None
    assert post_old_letters(session, round_, by=doris, now=STARTED)
    assert post_old_letters(session, round_, by=doris, now=STARTED)

    sent = session.scalars(select(LetterDispatch).order_by(LetterDispatch.letter_id)).all()
    assert [each.sent_on for each in sent] == [letter.dated for letter in letters]
    for letter in letters:
        assert delivery_of(session, letter, STARTED).course.standing is Standing.FINAL


def test_a_letter_of_last_month_waits_in_the_portal(session):
    an_awarded_case(session)
    now, officer = days(40), an_officer(session).as_actor()
    for letter in session.scalars(select(Letter)):
        made(session, letter, now)
        letter.retrieved_at = None

    assert post_old_letters(session, letter.application.round, by=officer, now=now)

    assert session.scalars(select(LetterDispatch)).all() == []


def test_they_are_posted_when_the_clock_was_quicker_to_see_that_everybody_is_told(
    session, clock_at
):
    clock_at(STARTED)
    an_awarded_case(session)
    a_person(session, DORIS.name, Role.SPONSOR, email=DORIS.email)
    letters = session.scalars(select(Letter)).all()
    round_ = letters[0].application.round
    round_.number, round_.state = FOURTH, RoundState.NOTIFIED
    for letter in letters:
        made(session, letter, STARTED)
        letter.retrieved_at = None

    assert tell(session)

    assert round_.state is RoundState.RUNNING
    assert len(session.scalars(select(LetterDispatch)).all()) == len(letters)
