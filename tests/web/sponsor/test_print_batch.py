"""The page on which officers choose letters for the post, and enter the day they went."""

import pytest
from sqlalchemy import select

from grants.models.notification import LetterDispatch
from grants.models.print_batch import PrintBatch
from tests.makers.print_batch import (
    TOO_LATE,
    a_batch,
    a_made_letter,
    a_told_round,
    made,
)
from tests.makers.review import an_officer
from tests.web.cost import MOST_BYTES, MOST_STATEMENTS, statements


@pytest.fixture
def round_(session, clock_at):
    clock_at(TOO_LATE)
    return a_told_round(session)


@pytest.fixture
def officer(session):
    return an_officer(session)


@pytest.fixture
def dirk(client_as, officer, round_):
    return client_as(officer)


def at(round_):
    return f"/sponsor/rounds/{round_.number}/post"


def test_what_nobody_fetched_is_ticked_and_ordered_as_one_batch(session, dirk, round_):
    late, waits = a_made_letter(session, round_), a_made_letter(session, round_, made_at=TOO_LATE)

    shown = dirk.get(at(round_)).text
    assert f'value="{late.id}" checked' in shown
    assert f'value="{waits.id}">' in shown
    assert "Nicht rechtzeitig abgerufen" in shown

    sent = {"act": "order", "letter": [str(late.id), str(waits.id)]}
    assert dirk.post(at(round_), data=sent).status_code == 303

    batch = session.scalars(select(PrintBatch)).one()
    assert [each.letter_id for each in batch.letters] == [late.id, waits.id]
    shown = dirk.get(at(round_)).text
    assert f"Druckstapel {batch.id}: 0 von 2 Schreiben eingelegt" in shown
    assert '<meta http-equiv="refresh"' in shown
    assert f'name="letter" value="{late.id}"' not in shown


def test_nothing_ticked_is_said_and_orders_nothing(session, dirk, round_):
    letter = a_made_letter(session, round_)

    answer = dirk.post(at(round_), data={"act": "order"})

    assert answer.status_code == 422
    assert "Wählen Sie mindestens 1 und höchstens 100 Schreiben. Gewählt sind 0." in answer.text
    assert f'value="{letter.id}">' in answer.text
    assert session.scalars(select(PrintBatch)).all() == []


def test_the_day_of_posting_is_entered_for_the_whole_batch(session, dirk, officer, round_):
    letters = [a_made_letter(session, round_) for _ in range(2)]
    batch = made(session, a_batch(session, round_, letters, officer))
    sent = {
        "act": "post",
        "PostForm-batch": str(batch.id),
        "PostForm-posted_on": "13.03.2027",
        "PostForm-reference": "Akte Blatt 14",
        "PostForm-sure": "y",
    }

    early = dirk.post(at(round_), data=sent)
    assert early.status_code == 422
    assert 'value="13.03.2027"' in early.text
    assert (
        dirk.post(at(round_), data={**sent, "PostForm-posted_on": "12.03.2027"}).status_code == 303
    )

    days = session.scalars(select(LetterDispatch.sent_on)).all()
    assert [f"{day:%d.%m.%Y}" for day in days] == ["12.03.2027"] * 2
    assert "zur Post gegeben am 12.03.2027" in dirk.get(at(round_)).text
    letter = dirk.get(f"/sponsor/letters/{letters[0].check_code}").text
    assert f"Dieses Schreiben liegt im Druckstapel {batch.id}." in letter
    assert "16.03.2027" in letter


def test_a_batch_of_another_round_is_not_found_here(session, dirk, officer, round_):
    other = a_told_round(session)
    batch = made(session, a_batch(session, other, [a_made_letter(session, other)], officer))

    for form, more in (
        ("PostForm", {"posted_on": "12.03.2027"}),
        ("DropBatchForm", {"reason": "x"}),
    ):
        sent = {f"{form}-{name}": value for name, value in {**more, "batch": str(batch.id)}.items()}
        act = "post" if form == "PostForm" else "drop"
        assert dirk.post(at(round_), data={"act": act, **sent}).status_code == 422
    assert (batch.posted_on, batch.dropped_at) == (None, None)


def test_a_dropped_batch_gives_its_letters_back(session, dirk, officer, round_):
    letter = a_made_letter(session, round_)
    batch = made(session, a_batch(session, round_, [letter], officer))

    sent = {
        "act": "drop",
        "DropBatchForm-batch": str(batch.id),
        "DropBatchForm-reason": "Papierstau",
    }
    assert dirk.post(at(round_), data=sent).status_code == 303

    shown = dirk.get(at(round_)).text
    assert "verworfen" in shown
    assert f'value="{letter.id}" checked' in shown


def test_the_page_costs_the_same_for_many_letters(session, dirk, officer, round_):
    for _ in range(8):
        a_made_letter(session, round_)
    made(session, a_batch(session, round_, [a_made_letter(session, round_)], officer))
    session.expire_all()

    answer, asked = statements(session, lambda: dirk.get(at(round_)))

    assert answer.status_code == 200
    assert len(asked) <= MOST_STATEMENTS, "\n".join(asked)
    assert len(answer.data) < MOST_BYTES
