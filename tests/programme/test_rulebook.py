"""The rules of a round in plain words, computed from its terms."""

from dataclasses import replace

from grants.programme.dates import LatePolicy
from grants.programme.funding_terms import MatchingMode
from grants.programme.money import eur
from grants.programme.preset import preset
from grants.programme.rulebook import rules_in_plain_words
from grants.programme.words import Words

TERMS = preset("interclust")


def figures(terms, number):
    return [rule.figure for rule in rules_in_plain_words(terms) if rule.number == number]


def sentences(terms, number):
    return [rule.sentence.en for rule in rules_in_plain_words(terms) if rule.number == number]


def test_the_rules_come_in_the_order_of_their_numbers():
    numbers = [rule.number for rule in rules_in_plain_words(TERMS)]

    assert numbers == sorted(numbers)
    assert len(set(numbers)) == 26


def test_the_figures_are_those_of_the_terms():
    terms = replace(TERMS, cap_per_cluster=eur(3_000_000))

    assert figures(terms, "R-001") == [Words("3.000.000,00\u00a0€", "EUR\u00a03,000,000.00")]
    assert figures(TERMS, "R-006") == [Words("2 + 2", "2 + 2")]
    assert figures(TERMS, "R-011") == [Words("24", "24"), Words("36", "36")]
    assert figures(TERMS, "R-003") == [Words("50\u00a0%", "50\u00a0%")]
    assert figures(TERMS, "R-041") == [Words("30.04.", "30 April")]
    assert figures(TERMS, "R-062") == [Words("3,5", "3.5")]


def test_another_reading_changes_the_sentence():
    matching = replace(TERMS.matching, mode=MatchingMode.OF_GRANT, in_kind_allowed=True)
    terms = replace(
        TERMS, matching=matching, cap_includes_allowance=False, late_policy=LatePolicy.MARK
    )

    assert sentences(terms, "R-002") == ["The allowance does not count in the cap."]
    assert sentences(terms, "R-003") == [
        "The cluster management brings this part of the grant as own funds."
    ]
    assert figures(terms, "R-004") == [Words("20\u00a0%", "20\u00a0%")]
    assert sentences(terms, "R-014") == ["We mark late applications and decide on each."]


def test_every_rule_has_a_sentence_and_a_source_in_both_languages():
    for rule in rules_in_plain_words(TERMS):
        assert rule.sentence.de
        assert rule.sentence.en
        assert rule.source.de
        assert rule.figure.en
