"""Countries and addresses, as people choose and write them."""

import pytest
from werkzeug.datastructures import MultiDict

from forms.application import countries_form
from forms.application_budget import budget_form
from forms.project import PartnerForm
from forms.register import RegistrationForm
from grants.programme.preset import preset

DIGITS = "Eine deutsche Postleitzahl hat fünf Ziffern. Wir haben „1011“ gelesen."


def filled(form, **answers):
    return form(MultiDict(answers), meta={"csrf": False})


def test_the_home_country_is_no_target_country_at_its_field():
    form = filled(countries_form(2, "DE"), country_1="Kanada", country_2="Deutschland")

    assert not form.validate()
    assert [(one.field_id, one.words.de) for one in form.problems] == [
        ("country_2", "Ein Zielland liegt im Ausland. Nennen Sie einen anderen Staat.")
    ]


def test_a_country_that_is_named_twice_is_said_at_the_second_line_and_stays_typed():
    form = filled(countries_form(4, "DE"), country_1="Kanada", country_2="Japan", country_4="CA")

    assert not form.validate()
    assert [(one.field_id, one.words.de) for one in form.problems] == [
        ("country_4", "Kanada steht schon in der Zeile „Zielland 1“. Nennen Sie jedes Land einmal.")
    ]
    assert form.problems[0].words.en.startswith("Canada is in the line “Target country 1” already")
    assert form["country_4"].shown == "CA"
    assert filled(countries_form(4, "DE"), country_1="Kanada", country_2="Japan").validate()


@pytest.mark.parametrize(
    ("country", "postcode", "said"),
    [("DE", "1011", [DIGITS]), ("DE", "10115", []), ("GB", "SW1A 1AA", [])],
)
def test_a_german_postcode_has_five_digits(country, postcode, said):
    form = filled(RegistrationForm, country=country, postcode=postcode)
    form.validate()

    assert [error.de for error in form.postcode.errors] == said


def test_problems_come_in_the_order_of_the_page():
    form = filled(RegistrationForm)
    form.validate()
    fields = [problem.field_id for problem in form.problems]
    assert (fields[0], fields[-1]) == ("organisation", "password")

    form = filled(PartnerForm, own_funding="x")
    form.validate()
    assert [one.field_id for one in form.problems] == ["name", "kind", "country", "own_funding"]


def test_problems_of_a_budget_come_from_the_days_through_the_grid_to_the_sums():
    category = preset("interclust").cost_categories[0]
    made = budget_form([category], [2029])
    cost = made.cells[category.code, 2029]
    form = filled(made, requested="x", concept_starts_on="x", **{cost: "x"})
    form.validate()

    assert [one.field_id for one in form.problems] == ["concept_starts_on", cost, "requested"]


@pytest.mark.parametrize(
    ("typed", "code"), [("USA", "US"), ("Großbritannien", "GB"), ("Korea", "KR"), ("uk", "GB")]
)
def test_a_country_is_understood_by_the_name_that_people_use(typed, code):
    form = filled(countries_form(2, "DE"), country_1=typed)
    assert form.validate()
    assert form.country_1.data == code
