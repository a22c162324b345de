"""The audit catalogue: every entry is looked for, or says why it is not; nothing is passed over."""

import pytest

from grants.programme.observation_catalogue import CATALOGUE, ENTRY, missing_words
from grants.queries.observation_search import SEARCHES

NOT_YET = {
    "F-13": ("Angebote und Aufträge", "offers and orders"),
    "F-14": ("Eingruppierungen", "salary groups"),
}
"""Which records each of these waits for."""


def test_the_catalogue_has_f01_to_f23():
    assert [entry.code for entry in CATALOGUE] == [f"F-{number:02}" for number in range(1, 24)]


def test_every_entry_is_either_looked_for_or_says_why_not():
    assert {entry.code for entry in CATALOGUE if entry.computed} == set(SEARCHES)
    assert {entry.code for entry in CATALOGUE if not entry.computed} == set(NOT_YET)


@pytest.mark.parametrize("code", sorted(NOT_YET))
def test_what_is_not_looked_for_names_the_records_it_waits_for(code):
    why = missing_words(ENTRY[code])

    german, english = NOT_YET[code]
    assert why.de.startswith(f"Noch nicht gesucht, weil {german}")
    assert why.en.startswith(f"Not yet looked for, because {english}")


@pytest.mark.parametrize("code", sorted(SEARCHES))
def test_what_is_looked_for_claims_no_reason_not_to_be(code):
    assert missing_words(ENTRY[code]) is None
