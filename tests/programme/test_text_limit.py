"""How long a text may be: to the last character and the last word."""

from dataclasses import replace

import pytest

from grants.programme.completeness import check_text
from grants.programme.preset import preset
from grants.programme.terms import terms_as, terms_from
from grants.programme.text_limit import TextLimit, Unit
from grants.programme.words import Words

LIMITS = preset("interclust").limits
FIVE_WORDS = TextLimit(5, Unit.WORDS)


@pytest.mark.parametrize(
    ("text", "length"),
    [("", 0), ("  \n ", 0), ("eins", 1), ("eins\nzwei", 2), ("  eins   zwei – drei ", 4)],
)
def test_words_are_counted_between_blanks(text, length):
    assert FIVE_WORDS.length(text) == length


@pytest.mark.parametrize(("words", "holds"), [(4, True), (5, True), (6, False)])
def test_the_last_word_allowed_is_allowed(words, holds):
    finding = check_text("wort " * words, FIVE_WORDS, Words("Da.", "There."), "outline#outline")

    assert finding.holds is holds


def test_a_text_says_by_how_many_words_it_is_too_long():
    assert FIVE_WORDS.too_long("wort " * 7) == Words(
        "Der Text ist 2 Wörter zu lang: 7 von 5.", "The text is 2 words too long: 7 of 5."
    )


def test_a_round_counts_characters_unless_its_terms_name_words():
    in_words = replace(LIMITS, outline_words=1200)

    assert LIMITS.outline == TextLimit(LIMITS.outline_characters)
    assert in_words.outline == TextLimit(1200, Unit.WORDS)
    assert in_words.profile == LIMITS.profile


def test_terms_kept_before_words_could_be_counted_are_read_as_before():
    terms = preset("interclust")
    kept = terms_as(terms)
    del kept["limits"]["outline_words"], kept["limits"]["profile_words"]

    assert terms_from(kept) == terms


@pytest.mark.parametrize(
    ("unit", "text", "says"),
    [
        (Unit.CHARACTERS, "abc", ("1 Zeichen zu lang", "1 character too long")),
        (Unit.CHARACTERS, "abcd", ("2 Zeichen zu lang", "2 characters too long")),
        (Unit.WORDS, "a b c", ("1 Wort zu lang", "1 word too long")),
        (Unit.WORDS, "a b c d", ("2 Wörter zu lang", "2 words too long")),
    ],
)
def test_one_too_many_is_said_in_the_singular(unit, text, says):
    said = TextLimit(2, unit).too_long(text)

    assert (says[0] in said.de, says[1] in said.en) == (True, True)
