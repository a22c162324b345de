"""The rules of a call as everybody may read them, with the figures of that call."""

import re
from dataclasses import replace

from grants.programme.money import eur
from grants.programme.preset import preset
from grants.web.public.call_rules import rules_of
from tests.makers.moment import NOON, days
from tests.makers.round import a_round

TERMS = preset("interclust")


def said(terms, number):
    return [
        rule.says.en.replace("\u00a0", " ")
        for chapter in rules_of(terms)
        for rule in chapter.rules
        if rule.number == number
    ]


def test_every_rule_on_money_partners_and_rates_is_listed_once_in_a_chapter():
    listed = [rule.number for chapter in rules_of(TERMS) for rule in chapter.rules]

    assert [f"R-{n:03}" for n in range(1, 30) if f"R-{n:03}" not in listed] == []
    assert all(re.fullmatch(r"R-\d{3}", number) for number in listed)


def test_the_figures_are_those_of_the_call():
    assert said(replace(TERMS, cap_per_cluster=eur(3_000_000)), "R-001") == [
        "A cluster receives at most EUR 3,000,000.00, both phases and all recipients together."
    ]
    assert said(TERMS, "R-024") == [
        "For 10 years the law allows a cluster management this part of its expenditure: 50 %"
    ]


def test_what_follows_a_figure_stays_behind_it():
    assert said(TERMS, "R-021") == [
        "Costs that nobody assigns count as this: Experimental development. "
        "Each category counts with its ceiling."
    ]


def test_everybody_can_read_the_rules_of_a_call(client_as, session, clock_at):
    a_round(session, 6, opens_at=days(-60), closes_at=days(44))
    clock_at(NOON)

    page = client_as().get("/calls/6/rules")

    assert page.status_code == 200
    assert [n for n in range(1, 30) if f">R-{n:03}<" not in page.text] == []
