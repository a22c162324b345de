"""Amounts in words, as letters state them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.programme.money import Money, eur
from grants.programme.spelled import words_amount


@pytest.mark.parametrize(
    ("amount", "german", "english"),
    [
        ("0", "null Euro", "zero euros"),
        ("1", "ein Euro", "one euro"),
        ("16", "sechzehn Euro", "sixteen euros"),
        ("17", "siebzehn Euro", "seventeen euros"),
        ("21", "einundzwanzig Euro", "twenty-one euros"),
        ("30", "dreißig Euro", "thirty euros"),
        ("67", "siebenundsechzig Euro", "sixty-seven euros"),
        ("100", "einhundert Euro", "one hundred euros"),
        ("101", "einhundertein Euro", "one hundred and one euros"),
        ("1000", "eintausend Euro", "one thousand euros"),
        ("1001", "eintausendein Euro", "one thousand and one euros"),
        ("400000", "vierhunderttausend Euro", "four hundred thousand euros"),
        (
            "923929.78",
            "neunhundertdreiundzwanzigtausendneunhundertneunundzwanzig Euro "
            "und achtundsiebzig Cent",
            "nine hundred and twenty-three thousand nine hundred and twenty-nine euros "
            "and seventy-eight cents",
        ),
        ("1000000", "eine Million Euro", "one million euros"),
        ("4000000.01", "vier Millionen Euro und ein Cent", "four million euros and one cent"),
        (
            "1320000",
            "eine Million dreihundertzwanzigtausend Euro",
            "one million three hundred and twenty thousand euros",
        ),
        ("1000000000", "eine Milliarde Euro", "one billion euros"),
        (
            "2001000002",
            "zwei Milliarden eine Million zwei Euro",
            "two billion one million and two euros",
        ),
        ("-5.50", "minus fünf Euro und fünfzig Cent", "minus five euros and fifty cents"),
    ],
)
def test_an_amount_in_words(amount, german, english):
    words = words_amount(eur(amount))

    assert (words.de, words.en) == (german, english)


def test_a_trillion_is_too_large_for_words():
    with pytest.raises(ValueError, match="too large to be written in words"):
        words_amount(eur(10**12))


@given(st.lists(st.integers(0, 10**14 - 1), min_size=2, max_size=2, unique=True))
def test_two_amounts_never_share_their_words(cents):
    one, other = (words_amount(Money(amount)) for amount in cents)

    assert one.de != other.de
    assert one.en != other.en
