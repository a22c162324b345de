"""How a jury reads and meets is set in the browser: without names, after a meeting, by topics."""

import pytest

from tests.makers.moment import NOON
from tests.makers.review import an_officer
from tests.web.sponsor.test_setup import begun, fields_of, page


@pytest.fixture
def dirk(session, client_as, clock_at):
    clock_at(NOON)
    return client_as(an_officer(session))


def test_a_blind_stage_a_meeting_reminders_and_topics_are_set_in_the_browser(session, dirk):
    setup = begun(session, dirk)
    shown = fields_of(dirk.get(page(setup, "selection")))
    said = {
        "selection__blind": "yes", "selection__meeting": "yes",
        "selection__review_reminders": "21, 7, 1",
        "selection__topics__0__de": "Photonik", "selection__topics__0__en": "Photonics",
    }  # fmt: skip

    sent = dirk.post(page(setup, "selection"), shown | said)

    session.refresh(setup)
    kept = setup.body["selection"]
    assert sent.status_code == 303, sent.text
    assert (kept["blind"], kept["meeting"]) == (True, True)
    assert kept["review_reminders"] == [21, 7, 1]
    assert kept["topics"] == [{"de": "Photonik", "en": "Photonics"}]
    assert shown["selection__review_reminders"] == "14, 7, 2"


def test_days_that_are_no_numbers_are_asked_for_again(session, dirk):
    setup = begun(session, dirk)
    shown = fields_of(dirk.get(page(setup, "selection")))

    sent = dirk.post(page(setup, "selection"), shown | {"selection__review_reminders": "14, bald"})

    assert sent.status_code == 422
    assert "Wir haben „bald“ gelesen." in sent.text
    assert 'value="14, bald"' in sent.text
