"""Whoever changes the record of acts afterwards is found, and the first wrong row is named."""

import json
import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from grants.actions.record import record
from grants.actions.seal import seal_acts
from grants.models.record import Act, ActMark, Seal
from grants.programme.sealed import (
    BEGINNING,
    ERASED,
    climbed,
    fingerprint_of,
    leaf_of,
    levels,
    path_to,
    root_of,
)
from grants.queries.seal_check import older_digest, rows_between
from grants.queries.verify import verify

NOON = datetime(2027, 4, 16, 10, tzinfo=UTC)


@pytest.fixture
def work(engine):
    """A session on a database of its own: sealing is about commits."""
    with Session(engine) as session:
        yield session


def act(session, name="submit_application", number="R6-0001"):
    record(session, name, "application", number, by=None, now=NOON, after={"amount": "1.00"})
    session.flush()


def acts(session, count):
    for number in range(count):
        act(session, number=f"R6-{number:04}")
    session.commit()


def seal(session):
    sealed = seal_acts(session, now=NOON)
    session.commit()
    return sealed


def three_seals_of_three(session):
    for _ in range(3):
        acts(session, 3)
        seal(session)


def tamper(session, statement):
    session.execute(text("set session_replication_role = replica"))
    session.execute(text(statement))
    session.execute(text("set session_replication_role = origin"))
    session.commit()
    session.expire_all()


def test_every_act_is_sealed_once(work):
    acts(work, 5)

    assert [seal(work), seal(work)] == [5, 0]
    assert work.scalar(select(func.sum(Seal.acts))) == 5


def test_an_untouched_record_holds(work):
    three_seals_of_three(work)
    acts(work, 2)

    verdict = verify(work)

    assert (verdict.holds, verdict.acts, verdict.unsealed) == (True, 9, 2)
    assert verdict.sentence == (
        "The record is as it was written: 9 entries checked, 2 not yet sealed."
    )


def test_an_empty_record_holds(work):
    assert verify(work).holds


@pytest.mark.parametrize(
    ("statement", "wrong"),
    [
        ("update act set reason = 'x' where id = 5", "act 5"),
        ("update act set after = '{\"amount\": \"2.00\"}' where id = 5", "act 5"),
        ("update act set at = at + interval '1 microsecond' where id = 9", "act 9"),
        ("delete from act where id = 4", "act 4"),
        ("delete from act where id = 5", "act 5"),
        ("delete from act where id in (4, 5, 6)", "act 4"),
        ("update act set actor_name = 'Niemand' where id = 5", "act 5"),
        ("update act set actor_name = '[gelöscht]' where id = 5", "act 5"),
        ("update act_mark set leaf = repeat('b', 64) where act_id = 8", "act 8"),
        ("update act_mark set veils = '{}' where act_id = 8", "act 8"),
        ("delete from act_mark where act_id = 8", "act 8"),
        ("delete from act where id = 5; delete from act_mark where act_id = 5", "seal 2"),
        ("update seal set root = repeat('c', 64) where id = 2", "seal 2"),
        ("delete from act where id = 6", "act 6"),
        ("insert into act select 0, at, actor_id, actor_name, role, act, object_kind,"
         " object_number, before, after, reason, request_id from act where id = 1", "act 0"),
        ("update act set id = -id where id in (1, 2); update act set id = 3 + id where id < 0",
         "act 1"),
        ("delete from seal where id = 2", "seal 3"),
        ("update seal set digest = repeat('a', 64) where id = 1", "seal 1"),
        ("update seal set acts = 2 where id = 1", "seal 1"),
        ("update seal set first_act_id = 5 where id = 2", "act 4"),
        ("update seal set sealed_at = sealed_at + interval '1 day' where id = 3", "seal 3"),
    ],
)  # fmt: skip
def test_the_first_wrong_row_is_named(work, statement, wrong):
    three_seals_of_three(work)

    tamper(work, statement)

    verdict = verify(work)
    assert (verdict.holds, verdict.first_wrong) == (False, wrong)


def test_a_cut_tail_and_a_rewritten_record_are_found_by_the_noted_head(work):
    three_seals_of_three(work)
    head = verify(work).head

    tamper(work, "delete from act where id > 6")
    tamper(work, "delete from seal where id = 3")

    assert verify(work).holds
    verdict = verify(work, head=head)
    assert (verdict.holds, verdict.first_wrong) == (False, "head")


def test_an_act_of_a_transaction_that_is_still_open_is_not_skipped(engine, work):
    with Session(engine) as slow:
        act(slow, number="slow")  # has the lower number, and is kept later
        acts(work, 2)

        while_open = seal(work)
        slow.commit()

    assert (while_open, seal(work)) == (0, 3)
    assert verify(work).holds


def test_sealing_keeps_nobody_from_writing(engine, work):
    acts(work, 3)
    seal_acts(work, now=NOON)  # not kept yet

    with Session(engine) as other:
        other.execute(text("set lock_timeout = '200ms'"))
        act(other)
        other.commit()
    work.commit()

    assert work.scalar(select(func.count()).select_from(Act)) == 4


def test_seals_made_while_many_write_miss_nobody(engine, work):
    def write():
        with Session(engine) as session:
            for number in range(40):
                act(session, number=str(number))
                session.commit()

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        seal(work)
    seal(work)

    verdict = verify(work)
    assert (verdict.holds, verdict.acts, verdict.unsealed) == (True, 160, 0)


def test_a_word_about_a_person_can_go_and_the_seal_still_fits(work):
    three_seals_of_three(work)
    mark = work.get_one(ActMark, 5)
    covered = fingerprint_of(mark.veils["actor_name"]["salt"], "Uhr")
    gone = json.dumps({"actor_name": {"sha256": covered}})

    tamper(work, f"update act_mark set veils = '{gone}' where act_id = 5")  # noqa: S608
    other = verify(work).first_wrong
    tamper(work, f"update act set actor_name = '{ERASED}' where id = 5")  # noqa: S608

    assert (other, verify(work).holds) == ("act 5", True)
    tamper(work, "update act set actor_name = 'Jemand' where id = 5")
    assert verify(work).first_wrong == "act 5"


def test_seals_from_before_the_trees_are_still_checked_and_followed(work):
    acts(work, 3)
    rows = list(rows_between(work, 0, 3))
    digest, _ = older_digest(rows, BEGINNING, NOON)
    work.add(Seal(first_act_id=1, last_act_id=3, acts=3, previous=BEGINNING, digest=digest,
                  sealed_at=NOON))  # fmt: skip
    work.commit()
    acts(work, 3)
    seal(work)

    assert verify(work).holds
    tamper(work, "update act set reason = 'x' where id = 2")
    assert verify(work).first_wrong == "seal 1"


@pytest.mark.parametrize("count", [1, 2, 3, 7, 8, 13])
def test_each_leaf_finds_its_way_to_the_root_and_no_other_does(count):
    leaves = [leaf_of({"id": number}) for number in range(count)]
    tree, root = levels(leaves), root_of(leaves)

    assert tree[-1] == [root]
    for place, leaf in enumerate(leaves):
        path = path_to(tree, place)
        assert climbed(leaf, place, count, path) == root
        assert climbed(leaf_of({"id": -1}), place, count, path) != root
        assert climbed(leaf, place + 1, count, path) != root
        assert climbed(leaf, place, count, [*path, leaf]) != root
        assert not path or climbed(leaf, place, count, path[1:]) != root
