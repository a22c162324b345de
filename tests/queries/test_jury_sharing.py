"""Applications are shared out: none missing, evenly, by topic, and never across a conflict."""

import random
import sys
import time
from collections import Counter

from grants.queries.jury_sharing import share_out

ALONE = frozenset()


def shared(needs, loads, barred=ALONE, fitting=ALONE):
    return share_out(needs, loads, barred=barred, fitting=fitting)


def loads_after(result, loads):
    given = Counter(juror for jurors in result.values() for juror in jurors)
    return {juror: load + given[juror] for juror, load in loads.items()}


def test_every_application_gets_what_it_needs_and_nobody_twice():
    result = shared({"A": 3, "B": 3, "C": 2}, dict.fromkeys(range(1, 6), 0))

    assert {number: len(set(jurors)) for number, jurors in result.items()} == {
        "A": 3, "B": 3, "C": 2,
    }  # fmt: skip


def test_the_load_differs_by_one_at_most():
    loads = dict.fromkeys(range(1, 9), 0)

    after = loads_after(shared({f"R-{at}": 3 for at in range(41)}, loads), loads).values()

    assert sum(after) == 123
    assert max(after) - min(after) == 1


def test_what_jurors_have_already_counts():
    loads = {1: 4, 2: 0, 3: 0}

    assert loads_after(shared(dict.fromkeys("ABCDEF", 1), loads), loads) == {1: 4, 2: 3, 3: 3}


def test_whoever_has_nothing_yet_comes_before_whoever_has_something_below_the_fair_part():
    loads = {1: 0, 2: 4, 3: 8, 4: 8}

    after = loads_after(shared(dict.fromkeys("ABCD", 1), loads), loads)

    assert after == {1: 4, 2: 4, 3: 8, 4: 8}


def test_who_knows_the_topic_comes_first_but_not_at_the_price_of_balance():
    fitting = {("A", 1), ("B", 2), ("C", 1), ("D", 1)}

    result = shared(dict.fromkeys("ABCD", 1), {1: 0, 2: 0}, fitting=fitting)

    assert result["B"] == (2,)
    assert sum(("CDA"[at], 1) in fitting and result["CDA"[at]] == (1,) for at in range(3)) == 2


def test_a_conflict_is_never_crossed_even_where_a_review_stays_missing():
    barred = {("A", 1), ("A", 2)}

    result = shared({"A": 2, "B": 2}, {1: 0, 2: 0, 3: 0}, barred=barred)

    assert result["A"] == (3,)
    assert len(result["B"]) == 2


def test_nobody_to_ask_leaves_everything_open():
    assert shared({"A": 2}, {}) == {"A": ()}


def test_the_same_question_has_one_answer():
    needs, loads = {f"R-{at}": 3 for at in range(30)}, dict.fromkeys(range(7), 0)

    assert shared(needs, loads) == shared(dict(reversed(needs.items())), loads)


def test_500_applications_and_60_jurors_are_shared_out_within_a_request():
    chance = random.Random(4)  # noqa: S311 - the same every time
    loads = dict.fromkeys(range(60), 0)
    numbers = [f"R7-{at:04}" for at in range(500)]
    pairs = [(number, juror) for number in numbers for juror in loads]
    barred = {pair for pair in pairs if chance.random() < 0.03}
    fitting = {pair for pair in pairs if chance.random() < 0.15}
    began = time.perf_counter()

    result = share_out(dict.fromkeys(numbers, 3), loads, barred=barred, fitting=fitting)

    took = time.perf_counter() - began
    given = {(number, juror) for number, jurors in result.items() for juror in jurors}
    after = loads_after(result, loads).values()
    assert len(given) == 1500
    assert not given & barred
    assert max(after) - min(after) <= 1
    assert len(given & fitting) > 1450
    assert took < 10  # about one second; the machine of a test may be busy
    assert "networkx" not in sys.modules  # a web worker stays as small as it was
