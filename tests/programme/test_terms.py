"""The terms of a round, their preset and their plain form."""

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from grants.programme.money import eur
from grants.programme.organisation import Basis, OrganisationKind
from grants.programme.plain import NotThatShape, plain
from grants.programme.preset import preset, presets
from grants.programme.terms import terms_as, terms_from

TERMS = preset("interclust")


def test_the_figures_of_the_founding_documents_stand_in_the_preset():
    assert TERMS.cap_per_cluster == eur(4_000_000)
    assert TERMS.matching.share_of_costs == Fraction(1, 2)
    assert (TERMS.composition.min_domestic, TERMS.composition.min_foreign) == (2, 2)
    assert TERMS.projects.max == 3
    assert [phase.max_months for phase in TERMS.phases] == [24, 36]
    assert TERMS.target_winners == 10


def test_every_preset_can_be_read():
    assert [preset(code).code for code in presets()] == presets()


def test_an_unknown_preset_is_refused():
    with pytest.raises(LookupError, match="there is no preset"):
        preset("../interclust")


def test_terms_survive_json_exactly():
    stored = json.dumps(terms_as(TERMS))

    assert terms_from(json.loads(stored)) == TERMS


def test_money_is_a_decimal_string_and_a_share_a_fraction():
    data = terms_as(replace(TERMS, cap_per_cluster=eur("3500000.01")))

    assert data["cap_per_cluster"] == "3500000.01"
    assert data["matching"]["own_funds_share"] == "1/2"
    assert data["selection"]["step"] == "0.5"


def test_the_reading_of_the_grant_makes_a_third_of_the_costs():
    matching = replace(TERMS.matching, mode=type(TERMS.matching.mode)("B"))

    assert matching.share_of_costs == Fraction(1, 3)


def test_a_phase_is_found_by_its_code():
    assert TERMS.phase("concept").max_months == 24
    with pytest.raises(LookupError, match="no phase 'harvest'"):
        TERMS.phase("harvest")


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (["cap_per_cluster"], 4_000_000.0, "cap_per_cluster: 4000000.0 is not str"),
        (["cap_per_cluster"], "much", "cap_per_cluster: 'much' does not fit"),
        (["target_winners"], True, "target_winners: True is not int"),
        (["late_policy"], "perhaps", "late_policy: 'perhaps' does not fit"),
        (["matching", "own_funds_share"], "3/2", "matching: a share lies between 0 and 1"),
        (["matching", "own_funds_share"], "1/0", "own_funds_share: '1/0' does not fit"),
        (["phases", 0, "max_months"], "24", r"phases\[0\].max_months: '24' is not int"),
        (["phases"], "concept", "phases: 'concept' is not list"),
        (["rates", 0, "rate"], "0", "a rate lies above 0 and not above 1, not at 0"),
        (["rates", 0, "rate"], "50", "a rate lies above 0 and not above 1, not at 50"),
        (["selection", "criteria", 0, "weight"], 31, "make 101, not 100"),
        (["selection", "step"], "0", "a scale goes up in steps"),
        (["numbering", "prefix"], "03INT4", "ends with a letter"),
        (["numbering", "prefix"], "", "ends with a letter"),
        (["numbering", "prefix"], "03.T", "ends with a letter"),
        (["letters", "general_conditions"], [], "each basis of costs has one name"),
        (["colour"], "red", "nothing is called 'colour'"),
    ],
    ids=str,
)
def test_what_does_not_fit_is_refused_with_its_place(path, value, message):
    data = terms_as(TERMS)
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value

    with pytest.raises(NotThatShape, match=message):
        terms_from(data)


def test_a_missing_figure_is_refused_by_name():
    data = terms_as(TERMS)
    del data["round_budget"]

    with pytest.raises(NotThatShape, match="'round_budget' is missing"):
        terms_from(data)


def test_a_float_has_no_plain_form():
    with pytest.raises(TypeError, match="no exact plain form"):
        plain(0.5)


def test_letters_name_the_conditions_by_basis_and_the_aid_by_kind():
    letters = TERMS.letters

    assert letters.conditions_on(Basis.COST).de == "NKBF 2017"
    assert letters.aid_for(OrganisationKind.COMPANY).en.startswith("Article 25 GBER")
    assert letters.aid_for(OrganisationKind.UNIVERSITY) == letters.no_state_aid


def test_every_formal_question_names_a_reason_that_exists():
    reasons = {reason.code for reason in TERMS.formal_reasons}

    assert {question.reason for question in TERMS.formal_questions} == reasons


def test_a_cost_category_is_known_by_basis_and_code_and_a_number_only_where_it_was_seen():
    keys = [(category.basis, category.code) for category in TERMS.cost_categories]

    assert len(set(keys)) == len(keys)
    assert {c.number for c in TERMS.cost_categories if c.verified} == {
        "0841",
        "0843",
        "0865",
        "0813",
        "0823",
        "0850",
    }


def test_scores_of_the_scale_are_exact_decimals():
    assert TERMS.selection.lowest + 8 * TERMS.selection.step == TERMS.selection.highest
    assert TERMS.selection.total_threshold == Decimal("3.50")


def test_terms_from_before_the_law_was_a_table_of_its_own_are_still_read():
    body = terms_as(TERMS)
    for name in ("state_aid", "cluster_aid", "de_minimis", "size_rules"):
        del body[name]
    for rate in body["rates"]:
        del rate["valid_from"]
    body["aliases"] = ["InterSpiN"]
    body["legal_ceilings"] = [{"research": "industrial", "size": "small", "alone": "7/10"}]

    read = terms_from(body)

    assert (read.state_aid, read.size_rules) == ((), ())
    assert [rate.rate for rate in read.rates] == [rate.rate for rate in TERMS.rates]
