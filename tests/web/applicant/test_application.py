"""The pages of an application, as Anna sees them; Carl writes for another cluster."""

from datetime import timedelta

import pytest

from grants.programme.people import TeamRole
from tests.makers.cluster import a_cluster
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.web.applicant.draft import PAGE, statements, the_draft


def test_a_person_begins_an_application_with_one_click(client_as, session, anna):
    beth = a_person(session, "Beth Brandt")
    a_cluster(session, "Photonik Süd", team={beth: TeamRole.SIGNATORY})
    session.flush()
    browser = client_as(beth)

    answer = browser.post("/applications", {"round": "7", "cluster": "Photonik Süd"})

    assert (answer.status_code, answer.location) == (303, "/applications/R7-0002")
    assert browser.get(answer.location).status_code == 200


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", ["9 fehlen noch", "Noch nötig:", "5 noch nicht geprüft", "0 erfüllt",
                "Freiwillig", "nichts hochgeladen", "0 von 7 Abschnitten"]),
        ("en", ["9 still missing", "Still needed:", "5 not checked yet", "0 held",
                "Optional", "nothing uploaded", "0 of 7 sections"]),
    ],
)  # fmt: skip
def test_an_application_just_begun_shows_no_tick(client_as, session, anna, language, said):
    beth = a_person(session, "Beth Brandt")
    a_cluster(session, "Photonik Süd", team={beth: TeamRole.SIGNATORY})
    session.flush()
    browser = client_as(beth)
    begun = browser.post("/applications", {"round": "7", "cluster": "Photonik Süd"}).location

    page = browser.get(f"{begun}?lang={language}").text

    for words in said:
        assert words in page
    assert "g-icon-ok" not in page.partition("g-finds")[2]
    assert "g-icon-bad" not in page
    assert ("Vollständig" in page, "Complete<" in page) == (False, False)


def test_the_head_of_the_check_names_the_day_unless_it_is_today(browser, session):
    the_draft(session).changed_at = NOON
    today = browser.get(PAGE).text
    the_draft(session).changed_at = NOON - timedelta(hours=12, seconds=1)
    later = browser.get(PAGE).text

    assert "Stand 12:00\u00a0Uhr<" in today
    assert "Stand 16.05.2028, 23:59\u00a0Uhr\u00a0(MESZ)<" in later


def test_the_page_of_applications_needs_at_most_eight_statements(session, browser):
    assert statements(session, browser, "/applications") <= 8


def test_the_page_of_one_application_needs_few_statements(session, browser):
    assert statements(session, browser, PAGE) <= 10


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    "page",
    ["", "/profile", "/outline", "/countries", "/concept", "/budget", "/declarations", "/check",
     "/submit", "/withdraw"],
)  # fmt: skip
def test_every_page_of_a_draft_opens(browser, page, language):
    assert browser.get(f"{PAGE}{page}?lang={language}").status_code == 200


@pytest.mark.parametrize("page", ["", "/outline", "/budget", "/submit", "/receipt", "/withdraw"])
def test_the_application_of_another_cluster_looks_missing(client_as, session, anna, page):
    carl = a_person(session, "Carl Curious")
    a_cluster(session, team={carl: TeamRole.SIGNATORY})
    session.flush()

    foreign = client_as(carl).get(f"{PAGE}{page}")
    missing = client_as(carl).get(f"/applications/R7-9999{page}")

    assert (foreign.status_code, missing.status_code) == (404, 404)


def test_a_text_is_saved_and_its_page_says_when(browser, session):
    answer = browser.post(f"{PAGE}/outline", {"revision": 1, "outline": "Wir gehen nach Kanada."})

    assert (answer.status_code, answer.location) == (303, PAGE)
    assert "Gespeichert um " in browser.get(PAGE).text
    assert the_draft(session).outline == "Wir gehen nach Kanada."


def test_a_text_that_is_too_long_comes_back_in_full(browser, session):
    answer = browser.post(f"{PAGE}/outline", {"revision": 1, "outline": "x" * 8214})

    assert answer.status_code == 422
    assert "Der Text ist 214 Zeichen zu lang: 8.214 von 8.000." in answer.text
    assert "x" * 8214 in answer.text
    assert the_draft(session).outline == "Wir suchen Partner."


def test_a_letter_in_an_amount_is_asked_about_and_comes_back(browser):
    answer = browser.post(f"{PAGE}/budget", {"revision": 1, "own_funds": "12o00"})

    assert answer.status_code == 422
    assert (
        "Schreiben Sie den Betrag in Ziffern, zum Beispiel 12.500,00. Wir haben „12o00“ gelesen."
    ) in answer.text
    assert 'value="12o00"' in answer.text
    assert "<title>Fehler: 3.1 Laufzeit und Budget" in answer.text


def test_an_ambiguous_amount_is_read_back_and_saved_when_sent_again(browser, session):
    asked = browser.post(f"{PAGE}/budget", {"revision": 1, "third_party": "4.000"})
    sure = browser.post(f"{PAGE}/budget", {"revision": 1, "third_party": "4.000,00"})

    assert asked.status_code == 422
    assert "Wir lesen 4.000 als 4.000,00\N{NO-BREAK SPACE}€. Stimmt das?" in asked.text
    assert 'value="4.000,00"' in asked.text
    assert sure.status_code == 303
    assert the_draft(session).third_party.german_figure == "4.000,00"


def test_a_cent_over_the_cap_is_saved_and_said_in_the_findings(browser):
    fields = {"revision": 1, "requested": "4.000.000,01", "requested_later": "0"}

    saved = browser.post(f"{PAGE}/budget", fields)
    page = browser.get(f"{PAGE}/budget").text.replace("\N{NO-BREAK SPACE}", " ")

    assert saved.status_code == 303
    assert (
        "Die Förderung ist 0,01 € zu hoch: 4.000.000,01 € statt höchstens 4.000.000,00 €." in page
    )


def test_new_dates_bring_new_years_and_the_page_stays_open_for_them(browser):
    answer = browser.post(f"{PAGE}/budget", {"revision": 1, "concept_starts_on": "01.07.2028"})

    assert answer.location == f"{PAGE}/budget"
    assert 'name="cost_personnel_2028"' in browser.get(answer.location).text


def test_an_unknown_country_is_asked_about(browser, session):
    fields = {"revision": 1, "country_1": "Südkorea", "country_2": "Atlantis"}

    answer = browser.post(f"{PAGE}/countries", fields)

    assert answer.status_code == 422
    assert "Wir kennen das Land „Atlantis“ nicht." in answer.text


def test_countries_are_named_in_the_language_of_the_page(browser, session):
    fields = {"revision": 1, "country_1": "Südkorea", "country_2": "Kanada", "country_3": ""}

    browser.post(f"{PAGE}/countries", fields)

    assert [target.country for target in the_draft(session).countries] == ["CA", "KR"]


def test_a_second_writer_sees_both_versions_and_may_keep_either(browser, session):
    browser.post(f"{PAGE}/outline", {"revision": 1, "outline": "Von Bea."})

    both = browser.post(f"{PAGE}/outline", {"revision": 1, "outline": "Von mir."})
    fields = {"revision": 2, "outline": "Gemischt.", "mine-outline": "Von mir."}
    mine = browser.post(f"{PAGE}/outline", {**fields, "choice": "mine"})

    assert both.status_code == 409
    assert "Wählen Sie eine Fassung. Ihre ist aufgehoben." in both.text
    assert 'name="mine-outline" value="Von mir."' in both.text
    assert mine.status_code == 303
    assert the_draft(session).outline == "Von mir."


def test_who_keeps_the_other_version_changes_nothing(browser, session):
    browser.post(f"{PAGE}/outline", {"revision": 1, "outline": "Von Bea."})

    fields = {"revision": 2, "outline": "Von mir.", "choice": "theirs"}
    answer = browser.post(f"{PAGE}/outline", fields)

    assert answer.status_code == 303
    assert the_draft(session).outline == "Von Bea."
