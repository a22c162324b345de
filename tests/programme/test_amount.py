"""R-018: what people type as an amount."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.programme.amount import NotAnAmount, confirm_reading, is_ambiguous, read_amount
from grants.programme.money import Money, eur


@pytest.mark.parametrize(
    ("text", "language", "amount"),
    [
        ("1.234.567,89", "de", "1234567.89"),
        ("1,234,567.89", "en", "1234567.89"),
        ("4.000.000,01", "de", "4000000.01"),
        ("4.000", "de", "4000"),
        ("4.00", "en", "4"),
        ("4.000", "en", "4"),
        ("12,5", "de", "12.5"),
        ("12500", "de", "12500"),
        ("0", "de", "0"),
        ("007", "de", "7"),
        ("  400.000,00 € ", "de", "400000"),
        ("EUR 400,000.00", "en", "400000"),
        ("-1.000,00", "de", "-1000"),
        ("−1.000,00", "de", "-1000"),
        ("999.999.999.999,99", "de", "999999999999.99"),
        ("1,100000", "de", "1.1"),
        ("1 234 567,89", "de", "1234567.89"),
        ("1 234 567.89", "en", "1234567.89"),
        ("12\N{NO-BREAK SPACE}000,00 €", "de", "12000"),
        ("4\N{NARROW NO-BREAK SPACE}000\N{THIN SPACE}000", "en", "4000000"),
        ("-1 000", "de", "-1000"),
    ],
)
def test_r018_an_amount_is_read_as_its_language_writes_it(text, language, amount):
    assert read_amount(text, language) == eur(amount)


@pytest.mark.parametrize(
    "text",
    [
        *("12o00", "1e3", "-Infinity", "NaN", "1_000", "0x10", "1'000", "½", "€"),
        *("١٢٣", "１２３"),
        *(
            "1.23.456",
            "1.000.00",
            "12.34,5",
            "1,2,3",
            ",5",
            "5,",
            "--5",
            "+5",
            "12 00",
            "1234 567",
            "1 000.000,00",
            "1  000",
        ),
    ],
)
def test_r018_anything_else_is_refused_with_what_was_read(text):
    with pytest.raises(NotAnAmount) as refused:
        read_amount(text, "de")

    assert refused.value.says.de == (
        f"Schreiben Sie den Betrag in Ziffern, zum Beispiel 12.500,00. Wir haben „{text}“ gelesen."
    )
    assert refused.value.says.en == (
        f"Write the amount in digits, for example 12,500.00. We read “{text}”."
    )


def test_r018_the_other_languages_form_is_refused():
    with pytest.raises(NotAnAmount):
        read_amount("1,234,567.89", "de")
    with pytest.raises(NotAnAmount):
        read_amount("1.234.567,89", "en")


@pytest.mark.parametrize("text", ["12,345", "0,001", "1,0000001"])
def test_r018_fractions_of_a_cent_are_refused(text):
    with pytest.raises(NotAnAmount, match="at most two decimal places"):
        read_amount(text, "de")


@pytest.mark.parametrize("text", ["", "   ", "\t"])
def test_r018_nothing_is_no_amount(text):
    with pytest.raises(NotAnAmount) as refused:
        read_amount(text, "de")

    assert refused.value.says.de == "Geben Sie einen Betrag ein."


@pytest.mark.parametrize("text", ["1.000.000.000.000,00", "-1.000.000.000.000,00", "9" * 400])
def test_r018_more_than_the_records_hold_is_refused(text):
    with pytest.raises(NotAnAmount, match=r"At most EUR\s999,999,999,999.99 is possible"):
        read_amount(text, "de")


@pytest.mark.parametrize(
    ("text", "ambiguous"),
    [("4.000", True), ("4,000", True), ("4.000,00", False), ("4000", False), ("4.00", False)],
)
def test_r018_a_single_mark_before_three_digits_is_ambiguous(text, ambiguous):
    assert is_ambiguous(text) is ambiguous


def test_r018_an_ambiguous_amount_is_shown_as_we_read_it():
    assert confirm_reading("4.000", "de").de == "Wir lesen 4.000 als 4.000,00\u00a0€. Stimmt das?"
    assert confirm_reading("4,000", "en").en == (
        "We read 4,000 as EUR\u00a04,000.00. Is that right?"
    )


@given(st.integers(-(10**14) + 1, 10**14 - 1))
def test_r018_what_we_write_we_can_read(cents):
    amount = Money(cents)

    assert read_amount(amount.german, "de") == amount
    assert read_amount(amount.english_figure, "en") == amount
