"""The vouchers of a report in the browser: one by one, as a workbook, and what they come to."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from grants.actions.report import submit_report
from grants.models.report import ReportLine
from grants.programme.money import eur
from grants.programme.people import TeamRole
from grants.programme.stages import ReportState
from grants.queries.voucher import vouchers_of
from tests.makers.application import an_application
from tests.makers.award import an_award
from tests.makers.cluster import a_cluster, joins
from tests.makers.grant import a_grant
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.report import a_report
from tests.makers.voucher import a_voucher, listed

TYPED = {
    "category": "travel_abroad", "payee": "Reisebüro Muster", "purpose": "Reise nach Grenoble",
    "amount": "1.234,56", "invoice_on": "02.06.2026", "invoice": "RE-77",
    "paid_on": "18.06.2026", "payment": "Auszug 6",
}  # fmt: skip


@pytest.fixture
def person(session):
    return a_person(session, "Anna Albrecht")


@pytest.fixture
def report(session, clock_at, person):
    clock_at(NOON)
    cluster = a_cluster(session, team={person: TeamRole.SIGNATORY})
    grant = a_grant(session, an_award(session, an_application(session, cluster)))
    made = a_report(session, grant, state=ReportState.OPEN, narrative="Alles lief.")
    session.add(ReportLine(report=made, category="travel_abroad", spent=eur("1234.56")))
    session.flush()
    session.refresh(made)
    return made


@pytest.fixture
def anna(report, client_as, person):
    return client_as(person)


def address(report, more=""):
    return f"/grants/{report.grant.number}/reports/{report.year}/vouchers{more}"


def test_a_voucher_is_entered_and_the_list_says_that_it_fits(session, anna, report):
    assert "Noch kein Beleg" in anna.get(address(report)).text

    assert anna.post(address(report, "/new"), TYPED).status_code == 303

    page = anna.get(address(report)).text
    assert "1. Reisebüro Muster" in page
    assert "stimmt" in page
    assert vouchers_of(session, report)[0].amount == eur("1234.56")


def test_the_next_one_begins_with_the_same_category(anna, report):
    answer = anna.post(address(report, "/new"), TYPED | {"step": "secondary"})

    assert answer.location.endswith("/new?category=travel_abroad")
    assert '<option value="travel_abroad" selected>' in anna.get(answer.location).text


def test_what_was_paid_in_another_year_is_refused_and_nothing_typed_is_lost(anna, report):
    answer = anna.post(address(report, "/new"), TYPED | {"paid_on": "01.01.2027"})

    assert answer.status_code == 422
    assert "Bezahlt am 01.01.2027. Dieser Nachweis umfasst den 01.01.2026 bis" in answer.text
    assert 'value="RE-77"' in answer.text
    assert 'value="01.01.2027"' in answer.text


def test_an_amount_that_the_other_language_reads_otherwise_is_asked_about(anna, report):
    answer = anna.post(address(report, "/new"), TYPED | {"amount": "1.234"})

    assert answer.status_code == 422
    assert 'value="1.234,00"' in answer.text
    assert anna.post(address(report, "/new"), TYPED | {"amount": "-5"}).status_code == 422


def test_a_voucher_is_corrected_and_taken_out(session, anna, report):
    listed(session, report, a_voucher(), a_voucher(invoice="RE-78"))
    page = anna.get(address(report, "/2")).text
    seen = page.split('name="seen" value="')[1].split('"')[0]

    changed = anna.post(address(report, "/2"), TYPED | {"amount": "9,00", "seen": seen})
    again = anna.post(address(report, "/2"), TYPED | {"amount": "8,00", "seen": seen})
    removed = anna.post(address(report, "/1/remove"))

    assert (changed.status_code, again.status_code, removed.status_code) == (303, 422, 303)
    assert "inzwischen etwas anderes gespeichert" in again.text
    assert [each.amount for each in vouchers_of(session, report)] == [eur(9)]
    assert anna.get(address(report, "/1")).status_code == 404


def test_who_only_reads_takes_nothing_out_and_is_told_why(session, client_as, report, person):
    listed(session, report, a_voucher())
    rita = client_as(joins(session, a_person(session, "Rita Reader"),
                           report.grant.award.cluster, TeamRole.READER).person)  # fmt: skip

    assert rita.post(address(report, "/1/remove")).status_code == 303

    assert len(vouchers_of(session, report)) == 1
    assert "Der Beleg ist entfernt" not in rita.get(address(report)).text


def workbook(anna, report):
    return load_workbook(io.BytesIO(anna.get(address(report, ".xlsx")).data))


def sent(anna, report, book):
    kept = io.BytesIO()
    book.save(kept)
    kept.seek(0)
    return anna.post(address(report, "/upload"), {"workbook": (kept, "Belege.xlsx")})


def test_the_list_goes_out_and_comes_back_as_a_workbook(session, anna, report):
    listed(session, report, a_voucher(purpose="=Summe"))
    book = workbook(anna, report)
    sheet = book["Belege"]
    assert (sheet["E2"].value, sheet["C2"].value.date()) == ("=Summe", date(2026, 6, 18))
    for letter, value in zip("ABCDEFGH", (
        "Dienstreisen ins Ausland", date(2026, 7, 1), "15.07.2026", "Bahn", "Fahrt", "12,50", 4711,
        "Auszug 7",
    ), strict=True):  # fmt: skip
        sheet[f"{letter}3"] = value

    looked = sent(anna, report, book)

    assert looked.status_code == 200
    assert "Neu oder geändert" in looked.text
    assert len(vouchers_of(session, report)) == 1
    form = {name: looked.text.split(f'name="{name}" value="')[1].split('"')[0]
            for name in ("vouchers", "seen")}  # fmt: skip
    assert anna.post(address(report, "/take-over"), form).status_code == 303
    first, second = vouchers_of(session, report)
    assert first.value == a_voucher(purpose="=Summe")
    assert (second.invoice, second.amount, second.paid_on) == ("4711", eur("12.50"),
                                                               date(2026, 7, 15))  # fmt: skip


def test_cells_that_cannot_be_read_are_named_and_nothing_is_taken_over(session, anna, report):
    book = workbook(anna, report)
    sheet = book["Belege"]
    for letter, value in zip("ABCDEFGH", (
        "Yacht", "gestern", date(2027, 7, 15), "Bahn", "Fahrt", "viel", "RE-1", None,
    ), strict=True):  # fmt: skip
        sheet[f"{letter}2"] = value

    answer = sent(anna, report, book)

    assert answer.status_code == 422
    for cell in ("A2", "B2", "F2", "H2"):
        assert f"Blatt Belege, {cell}" in answer.text
    assert vouchers_of(session, report) == []


def test_columns_in_another_order_are_refused(anna, report):
    book = workbook(anna, report)
    book["Belege"]["B1"], book["Belege"]["C1"] = "Bezahlt am", "Rechnung oder Auftrag vom"

    answer = sent(anna, report, book)

    assert answer.status_code == 422
    assert "Hier gehört die Spalte „Rechnung oder Auftrag vom“ hin" in answer.text


def test_a_list_sealed_by_somebody_else_is_not_taken_over(anna, report):
    answer = anna.post(address(report, "/take-over"), {"vouchers": "gefälscht", "seen": ""})

    assert answer.location.endswith("/upload")


def test_after_handing_in_the_list_is_read_only(session, anna, report, person):
    listed(session, report, a_voucher())
    report.own_funds_spent = eur("1234.56")
    session.flush()
    submit_report(session, report, by=person.as_actor(), now=NOON)

    page = anna.get(address(report)).text

    assert "Reisebüro Muster" in page
    assert "Beleg erfassen" not in page
    assert anna.post(address(report, "/new"), TYPED).location.endswith("/vouchers")
    assert "nicht mehr ändern" in anna.get(address(report)).text


def test_what_was_typed_about_a_voucher_that_somebody_removed_is_offered_as_a_new_one(
    session, anna, report
):
    listed(session, report, a_voucher())
    seen = anna.get(address(report, "/1")).text.split('name="seen" value="')[1].split('"')[0]
    anna.post(address(report, "/1/remove"))

    answer = anna.post(address(report, "/1"), TYPED | {"invoice": "RE-4711", "seen": seen})

    assert answer.status_code == 409
    assert 'value="RE-4711"' in answer.text
    assert f'action="{address(report, "/new")}"' in answer.text
    assert anna.post(address(report, "/1/remove")).status_code == 303
    assert anna.post(address(report, "/2/remove")).status_code == 404
