"""Sentences in two languages, and findings."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from grants.programme.finding import Finding, RulesBroken, insist
from grants.programme.money import eur
from grants.programme.words import Words, counted, join, say


def test_a_sentence_writes_its_figures_as_its_language_does():
    words = say(
        "{a} {b} {c} {d} {e} {f}",
        "{a} {b} {c} {d} {e} {f}",
        a=eur("1234.5"),
        b=date(2028, 5, 2),
        c=Fraction(18, 29),
        d=Decimal("4.03"),
        e=8214,
        f=Words("ja", "yes"),
    )

    assert words.de == "1.234,50\u00a0€ 02.05.2028 62,07\u00a0% 4,03 8.214 ja"
    assert words.en == "EUR\u00a01,234.50 2 May 2028 62.07\u00a0% 4.03 8,214 yes"


def test_a_name_with_braces_is_only_a_name():
    assert say("{name}.", "{name}.", name="{0.__class__} GmbH").de == "{0.__class__} GmbH."


def test_words_are_joined_in_both_languages():
    assert join([Words("ja", "yes"), Words("nein", "no")]) == Words("ja, nein", "yes, no")
    assert Words("ja", "yes").into("en") == "yes"


@pytest.mark.parametrize(
    ("number", "german", "english"),
    [
        (0, "0 Fälle", "0 cases"),
        (1, "1 Fall", "1 case"),
        (2, "2 Fälle", "2 cases"),
        (8214, "8.214 Fälle", "8,214 cases"),
    ],
)
def test_a_counted_noun_is_singular_for_one_alone(number, german, english):
    words = counted(number, Words("Fall", "case"), Words("Fälle", "cases"))

    assert words == Words(german, english)


def a_finding(rule, *, holds=False, warns=False):
    words = Words("Satz", "sentence")
    return Finding(rule=rule, holds=holds, claim=words, says=words, source=words, warns=warns)


def test_every_broken_rule_is_named_at_once():
    findings = [a_finding("R-001"), a_finding("R-003", holds=True), a_finding("R-019")]

    with pytest.raises(RulesBroken) as broken:
        insist(findings)

    assert [finding.rule for finding in broken.value.findings] == ["R-001", "R-019"]


def test_hints_refuse_nothing():
    hint = a_finding("R-016", warns=True)

    assert not hint.breaks
    assert insist([hint, a_finding("R-001", holds=True)]) is None
