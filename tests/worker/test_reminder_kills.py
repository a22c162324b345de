"""`kill -9` in the middle of reminding: everybody is reminded, each stage once (B8).

Two workers with their clocks find who is to be reminded and hand the mails to a server that takes
its time to say so; one of them is killed again and again. A few kills in each run;
TEST_REMINDERS=1000 TEST_REMINDER_KILLS=100 asks for more,
and --log-cli-level=INFO says how many mails came twice.
"""

import asyncio
import logging
import os
import random
import signal
import time
from collections import Counter
from contextlib import ExitStack
from datetime import timedelta
from email import message_from_string

import pytest
from sqlalchemy import func, select

from grants.demo.mailbox import running
from grants.models.connection import clock
from grants.models.outbox import Mail, MailReminder, MailState
from grants.programme.calendar import today
from grants.programme.people import TeamRole
from grants.programme.stages import ApplicationState, ReportState
from tests.makers.application import an_application
from tests.makers.award import an_award
from tests.makers.cluster import a_cluster
from tests.makers.grant import a_grant
from tests.makers.person import a_person
from tests.makers.report import a_report
from tests.makers.round import a_round
from tests.worker.conftest import Postmaster
from tests.worker.live import a_worker, until

log = logging.getLogger(__name__)
REMINDERS = int(os.environ.get("TEST_REMINDERS", "40"))
KILLS = int(os.environ.get("TEST_REMINDER_KILLS", "4"))
SEED = 20261123
PATIENCE = 60 + 6 * KILLS
THINKS = 0.2
"""Seconds at most between keeping a mail and saying so: who is killed then cannot know."""

pytestmark = pytest.mark.alone


class SlowPostmaster(Postmaster):
    """Keeps a mail, and says so a while later."""

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        answer = await super().handle_DATA(server, session, envelope)
        await asyncio.sleep(random.uniform(0, THINKS))  # noqa: S311 - nothing secret
        return answer


@pytest.fixture
def postmaster(tmp_path, port):
    handler = SlowPostmaster(tmp_path / "mail")
    with running(handler, port):
        yield handler


@pytest.fixture
def owing(work):
    """So many recipients whose report is due tomorrow; each is reminded of that today."""
    round_, due_on = a_round(work), today(clock(work)) + timedelta(days=1)
    people = [a_person(work, email=f"owes{number}@example.org") for number in range(REMINDERS)]
    for person in people:
        cluster = a_cluster(work, team={person: TeamRole.SIGNATORY})
        application = an_application(work, cluster, round_, state=ApplicationState.SELECTED)
        grant = a_grant(work, an_award(work, application))
        a_report(work, grant, due_on=due_on, state=ReportState.OPEN)
    work.commit()
    return {person.email for person in people}


def sent(work):
    work.rollback()
    return work.scalar(select(func.count(Mail.id)).where(Mail.state == MailState.SENT))


def times_arrived(postmaster):
    """How often each mail came, by its Message-ID and reader."""
    mails = [message_from_string(text) for text in postmaster.mails]
    return Counter((mail["Message-ID"], mail["To"].rpartition("<")[2][:-1]) for mail in mails)


def stop_again_and_again(settings, work, how):
    """Two workers, of which one after the other is stopped like this and begun anew."""
    chance = random.Random(SEED)  # noqa: S311 - nothing secret
    with ExitStack() as first, ExitStack() as second:
        places = [first, second]
        workers = [place.enter_context(a_worker(settings)) for place in places]
        stops = 0
        while stops < KILLS and sent(work) < REMINDERS:
            due = min(stops * REMINDERS // KILLS, REMINDERS - 1)
            until(lambda due=due: sent(work) >= due, PATIENCE)
            time.sleep(chance.uniform(0, 0.1))
            which = stops % len(workers)
            workers[which].send_signal(how)
            workers[which].wait()
            stops += 1
            workers[which] = places[which].enter_context(a_worker(settings))
        until(lambda: sent(work) == REMINDERS, PATIENCE)
    return stops


def test_workers_that_are_killed_again_and_again_remind_everybody(
    settings, work, postmaster, owing
):
    kills = stop_again_and_again(settings, work, signal.SIGKILL)

    came = times_arrived(postmaster)
    assert {reader for _, reader in came} == owing
    assert len(came) == REMINDERS
    assert work.scalar(select(func.count(Mail.id))) == REMINDERS
    assert work.scalar(select(func.count(MailReminder.id))) == REMINDERS
    log.info("%s reminders, %s kills, %s came twice", REMINDERS, kills, came.total() - REMINDERS)
    assert came.total() - REMINDERS <= kills


def test_workers_that_are_told_to_stop_remind_nobody_twice(settings, work, postmaster, owing):
    stop_again_and_again(settings, work, signal.SIGTERM)

    came = times_arrived(postmaster)
    assert {reader for _, reader in came} == owing
    assert came.total() == len(came) == REMINDERS
