"""The clock finds what is due, lets one worker act on it, and turns waiting rows into jobs."""

import threading
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import func, select, text

from grants.models.connection import clock
from grants.models.outbox import ClockRun, Mail
from grants.worker.clock import ALONE, TICKS, run_due, take_turn
from grants.worker.making import sweep_files
from tests.makers.grant import a_grant
from tests.makers.mail import a_mail
from tests.makers.report import a_report

TICK = {tick.name: tick for tick in TICKS}


def due_in_a_week(work, reports=1):
    due = clock(work).date() + timedelta(days=5)
    for _ in range(reports):  # of as many clusters: each has its own people
        grant = a_grant(work, starts_on=date(2020, 1, 1))
        a_report(work, grant, due_on=due, state="due_soon")
    work.commit()


def the_mails(work):
    work.rollback()
    return work.scalar(select(func.count()).select_from(Mail))


def test_a_turn_is_kept_and_noted(room, work):
    due_in_a_week(work)

    found = take_turn(room, TICK["reminders"])

    run = work.get_one(ClockRun, "reminders")
    assert (found, run.found, the_mails(work)) == (1, 1, 1)
    assert timedelta() <= clock(work) - run.ran_at < timedelta(minutes=1)


def test_a_turn_that_another_worker_takes_is_left_to_it(room, work):
    due_in_a_week(work)
    work.execute(ALONE, {"turn": "reminders"})

    assert take_turn(room, TICK["reminders"]) is None
    assert take_turn(room, TICK["seal"]) == 0
    assert the_mails(work) == 0


def test_two_clocks_at_once_write_nothing_twice(rooms, work):
    due_in_a_week(work, reports=20)
    both = [rooms(), rooms()]

    def tick(room):
        for _ in range(5):
            take_turn(room, TICK["reminders"])
            take_turn(room, TICK["work"])

    clocks = [threading.Thread(target=tick, args=(room,)) for room in both]
    for each in clocks:
        each.start()
    for each in clocks:
        each.join()
    take_turn(both[0], TICK["work"])

    locks = list(work.scalars(text("select queueing_lock from procrastinate_jobs")))
    assert the_mails(work) == 20
    assert len(locks) == len(set(locks))
    assert sum(lock.startswith("send_mail/") for lock in locks) == 20


def test_what_waits_becomes_a_job_once(room, work):
    for _ in range(3):
        a_mail(work)
    later = a_mail(work)
    later.next_try_at = datetime(2099, 1, 1, tzinfo=UTC)
    work.commit()

    assert [take_turn(room, TICK["work"]), take_turn(room, TICK["work"])] == [3, 0]


def test_the_job_of_a_killed_worker_is_fetched_again(room, work):
    a_mail(work)
    work.commit()
    take_turn(room, TICK["work"])
    work.execute(text("update procrastinate_jobs set status = 'doing'"))
    work.commit()

    assert take_turn(room, TICK["work"]) == 1
    assert work.scalar(text("select count(*) from procrastinate_jobs")) == 1


def test_an_operator_can_take_every_turn_once(settings, work):
    due_in_a_week(work)

    # The round of the report has ended long ago, so it closes, too.
    assert run_due(settings) == {
        "rounds": 1,
        "told": 0,
        "reminders": 1,
        "replacements": 0,
        "phases": 0,
        "grants": 0,
        "reviews": 0,
        "reserves": 0,
        "final": 0,
        "limits": 0,
        "conditions": 0,
        "findings": 1,
        "idle": 0,
        "invitations": 0,
        "erasures": 0,
        "tally": 1,
        "seal": 2,
        "head": 0,
        "work": 2,
        "files": 0,
    }


def test_files_without_a_row_are_swept_a_day_later(room, work, monkeypatch):
    young = room.store.put(b"young")

    assert sweep_files(room, work, clock(work)) == 0
    monkeypatch.setattr("grants.worker.making.OLD_ENOUGH", timedelta(seconds=-5))
    assert sweep_files(room, work, clock(work)) == 1
    assert young not in list(room.store.keys_from_before(datetime.now(UTC) + timedelta(days=1)))
