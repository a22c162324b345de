"""`kill -9` of workers in the middle of making the letters of a release: each exists exactly once.

Two workers share the letters; one or both are killed at random moments, while a letter is being
printed, stored or written down. Meanwhile jobs at work are ordered once more, as after a worker
that was believed dead and lives: the queue may run a job twice, the letter still exists once.
TEST_LETTER_KILLS says how often, TEST_KILLS_SEED when.
"""

import os
import random
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from types import SimpleNamespace

import pytest
from sqlalchemy import create_engine, func, select, text

from grants.documents.printing import prepare
from grants.documents.store import Store
from grants.models.decision import Letter, LetterState
from grants.models.document import Document, DocumentKind
from grants.models.outbox import Mail
from grants.models.record import Act
from grants.worker.run import AT_ONCE
from tests.documents.reading import text_of
from tests.documents.samples import AVIATION, an_award_letter
from tests.makers.print_batch import a_told_round, an_ordered_letter
from tests.worker.live import a_worker, until

pytestmark = pytest.mark.alone

KILLS = int(os.environ.get("TEST_LETTER_KILLS", "6"))
SEED = int(os.environ.get("TEST_KILLS_SEED", "2028"))
LETTERS = 60
LONGEST_PART = 0.4
"""Seconds into a job at which a worker is killed at the latest: it is hit anywhere in it."""
SECONDS_TO_FINISH = 240
"""On a machine that is at something else as well; alone it takes a fraction of it."""
AT_WORK = text(
    "select count(*) from procrastinate_jobs where status = 'doing' and task_name = 'render_letter'"
)

OPEN = text(
    "select count(*) from procrastinate_jobs"
    " where status in ('todo', 'doing') and task_name = 'render_letter'"
)
ONCE_MORE = text(
    "with again as (insert into procrastinate_jobs (queue_name, task_name, args)"
    " select queue_name, task_name, args from procrastinate_jobs"
    " where status = 'doing' and task_name = 'render_letter' returning id)"
    " select count(*) from again"
)
"""The same jobs for whoever is free, while they run: no lock of the queue holds them back."""


def name_of(number):
    """A name that no other letter has in it."""
    return f"Cluster Nordlicht {number:02} e. V."


def a_letter_to(work, round_, number):
    """An award letter that only this cluster may get."""
    sample = an_award_letter()
    recipient = replace(AVIATION, name=name_of(number))
    data = prepare(replace(sample, heading=replace(sample.heading, recipient=recipient)))
    return an_ordered_letter(work, round_, data=data)


@pytest.fixture
def made(settings, work, postmaster):
    """Every letter is made, by workers that were killed again and again."""
    round_ = a_told_round(work)
    letters = [a_letter_to(work, round_, number) for number in range(LETTERS)]
    work.commit()
    chance, kills, twice = random.Random(SEED), 0, 0  # noqa: S311 - nothing secret
    engine = create_engine(settings.database_url, isolation_level="AUTOCOMMIT")

    def asked(statement):
        with engine.connect() as connection:
            return connection.scalar(statement)

    left = select(func.count(Letter.id)).where(Letter.state != LetterState.RENDERED)
    with ExitStack() as running:
        running.callback(engine.dispose)
        workers = [running.enter_context(a_worker(settings)) for _ in range(2)]
        while kills < KILLS and asked(left) > AT_ONCE:
            until(lambda: asked(AT_WORK) or not asked(left), SECONDS_TO_FINISH)
            twice += asked(ONCE_MORE)
            time.sleep(chance.uniform(0, LONGEST_PART))
            for victim in workers if chance.random() < 0.3 else [chance.choice(workers)]:
                victim.kill()
                victim.wait()
                kills += 1
            workers = [
                one if one.poll() is None else running.enter_context(a_worker(settings))
                for one in workers
            ]
        twice += asked(ONCE_MORE)
        until(lambda: not asked(left) and not asked(OPEN), SECONDS_TO_FINISH)
    work.expire_all()
    return SimpleNamespace(letters=letters, kills=kills, twice=twice)


def test_each_letter_exists_exactly_once_and_none_is_mixed_up(settings, work, made):
    store = Store.at(settings.files_url)
    documents = {each.id: each for each in work.scalars(select(Document))}

    assert made.kills >= KILLS
    assert made.twice > 0
    assert {each.state for each in made.letters} == {LetterState.RENDERED}
    assert sorted(each.document_id for each in made.letters) == sorted(documents)
    assert {each.kind for each in documents.values()} == {DocumentKind.LETTER}
    names = [name_of(number) for number in range(LETTERS)]
    for own, letter in zip(names, made.letters, strict=True):
        document = documents[letter.document_id]
        content = store.get(document.key)
        assert sha256(content).hexdigest() == document.sha256
        assert document.snapshot["heading"]["recipient"]["name"] == own
        read = text_of(content)
        assert [each for each in names if each in read] == [own]
    acts = Counter(work.scalars(select(Act.object_number).where(Act.act == "make_letter")))
    assert acts == {letter.number: 1 for letter in made.letters}
    mails = work.execute(select(Mail.key, Mail.document_id)).all()
    assert Counter(mail.document_id for mail in mails) == Counter(dict.fromkeys(documents, 1))
    kept = set(store.keys_from_before(datetime.now(UTC) + timedelta(minutes=1)))
    assert {each.key for each in documents.values()} <= kept
    assert len(kept) - len(documents) <= made.kills * AT_ONCE  # left behind, and swept later
