"""Partners, projects and cooperation: R-005 to R-010."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from grants.programme.composition import check_composition, check_same_country
from grants.programme.consortium import check_distinct, check_seats, entities
from grants.programme.cooperation import (
    check_agreement,
    check_foreign_partners,
    check_project_count,
    projects_counted,
)
from grants.programme.facts import PartnerFacts
from grants.programme.money import eur
from grants.programme.organisation import OrganisationKind, OwnFunding
from grants.programme.preset import preset
from grants.programme.roads.project import ProjectState

TERMS = preset("interclust")
UNIVERSITY = OrganisationKind.UNIVERSITY


def with_composition(**changed):
    return replace(TERMS, composition=replace(TERMS.composition, **changed))


def a_partner(name, country="DE", kind=OrganisationKind.COMPANY, **more):
    return PartnerFacts(name=name, country=country, kind=kind, **more)


DE_A, DE_B = a_partner("DE-A"), a_partner("DE-B")
JP_X, JP_Y = a_partner("JP-X", "JP"), a_partner("JP-Y", "JP")
INSTITUTE_1 = a_partner("Institut A", kind=UNIVERSITY, legal_key="DE 811205325")
INSTITUTE_2 = a_partner("Institut B", kind=UNIVERSITY, legal_key="de811205325")


@pytest.mark.parametrize(
    ("partners", "holds"),
    [
        ([DE_A, DE_B, JP_X, JP_Y], True),
        ([DE_A, DE_B, JP_X], False),
        ([DE_A, JP_X, JP_Y], False),
        ([DE_A, JP_X], False),
        ([DE_A, DE_A, JP_X, JP_Y], False),
        ([DE_A, DE_B, JP_X, JP_X], False),
        ([INSTITUTE_1, INSTITUTE_2, JP_X, JP_Y], False),
        ([INSTITUTE_1, INSTITUTE_2, DE_A, JP_X, JP_Y], True),
        ([], False),
    ],
    ids=lambda value: "+".join(p.name for p in value) if isinstance(value, list) else str(value),
)
def test_r006_two_from_home_and_two_from_abroad(partners, holds):
    assert check_composition(TERMS, partners).holds is holds


def test_r006_the_order_of_the_partners_never_matters():
    partners = [DE_A, INSTITUTE_1, INSTITUTE_2, JP_X, JP_Y]

    sentences = {check_composition(TERMS, order).says for order in permutations(partners)}

    assert len(sentences) == 1


def test_r006_what_is_missing_is_said_in_a_sentence():
    one = check_composition(TERMS, [DE_A, JP_X, JP_Y])
    several = check_composition(TERMS, [DE_A])

    assert one.says.de == ("Es fehlt ein Partner aus Deutschland. Das Projekt hat 1, nötig sind 2.")
    assert one.says.en == "One partner from Germany is missing. The project has 1 and needs 2."
    assert several.says.de == (
        "Es fehlt ein Partner aus Deutschland. Das Projekt hat 1, nötig sind 2. "
        "Es fehlen 2 Partner im Ausland. Das Projekt hat 0, nötig sind 2."
    )


def test_r006_the_numbers_come_from_the_terms():
    terms = with_composition(min_domestic=1, min_foreign=1)

    assert check_composition(terms, [DE_A, JP_X]).holds


def test_r006_the_partners_abroad_need_one_country_only_if_the_round_says_so():
    mixed = [DE_A, DE_B, JP_X, a_partner("CA-X", "CA")]

    assert check_same_country(TERMS, mixed).holds
    assert not check_same_country(with_composition(same_foreign_country=True), mixed).holds


def test_r006_one_country_is_counted_as_one():
    finding = check_same_country(TERMS, [DE_A, DE_B, JP_X])

    assert finding.says.de == "Die Partner im Ausland kommen aus einem Land."


def test_r007_institutes_of_one_university_are_one_partner():
    finding = check_distinct(TERMS, [INSTITUTE_1, INSTITUTE_2, JP_X, JP_Y])

    assert (finding.holds, finding.breaks) == (False, False)
    assert finding.says.de == (
        "Institut A und Institut B gehören zu derselben Universität und zählen als ein Partner."
    )
    assert finding.says.en == (
        "Institut A and Institut B belong to the same university and count as one partner."
    )


def test_r007_without_a_number_name_and_seat_decide():
    twice = [a_partner("Optik  GmbH"), a_partner("optik gmbh"), a_partner("Optik GmbH", "AT")]

    counted = entities(TERMS, twice)

    assert [(entity.names, entity.domestic) for entity in counted] == [
        ("Optik GmbH", False),
        ("Optik  GmbH, optik gmbh", True),
    ]


def test_r007_a_firm_listed_on_both_sides_counts_once_where_it_has_its_seat():
    at_home = a_partner("Firma", legal_key="HRB 1")
    branch = a_partner("Firma Tokio", legal_key="HRB 1", works_in="JP")
    us_group = a_partner("Group", "US", legal_key="LEI 2")
    us_branch = a_partner("Group Deutschland", "US", legal_key="LEI 2", works_in="DE")

    assert [e.domestic for e in entities(TERMS, [at_home, branch])] == [True]
    assert [e.domestic for e in entities(TERMS, [us_group, us_branch])] == [False]


@pytest.mark.parametrize(("independent", "domestic"), [(False, 2), (True, 1)])
def test_r007_parent_and_subsidiary_are_one_only_where_independence_is_required(
    independent, domestic
):
    terms = with_composition(independence_required=independent)
    parent = a_partner("Mutter AG", legal_key="HRB 1")
    daughter = a_partner("Tochter GmbH", legal_key="HRB 2", owner_key="hrb1")

    assert len(entities(terms, [parent, daughter])) == domestic


def test_r007_subcontractors_and_associated_partners_never_count():
    helper = a_partner("DE-C", counts=False)

    assert not check_composition(TERMS, [DE_A, helper, JP_X, JP_Y]).holds


@pytest.mark.parametrize("counts", [False, True])
def test_r007_the_management_counts_only_if_the_round_says_so(counts):
    management = a_partner("Hafenlicht e.V.", is_management=True)
    terms = with_composition(management_counts=counts)

    assert check_composition(terms, [DE_A, management, JP_X, JP_Y]).holds is counts


@pytest.mark.parametrize(
    ("country", "works_in", "domestic"),
    [
        ("AT", "", False),
        ("GB", "", False),
        ("CH", "", False),
        ("US", "DE", True),
        ("DE", "", True),
        ("DE", "JP", True),
    ],
)
def test_r008_home_is_where_the_seat_or_the_work_is(country, works_in, domestic):
    partner = a_partner("X", country, works_in=works_in)

    assert [entity.domestic for entity in entities(TERMS, [partner])] == [domestic]


def test_r008_a_partner_without_a_country_is_asked_for_it():
    finding = check_seats(TERMS, [DE_A, a_partner("Unbekannt", "")])

    assert finding.says.de == "Geben Sie das Land an für: Unbekannt."
    assert check_seats(TERMS, [DE_A, JP_X]).says.en == "From Germany: 1. From abroad: 1."


@pytest.mark.parametrize(("count", "holds"), [(0, True), (3, True), (4, False)])
def test_r005_at_most_three_projects(count, holds):
    finding = check_project_count(TERMS, [ProjectState.SUBMITTED] * count)

    assert (finding.holds, finding.says.de) == (holds, f"{count} von 3.")


@pytest.mark.parametrize(
    ("state", "taken"),
    [
        (ProjectState.REJECTED, 0),
        (ProjectState.WITHDRAWN, 0),
        (ProjectState.INELIGIBLE, 0),
        (ProjectState.DRAFT, 0),
        (ProjectState.TERMINATED, 1),
        (ProjectState.AT_RISK, 1),
    ],
)
def test_r005_a_refused_project_frees_its_place_and_a_terminated_one_does_not(state, taken):
    assert projects_counted(TERMS, [state]) == taken


def test_r005_a_round_may_free_the_place_of_a_terminated_project():
    terms = replace(TERMS, projects=replace(TERMS.projects, terminated_frees_place=True))

    assert projects_counted(terms, [ProjectState.TERMINATED, ProjectState.ACTIVE]) == 1


def test_r009_all_partners_sign_the_agreement():
    signed = [replace(partner, signed_on=date(2028, 1, 1)) for partner in (DE_A, DE_B, JP_X)]

    finding = check_agreement(TERMS, [*signed, JP_Y], today=date(2028, 2, 1))

    assert (finding.holds, finding.breaks) == (False, False)
    assert finding.says.de == ("3 von 4 Unterschriften liegen vor. Es fehlt bis 01.08.2028: JP-Y.")
    assert check_agreement(TERMS, signed, today=date(2028, 2, 1)).holds


@pytest.mark.parametrize(("today", "breaks"), [(date(2028, 8, 1), False), (date(2028, 8, 2), True)])
def test_r009_six_months_after_the_award_a_missing_signature_is_a_breach(today, breaks):
    finding = check_agreement(TERMS, [DE_A], today=today, awarded_on=date(2028, 2, 1))

    assert finding.breaks is breaks


def abroad(**more):
    return replace(JP_X, own_funding=eur(350_000), **more)


@pytest.mark.parametrize(("requested", "breaks"), [("0", False), ("0.01", True)])
def test_r010_a_partner_abroad_gets_no_money(requested, breaks):
    partner = abroad(requested=eur(requested), own_funding_status=OwnFunding.GRANTED)

    assert any(f.breaks for f in check_foreign_partners(TERMS, [partner])) is breaks


def test_r010_the_sentence_says_what_to_do():
    finding = check_foreign_partners(TERMS, [abroad(requested=eur("0.01"))])[0]

    assert finding.says.de == (
        "Partner im Ausland erhalten kein Geld aus diesem Programm. "
        "Setzen Sie den Betrag auf 0,00\u00a0€."
    )
    assert finding.says.en == (
        "Partners abroad get no money from this programme. Set the amount to EUR\u00a00.00."
    )


@pytest.mark.parametrize(
    ("status", "holds", "breaks"),
    [
        (OwnFunding.OPEN, False, True),
        (OwnFunding.APPLIED_FOR, False, False),
        (OwnFunding.COMMITTED, True, False),
        (OwnFunding.GRANTED, True, False),
        (OwnFunding.OWN_RESOURCES, True, False),
    ],
)
def test_r010_foreign_funding_is_secured_open_or_a_condition(status, holds, breaks):
    finding = check_foreign_partners(TERMS, [abroad(own_funding_status=status)])[1]

    assert (finding.holds, finding.breaks) == (holds, breaks)


def test_r010_funding_applied_for_makes_the_award_conditional():
    partner = abroad(own_funding_status=OwnFunding.APPLIED_FOR)

    assert check_foreign_partners(TERMS, [partner])[1].says.de == (
        "JP-X: 350.000,00\u00a0€ beantragt. Bewilligung dann nur unter Bedingung."
    )


def test_r010_a_subcontract_abroad_is_pointed_out():
    partner = abroad(subcontract=eur(1), own_funding_status=OwnFunding.GRANTED)

    hint = check_foreign_partners(TERMS, [partner])[2]

    assert (hint.holds, hint.breaks) == (False, False)


def test_r010_asks_nothing_of_partners_at_home():
    assert check_foreign_partners(TERMS, [replace(DE_A, requested=eur(1))]) == []


def test_r009_who_was_named_later_has_its_time_from_that_day():
    awarded, named = date(2028, 2, 1), date(2028, 11, 22)
    later = replace(JP_Y, named_on=named)

    finding = check_agreement(TERMS, [replace(DE_A, signed_on=awarded), later], named, awarded)

    assert finding.says.de == "1 von 2 Unterschriften liegt vor. Es fehlt bis 22.05.2029: JP-Y."
    assert finding.warns
    assert not check_agreement(TERMS, [later], date(2029, 5, 23), awarded).warns
    both = check_agreement(TERMS, [DE_A, later], named, awarded)
    assert both.says.de.endswith("Es fehlt bis 01.08.2028: DE-A. Es fehlt bis 22.05.2029: JP-Y.")
    assert not both.warns
