"""A plan goes out as a workbook and comes back: shown before it is taken over, lost never."""

from datetime import date

import pytest

from grants.models.award import PhaseKind
from grants.programme.money import eur
from grants.programme.stages import GrantState
from grants.queries.grant_plan import plan_of
from grants.queries.plan_line import lines_of
from tests.documents.filled import filled, sent
from tests.documents.office import saved_by_libreoffice
from tests.makers.grant import a_concept_grant, a_grant
from tests.makers.person import a_person


@pytest.fixture
def anna(session):
    return a_person(session)


@pytest.fixture
def grant(session, anna):
    return a_concept_grant(session, anna)


@pytest.fixture
def place(grant):
    return f"/grants/{grant.number}/budget"


LINE = {"year_0": "2026", "label_0": "Leitung", "quantity_0": "2", "unit_price_0": "10,00"}


def downloaded(browser, place):
    answer = browser.get(f"{place}.xlsx")
    assert answer.status_code == 200
    return answer.data


def send(browser, place, content):
    return browser.post(f"{place}/upload", sent(content), content_type="multipart/form-data")


def take_over(browser, place, page, **more):
    """Press the button of the page that shows what would change."""
    sealed = page.text.partition('name="plan" value="')[2].partition('"')[0]
    revision = page.text.partition('name="revision" value="')[2].partition('"')[0]
    return browser.post(f"{place}/take-over", {"plan": sealed, "revision": revision, **more})


def test_a_filled_workbook_is_shown_and_then_taken_over(client_as, anna, grant, place):
    browser = client_as(anna)
    browser.post(f"{place}/lines/personnel", {"revision": "1", **LINE})
    content = downloaded(browser, place)

    page = send(browser, place, filled(
        content, D2=3, A3="Mieten", B3=2027, C3="Labor", G3=5.5))  # fmt: skip

    assert page.status_code == 200
    assert "Was sich ändern würde" in page.text
    assert plan_of(grant).cells == {("personnel", 2026): eur(20)}
    assert take_over(browser, place, page).status_code == 303
    assert plan_of(grant).cells == {("personnel", 2026): eur(30), ("rent", 2027): eur("5.50")}
    assert "Es ändert sich nichts." in send(browser, place, downloaded(browser, place)).text


def test_a_template_that_libreoffice_saved_is_taken_as_it_was_sent(
    client_as, anna, grant, place, tmp_path
):
    browser = client_as(anna)
    browser.post(f"{place}/lines/personnel", {"revision": "1", **LINE})
    template = filled(downloaded(browser, place), A3="Mieten", B3=2027, C3="Labor", G3=5.5)

    page = send(browser, place, saved_by_libreoffice(template, tmp_path))

    assert take_over(browser, place, page).status_code == 303
    assert plan_of(grant).cells == {("personnel", 2026): eur(20), ("rent", 2027): eur("5.50")}


def test_bad_cells_are_named_and_nothing_is_taken_over(client_as, anna, grant, place):
    browser = client_as(anna)

    page = send(browser, place, filled(downloaded(browser, place), A2="Kaffee", B2=2026, G2=1))

    assert page.status_code == 422
    assert "Blatt Zeilen, A2:" in page.text
    assert "„Kaffee“" in page.text
    assert plan_of(grant).cells == {}


@pytest.mark.parametrize("rows", [100, 101])
def test_of_many_bad_cells_the_first_hundred_are_listed_and_all_are_counted(
    client_as, anna, place, rows
):
    browser = client_as(anna)
    cells = {f"{column}{2 + row}": value for row in range(rows)
             for column, value in {"A": "Kaffee", "B": 2026, "G": 1}.items()}  # fmt: skip

    page = send(browser, place, filled(downloaded(browser, place), **cells))

    assert page.status_code == 422
    assert page.text.count("Blatt Zeilen, A") == 100
    assert f"{rows} Zellen können wir nicht lesen" in page.text
    assert (f"Gezeigt sind die ersten 100 von {rows}." in page.text) is (rows > 100)


@pytest.mark.parametrize("content", [b"", b"no workbook"])
def test_what_is_no_workbook_is_refused_at_its_field(client_as, anna, place, content):
    answer = send(client_as(anna), place, content)

    assert answer.status_code == 422
    assert 'id="workbook-error"' in answer.text


def test_no_file_at_all_is_asked_for(client_as, anna, place):
    answer = client_as(anna).post(f"{place}/upload", {})

    assert answer.status_code == 422
    assert "Wählen Sie eine Excel-Datei." in answer.text


def test_what_somebody_saved_meanwhile_is_shown_beside_the_file(client_as, anna, grant, place):
    browser = client_as(anna)
    content = filled(downloaded(browser, place), A2="Mieten", B2=2026, C2="Labor", G2=7)
    page = send(browser, place, content)
    browser.post(f"{place}/lines/personnel", {"revision": "1", **LINE})

    refused = take_over(browser, place, page)

    assert refused.status_code == 409
    assert "Zwei Fassungen" in refused.text
    assert "fällt weg" in refused.text
    assert plan_of(grant).cells == {("personnel", 2026): eur(20)}
    assert take_over(browser, place, refused).status_code == 303
    assert plan_of(grant).cells == {("rent", 2026): eur(7)}


def test_a_plan_that_we_did_not_seal_is_not_taken_over(client_as, anna, grant, place):
    browser = client_as(anna)

    answer = browser.post(f"{place}/take-over", {"plan": "made.up", "revision": "1"})

    assert (answer.status_code, plan_of(grant).cells) == (303, {})


def test_what_was_read_for_one_plan_does_not_fit_another(client_as, session, anna, grant, place):
    other = a_grant(session, grant.award, letter="B", phase=PhaseKind.IMPLEMENTATION,
                    state=GrantState.APPLIED)  # fmt: skip
    browser = client_as(anna)
    content = filled(downloaded(browser, place), A2="Mieten", B2=2026, C2="Labor", G2=7)
    page = send(browser, place, content)

    take_over(browser, f"/grants/{other.number}/budget", page)

    assert plan_of(other).cells == {}


def test_an_earlier_plan_moves_to_the_years_of_this_one(client_as, session, anna, grant, place):
    later = a_grant(session, grant.award, letter="B", phase=PhaseKind.IMPLEMENTATION,
                    state=GrantState.APPLIED,
                    starts_on=date(2028, 4, 1), ends_on=date(2028, 12, 31))  # fmt: skip
    browser = client_as(anna)
    browser.post(f"{place}/lines/personnel", {"revision": "1", **LINE})
    browser.post(f"{place}/lines/rent", {
        "revision": "2", "year_0": "2027", "label_0": "Labor", "amount_0": "5,00"})  # fmt: skip
    there = f"/grants/{later.number}/budget"
    assert grant.number in browser.get(f"{there}/copy").text

    page = browser.get(f"{there}/copy?from={grant.number}")

    assert "Das hat in diesem Plan keinen Platz" in page.text
    assert "Mieten 2029: Labor" in page.text
    assert take_over(browser, there, page).status_code == 303
    assert plan_of(later).cells == {("personnel", 2028): eur(20)}
    assert [line.label for line in lines_of(later)] == ["Leitung"]


def test_plans_of_others_cannot_be_copied(client_as, session, anna, grant, place):
    strange = a_grant(session, letter="A")

    assert client_as(anna).get(f"{place}/copy?from={strange.number}").status_code == 404


def test_a_plan_that_was_handed_in_takes_nothing(client_as, session, anna, grant, place):
    browser = client_as(anna)
    content = filled(downloaded(browser, place), A2="Mieten", B2=2026, C2="Labor", G2=7)
    page = send(browser, place, content)
    grant.handed_in_at = grant.changed_at
    session.flush()

    assert take_over(browser, place, page).status_code == 303
    assert browser.get(f"{place}/upload").status_code == 303
    assert browser.get(f"{place}.xlsx").status_code == 200
    assert plan_of(grant).cells == {}
