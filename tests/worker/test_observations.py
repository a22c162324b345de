"""A look through all cases that was ordered is done once; one that cannot be done is not hidden."""

from sqlalchemy import select

from grants.actions.observation_run import order_nightly_run, order_run
from grants.models.connection import clock
from grants.models.observation import Observation, ObservationRun
from grants.queries.observation import waiting_runs
from grants.worker.observations import fail_run, look_through_cases
from tests.makers.decided import an_auditor
from tests.makers.report import a_report


def ordered(work):
    """A night is ordered while a report is missing."""
    a_report(work, due_on=clock(work).date().replace(year=2024))
    order_nightly_run(work, now=clock(work))
    work.commit()
    return work.scalars(select(ObservationRun)).one()


def test_an_ordered_look_is_done_once(room, work):
    run = ordered(work)
    waiting = list(work.scalars(waiting_runs(clock(work))))
    work.commit()
    for _ in range(2):
        look_through_cases(room, run.id)
    work.expire_all()

    assert waiting == [run.id]
    assert run.ended_at is not None
    assert [one.code for one in work.scalars(select(Observation))] == ["F-07"]
    assert list(work.scalars(waiting_runs(clock(work)))) == []


def test_a_look_that_somebody_is_at_is_left_to_them(room, work):
    run = ordered(work)
    work.scalar(select(ObservationRun.id).with_for_update())  # as another worker would hold it
    look_through_cases(room, run.id)
    work.rollback()

    assert run.ended_at is None


def test_a_look_that_cannot_be_done_says_why_and_makes_room_for_the_next(room, work):
    run = ordered(work)
    fail_run(room, run.id, "Datenbank weg")
    work.expire_all()

    assert (run.failure, run.ended_at) == ("Datenbank weg", None)
    assert order_run(work, by=an_auditor(work).as_actor(), now=clock(work))


def test_a_look_that_ended_is_not_failed_afterwards(room, work):
    run = ordered(work)
    look_through_cases(room, run.id)
    fail_run(room, run.id, "zu spät")
    work.expire_all()

    assert run.failure == ""
