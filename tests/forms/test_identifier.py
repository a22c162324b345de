"""Numbers of organisations: a slip shows in the check digit, and the sentence says so."""

import pytest
from werkzeug.datastructures import MultiDict

from forms.application import CountryField
from forms.fields import Required
from forms.identifier import IbanField, IdentifierFields
from grants.programme.words import Words


class NumbersForm(IdentifierFields):
    country = CountryField(Words("Staat", "Country"), [Required(Words("?", "?"))])
    iban = IbanField(Words("IBAN", "IBAN"))


def filled(**answers):
    came = MultiDict({"country": "Deutschland", **answers})
    form = NumbersForm(formdata=came, meta={"csrf": False})
    form.validate()
    return form


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("vat_id", "de 136 695 976", "DE136695976"),
        ("vat_id", "ATU 13585627", "ATU13585627"),
        ("vat_id", "CHE-123.456.788", "CHE123456788"),
        ("lei", "2138 00KUD8LAJWSQ9D15", "213800KUD8LAJWSQ9D15"),
        ("pic", "999 999 999", "999999999"),
        ("iban", "de89 3704 0044 0532 0130 00", "DE89370400440532013000"),
        ("register_court", "Amtsgericht Köln", "Köln"),
        ("register_court", "ag köln", "Köln"),
        ("register_court", "Entenhausen", "Entenhausen"),
    ],
)
def test_a_number_is_kept_as_everybody_writes_it(name, typed, kept):
    form = filled(**{name: typed})

    assert (form[name].data, list(form[name].errors)) == (kept, [])


@pytest.mark.parametrize(
    ("name", "typed", "says"),
    [
        ("vat_id", "DE136695970", "Die USt-IdNr. DE136695970 hat eine falsche Prüfziffer."),
        ("vat_id", "DE13669597", "Die USt-IdNr. DE13669597 ist nicht lesbar."),
        (
            "lei",
            "213800KUD8LAJWSQ9D16",
            "Der LEI 213800KUD8LAJWSQ9D16 hat eine falsche Prüfziffer.",
        ),
        ("lei", "213800", "Der LEI 213800 ist nicht lesbar."),
        ("pic", "99999999", "Der PIC 99999999 ist nicht lesbar."),
        ("iban", "DE89370400440532013001", "Die IBAN DE89370400440532013001 hat eine falsche"),
        ("iban", "DE8937040044053201300", "Die IBAN DE8937040044053201300 ist nicht lesbar."),
        ("iban", "XX12", "Die IBAN XX12 ist nicht lesbar."),
    ],
)
def test_a_wrong_number_gets_one_clear_sentence_and_stays_typed(name, typed, says):
    form = filled(**{name: typed})

    assert len(form[name].errors) == 1
    assert form[name].errors[0].de.startswith(says)
    assert f'value="{typed}"' in str(form[name]())


def test_a_number_of_a_german_court_asks_for_the_court():
    asked, answered = filled(register_number="HRB 1"), filled(register_number="HRB 1, AG Köln")
    abroad = filled(register_number="HRB 1", country="Österreich")

    assert [problem.words.de for problem in asked.problems] == [
        "Nennen Sie das Amtsgericht. HRB 1 gibt es an jedem Registergericht."
    ]
    assert answered.problems == abroad.problems == []
