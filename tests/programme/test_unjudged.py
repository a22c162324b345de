"""What was not looked at is not kept: an empty plan breaks no rule, and has no tick either."""

from datetime import date

import pytest

from grants.programme.application_form import check_years
from grants.programme.cap import check_cap
from grants.programme.composition import check_same_country
from grants.programme.consortium import check_distinct, check_seats
from grants.programme.cooperation import check_agreement
from grants.programme.cumulation import check_cumulation
from grants.programme.facts import BudgetFacts, PartnerFacts, RateFacts
from grants.programme.finding import insist
from grants.programme.funding import check_matching, check_own_funds, check_total_financing
from grants.programme.money import NOTHING, Money
from grants.programme.organisation import OrganisationKind, Size
from grants.programme.preset import preset
from grants.programme.rate import check_allowance, check_rate
from grants.programme.state_aid import check_cluster_aid, check_research, check_threshold

TERMS = preset("interclust")
FIRST, LAST = date(2028, 7, 1), date(2030, 6, 30)
CENT = Money(1)
COMPANY, UNIVERSITY = OrganisationKind.COMPANY, OrganisationKind.UNIVERSITY


def a_budget(eligible=NOTHING, **more):
    return BudgetFacts(name="X GmbH", eligible=eligible, **{"grant": NOTHING, **more})


def a_rate(eligible=NOTHING, **research):
    return RateFacts(
        name="X GmbH", kind=COMPANY, size=Size.SMALL, eligible=eligible, research=research,
        together=False, on=FIRST,
    )  # fmt: skip


def years(*costs, first=FIRST, last=LAST):
    return check_years(costs, first, last)


def partners(*countries):
    return [
        PartnerFacts(name=f"P{at}", country=country, kind=COMPANY)
        for at, country in enumerate(countries)
    ]


def aid(costs=NOTHING, last=LAST):
    return check_cluster_aid(TERMS, costs=costs, grant=NOTHING, first=FIRST, last=last)


def beside(highest=NOTHING, other=NOTHING):
    return check_cumulation("X GmbH", highest=highest, grant=NOTHING, other_public=other)


UNTOUCHED = [
    years(),
    years(first=None, last=None),
    years(2029, first=None),
    years(2029, last=None),
    check_cap(TERMS, NOTHING),
    check_matching(TERMS, a_budget()),
    check_own_funds(TERMS, a_budget()),
    check_total_financing(TERMS, a_budget()),
    check_rate(TERMS, a_rate(), NOTHING),
    check_allowance(TERMS, "Uni", UNIVERSITY, NOTHING, NOTHING),
    check_research(TERMS, a_rate()),
    check_threshold(TERMS, a_rate(CENT), NOTHING),
    aid(),
    beside(),
    check_distinct(TERMS, []),
    check_distinct(TERMS, partners("DE")),
    check_seats(TERMS, []),
    check_same_country(TERMS, partners("DE", "DE")),
    check_agreement(TERMS, [], FIRST),
]

TOUCHED = [
    years(2029),
    check_cap(TERMS, CENT),
    check_cap(TERMS, NOTHING, CENT),
    check_matching(TERMS, a_budget(CENT, own_cash=CENT)),
    check_own_funds(TERMS, a_budget(own_cash=CENT)),
    check_total_financing(TERMS, a_budget(CENT, own_cash=CENT)),
    check_rate(TERMS, a_rate(CENT), NOTHING),
    check_allowance(TERMS, "Uni", UNIVERSITY, CENT, NOTHING),
    check_threshold(TERMS, a_rate(CENT), CENT),
    aid(CENT),
    beside(CENT),
    check_distinct(TERMS, partners("DE", "DE")),
    check_seats(TERMS, partners("DE")),
    check_same_country(TERMS, partners("FR")),
]


def each(*findings):
    return [pytest.param(one, id=f"{one.rule}-{at}") for at, one in enumerate(findings)]


@pytest.mark.parametrize("finding", each(*UNTOUCHED))
def test_nothing_entered_is_neither_kept_nor_broken(finding):
    insist([finding])

    assert (finding.judged, finding.kept, finding.breaks) == (False, False, False)
    assert finding.says.de.strip()


@pytest.mark.parametrize("finding", each(*TOUCHED))
def test_a_cent_or_a_partner_is_enough_to_be_looked_at(finding):
    assert (finding.judged, finding.kept) == (True, True)


@pytest.mark.parametrize(
    "finding",
    each(
        check_rate(TERMS, a_rate(), CENT),
        check_matching(TERMS, a_budget(grant=CENT)),
        check_total_financing(TERMS, a_budget(grant=CENT)),
        check_allowance(TERMS, "Uni", UNIVERSITY, NOTHING, CENT),
        aid(last=date(2099, 1, 1)),
        years(2031),
    ),
)
def test_what_is_wrong_already_is_refused_without_waiting(finding):
    assert finding.breaks
    assert finding.judged


def test_a_plan_says_whose_costs_are_missing():
    finding = check_total_financing(TERMS, a_budget())

    assert finding.says.de == "X GmbH: Es sind noch keine Ausgaben eingetragen."
    assert finding.says.en == "X GmbH: No expenditure is entered yet."
