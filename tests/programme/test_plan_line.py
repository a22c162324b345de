"""Lines of a plan: quantity x price to the cent, read in the language of the page."""

from datetime import date
from decimal import Decimal

import pytest

from grants.programme.amount import NotAnAmount
from grants.programme.money import Money, eur
from grants.programme.plan_check import Frame, check_lines, line_findings, months_in
from grants.programme.plan_line import (
    MOST_LINES,
    PlannedLine,
    Unit,
    amount_of,
    grid_of,
    read_quantity,
    written_quantity,
)

FRAME = Frame(categories=("personnel", "rent"), first=date(2028, 7, 1), last=date(2030, 2, 28))


def a_line(**more):
    return PlannedLine(**{"category": "personnel", "year": 2028, "label": "Stelle", **more})


@pytest.mark.parametrize(
    ("quantity", "price", "amount"),
    [
        ("12", "5400.00", "64800.00"),
        ("0.5", "0.01", "0.01"),
        ("0.49", "0.01", "0.00"),
        ("0.33", "0.05", "0.02"),
        ("2.5", "333.33", "833.33"),
        ("999999.99", "0.00", "0.00"),
    ],
)
def test_half_a_cent_is_rounded_up_and_less_is_not(quantity, price, amount):
    assert amount_of(Decimal(quantity), eur(price)) == eur(amount)


def test_the_amount_that_came_along_is_not_looked_at_where_there_is_a_quantity():
    line = a_line(quantity=Decimal(3), unit_price=eur(10), fixed=eur(999))

    assert line.amount == eur(30)


def test_the_grid_is_the_sum_of_the_lines_and_the_bare_amount_where_there_are_none():
    lines = [a_line(fixed=eur(1)), a_line(fixed=eur("0.01")), a_line(year=2029, fixed=eur(0))]
    bare = {("personnel", 2028): eur(500), ("personnel", 2029): eur(5), ("rent", 2028): eur(7)}

    assert grid_of(lines, bare) == {("personnel", 2028): eur("1.01"), ("rent", 2028): eur(7)}


@pytest.mark.parametrize(
    ("text", "language", "quantity"),
    [("2,5", "de", "2.5"), ("2.5", "en", "2.5"), ("1.200", "de", "1200"), (" 12 ", "de", "12"),
     ("999.999,99", "de", "999999.99")],
)  # fmt: skip
def test_a_quantity_is_read_as_its_page_writes_it(text, language, quantity):
    assert read_quantity(text, language) == Decimal(quantity)


@pytest.mark.parametrize(
    "text", ["", "zwölf", "0", "0,00", "-1", "1e3", "١٢", "1,234", "12 €", "1000000", "Infinity"]
)
def test_everything_else_is_no_quantity(text):
    with pytest.raises(NotAnAmount):
        read_quantity(text, "de")


@pytest.mark.parametrize(
    ("quantity", "language", "text"),
    [("12.00", "de", "12"), ("2.50", "de", "2,5"), ("0.25", "en", "0.25"), ("100", "de", "100")],
)
def test_a_quantity_is_written_without_zeros_at_its_end(quantity, language, text):
    assert written_quantity(Decimal(quantity), language) == text


def test_a_year_that_the_plan_only_touches_has_the_months_it_touches():
    assert [months_in(FRAME, year) for year in (2027, 2028, 2029, 2030)] == [0, 6, 12, 2]


@pytest.mark.parametrize(("months", "says"), [("6", []), ("6.01", ["2 Personen"])])
def test_more_months_than_the_year_has_are_noticed_and_not_refused(months, says):
    line = a_line(quantity=Decimal(months), unit=Unit.MONTH, unit_price=eur(1))

    found = line_findings(FRAME, [line]).get(0, [])

    assert [words in finding.says.de for finding, words in zip(found, says, strict=True)] == [
        True for _ in says
    ]
    assert all(finding.warns for finding in found)


def test_a_line_outside_the_period_or_without_words_is_refused_at_its_field():
    lines = [a_line(fixed=eur(1)), a_line(year=2031, fixed=eur(1)), a_line(label="", fixed=eur(1))]

    broken = [(one.rule, one.place) for one in check_lines(FRAME, lines) if one.breaks]

    assert broken == [("R-011", "lines#year_1"), ("plan-line", "lines#label_2")]


@pytest.mark.parametrize(("count", "holds"), [(MOST_LINES, True), (MOST_LINES + 1, False)])
def test_a_plan_has_at_most_two_hundred_lines(count, holds):
    found = check_lines(FRAME, [a_line(fixed=Money(at)) for at in range(count)])

    assert all(finding.holds for finding in found) is holds


def test_a_product_beyond_what_can_be_kept_is_refused():
    line = a_line(quantity=Decimal("999999.99"), unit_price=eur("999999999999.99"))

    assert [one.place for one in check_lines(FRAME, [line]) if one.breaks] == ["lines#unit_price_0"]


def test_the_same_line_twice_is_noticed_at_both():
    lines = [a_line(fixed=eur(5)), a_line(label="STELLE", fixed=eur(5)), a_line(fixed=eur(6))]

    assert sorted(line_findings(FRAME, lines)) == [0, 1]
