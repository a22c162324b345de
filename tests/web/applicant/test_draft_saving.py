"""What the script of the site sends on a pause, and what it is told."""

import re
from datetime import date

import pytest

from tests.web.applicant.draft import PAGE, the_draft

PAUSE = {"revision": 1, "step": "pause", "spoken": "de"}


def test_a_save_on_a_pause_is_answered_with_its_time_and_revision(browser, session):
    answer = browser.post(f"{PAGE}/outline", {**PAUSE, "outline": "Kanada."})

    assert answer.status_code == 200
    assert answer.json["revision"] == 2
    assert re.fullmatch(r"Gespeichert um \d\d:\d\d\sUhr\.", answer.json["says"])
    assert the_draft(session).outline == "Kanada."


def test_a_second_pause_without_a_change_keeps_the_revision(browser, session):
    first = browser.post(f"{PAGE}/outline", {**PAUSE, "outline": "Kanada."})
    second = browser.post(f"{PAGE}/outline", {**PAUSE, "revision": 2, "outline": "Kanada."})

    assert (first.json["revision"], second.json["revision"]) == (2, 2)


def test_saving_on_a_pause_leaves_no_notice_for_the_next_page(browser):
    browser.post(f"{PAGE}/outline", {**PAUSE, "outline": "Kanada."})

    assert "data-saved" not in browser.get(PAGE).text


def test_the_button_leaves_a_notice_that_lets_the_script_drop_its_copy(browser):
    browser.post(f"{PAGE}/outline", {"revision": 1, "outline": "Kanada."})

    assert "data-saved" in browser.get(PAGE).text


def test_a_pause_in_the_middle_of_an_amount_is_refused_and_keeps_nothing(browser, session):
    answer = browser.post(f"{PAGE}/budget", {**PAUSE, "own_funds": "12o00"})

    assert answer.status_code == 422
    assert the_draft(session).revision == 1


def test_a_pause_after_somebody_else_has_saved_touches_nothing(browser, session):
    browser.post(f"{PAGE}/outline", {"revision": 1, "outline": "Von Bea."})

    answer = browser.post(f"{PAGE}/outline", {**PAUSE, "outline": "Von mir."})

    assert answer.status_code == 409
    assert the_draft(session).outline == "Von Bea."


def test_new_years_are_shown_although_a_pause_had_saved_their_dates(browser):
    dates = {"concept_starts_on": "01.07.2028", "concept_ends_on": "30.06.2029"}
    shown = {"cost_personnel_2026": "", "cost_personnel_2027": ""}
    browser.post(f"{PAGE}/budget", {**PAUSE, **dates, **shown})

    sent = browser.post(f"{PAGE}/budget", {"revision": 2, **dates, **shown})
    again = browser.post(f"{PAGE}/budget", {"revision": 2, **dates, "cost_personnel_2028": "",
                                            "cost_personnel_2029": ""})  # fmt: skip

    assert (sent.location, again.location) == (f"{PAGE}/budget", PAGE)


def test_a_year_that_is_a_slip_makes_no_table_of_thousands_of_columns(browser, session):
    dates = {"concept_starts_on": "01.03.2027", "concept_ends_on": "31.12.2127"}

    answer = browser.post(f"{PAGE}/budget", {"revision": 1, **dates})

    assert answer.status_code == 422
    assert "mehr als 12 Kalenderjahre. Prüfen Sie das Jahr." in answer.text
    assert 'value="31.12.2127"' in answer.text
    assert the_draft(session).concept_ends_on == date(2030, 12, 31)


@pytest.mark.parametrize(
    ("page", "kind"), [("profile", "save"), ("outline", "save"), ("declarations", None)]
)
def test_a_text_saves_itself_and_a_declaration_is_made_with_its_button(browser, page, kind):
    found = re.search(r'data-draft="(\w+)"', browser.get(f"{PAGE}/{page}").text)

    assert (found and found[1]) == kind
