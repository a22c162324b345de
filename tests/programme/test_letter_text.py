"""A text of a letter puts in what its list names, and nothing else means anything in it."""

import pytest

from grants.programme.letter_sheet import SHEETS
from grants.programme.letter_text import (
    LONGEST,
    check_some_difference,
    check_texts,
    filled,
    put_in,
)
from grants.programme.words import Words

REJECTION = SHEETS["rejection"]


def texts(**changes):
    """The built-in texts of a rejection with some others."""
    return REJECTION.built_in | changes


def refused(**changes):
    """Which rule refuses these texts, and at which field."""
    return [(one.rule, one.place) for one in check_texts(REJECTION, texts(**changes))]


def test_a_known_name_in_braces_is_put_in_and_everything_else_stays():
    said = put_in("An {empfänger} zu {nummer}, 100 % {fremd}", {"empfänger": "A", "nummer": "7"})

    assert said == "An A zu 7, 100 % {fremd}"


def test_what_is_put_in_is_not_looked_at_again():
    values = {"vorhaben": "{nummer} {{ 7*7 }}", "nummer": "R4-0012"}

    assert put_in("„{vorhaben}“", values) == "„{nummer} {{ 7*7 }}“"


def test_each_language_knows_its_own_names():
    values = {each.de: Words(f"<{each.de}>", f"<{each.en}>") for each in REJECTION.placeholders}

    said = filled(Words("{empfänger} {recipient}", "{recipient} {empfänger}"), values, REJECTION)

    assert said == Words("<empfänger> {recipient}", "<recipient> {empfänger}")


@pytest.mark.parametrize(
    "text",
    [
        "{iban}",
        "{Empfänger}",
        "{ empfänger }",
        "{recipient}",
        "{empfänger.__class__}",
        "{empfänger!r}",
        "{0}",
        "{}",
        "{% include 'letter/award.html' %}",
    ],
)
def test_a_name_that_is_not_on_the_list_is_refused_at_its_field(text):
    assert refused(closing=Words(text, "")) == [("TEXT-PLACEHOLDER", "closing_de")]


@pytest.mark.parametrize(
    "text", ["{empfänger", "empfänger}", "{{empfänger}}", "}{", "{{empfänger}", "a { b"]
)
def test_a_brace_that_encloses_no_placeholder_is_refused(text):
    assert refused(closing=Words(text, "")) == [("TEXT-BRACE", "closing_de")]


def test_jinja_is_refused_before_it_could_mean_anything():
    assert {rule for rule, _ in refused(closing=Words("{{ config.items() }}", ""))} == {
        "TEXT-PLACEHOLDER",
        "TEXT-BRACE",
    }


def test_the_message_names_what_was_typed_and_what_is_possible():
    (one,) = check_texts(REJECTION, texts(closing=Words("{iban}", "")))

    assert one.says.de.startswith("Diesen Platzhalter gibt es hier nicht: {iban}. Möglich sind ")
    assert "{empfänger}" in one.says.de


def test_markup_is_text_and_not_refused():
    assert refused(closing=Words('<b>fett</b> & <img src="x">', "")) == []


def test_what_every_letter_says_cannot_be_emptied():
    assert refused(opening=Words(" ", "")) == [("TEXT-NEEDED", "opening_de")]
    assert refused(hints=Words("", "")) == [
        ("TEXT-NEEDED", "hints_de"),
        ("TEXT-NEEDED", "hints_en"),
    ]
    assert refused(closing=Words("", "")) == []


def test_english_never_says_more_than_the_german_that_binds():
    assert refused(closing=Words("", "Good luck.")) == [("TEXT-GERMAN", "closing_de")]
    assert refused(closing=Words("Viel Erfolg.", "")) == []


def test_a_text_has_its_limit_to_the_character():
    assert refused(closing=Words("x" * LONGEST, "")) == []
    assert refused(closing=Words("x" * (LONGEST + 1), "")) == [("TEXT-LENGTH", "closing_de")]


def test_a_proposal_says_something_else_than_what_is_in_force():
    same = check_some_difference(REJECTION.built_in, texts())
    other = check_some_difference(REJECTION.built_in, texts(closing=Words("Danke.", "")))

    assert (same.holds, other.holds) == (False, True)


@pytest.mark.parametrize("kind", SHEETS)
def test_every_built_in_text_keeps_its_own_rules(kind):
    sheet = SHEETS[kind]

    assert list(check_texts(sheet, sheet.built_in)) == []
    assert len({each.code for each in sheet.passages}) == len(sheet.passages)
    assert len({each.de for each in sheet.placeholders}) == len(sheet.placeholders)


AWARD = SHEETS["award"]


@pytest.mark.parametrize(
    ("code", "language", "text", "gone"),
    [
        ("grant", "de", "Wir bewilligen {empfänger} für „{vorhaben}“ Geld.",
         "{betrag}, {betrag_in_worten}"),
        ("period", "de", "Der Zeitraum beginnt am {beginn}.", "{ende}"),
        ("period", "en", "It begins on {first_day}.", "{last_day}"),
    ],
)  # fmt: skip
def test_a_sentence_of_the_decision_without_its_figures_is_refused(code, language, text, gone):
    before = AWARD.built_in[code]
    words = Words(text, before.en) if language == "de" else Words(before.de, text)

    (finding,) = check_texts(AWARD, AWARD.built_in | {code: words})

    assert (finding.rule, finding.place) == ("TEXT-LEFT-OUT", f"{code}_{language}")
    assert f"In diesem Satz fehlt {gone}." in finding.says.de


def test_a_sentence_of_the_decision_may_be_worded_otherwise_with_all_its_figures():
    words = Words("Vom {beginn} bis {ende} wird bewilligt.", "From {first_day} to {last_day}.")

    assert list(check_texts(AWARD, AWARD.built_in | {"period": words})) == []


@pytest.mark.parametrize("kind", SHEETS)
def test_no_text_that_is_built_in_leaves_anything_out(kind):
    assert list(check_texts(SHEETS[kind], SHEETS[kind].built_in)) == []
