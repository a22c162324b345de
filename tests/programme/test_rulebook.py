"""The rules of a round in plain words, computed from its terms."""

import re
from dataclasses import replace
from decimal import Decimal

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
    assert {f"R-{number:03}" for number in range(1, 30)} <= set(numbers)


def test_the_law_stands_beside_the_rates_with_its_own_figures():
    assert Words(
        "80\u00a0% / 75\u00a0% / 65\u00a0%", "80\u00a0% / 75\u00a0% / 65\u00a0%"
    ) in figures(TERMS, "R-020")
    assert figures(TERMS, "R-023") == [Words("15 Prozentpunkte", "15 percentage points")]
    assert figures(TERMS, "R-026")[:3] == [Words(n, n) for n in ("10", "50", "250")]
    assert figures(TERMS, "R-029") == [Words("–", "–")]


def test_a_round_from_before_the_law_was_kept_still_has_its_rules():
    silent = replace(TERMS, state_aid=(), cluster_aid=(), de_minimis=(), size_rules=())

    assert figures(silent, "R-020") == []
    assert figures(silent, "R-029") == [Words("–", "–")]
    assert len(figures(silent, "R-022")) == len(TERMS.rates)


def test_a_call_that_gives_small_aid_names_its_ceiling():
    used = replace(TERMS, de_minimis=(replace(TERMS.de_minimis[0], used=True),))

    assert figures(used, "R-029") == [Words("300.000,00\u00a0€", "EUR\u00a0300,000.00")]


def test_the_figures_are_those_of_the_terms():
    terms = replace(TERMS, cap_per_cluster=eur(3_000_000))

    assert figures(terms, "R-001") == [Words("3.000.000,00\u00a0€", "EUR\u00a03,000,000.00")]
    assert figures(TERMS, "R-006") == [Words("2 + 2", "2 + 2")]
    assert figures(TERMS, "R-011") == [Words("24", "24"), Words("36", "36"), Words("60", "60")]
    assert figures(TERMS, "R-003") == [Words("50\u00a0%", "50\u00a0%")]
    assert figures(TERMS, "R-041") == [Words("30.04.", "30 April")]
    assert figures(TERMS, "R-062") == [Words("3,0", "3.0"), Words("3,5", "3.5")]


def test_another_reading_changes_the_sentence():
    matching = replace(TERMS.matching, mode=MatchingMode.OF_GRANT, in_kind_allowed=True)
    terms = replace(
        TERMS, matching=matching, cap_includes_allowance=False, late_policy=LatePolicy.MARK
    )

    assert sentences(terms, "R-002") == ["The project allowance does not count towards the cap."]
    assert sentences(terms, "R-003") == [
        "The cluster management brings this part of the grant as own funds."
    ]
    assert figures(terms, "R-004") == [Words("20\u00a0%", "20\u00a0%")]
    assert sentences(terms, "R-014") == [
        "Who began before the deadline may submit until the formal check begins. "
        "We mark how late it came and decide on each."
    ]


def test_the_phase_that_may_overlap_says_so():
    assert sentences(TERMS, "R-011") == [
        "Concept phase: at most so many months.",
        "Implementation phase: at most so many months. It may overlap with the one before.",
        "All phases together last at most so many months.",
    ]


def test_thresholds_that_differ_are_named_one_by_one():
    first, *others = TERMS.selection.criteria
    stricter = (replace(first, threshold=Decimal("4.0")), *others)
    terms = replace(TERMS, selection=replace(TERMS.selection, criteria=stricter))

    assert [figure.en for figure in figures(terms, "R-062")] == [
        "4.0", "3.0", "3.0", "3.0", "3.0", "3.5",
    ]  # fmt: skip


def test_every_sentence_reads_as_one_in_both_languages():
    for rule in rules_in_plain_words(TERMS):
        for text in (rule.sentence.de, rule.sentence.en):
            assert text.endswith(".")
            assert not re.search(r"\.\.|\s\s|\s[.,]|[{}]", text), text


def test_every_rule_has_a_sentence_and_a_source_in_both_languages():
    for rule in rules_in_plain_words(TERMS):
        assert rule.sentence.de
        assert rule.sentence.en
        assert rule.source.de
        assert rule.figure.en
