"""Letters that go by post: which they are, one batch for each, one day for the whole batch."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from grants.actions.again import try_again
from grants.actions.notification import send_again
from grants.actions.print_batch import drop_print_batch, order_print_batch, post_print_batch
from grants.models.decision import Letter
from grants.models.notification import LetterDispatch
from grants.models.print_batch import BatchedLetter
from grants.models.record import Act
from grants.programme.finding import RulesBroken
from grants.programme.notification import Channel, Standing
from grants.programme.print_batch import MOST_LETTERS, WhyByPost, check_batch_size
from grants.queries.health import health
from grants.queries.notification import delivery_of
from grants.queries.print_batch import letters_to_post
from tests.makers.print_batch import (
    IN_TIME,
    MADE,
    TOO_LATE,
    a_batch,
    a_made_letter,
    a_told_round,
    an_ordered_letter,
    made,
)
from tests.makers.review import an_officer
from tests.web.cost import statements

DAY = date(2027, 3, 12)
"""In Berlin the day has begun: it is TOO_LATE."""


@pytest.fixture
def round_(session):
    return a_told_round(session)


@pytest.fixture
def dirk(session):
    return an_officer(session)


def why(session, round_, now):
    return {each.id: each.why for each in letters_to_post(session, round_, now)}


def refused(act, *args, **more):
    with pytest.raises(RulesBroken) as broken:
        act(*args, **more)
    return [(each.rule, each.place) for each in broken.value.findings if not each.holds]


def test_a_letter_that_is_not_fetched_by_the_last_second_belongs_into_the_post(session, round_):
    letter = a_made_letter(session, round_)

    assert why(session, round_, IN_TIME) == {letter.id: WhyByPost.CHOSEN}
    assert why(session, round_, TOO_LATE) == {letter.id: WhyByPost.LATE}


def test_a_letter_whose_cluster_has_nobody_left_in_the_portal_belongs_into_the_post(
    session, round_
):
    letter = a_made_letter(session, round_, reached=False)

    assert why(session, round_, MADE) == {letter.id: WhyByPost.NOBODY}


@pytest.mark.parametrize(
    "fetched_at", [None, MADE, IN_TIME, TOO_LATE, TOO_LATE + timedelta(days=30)]
)
def test_the_list_and_the_law_agree_on_who_is_notified(session, round_, fetched_at):
    letter = a_made_letter(session, round_, fetched_at=fetched_at)
    later = TOO_LATE + timedelta(days=40)

    told = delivery_of(session, letter, later).course.notified_on is not None

    assert (letter.id in why(session, round_, later)) is not told
    assert told is (fetched_at in (MADE, IN_TIME))


def test_what_is_not_made_what_went_another_way_and_what_is_of_another_round_is_not_listed(
    session, round_, dirk
):
    an_ordered_letter(session, round_)
    a_made_letter(session, a_told_round(session))
    sent = a_made_letter(session, round_)
    send_again(session, sent, channel=Channel.ELECTRONIC, sent_on=DAY, reference="x", sure=True,
               by=dirk.as_actor(), now=TOO_LATE)  # fmt: skip

    assert why(session, round_, TOO_LATE) == {}


def test_what_must_go_by_post_comes_first_and_the_list_costs_one_statement(session, round_):
    waits = a_made_letter(session, round_, made_at=MADE + timedelta(days=5))
    late, nobody = a_made_letter(session, round_), a_made_letter(session, round_, reached=False)

    assert round_.terms_versions
    listed, asked = statements(session, lambda: letters_to_post(session, round_, TOO_LATE))

    assert [each.id for each in listed] == [nobody.id, late.id, waits.id]
    assert listed[0].recipient[0] == nobody.snapshot["heading"]["recipient"]["name"]
    assert len(asked) == 1


def test_a_letter_is_in_one_batch_and_again_free_when_that_is_dropped(session, round_, dirk):
    letter = a_made_letter(session, round_)
    first = a_batch(session, round_, [letter], dirk)

    again = {"by": dirk.as_actor(), "now": TOO_LATE}
    assert refused(order_print_batch, session, round_, [letter.id], **again) == [
        ("PRINT-BATCH", "letters")
    ]
    drop_print_batch(session, first, reason="Falsches Papier", **again)
    second = a_batch(session, round_, [letter], dirk)

    assert [each.letter_id for each in second.letters] == [letter.id]
    assert session.scalar(select(Act.reason).where(Act.act == "drop_print_batch")) == (
        "Falsches Papier"
    )


def test_the_database_itself_refuses_a_letter_in_two_batches(session, round_, dirk):
    letters = [a_made_letter(session, round_), a_made_letter(session, round_)]
    batches = [a_batch(session, round_, [each], dirk) for each in letters]

    session.add(BatchedLetter(batch=batches[0], letter=letters[1], position=2))

    with pytest.raises(IntegrityError, match="uq_batched_letter_once"):
        session.flush()


@pytest.mark.parametrize(("chosen", "fits"), [(0, 0), (1, 1), (MOST_LETTERS, 1), (101, 0)])
def test_a_batch_has_a_letter_and_not_too_many(chosen, fits):
    assert check_batch_size(chosen).holds is bool(fits)


def test_the_day_of_posting_is_entered_once_and_for_each_letter(session, round_, dirk):
    letters = [a_made_letter(session, round_) for _ in range(3)]
    batch = made(session, a_batch(session, round_, letters, dirk))

    post_print_batch(
        session, batch, posted_on=DAY, reference="Blatt 14", by=dirk.as_actor(), now=TOO_LATE
    )

    sent = session.scalars(select(LetterDispatch).order_by(LetterDispatch.letter_id)).all()
    assert [(each.letter_id, each.channel, each.sent_on) for each in sent] == [
        (each.id, Channel.POST, DAY) for each in letters
    ]
    course = delivery_of(session, letters[0], TOO_LATE).course
    assert (course.standing, course.notified_on) == (Standing.OPEN, date(2027, 3, 16))
    assert (batch.posted_on, batch.posted_by) == (DAY, dirk)
    assert refused(post_print_batch, session, batch, posted_on=DAY, reference="Blatt 14",
                   by=dirk.as_actor(), now=TOO_LATE) == [("PRINT-BATCH", "")]  # fmt: skip
    assert refused(drop_print_batch, session, batch, reason="x",
                   by=dirk.as_actor(), now=TOO_LATE) == [("PRINT-BATCH", "")]  # fmt: skip


@pytest.mark.parametrize(
    ("posted_on", "now"),
    [
        (DAY - timedelta(days=1), TOO_LATE),
        (DAY + timedelta(days=1), TOO_LATE),
        (DAY, TOO_LATE + timedelta(days=8)),
    ],
    ids=["before it was made", "ahead", "a week and a day ago"],
)
def test_no_letter_is_posted_on_a_day_that_cannot_be(session, round_, dirk, posted_on, now):
    letters = [a_made_letter(session, round_), a_made_letter(session, round_)]
    batch = made(session, a_batch(session, round_, letters, dirk))

    assert refused(
        post_print_batch,
        session,
        batch,
        posted_on=posted_on,
        reference="Blatt 14",
        by=dirk.as_actor(),
        now=now,
    ) == [("R-050", "posted_on" if now == TOO_LATE else "sent_on")]
    assert session.scalars(select(LetterDispatch)).all() == []
    assert batch.posted_on is None


def test_a_batch_that_is_not_made_cannot_be_posted(session, round_, dirk):
    batch = a_batch(session, round_, [a_made_letter(session, round_)], dirk)

    assert refused(post_print_batch, session, batch, posted_on=DAY, reference="Blatt 14",
                   by=dirk.as_actor(), now=TOO_LATE) == [("PRINT-BATCH", "")]  # fmt: skip


def test_the_record_names_the_letters_of_a_batch(session, round_, dirk):
    letters = [a_made_letter(session, round_), a_made_letter(session, round_)]

    batch = a_batch(session, round_, reversed(letters), dirk)

    act = session.scalars(select(Act).where(Act.act == "order_print_batch")).one()
    numbers = session.scalars(select(Letter.number).order_by(Letter.id)).all()
    assert (act.object_kind, act.object_number) == ("print_batch", str(batch.id))
    assert act.after == {"round": round_.number, "letters": numbers}


def test_a_batch_that_failed_is_made_again_unless_it_was_given_up(session, round_, dirk):
    failed, dropped = (
        a_batch(session, round_, [a_made_letter(session, round_)], dirk) for _ in range(2)
    )
    failed.failure = dropped.failure = "StoreAway: no answer"
    drop_print_batch(session, dropped, reason="Neu", by=dirk.as_actor(), now=TOO_LATE)
    before = health(session).print_batches_failed

    assert try_again(session, by=None, now=TOO_LATE) == 1

    assert (before, health(session).print_batches_failed) == (1, 0)
    assert (failed.is_being_made, dropped.is_being_made) == (True, False)
