"""Anna changes the language while she writes, and goes on writing."""

import re

from tests.web.applicant.draft import PAGE, SIGNED, the_draft

ENGLISH = '<html lang="en"'


def switch(browser, page, **fields):
    """Press the button of the other language on a German page."""
    return browser.post(page, {"revision": 1, "spoken": "de", "speak": "en", **fields})


def test_a_text_goes_on_in_the_other_language_and_is_not_saved_yet(browser, session):
    answer = switch(browser, f"{PAGE}/outline", outline="Wir gehen nach Kanada.")

    assert answer.status_code == 200
    assert ENGLISH in answer.text
    assert ">Wir gehen nach Kanada.</textarea>" in answer.text.replace("\r", "").replace(">\n", ">")
    assert "<title>2.1 Outline" in answer.text
    assert the_draft(session).outline == "Wir suchen Partner."


def test_an_amount_is_written_anew_and_an_unreadable_one_stays_as_it_was_typed(browser):
    answer = switch(browser, f"{PAGE}/budget", own_funds="12.500,50", third_party="12o00")

    assert 'value="12,500.50"' in answer.text
    assert 'value="12o00"' in answer.text


def test_a_country_changes_its_name_and_a_half_typed_one_does_not(browser):
    answer = switch(browser, f"{PAGE}/countries", country_1="Südkorea", country_2="Kana")

    assert 'value="South Korea"' in answer.text
    assert 'value="Kana"' in answer.text


def test_a_form_is_read_in_the_language_of_its_page_whatever_another_tab_speaks(browser, session):
    browser.get(f"{PAGE}/budget?lang=en")
    browser.post(f"{PAGE}/budget", {"revision": 1, "spoken": "de", "third_party": "4.000,00"})

    assert the_draft(session).third_party.german_figure == "4.000,00"


def test_an_address_that_names_a_language_does_not_turn_the_page_back(browser):
    answer = switch(browser, f"{PAGE}/outline?lang=de", outline="Kanada.")

    assert ENGLISH in answer.text


def test_one_of_two_versions_is_shown_again_and_still_writes_over_nobody(browser, session):
    browser.post(f"{PAGE}/outline", {"revision": 1, "outline": "Von Bea."})
    both = browser.post(f"{PAGE}/outline", {"revision": 1, "outline": "Von mir."})
    hidden = dict(re.findall(r'type="hidden" name="(revision|seen)" value="(\d+)"', both.text))

    mine = switch(browser, f"{PAGE}/outline", outline="Von mir.", **hidden)
    revision = re.search(r'name="revision" value="(\d+)"', mine.text)[1]
    again = browser.post(f"{PAGE}/outline", {"revision": revision, "outline": "Von mir."})

    assert "Von mir.</textarea>" in mine.text
    assert again.status_code == 409
    assert the_draft(session).outline == "Von Bea."


def test_what_came_too_late_can_be_read_in_the_other_language_as_well(browser):
    browser.post(f"{PAGE}/submit", SIGNED)

    closed = switch(browser, f"{PAGE}/outline", outline="Zu spät getippt.")

    assert closed.status_code == 409
    assert "<dd>Zu spät getippt.</dd>" in closed.text
    assert ENGLISH in closed.text


def test_a_sign_in_page_keeps_what_it_carries_when_its_language_changes(client_as):
    browser = client_as()
    asked = browser.post(f"{PAGE}/outline", {"revision": 1, "outline": "Kanada."})
    sealed = re.search(r'name="kept" value="([^"]+)"', asked.text)[1]

    again = switch(browser, "/sign-in", kept=sealed, email="anna@example.org")

    what, _when, _seal = sealed.rsplit(".", 2)  # it is sealed anew, perhaps a second later
    assert f'name="kept" value="{what}.' in again.text
    assert ENGLISH in again.text
    assert 'value="anna@example.org"' in again.text


def test_what_waited_for_a_sign_in_is_read_in_the_language_in_which_it_was_typed(browser):
    sent = {"revision": 1, "spoken": "en", "third_party": "4,000.00"}

    again = browser.post(f"{PAGE}/budget", sent, token=False)

    assert re.findall(r'name="spoken" value="(\w+)"', again.text) == ["en"]
