"""Other compositions than two and two, by terms alone: R-005 and R-006."""

from dataclasses import replace
from fractions import Fraction

import pytest

from grants.programme.composition import check_composition, check_largest_share
from grants.programme.cooperation import check_project_count
from grants.programme.facts import PartnerFacts, ShareFacts
from grants.programme.money import Money, eur
from grants.programme.organisation import OrganisationKind
from grants.programme.preset import StillOpen, all_presets, open_places, preset, presets
from grants.programme.roads.project import ProjectState
from grants.programme.rulebook import rules_in_plain_words
from grants.programme.terms import ShareOf, terms_as
from grants.programme.words import Words

TERMS = preset("interclust")
COMPANY, UNIVERSITY = OrganisationKind.COMPANY, OrganisationKind.UNIVERSITY
INSTITUTE, ASSOCIATION = OrganisationKind.RESEARCH_INSTITUTE, OrganisationKind.ASSOCIATION


def asking(**changed):
    """The terms of a call that asks for these numbers and for nothing else."""
    nothing = {"min_domestic": 0, "min_foreign": 0}
    return replace(TERMS, composition=replace(TERMS.composition, **(nothing | changed)))


def a_partner(name, country="DE", kind=COMPANY, **more):
    return PartnerFacts(name=name, country=country, kind=kind, **more)


def a_share(name, costs, granted="0", key=""):
    return ShareFacts(key=key or name, name=name, costs=eur(costs), granted=eur(granted))


FIRM_A, FIRM_B, FIRM_J = a_partner("A"), a_partner("B"), a_partner("J", "JP")
UNI, LAB = a_partner("Uni", kind=UNIVERSITY), a_partner("Labor", "FR", kind=INSTITUTE)
CLUB = a_partner("Verein", kind=ASSOCIATION)


@pytest.mark.parametrize(
    ("asked", "partners", "holds"),
    [
        ({"min_companies": 2}, [FIRM_A, FIRM_B], True),
        ({"min_companies": 2}, [FIRM_A, UNI, LAB, CLUB], False),
        ({"min_companies": 2}, [FIRM_A, FIRM_A], False),
        ({"min_research": 1}, [FIRM_A, LAB], True),
        ({"min_research": 1}, [FIRM_A, FIRM_B, CLUB], False),
        ({"min_countries": 2}, [FIRM_A, FIRM_J], True),
        ({"min_countries": 3}, [FIRM_A, FIRM_J, LAB], True),
        ({"min_countries": 3}, [FIRM_A, FIRM_B, FIRM_J], False),
        ({"min_domestic": 3, "min_foreign": 1}, [FIRM_A, FIRM_B, UNI, FIRM_J], True),
        ({"min_domestic": 3, "min_foreign": 1}, [FIRM_A, FIRM_B, FIRM_J, LAB], False),
        ({}, [], True),
    ],
)
def test_r006_each_number_of_the_terms_is_asked_for_alone(asked, partners, holds):
    assert check_composition(asking(**asked), partners).holds is holds


def test_r006_who_is_missing_is_named_by_kind_in_both_languages():
    terms = asking(min_companies=2, min_research=1, min_countries=3)

    finding = check_composition(terms, [CLUB])

    assert finding.says == Words(
        "Es fehlen 2 Unternehmen. Das Projekt hat 0, nötig sind 2. "
        "Es fehlt eine Forschungseinrichtung. Das Projekt hat 0, nötig sind 1. "
        "Es fehlen 2 Länder. Das Projekt hat 1, nötig sind 3.",
        "2 companies are missing. The project has 0 and needs 2. "
        "One research organisation is missing. The project has 0 and needs 1. "
        "2 countries are missing. The project has 1 and needs 3.",
    )
    assert finding.claim.de == "Mindestens 2 Unternehmen, 1 Forschungseinrichtung, 3 Länder."


def test_r006_who_is_together_is_said_in_the_numbers_that_the_terms_ask_for():
    terms = asking(min_domestic=1, min_foreign=1, min_companies=2, min_research=1)

    finding = check_composition(terms, [FIRM_A, FIRM_B, LAB])

    assert finding.says.de == (
        "2 aus Deutschland, 1 aus dem Ausland, 2 Unternehmen, 1 Forschungseinrichtung."
    )
    assert finding.claim.en == (
        "At least 1 partner from Germany and 1 from abroad, 2 companies, 1 research organisation."
    )


def test_r006_whoever_works_at_home_counts_for_the_country_of_home():
    branch = a_partner("Group Deutschland", "US", works_in="DE")

    assert not check_composition(asking(min_countries=2), [FIRM_A, branch]).holds


def test_r006_a_subsidiary_is_no_second_company_where_independence_is_required():
    mother = a_partner("Mutter", legal_key="HRB 1")
    daughter = a_partner("Tochter", legal_key="HRB 2", owner_key="HRB 1")
    terms = asking(min_companies=2, independence_required=True)

    assert not check_composition(terms, [mother, daughter]).holds
    assert check_composition(terms, [mother, daughter, FIRM_A]).holds


@pytest.mark.parametrize(
    ("one", "others", "holds"),
    [
        ("699999.99", "300000.01", True),
        ("700000.00", "300000.00", True),
        ("700000.01", "299999.99", False),
        ("0.00", "0.00", True),
        ("0.01", "0.00", False),
    ],
)
def test_r006_one_partner_has_at_most_its_share_of_the_costs_to_the_cent(one, others, holds):
    terms = asking(most_of_one=Fraction(7, 10))

    finding = check_largest_share(terms, [a_share("Groß AG", one), a_share("Klein", others)])

    assert finding.holds is holds


def test_r006_a_limit_that_is_no_whole_cent_is_rounded_down():
    terms = asking(most_of_one=Fraction(2, 3))
    holding, broken = (
        check_largest_share(terms, [a_share("A", one), a_share("B", other)])
        for one, other in (("66.66", "33.34"), ("66.67", "33.33"))
    )

    assert (holding.holds, broken.holds) == (True, False)
    assert broken.says.en == (
        "A: EUR\u00a066.67 of EUR\u00a0100.00. One partner has at most EUR\u00a066.66."
    )


def test_r006_the_share_is_taken_of_the_grant_where_the_terms_say_so():
    shares = [a_share("Groß AG", 900, 50), a_share("Uni", 100, 50)]
    half = asking(most_of_one=Fraction(1, 2), share_of=ShareOf.GRANT)

    assert check_largest_share(half, shares).holds
    assert not check_largest_share(asking(most_of_one=Fraction(1, 2)), shares).holds
    assert check_largest_share(half, shares).claim.de == (
        "Kein Partner hat mehr als 50\u00a0% der Zuwendung."
    )


def test_r006_institutes_of_one_university_share_one_share():
    terms = asking(most_of_one=Fraction(1, 2))
    shares = [a_share("Uni", 30, key="u"), a_share("Uni", 30, key="u"), a_share("A", 40)]

    finding = check_largest_share(terms, shares)

    assert (finding.holds, finding.says.de[:11]) == (False, "Uni: 60,00\u00a0")


def test_r006_without_a_limit_nothing_is_said_of_shares():
    assert check_largest_share(TERMS, [a_share("A", 1)]) is None


def test_r005_a_round_without_a_limit_takes_any_number_of_projects():
    terms = replace(TERMS, projects=replace(TERMS.projects, max=0))

    finding = check_project_count(terms, [ProjectState.SUBMITTED] * 40)

    assert (finding.holds, finding.says.de) == (True, "Bisher 40.")


def test_the_rules_of_a_call_say_what_it_asks_for_and_nothing_else():
    terms = replace(
        asking(min_companies=2, min_research=1, min_countries=3, most_of_one=Fraction(7, 10)),
        projects=replace(TERMS.projects, max=0, multi_cluster=True),
    )

    found = [
        (rule.sentence.de, rule.figure.de, rule.source.de)
        for rule in rules_in_plain_words(terms)
        if rule.number in ("R-005", "R-006")
    ]

    round_ = "Festlegung der Runde"
    assert found == [
        ("Ein Cluster hat beliebig viele Verbundprojekte.", "–", round_),
        (
            "So viele Cluster dürfen ein Projekt gemeinsam tragen. Es zählt bei beiden; jede "
            "Zuwendung zählt zur Obergrenze des Clusters, das das Projekt führt.",
            "2",
            round_,
        ),
        ("Jedes Projekt hat mindestens so viele Unternehmen als Partner.", "2", round_),
        (
            "Jedes Projekt hat mindestens so viele Forschungseinrichtungen als Partner.",
            "1",
            round_,
        ),
        ("Die Partner eines Projekts kommen aus mindestens so vielen Ländern.", "3", round_),
        ("Ein Partner hat höchstens diesen Teil der Kosten eines Projekts.", "70\u00a0%", round_),
    ]


def test_a_preset_that_leaves_something_open_opens_no_round_and_says_what_is_open():
    assert (presets(), all_presets()) == (
        ["interclust"],
        ["efre", "gocluster", "innet", "interclust", "poles", "regions", "spitzencluster"],
    )
    assert {"cap_per_cluster", "composition.min_foreign", "projects.min"} <= set(
        open_places("poles")
    )
    assert "composition.min_companies" not in open_places("poles")
    with pytest.raises(StillOpen, match="leaves open: whole_euros, cap_per_cluster") as still:
        preset("poles")
    assert still.value.places == open_places("poles")


def test_answers_fill_what_a_preset_leaves_open_and_change_nothing_that_it_says():
    terms = preset("poles", terms_as(replace(TERMS, cap_per_cluster=Money(100))))

    assert terms.cap_per_cluster == Money(100)
    assert (terms.composition.min_companies, terms.composition.min_research) == (2, 1)
    assert (terms.composition.home_country, terms.projects.max) == ("FR", 0)
    assert terms.composition.most_of_one == Fraction(7, 10)
