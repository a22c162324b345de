"""Names in the scripts of partners abroad print right, in fonts of our own, and keep PDF/A."""

import pytest

from grants.documents.missing import missing_parts
from grants.documents.printing import prepare, print_document
from grants.programme.words import Words
from tests.documents.later_samples import a_confirmation_letter
from tests.documents.reading import fonts_of, text_of
from tests.documents.verapdf import broken_rules

OURS = {"Letter", "Letter-Bold"}


def a_letter_about(name):
    """A letter about a project of this name."""
    return a_confirmation_letter(project=Words(name, name))


@pytest.mark.parametrize(
    ("name", "fonts"),
    [
        ("Žluťoučký kůň, Příbram", OURS),
        ("Θεόδωρος Αναγνώστου", OURS),
        ("青葉 フォトニクス株式会社", OURS | {"LetterJP"}),
        ("한국광기술원 주식회사", OURS | {"LetterKR"}),
    ],
)
def test_a_name_is_printed_as_it_is_written(name, fonts):
    letter = a_letter_about(name)

    pdf = print_document(prepare(letter))

    assert missing_parts(letter) == []
    assert fonts_of(pdf) == fonts
    assert text_of(pdf).count(f"„{name}“") == 1
    assert broken_rules(pdf, "3a") == []
    assert broken_rules(pdf, "ua1") == []


def test_an_arabic_name_is_joined_in_its_own_font():
    letter = a_letter_about("شركة البصريات المتقدمة")

    pdf = print_document(prepare(letter))

    assert missing_parts(letter) == []
    assert fonts_of(pdf) == OURS | {"LetterAR"}
    assert "\N{REPLACEMENT CHARACTER}" not in text_of(pdf)
    assert broken_rules(pdf, "3a") == []
    assert broken_rules(pdf, "ua1") == []
