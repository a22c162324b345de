"""What the page of a plan works out: sums while typing, who pays by year, cells with lines."""

import pytest

from grants.programme.money import eur, total
from grants.programme.plan_line import PlannedLine
from grants.queries.grant_plan import Plan, plan_of
from grants.web.applicant.plan_figures import figures_of, money_by_category, money_by_year
from tests.makers.grant import a_concept_grant
from tests.makers.person import a_person


@pytest.fixture
def anna(session):
    return a_person(session)


@pytest.fixture
def grant(session, anna):
    """The concept grant of a cluster, two years, half of the costs."""
    return a_concept_grant(session, anna)


def a_plan_of(cells, **more):
    nothing = eur(0)
    paid = {"own_funds": nothing, "own_in_kind": nothing, "third_party": nothing, **more}
    return Plan(cells=cells, **{"requested": nothing, **paid})


def test_what_is_typed_is_worked_out_and_not_saved(client_as, anna, grant):
    browser = client_as(anna)
    address = f"/awards/{grant.award.number}/budget"
    sent = {"revision": "1", "cost_personnel_2026": "1.000,01", "own_funds": "400,00"}

    answer = browser.post(address, {**sent, "step": "secondary"})

    assert answer.status_code == 200
    assert "Höchstens 500,00\N{NO-BREAK SPACE}€." in answer.text
    assert "Es fehlen noch 100,01\N{NO-BREAK SPACE}€." in answer.text
    assert "noch nicht gespeichert" in answer.text
    assert plan_of(grant).cells == {}


def test_working_out_says_what_cannot_be_read(client_as, anna, grant):
    address = f"/awards/{grant.award.number}/budget"
    sent = {"revision": "1", "cost_personnel_2026": "12o00", "step": "secondary"}

    answer = client_as(anna).post(address, sent)

    assert answer.status_code == 422
    assert 'value="12o00"' in answer.text


def test_a_cell_with_lines_has_no_field_in_the_grid_and_cannot_be_changed_there(
    client_as, anna, grant
):
    browser = client_as(anna)
    lines = f"/grants/{grant.number}/budget/lines/personnel"
    line = {"year_0": "2026", "label_0": "Leitung", "quantity_0": "2", "unit_price_0": "10,00"}
    browser.post(lines, {"revision": "1", **line})
    address = f"/awards/{grant.award.number}/budget"

    page = browser.get(address).text

    assert 'name="cost_personnel_2026"' not in page
    assert 'name="cost_personnel_2027"' in page
    assert "1 Zeile" in page
    sent = {"revision": "2", "cost_personnel_2026": "9,00", "cost_rent_2026": "1,00"}
    assert browser.post(address, sent).status_code == 303
    assert plan_of(grant).cells == {("personnel", 2026): eur(20), ("rent", 2026): eur(1)}


def test_the_parts_of_the_years_add_up_to_who_pays_to_the_cent(grant):
    cells = {("personnel", 2026): eur("0.01"), ("personnel", 2027): eur("99.99")}
    paid = {"own_funds": eur("33.33"), "third_party": eur("0.02"), "other_public": eur("7.00")}
    plan = a_plan_of(cells, requested=eur("50.00"), **paid)

    drawn = money_by_year(figures_of(grant, plan))

    parts = list(zip(*(each.bar.values for each in drawn), strict=True))
    assert [total(part) for part in parts] == [eur("50.00"), *paid.values()]


def test_categories_are_drawn_with_the_largest_first_and_only_those_with_money(grant):
    plan = a_plan_of({("rent", 2026): eur(1), ("personnel", 2027): eur(2)})

    drawn = money_by_category(figures_of(grant, plan))

    assert [(each.bar.name.en, each.bar.values) for each in drawn] == [
        ("Personnel", (eur(2),)), ("Rents", (eur(1),)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("own", "missing"), [("49.99", "0.01"), ("50.00", "0"), ("50.01", "-0.01")]
)
def test_what_nobody_pays_is_counted_to_the_cent(grant, own, missing):
    plan = a_plan_of({("rent", 2026): eur(100)}, requested=eur(50), own_funds=eur(own))

    assert figures_of(grant, plan).missing == eur(missing)


def test_an_empty_plan_has_no_pictures(client_as, anna, grant):
    assert money_by_year(figures_of(grant)) == []
    assert 'id="money"' not in client_as(anna).get(f"/awards/{grant.award.number}/budget").text


def test_a_line_knows_whether_it_is_a_bare_amount():
    assert PlannedLine(category="rent", year=2026, fixed=eur(1)).bare
    assert not PlannedLine(category="rent", year=2026, label="Labor").bare
