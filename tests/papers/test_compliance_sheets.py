"""The workbook and the JSON of a compliance report hold the very figures of its PDF."""

import io
import json
from collections import Counter
from decimal import Decimal

import openpyxl
import pytest

from grants.documents.printing import prepare
from grants.documents.report_sheets import EURO, MONEY, report_workbook
from grants.documents.snapshot import as_json
from grants.papers.compliance_award import fill_award_report
from grants.papers.compliance_round import fill_round_report
from tests.makers.decided import an_awarded_case
from tests.makers.moment import days


@pytest.fixture(params=["award", "round"])
def data(request, session):
    """The data of a report as its PDF is printed from them."""
    award = an_awarded_case(session)
    if request.param == "award":
        return prepare(fill_award_report(session, award, cut_off=days(5)))
    return prepare(fill_round_report(session, award.application.round, cut_off=days(5)))


def amounts_in(value):
    """Every amount in the data, wherever it stands."""
    if isinstance(value, dict):
        return [each for inner in value.values() for each in amounts_in(inner)]
    if isinstance(value, list):
        return [each for inner in value for each in amounts_in(inner)]
    return [Decimal(value)] if isinstance(value, str) and MONEY.fullmatch(value) else []


def cells(workbook):
    return [cell for sheet in workbook for row in sheet.iter_rows(min_row=2) for cell in row]


@pytest.mark.parametrize("language", ["de", "en"])
def test_each_amount_of_the_report_is_in_the_workbook_once(data, language):
    workbook = openpyxl.load_workbook(io.BytesIO(report_workbook(data, language)))

    found = Counter(
        round(Decimal(str(cell.value)), 2) for cell in cells(workbook) if cell.number_format == EURO
    )

    assert found == Counter(amounts_in(data))
    assert sum(found.values()) > 3


def test_each_row_of_a_table_is_a_row_of_its_sheet(data):
    workbook = openpyxl.load_workbook(io.BytesIO(report_workbook(data, "en")))

    assert workbook["Rules"].max_row == len(data["findings"]) + 1
    assert workbook["Time line"].max_row == len(data["time_line"]) + 1
    assert workbook.sheetnames[0] == "Overview"


def test_the_json_is_what_is_attached_to_the_pdf(data):
    assert json.loads(as_json(data)) == json.loads(json.dumps(data))


def test_what_people_typed_is_no_formula(data):
    data = data | {"facts": [{"label": {"de": "=1+1", "en": "=1+1"}, "text": "@x"}]}

    workbook = openpyxl.load_workbook(io.BytesIO(report_workbook(data, "en")))

    assert [(cell.value, cell.data_type) for cell in workbook["Facts"][2]] == [
        ("=1+1", "s"), ("@x", "s"),
    ]  # fmt: skip
