"""Two texts side by side: every word is there, and no text makes the page wait."""

import time

import pytest

from grants.web.difference import differences


def test_only_the_words_that_differ_are_marked():
    assert differences("Wir gehen nach Kanada und Japan.", "Wir gehen nach Japan.") == [
        ("Wir gehen nach ", False),
        ("Kanada und ", True),
        ("Japan.", False),
    ]


def test_where_words_repeat_too_often_whole_sentences_are_marked():
    many = "a b " * 500

    assert differences(f"Gleich. {many}.", f"Gleich. {many}x.")[0] == ("Gleich. ", False)


@pytest.mark.parametrize(
    ("text", "other"),
    [("a b " * 2000, "b a " * 2000), ("ab. " * 2000, "ab.\n" * 1999), ("x" * 8000, "y" * 8000)],
)
def test_a_text_made_to_be_slow_is_not(text, other):
    began = time.perf_counter()

    runs = differences(text, other)

    assert "".join(run for run, _ in runs) == text
    assert time.perf_counter() - began < 1
