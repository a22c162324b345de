"""The names of countries."""

import pytest

from grants.programme.country import FILE, country, country_names
from grants.programme.words import Words
from tests.countries import written


def test_the_names_are_those_of_the_unicode_locale_data():
    assert FILE.read_text(encoding="utf-8") == written()


def test_the_list_of_countries_is_in_the_order_of_the_alphabet():
    german = list(country_names("de").values())

    assert german[:4] == ["Afghanistan", "Ägypten", "Ålandinseln", "Albanien"]
    assert german[-2:] == ["Zentralafrikanische Republik", "Zypern"]
    english = list(country_names("en").values())
    assert english.index("Åland Islands") < english.index("Albania") < english.index("Zambia")


@pytest.mark.parametrize("code", ["AQ", "CP", "IC", "AC", "DG", "EA", "TA", "EU", "UN"])
def test_places_without_a_country_are_not_offered(code):
    assert code not in country_names("de")


def test_a_country_is_found_by_its_code_and_an_unknown_code_stays_a_code():
    assert country("cz") == Words("Tschechien", "Czechia")
    assert country("Q9") == Words("Q9", "Q9")
