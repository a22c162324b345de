"""Deadline day on the real program: who was complete in time is in, with one receipt each."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from config import settings
from grants.models.application import Application, Receipt
from tests.bench.storm import storm
from tests.bench.visit import Door, Visit
from tests.makers.finished import a_finished_draft
from tests.makers.person import a_person
from tests.makers.round import a_round

pytestmark = pytest.mark.alone

PEOPLE, LATE = 60, 6
SECONDS_TO_PREPARE = 20
LONGEST_WAIT = 20
"""Seconds: what the largest storm may take; a small one takes far less, also on a busy machine."""


@pytest.fixture(scope="module")
def deadline():
    """Soon."""
    moment = datetime.now(UTC) + timedelta(seconds=SECONDS_TO_PREPARE)
    return moment.replace(microsecond=0)


@pytest.fixture(scope="module")
def entries(product, deadline):
    """A complete draft for each person, with the pass of who may sign it."""
    with Session(product.engine) as session:
        round_ = a_round(session, 7, opens_at=deadline - timedelta(days=30), closes_at=deadline)
        door, made = Door(settings(product.environ), session), []
        for at in range(PEOPLE + LATE):
            person = a_person(session, f"Person {at}", email=f"person{at}@example.org")
            made.append((a_finished_draft(session, person, round_).number, person.id))
        found = [(number, door.open_to(person_id)) for number, person_id in made]
        session.commit()
    return found


def test_everybody_who_was_complete_in_time_is_in_with_one_receipt(product, entries, deadline):
    assert time.time() < deadline.timestamp() - 1.5, "the preparation took too long"
    port = int(product.environ["PORT"])
    readers = [Visit(address="/home", by=by) for _, by in entries[:4]]

    found = storm(
        port, entries[:PEOPLE], deadline=deadline.timestamp(), late=entries[PEOPLE:],
        readers=readers, pause=0.5,
    )  # fmt: skip

    assert [shot.status for shot in found.faults] == []
    assert found.wronged == []
    assert len(found.accepted) > PEOPLE / 2
    assert {shot.status for shot in found.reads} == {200}
    assert found.p99 < LONGEST_WAIT
    with Session(product.engine) as session:
        numbers = session.scalars(
            select(Application.number).join(Receipt, Receipt.application_id == Application.id)
        ).all()
        latest = session.scalar(select(func.max(Receipt.received_at)))
    assert sorted(numbers) == sorted(shot.number for shot in found.accepted)
    assert latest <= deadline
