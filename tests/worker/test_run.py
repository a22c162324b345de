"""A worker as an operator runs it: told to stop it stops, and several work side by side."""

import os
import signal
import time

import pytest
from sqlalchemy import func, select, text

from grants.models.decision import LetterState
from grants.models.outbox import Mail, MailState
from grants.worker.run import BEHIND_PAGES
from tests.makers.letter import AN_UNPRINTABLE_ONE, a_letter
from tests.makers.mail import a_mail
from tests.worker.live import a_worker, until


def count_mails(work, state):
    work.rollback()
    return work.scalar(select(func.count()).select_from(Mail).where(Mail.state == state))


def test_two_workers_side_by_side_send_nothing_twice(settings, work, postmaster):
    for number in range(60):
        a_mail(work, f"person{number}@example.org")
    work.commit()

    with a_worker(settings), a_worker(settings):
        until(lambda: count_mails(work, MailState.SENT) == 60)

    assert len(postmaster.mails) == 60


def test_a_worker_stands_behind_the_pages_of_its_machine(settings, postmaster):
    own = os.getpriority(os.PRIO_PROCESS, 0)

    with a_worker(settings) as process:
        until(lambda: os.getpriority(os.PRIO_PROCESS, process.pid) == own + BEHIND_PAGES)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_that_is_told_to_stop_stops(settings, work, postmaster, number):
    a_mail(work)
    work.commit()

    with a_worker(settings) as process:
        until(lambda: len(postmaster.mails) == 1)
        process.send_signal(number)
        started = time.monotonic()
        code = process.wait(10)

    assert (code, time.monotonic() - started < 8) == (0, True)


@pytest.mark.alone
def test_an_ordered_letter_reaches_its_reader_within_seconds(settings, work, postmaster):
    with a_worker(settings):
        until(lambda: work.scalar(text("select count(*) from clock_run")) or work.rollback())
        letter = a_letter(work)
        work.commit()
        ordered = time.monotonic()
        until(lambda: len(postmaster.mails) == 1)
        took = time.monotonic() - ordered

    work.refresh(letter)
    assert letter.state is LetterState.RENDERED
    assert took < 15


def test_a_letter_that_cannot_be_printed_fails_after_its_tries_where_staff_see_it(
    settings, work, postmaster
):
    letter = a_letter(work, data=AN_UNPRINTABLE_ONE)
    a_mail(work)
    work.commit()

    with a_worker(settings):
        until(lambda: work.refresh(letter) or letter.state is LetterState.FAILED)

    assert letter.failure.startswith("PrintingFailed: ")
    assert len(postmaster.mails) == 1


def test_a_worker_that_loses_its_database_finds_back(settings, work, postmaster):
    cut = text(
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where datname = current_database() and pid <> pg_backend_pid()"
    )
    with a_worker(settings) as process:
        until(lambda: work.scalar(text("select count(*) from clock_run")) or work.rollback())
        work.execute(cut)
        a_mail(work)
        work.commit()
        until(lambda: len(postmaster.mails) == 1)

        assert process.poll() is None
