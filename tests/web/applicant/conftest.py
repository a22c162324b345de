"""Anna at noon, with a draft that could be submitted; and Anna with an award and its project."""

import pytest

from grants.models.person import Person
from grants.programme.money import eur
from grants.programme.organisation import Size
from tests.makers.finished import a_finished_draft, an_open_round
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.project import (
    COMPANY,
    UNIVERSITY,
    a_cluster_with_an_approved_concept,
    a_ready_project,
)
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


@pytest.fixture
def award_and_anna(session):
    """An award whose concept is approved, and Anna who signs for its cluster."""
    award, anna = a_cluster_with_an_approved_concept(session)
    return award, session.get(Person, anna.person_id)


@pytest.fixture
def ready(session, award_and_anna):
    """A joint project that could be handed in."""
    award, anna = award_and_anna
    return a_ready_project(
        session, award, anna.as_actor(),
        ("Universität A", UNIVERSITY, None, eur(600_000)),
        ("Klein GmbH", COMPANY, Size.SMALL, eur(500_000)),
    )  # fmt: skip
