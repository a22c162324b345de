"""The list of findings as a file: the same rows, the same filters, the last word of either side."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from grants.actions.observation import say_about
from grants.models.observation import Observation
from grants.programme.observation import WordKind
from tests.makers.decided import LATER, an_auditor, an_awarded_case
from tests.makers.observation import look
from tests.makers.review import an_officer
from tests.web.cost import MOST_STATEMENTS, statements


@pytest.fixture
def case(session):
    return an_awarded_case(session)


@pytest.fixture
def clara(session):
    return an_auditor(session)


@pytest.fixture
def auditor(session, client_as, clock_at, clara):
    clock_at(LATER)
    return client_as(clara)


@pytest.fixture
def disputed(session, case, clara):
    """A late report; staff answered like a formula, the auditor does not accept it."""
    look(session, clara, LATER)
    found = session.scalars(select(Observation).where(Observation.code == "F-07")).all()
    one = next(each for each in found if each.subject.endswith("/interim/2029"))
    for kind, who, text in (
        (WordKind.ANSWER, an_officer(session, "Otto Ohm"), "Bald."),
        (WordKind.ANSWER, an_officer(session, "Olga Orth"), "Am 2. Juni gemahnt."),
        (WordKind.DISPUTE, clara, "=Die Mahnung fehlt."),
    ):
        say_about(session, one, kind, text, revision=one.revision, by=who.as_actor(), now=LATER)
    return one


def rows(answer):
    assert answer.mimetype == "text/csv"
    return list(csv.DictReader(StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";"))


def test_a_row_says_what_was_found_and_the_last_word_of_either_side(auditor, disputed, case):
    (row,) = rows(auditor.get("/findings/list.csv?code=F-07&state=disputed"))

    assert (row["Kennung"], row["Schwere"], row["Fall"]) == ("F-07", "hoch", case.number)
    assert row["Gegenstand"] == f"{case.number}A/interim/2029"
    assert row["Zuerst gesehen"] == "2030-06-03 10:00"
    assert row["Nicht mehr da seit"] == ""
    assert row["Antwort des Projektträgers"] == "Olga Orth, 2030-06-03 10:00: Am 2. Juni gemahnt."
    assert row["Urteil der Prüfung"] == (
        "Nicht anerkannt, Clara Neumann, 2030-06-03 10:00: =Die Mahnung fehlt."
    )


def test_the_file_leaves_out_what_the_filters_leave_out(session, auditor, disputed):
    every = rows(auditor.get("/findings/list.csv"))

    assert len(every) == session.query(Observation).count() > 1
    assert rows(auditor.get("/findings/list.csv?severity=critical")) == []


def test_the_workbook_says_the_same_and_computes_nothing(auditor, disputed):
    disputed.says_de = "=1+1"
    answer = auditor.get("/findings/list.xlsx?state=disputed")

    sheet = load_workbook(BytesIO(answer.data)).active
    head, row = list(sheet.iter_rows())
    cells = dict(zip((cell.value for cell in head), row, strict=True))
    assert answer.headers["Content-Disposition"] == "attachment; filename=findings.xlsx"
    assert cells["Was gefunden wurde"].value == "=1+1"
    assert cells["Was gefunden wurde"].data_type == "s"
    assert cells["Stand"].value == "nicht anerkannt"


def test_the_file_speaks_english(auditor, disputed):
    (row,) = rows(auditor.get("/findings/list.csv?state=disputed&lang=en"))

    assert row["Finding"] == "Report missing or late"
    assert row["State"] == "disputed"


def test_a_file_of_many_costs_few_statements(session, auditor, disputed):
    session.expire_all()

    _answer, seen = statements(session, lambda: auditor.get("/findings/list.csv"))

    assert len(seen) <= MOST_STATEMENTS
