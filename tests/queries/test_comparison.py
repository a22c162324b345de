"""What differs between two versions of an application: words, days, cents, files."""

from copy import deepcopy
from datetime import date

import pytest

from grants.programme.application_form import BUDGET, CONCEPT, COUNTRIES, OUTLINE, PROFILE
from grants.programme.money import NOTHING, eur
from grants.queries.application import content_of
from grants.queries.comparison import compare
from grants.queries.frozen import frozen
from tests.makers.finished import a_finished_draft


@pytest.fixture
def content(session):
    """A finished application as a receipt keeps it."""
    return frozen(content_of(session, a_finished_draft(session)))


def changed(content, **fields):
    return {**deepcopy(content), **fields}


def test_a_version_says_the_same_as_itself(content):
    found = compare(content, deepcopy(content))

    assert found.sections == ()
    assert (found.texts, found.costs, found.sums, found.facts) == ((), (), (), ())
    assert [file.same for file in found.files] == [True]


def test_a_change_is_found_in_its_section(content):
    other = changed(content, title="Neu", outline="Neu", countries=["JP"], ends_on="2030-11-30")

    found = compare(content, other)

    assert found.sections == (PROFILE, OUTLINE, COUNTRIES, BUDGET)
    assert (found.countries_gone, found.countries_new) == (("CA",), ("JP",))
    assert [(fact.before, fact.after) for fact in found.facts] == [
        (date(2030, 12, 31), date(2030, 11, 30))
    ]


def test_a_cent_makes_a_difference_and_every_other_line_stays_out(content):
    other = deepcopy(content)
    row = next(row for row in other["budget"]["rows"] if row["code"] == "personnel")
    row["amounts"][0] = "600000.01"
    other["budget"]["total"] = "800000.01"

    found = compare(content, other)

    assert [(line.year, line.before, line.after) for line in found.costs] == [
        (2029, eur(600_000), eur("600000.01"))
    ]
    assert found.total.difference == eur("0.01")


def test_a_year_that_only_one_version_has_counts_from_nothing(content):
    other = deepcopy(content)
    other["budget"]["years"] = [2029, 2030, 2031]
    for row in other["budget"]["rows"]:
        row["amounts"].append("5.00" if row["code"] == "personnel" else "0.00")

    found = compare(content, other)

    assert [(line.year, line.before, line.after) for line in found.costs] == [
        (2031, NOTHING, eur(5))
    ]


def test_a_file_is_the_same_by_its_bytes_whatever_it_is_called(content):
    renamed, replaced = deepcopy(content), deepcopy(content)
    renamed["files"][0]["file_name"] = "Neu.pdf"
    replaced["files"][0]["sha256"] = "f" * 64

    assert compare(content, renamed).files[0].same
    assert compare(content, replaced).sections == (CONCEPT,)


def test_a_file_that_came_and_one_that_went_are_both_told(content):
    without = changed(content, files=[])

    came, went = compare(without, content).files[0], compare(content, without).files[0]

    assert (came.before, went.after) == (None, None)
