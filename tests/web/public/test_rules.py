"""The rules of a call as everybody may read them, with the figures of that call."""

from dataclasses import replace

import html5lib

from grants.programme.money import eur
from grants.programme.preset import preset
from grants.programme.rulebook import rules_in_plain_words
from grants.programme.terms import terms_as
from grants.web.public.call_rules import rules_of
from tests.makers.moment import NOON, days
from tests.makers.round import a_round

TERMS = preset("interclust")
POLES = preset(
    "poles",
    terms_as(replace(TERMS, composition=replace(TERMS.composition, min_domestic=0, min_foreign=0))),
)
"""A programme that asks for companies and research, not for partners from abroad."""
OTHERS = replace(
    TERMS,
    cap_per_cluster=eur("3250000.50"),
    total_months=54,
    projects=replace(TERMS.projects, max=5),
)
"""A call that decided otherwise."""


def rows(page):
    """Every rule of the page as its row shows it: sentence, figure, number, source."""
    tree = html5lib.parse(page.text, namespaceHTMLElements=False)
    return [
        tuple("".join(cell.itertext()).strip() for cell in row)
        for row in tree.findall(".//tbody/tr")
    ]


def test_every_rule_of_the_rulebook_stands_in_one_chapter():
    listed = [rule for chapter in rules_of(TERMS) for rule in chapter.rules]

    assert sorted(listed, key=lambda rule: rule.number) == rules_in_plain_words(TERMS)
    assert [n for n in range(1, 30) if f"R-{n:03}" not in {rule.number for rule in listed}] == []


def test_a_call_with_another_composition_says_so_on_its_pages(client_as, session, clock_at):
    a_round(session, 6, opens_at=days(-60), closes_at=days(44), terms=POLES)
    clock_at(NOON)

    listed = rows(client_as().get("/calls/6/rules?lang=en"))
    call = client_as().get("/calls/6?lang=de").text

    assert [(figure, sentence) for sentence, figure, number, _ in listed if number == "R-006"] == [
        ("2", "Every project has at least so many companies as partners."),
        ("1", "Every project has at least so many research organisations as partners."),
        ("70\N{NO-BREAK SPACE}%", "One partner has at most this part of the costs of a project."),
    ]
    assert "Beliebig viele Verbundprojekte. In jedem mindestens 2 Unternehmen, 1 Forschung" in call


def test_everybody_reads_the_rules_of_a_call_with_its_own_figures(client_as, session, clock_at):
    a_round(session, 6, opens_at=days(-60), closes_at=days(44), terms=OTHERS)
    clock_at(NOON)

    german, english = (
        rows(client_as().get(f"/calls/6/rules?lang={language}")) for language in ("de", "en")
    )

    rules = [rule for chapter in rules_of(OTHERS) for rule in chapter.rules]
    assert german == [(r.sentence.de, r.figure.de, r.number, r.source.de) for r in rules]
    assert english == [(r.sentence.en, r.figure.en, r.number, r.source.en) for r in rules]
    assert [figure for _, figure, number, _ in english if number in {"R-001", "R-005"}] == [
        "EUR\N{NO-BREAK SPACE}3,250,000.50",
        "5",
    ]
