"""The rules for terms that are being set up: what is open, what does not fit, what may change."""

from dataclasses import fields, replace

import pytest

from grants.programme.preset import preset
from grants.programme.setup_change import compare_terms
from grants.programme.setup_check import OPEN, findings_on, whole
from grants.programme.setup_sheet import Table, kind_of, row_type, with_value
from grants.programme.setup_sheets import parts
from grants.programme.terms import Terms, terms_as

TERMS = preset("interclust")
BODY = terms_as(TERMS)
LAW = {"state_aid", "cluster_aid", "de_minimis", "notification", "size_rules", "transparency"}


def broken(body):
    return [(one.rule, one.place) for one in findings_on(body) if one.breaks]


def test_every_figure_of_the_terms_stands_on_a_sheet_but_the_law_and_the_code():
    shown = {part.place.partition(".")[0] for _, part in parts()}

    assert {field.name for field in fields(Terms)} - shown == LAW | {"code"}


def test_every_place_of_a_sheet_is_one_of_the_terms():
    kinds = []
    for _, part in parts():
        kinds.append(kind_of(part.place))
        for column in part.columns if isinstance(part, Table) else ():
            kinds.append(kind_of(column.place, row_type(part)))

    assert all(kind.type for kind in kinds)
    with pytest.raises(Exception, match="nowhere"):
        kind_of("nowhere")


def test_whole_terms_have_nothing_open_and_come_out_as_they_went_in():
    assert broken(BODY) == []
    assert whole(BODY) == TERMS


@pytest.mark.parametrize(
    ("place", "value", "rule"),
    [
        ("round_budget", None, OPEN),
        ("round_budget", "0.00", "R-015"),
        ("round_budget", "0.01", ""),
        ("currency", "USD", "R-017"),
        ("goals", None, OPEN),
        ("goals", [], OPEN),
        ("selection.step", "0.3", "R-060"),
        ("selection.step", "0", "R-060"),
        ("selection.step", "4.0", ""),
        ("selection.total_threshold", "5.0", ""),
        ("selection.total_threshold", "5.01", "R-062"),
        ("selection.min_scores", 3, ""),
        ("selection.min_scores", 4, "R-061"),
        ("selection.tie_breaks", ["lot", "balance"], "R-063"),
        ("selection.tie_breaks", ["balance", "lot"], ""),
        ("selection.tie_breaks", [], "R-063"),
        ("projects.max", 0, ""),
        ("projects.min", 3, ""),
        ("projects.min", 4, "R-005"),
        ("total_months", 60, ""),
        ("total_months", 61, "R-011"),
        ("total_months", 35, "R-011"),
        ("matching.own_funds_share", "1", ""),
        ("matching.own_funds_share", "11/10", "FIGURE"),
        ("retention_years", 3650, ""),
        ("retention_years", 3651, "FIGURE"),
        ("target_winners", 0, "FIGURE"),
        ("target_winners", 1, ""),
        ("deadlines.interim_day", 31, "R-041"),
        ("deadlines.holiday_land", "XX", "R-040"),
        ("numbering.prefix", "03", "NUMBERS"),
        ("composition.home_country", "Deutschland", "R-008"),
    ],
)
def test_each_rule_holds_to_its_edge(place, value, rule):
    found = {one for one, _ in broken(with_value(BODY, place, value))}

    assert found == ({rule} if rule else set())


@pytest.mark.parametrize(("weight", "holds"), [(29, False), (30, True), (31, False)])
def test_the_weights_of_the_criteria_make_exactly_a_hundred(weight, holds):
    criteria = [dict(one) for one in BODY["selection"]["criteria"]]
    criteria[0]["weight"] = weight

    found = broken(with_value(BODY, "selection.criteria", criteria))

    wrong = [] if holds else [("R-060", "selection#selection__criteria__0__weight")]
    assert found == wrong


def test_a_text_that_lacks_a_language_is_open_in_that_language():
    found = broken(with_value(BODY, "name", {"de": "InterClust"}))

    assert found == [(OPEN, "programme#name__en")]


def test_what_differs_is_said_in_words_with_both_figures():
    after = terms_as(replace(TERMS, target_winners=12, whole_euros=True))

    found = [(one.label.en, one.before.en, one.after.en) for one in compare_terms(BODY, after)]

    assert found == [
        ("Number of selections, about", "10", "12"),
        ("Round down to full euros?", "no", "yes"),
    ]


def test_terms_are_equal_to_themselves_and_to_a_file_that_leaves_defaults_out():
    without = {name: value for name, value in BODY.items() if name != "composition"}
    short = {k: v for k, v in BODY["composition"].items() if k not in ("min_companies", "share_of")}

    assert compare_terms(BODY, BODY) == []
    assert compare_terms(BODY, without | {"composition": short}) == []


@pytest.mark.parametrize(
    ("place", "value", "says"),
    [
        ("selection.total_threshold", "99",
         "Die Schwelle muss auf der Skala von 1,0 bis 5,0 liegen, Sie haben 99 eingegeben."),
        ("selection.min_scores", 7,
         "Die Zahl muss zwischen 1 und 3 liegen, so viele Jurymitglieder hat jede Bewerbung; Sie"
         " haben 7 eingegeben."),
        ("cap_per_cluster", "-5.00",
         "Die Obergrenze muss größer als null sein, Sie haben −5,00\xa0€ eingegeben."),
        ("selection.highest", "1.0",
         "Der höchste Wert muss über dem niedrigsten liegen und in ganzen Schritten erreichbar"
         " sein; von 1,0 bis 1,0 in Schritten von 0,5 geht das nicht."),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_as_it_is_with_what_was_entered_and_once(place, value, says):
    wrong = [one for one in findings_on(with_value(BODY, place, value)) if one.breaks]

    assert wrong[0].says.de == says
    assert len(wrong) == 1 + (place == "cap_per_cluster")
