"""R-023: when partners collaborate so that the law allows companies more."""

from dataclasses import replace
from datetime import date

import pytest

from grants.programme.collaboration import check_collaboration, is_collaboration
from grants.programme.facts import CollaboratorFacts
from grants.programme.money import eur
from grants.programme.organisation import OrganisationKind, Size
from grants.programme.preset import preset

TERMS = preset("interclust")
ON = date(2028, 7, 1)
COMPANY, UNIVERSITY = OrganisationKind.COMPANY, OrganisationKind.UNIVERSITY


def one(key, costs, kind=COMPANY, size=None, country="DE", **more):
    return CollaboratorFacts(
        key=key, country=country, kind=kind, size=size, costs=eur(costs), **more
    )


def holds(*partners, terms=TERMS):
    return is_collaboration(terms, partners, ON)


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [("700000", "300000", True), ("700000.01", "299999.99", False)],
)
def test_r023_nobody_bears_more_than_seventy_per_cent(first, second, kept):
    partners = [one("a", first, size=Size.SMALL), one("b", second, size=Size.LARGE)]

    assert holds(*partners) is kept


@pytest.mark.parametrize(
    ("size", "country", "kept"),
    [
        (Size.MEDIUM, "DE", True),
        (Size.LARGE, "FR", True),
        (Size.LARGE, "DE", False),
        (Size.LARGE, "JP", False),
    ],
    ids=["a medium company", "a border in the area", "neither", "a border outside the area"],
)
def test_r023_needs_a_small_company_or_a_border_within_the_common_area(size, country, kept):
    partners = [one("a", 500, size=Size.LARGE), one("b", 500, size=size, country=country)]

    assert holds(*partners) is kept


@pytest.mark.parametrize(
    ("research", "publishes", "kept"),
    [("1000", True, True), ("999", True, False), ("1000", False, False)],
    ids=["ten per cent", "9.99 per cent", "may not publish"],
)
def test_r023_or_a_research_body_with_ten_per_cent_that_may_publish(research, publishes, kept):
    company = one("a", 10_000 - int(research), size=Size.LARGE)
    body = one("u", research, kind=UNIVERSITY, may_publish=publishes)

    assert holds(company, body) is kept


def test_r023_two_institutes_of_one_university_are_one():
    company = one("a", 700, size=Size.SMALL)
    rows = [one("u", 150, kind=UNIVERSITY), one("u", 150, kind=UNIVERSITY)]

    assert holds(company, *rows)
    assert not holds(*rows)


def test_r023_a_company_in_two_rows_bears_the_costs_of_both():
    assert not holds(
        one("a", 400, size=Size.SMALL), one("a", 301, size=Size.SMALL), one("b", 299, size=None)
    )


def test_r023_the_costs_abroad_count_only_if_the_round_says_so():
    alone = replace(TERMS, state_aid=(replace(TERMS.state_aid[0], costs_abroad_count=False),))
    partners = [
        one("a", 800, size=Size.SMALL),
        one("b", 200, size=Size.SMALL),
        one("c", 1000, country="FR", at_home=False),
    ]

    assert holds(*partners)
    assert not holds(*partners, terms=alone)


def test_r023_nobody_collaborates_alone_or_without_costs():
    assert not holds()
    assert not holds(one("a", 100, size=Size.SMALL))
    assert not holds(one("a", 0, size=Size.SMALL), one("b", 0, size=Size.SMALL))


def test_r023_a_lost_addition_is_a_hint_with_its_numbers():
    finding = check_collaboration(
        TERMS, [one("a", 800, size=Size.SMALL), one("b", 200, size=Size.LARGE)], ON
    )

    assert (finding.holds, finding.breaks) == (False, False)
    assert finding.says.en.replace("\u00a0", " ") == (
        "The addition of 15 % is lost: the largest company bears 80 %, allowed is 70 %, with a "
        "small or medium company or a border within the European Economic Area. Research "
        "organisations that may publish bear 0 %; 10 % is needed."
    )
    assert check_collaboration(replace(TERMS, state_aid=()), [], ON) is None
