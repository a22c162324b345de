"""`kill -9` of pages, worker and database in the middle of saving, uploading and submitting.

Each time people are at all three at once. Afterwards the draft is intact or the receipt is true,
and who sends a form once more gets through. TEST_KILLS says how often; CONTRIBUTING.md.
"""

import os
import random
import statistics
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha256
from types import SimpleNamespace

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from config import settings
from grants.documents.store import Store
from grants.worker.run import AT_ONCE
from tests.bench.visit import Door
from tests.journeys.cut import CUT_OFF, Save, Send, Submit, a_paper
from tests.journeys.kills import PARTS, fragile_program
from tests.makers.finished import a_finished_draft
from tests.makers.ledger import a_booked_round
from tests.makers.person import a_person

pytestmark = pytest.mark.alone

KILLS = int(os.environ.get("TEST_KILLS", "9"))
SEED = int(os.environ.get("TEST_KILLS_SEED", "2028"))
REHEARSALS = 3
SECONDS_TO_SETTLE = 90

UNDONE = text(
    "select (select count(*) from mail where state <> 'sent')"
    " + (select count(*) from receipt where document_id is null)"
)
MAILS = text("select message_id from mail")
PAPERS = text("select key, sha256 from document union all select key, sha256 from upload")
PRINTED = text(
    "select (select count(*) from receipt), (select count(*) from document where kind = 'receipt')"
)
COUNTED = text(
    "select (select count(*) from application where state = 'submitted'),"
    " (select coalesce(sum(change), 0) from handed_in where state = 'submitted')"
)


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """A program that can be killed, with a draft for each kill and two that stay drafts."""
    with fragile_program(tmp_path_factory.mktemp("kills")) as fragile:
        fragile.drafts = drafts_in(fragile.product, KILLS + REHEARSALS + 2)
        yield fragile


def drafts_in(product, count):
    """Numbers of complete drafts, each with its concept and the pass of who may sign it."""
    store = Store.at(product.environ["GRANTS_FILES_URL"])
    whole = product.engine.execution_options(isolation_level="READ COMMITTED")
    with Session(whole) as session:  # an entry in the books is one with its postings
        days = timedelta(days=30)
        round_ = a_booked_round(
            session, number=7, opens_at=product.now - days, closes_at=product.now + days
        )
        door, made = Door(settings(product.environ), session), []
        for at in range(count):
            anna = a_person(session, f"Anna {at}", email=f"anna{at}@example.org")
            draft = a_finished_draft(session, anna, round_)
            keep_paper(session, store, draft)
            made.append((draft.number, door.open_to(anna.id)))
        session.commit()
    return made


def keep_paper(session, store, draft):
    """The concept of a draft, for once with its file."""
    paper = a_paper("At first")
    session.execute(
        text("update upload set key = :key, sha256 = :sha where application_id = :id"),
        {"key": store.put(paper), "sha": sha256(paper).hexdigest(), "id": draft.id},
    )


@pytest.fixture(scope="module")
def tried(program):
    """All kills, one after the other: what people were told, and what was wrong afterwards."""
    chance = random.Random(SEED)  # noqa: S311 - nothing secret
    usual = rehearse(program)
    found = SimpleNamespace(told=Counter(), wrong=[], refused=[], usual=usual)
    for turn in range(KILLS):
        part = PARTS[turn % len(PARTS)]
        attempts = three_at_once(program, turn, f"Fassung {turn}")
        victims = kill_in_the_middle(program, part, attempts, usual, chance)
        program.mend(victims)
        for attempt in attempts:
            found.told[part, answer(attempt)] += 1
            found.wrong += [f"{turn} {part}: {wrong}"] if (wrong := attempt.wrong()) else []
            send_again(attempt, found, f"{turn} {part}")
    settle(program)
    return found


def rehearse(program):
    """Seconds that each of the three takes while nothing is wrong, and all are at it."""
    took = []
    with ThreadPoolExecutor(3) as people:
        for turn in range(REHEARSALS):
            attempts = three_at_once(program, KILLS + turn, f"Probe {turn}")
            took.append(list(people.map(lambda one: one.send_at(0), attempts)))
            assert [one.wrong() for one in attempts if one.promised] == [None] * 3
    return [statistics.median(times) for times in zip(*took, strict=True)]


def three_at_once(program, turn, words):
    """Somebody who writes, somebody who sends a file, somebody who hands in."""
    first, second, *others = program.drafts
    product = program.product
    paper = a_paper(words)
    return (
        Save(product, *first, words),
        Send(product, *second, paper),
        Submit(product, *others[turn]),
    )


def kill_in_the_middle(program, part, attempts, usual, chance):
    """Let each begin a random part of its usual time before the kill: it is hit anywhere."""
    moment = time.monotonic() + max(usual) * 1.3
    with ThreadPoolExecutor(len(attempts)) as people:
        for attempt, takes in zip(attempts, usual, strict=True):
            people.submit(attempt.send_at, moment - chance.uniform(0, takes * 1.3))
        time.sleep(moment - time.monotonic() - chance.choice((0, max(usual) / 2)))
        return program.kill(part, chance)


def answer(attempt):
    """What the person saw: nothing, our fault, or that it is there."""
    if attempt.status == CUT_OFF:
        return "nothing"
    return "promised" if attempt.promised else str(attempt.status)


def send_again(attempt, found, when):
    """Who was not told that it is there sends the form once more, and gets through."""
    if attempt.promised:
        return
    attempt.send_at(0)
    if not attempt.promised:
        found.refused.append(f"{when}: {type(attempt).__name__} told {attempt.status}")
    found.wrong += [f"{when}, once more: {wrong}"] if (wrong := attempt.wrong()) else []


def settle(program):
    """Wait until the worker has printed and sent everything."""
    give_up = time.monotonic() + SECONDS_TO_SETTLE
    while asked(program, UNDONE) != [(0,)]:
        assert time.monotonic() < give_up, program.product.log
        time.sleep(0.2)


def asked(program, statement):
    """Rows of the database."""
    with program.product.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(statement)]


def test_the_draft_is_intact_or_the_receipt_is_true(tried):
    assert tried.wrong == []


def test_who_was_cut_off_sends_once_more_and_gets_through(tried):
    assert tried.refused == []


def test_the_kills_hit_people_in_the_middle(tried):
    told = Counter(kind for (_, kind), count in tried.told.items() for _ in range(count))

    assert told["promised"] > KILLS  # whose worker was killed notices nothing
    assert told["nothing"] + told["503"] > KILLS / 4


def test_nobody_is_told_a_fault_that_is_none(tried):
    assert {kind for _, kind in tried.told} <= {"promised", "nothing", "503"}


def test_every_mail_arrives_and_repeats_are_known_by_their_number(program, tried):
    came = Counter(
        mail["message-id"].strip("<>").partition("@")[0] for mail in program.product.mails_to("")
    )
    repeated = came.total() - len(came)
    could_repeat = sum(part != "web" for part in program.killed)

    assert set(came) == {message_id for (message_id,) in asked(program, MAILS)}
    assert repeated <= could_repeat * AT_ONCE


def test_every_receipt_was_printed_once_and_every_file_is_what_its_row_says(program, tried):
    store = Store.at(program.product.environ["GRANTS_FILES_URL"])
    [(receipts, printed)] = asked(program, PRINTED)

    assert receipts == printed == KILLS + REHEARSALS
    for key, digest in asked(program, PAPERS):
        assert sha256(store.get(key)).hexdigest() == digest


def test_the_round_counts_right_and_the_record_is_whole(program, tried):
    program.product.command("run-due")

    [(there, counted)] = asked(program, COUNTED)

    assert there == counted == KILLS + REHEARSALS
    program.product.command("verify")  # fails otherwise


def test_nothing_goes_on_running_after_its_parent_was_killed(program, tried):
    assert program.still_there() == []
