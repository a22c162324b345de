"""Anna at noon, with a draft that could be submitted."""

import pytest

from tests.makers.finished import a_finished_draft, an_open_round
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.web.applicant.draft import NUMBER


@pytest.fixture
def anna(session, clock_at):
    """Anna, with a draft that could be submitted; it is noon."""
    clock_at(NOON)
    anna = a_person(session)
    a_finished_draft(session, anna, an_open_round(session, number=7)).number = NUMBER
    return anna


@pytest.fixture
def browser(client_as, anna):
    return client_as(anna)
