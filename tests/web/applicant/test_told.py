"""What a cluster reads of its selection or its place in reserve, with the letter that tells it."""

import pytest

from grants.models.award import Award
from grants.models.decision import DecisionKind, Letter
from grants.models.organisation import Membership
from grants.models.person import Person
from grants.programme.stages import ApplicationState, RoundState
from tests.makers.decision import a_ranked_application, decided, two_officers
from tests.makers.letter import all_made
from tests.makers.moment import NOON
from tests.makers.round import a_round
from tests.web.shown import words_of

A = ApplicationState


@pytest.fixture
def officers(session, clock_at):
    clock_at(NOON)
    return two_officers(session)


@pytest.fixture
def round_(session, officers):
    return a_round(session, 5, state=RoundState.RANKED)


def signatory_of(session, application):
    member = session.query(Membership).filter_by(cluster_id=application.cluster_id).first()
    return session.get(Person, member.person_id)


def test_a_place_in_reserve_is_on_the_page_with_its_letter_its_place_and_its_last_day(
    session, client_as, round_, officers
):
    application = a_ranked_application(session, round_, state=A.RESERVE)
    decided(session, application, DecisionKind.RESERVE, *officers)
    all_made(session)
    browser = client_as(signatory_of(session, application))

    page = browser.get(f"/applications/{application.number}")
    home = words_of(browser.get("/home"))

    letter = session.query(Letter).filter_by(application_id=application.id).one()
    assert f"/letters/{letter.check_code}/pdf" in page.text
    assert "Platz auf der Reserveliste 1" in words_of(page)
    assert "Die Liste gilt bis" in words_of(page)
    assert letter.dated.strftime("%d.%m.%Y") in words_of(page)
    assert "Am Zug Niemand" in home
    assert "Am Zug Projektträger" not in home


def test_a_selection_is_on_the_page_with_its_letter_and_its_case(
    session, client_as, round_, officers
):
    application = a_ranked_application(session, round_)
    decided(session, application, DecisionKind.SELECT, *officers)
    all_made(session)

    page = client_as(signatory_of(session, application)).get(f"/applications/{application.number}")

    letter = session.query(Letter).filter_by(application_id=application.id).one()
    award = session.query(Award).filter_by(application_id=application.id).one()
    assert f"/letters/{letter.check_code}/pdf" in page.text
    assert f"/awards/{award.number}" in page.text
    assert "ausgewählt" in words_of(page)
