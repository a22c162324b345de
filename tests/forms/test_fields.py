"""What fields read, and what they say when they cannot."""

from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from forms.base import Problem, ProgrammeForm
from forms.choice import ChoiceField, RadioChoiceField, SeveralChoicesField, TickField
from forms.day import DayField
from forms.fields import EuroField, NumberField, Required, TextField
from forms.project import SpanForm
from grants.programme.finding import Finding
from grants.programme.money import eur
from grants.programme.words import Words

GIVE_NAME = Words("Geben Sie den Namen des Clusters ein.", "Enter the name of the cluster.")
LANDS = {"CA": Words("Kanada", "Canada"), "KR": Words("Südkorea", "South Korea")}


class ClusterForm(ProgrammeForm):
    name = TextField(Words("Name", "Name"), [Required(GIVE_NAME)])
    outline = TextField(Words("Skizze", "Outline"), limit=10, rows=4)
    amount = EuroField(Words("Betrag in Euro", "Amount in euro"))
    start = DayField(Words("Beginn", "Start"))
    members = NumberField(Words("Mitglieder", "Members"))
    country = ChoiceField(Words("Land", "Country"), choices=LANDS)
    kind = RadioChoiceField(Words("Art", "Kind"), choices=LANDS)
    targets = SeveralChoicesField(Words("Ziele", "Targets"), choices=LANDS)
    seen = TickField(Words("Gesehen", "Seen"))


def filled(language="de", **answers):
    form = ClusterForm(
        MultiDict({"name": "Ostsee", **answers}), language=language, meta={"csrf": False}
    )
    form.validate()
    return form


def messages(field):
    return [error.de for error in field.errors]


def test_a_form_without_faults_gives_its_answers_by_name():
    form = filled(amount="12.500,00", start="02.05.2028", members="1.200", country="CA", seen="y")

    assert form.problems == []
    assert form.answers == {
        "name": "Ostsee", "outline": "", "amount": eur(12_500), "start": date(2028, 5, 2),
        "members": 1200, "country": "CA", "kind": None, "targets": [], "seen": True,
    }  # fmt: skip


def test_what_is_needed_says_what_to_do():
    assert messages(filled(name="  ").name) == [GIVE_NAME.de]


def test_zero_euros_are_an_answer_and_an_empty_field_is_none():
    assert filled(amount="0,00").amount.data == eur(0)
    assert filled(amount="").amount.data is None


@pytest.mark.parametrize(("language", "typed"), [("de", "4.000.000,01"), ("en", "4,000,000.01")])
def test_amounts_are_read_and_written_in_the_language_of_the_page(language, typed):
    form = filled(language, amount=typed)
    fresh = ClusterForm(
        None, language=language, meta={"csrf": False}, data={"amount": eur("4000000.01")}
    )

    assert form.amount.data == eur("4000000.01")
    assert f'value="{typed}"' in str(fresh.amount())


def test_an_unreadable_amount_stays_in_the_field_as_it_was_typed():
    form = filled(amount="12o00")

    assert form.amount.data is None
    assert 'value="12o00"' in str(form.amount())
    assert len(form.amount.errors) == 1


@pytest.mark.parametrize(
    ("language", "typed"),
    [("de", "02.05.2028"), ("de", "2.5.2028"), ("de", "2028-05-02"), ("de", "2.5.28"),
     ("de", "2. Mai 2028"), ("de", "2 mai 2028"),
     ("en", "2 May 2028"), ("en", "02 may 2028"), ("en", "2028-05-02")],
)  # fmt: skip
def test_days_are_read_as_people_write_them(language, typed):
    assert filled(language, start=typed).start.data == date(2028, 5, 2)


@pytest.mark.parametrize("typed", ["05/02/2028", "morgen", "2 May 2028", "1.1.128", "3. Mond 2028"])
def test_a_day_that_is_unclear_is_asked_for_again(typed):
    assert messages(filled(start=typed).start) == [
        f"Schreiben Sie das Datum wie 02.05.2028. Wir haben „{typed}“ gelesen."
    ]


@pytest.mark.parametrize(
    "typed", ["31.02.2027", "29.02.2027", "31.4.2028", "01.13.2028", "00.01.2028", "2027-02-31"]
)
def test_a_day_that_does_not_exist_is_said_to_be_none(typed):
    field = filled(start=typed).start

    assert messages(field) == [f"Den {typed} gibt es im Kalender nicht. Prüfen Sie Tag und Monat."]
    assert field.shown == typed


@pytest.mark.parametrize("typed", ["31.12.9999", "01.01.2200", "31.12.1899", "01.01.0207"])
def test_a_year_in_which_no_programme_lies_is_asked_about(typed):
    field = filled(start=typed).start

    assert messages(field) == [f"Prüfen Sie das Jahr. Wir haben {typed} gelesen."]
    assert field.shown == typed


@pytest.mark.parametrize(
    ("last", "says"),
    [
        ("01.01.2028", []),
        ("31.12.2039", []),
        ("31.12.2027", ["Der letzte Tag liegt vor dem ersten, dem 01.01.2028."]),
        (
            "01.01.2040",
            ["Vom 01.01.2028 an sind das mehr als 12 Kalenderjahre. Prüfen Sie das Jahr."],
        ),
    ],
)
def test_a_span_ends_after_it_has_begun_and_within_twelve_calendar_years(last, says):
    form = SpanForm(formdata=MultiDict({"starts_on": "01.01.2028", "ends_on": last}))
    form.validate()

    assert messages(form.ends_on) == says


def test_a_day_that_does_not_exist_is_said_in_english_too():
    assert [error.en for error in filled("en", start="31 February 2027").start.errors] == [
        "The calendar has no 31 February 2027. Check the day and the month."
    ]
    assert filled(start="29.02.2028").start.data == date(2028, 2, 29)


def test_a_text_over_its_limit_says_by_how_much():
    form = filled(outline="zehn Zeich+")

    assert [error.en for error in form.outline.errors] == [
        "The text is 1 character too long: 11 of 10."
    ]
    assert filled(outline="zehn Zeich").problems == []


def test_a_line_break_counts_as_one_character():
    assert filled(outline="1234\r\n6789").outline.length == 9


@pytest.mark.parametrize("typed", ["-1", "1,5", "viele"])
def test_numbers_are_whole_and_not_negative(typed):
    assert messages(filled(members=typed).members) == [
        f"Schreiben Sie eine ganze Zahl in Ziffern. Wir haben „{typed}“ gelesen."
    ]


def test_what_was_not_offered_cannot_be_chosen():
    form = filled(country="XX", kind="XX")

    assert messages(form.country) == ["Wählen Sie eine der angebotenen Möglichkeiten."]
    assert messages(form.kind) == ["Wählen Sie eine der angebotenen Möglichkeiten."]


def test_choices_can_be_offered_when_the_page_is_asked_for():
    form = ClusterForm(None, meta={"csrf": False})
    form.country.offer({"JP": Words("Japan", "Japan")})

    assert [option.data for option in form.country] == ["", "JP"]


def test_a_broken_rule_is_shown_at_its_field_and_another_one_above():
    form = filled()
    at_field = a_breach("budget#amount", "Es fehlen 5,00 €.")
    elsewhere = a_breach("", "Ein Partner fehlt.")

    form.show([at_field, elsewhere])

    assert form.problems == [
        Problem(
            "amount",
            Words("Betrag in Euro: Es fehlen 5,00 €.", "Amount in euro: Es fehlen 5,00 €."),
        )
    ]
    assert form.findings == [elsewhere]


def a_breach(place, says):
    return Finding(
        rule="R-003", holds=False, claim=Words("", ""), says=Words(says, says),
        source=Words("", ""), place=place,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ost\0see", "Ostsee"),
        ("\x1b[31mOstsee\x07", "[31mOstsee"),
        ("Ost\x0bsee", "Ost see"),
        ("Ost\ud800see", "Ostsee"),
        ("Ost\tsee\r\nKüste", "Ost\tsee\nKüste"),
        ("\0", ""),
        ("Anna \u202edarnoC\u202c", "Anna darnoC"),
        ("Ost\u200bsee\u2066", "Ostsee"),
    ],
)
def test_signs_without_a_shape_are_left_out(typed, kept):
    assert filled(name=typed).name.data == kept


def test_a_name_of_nothing_but_unseen_signs_is_missing():
    assert messages(filled(name="\0\x1f").name) == ["Geben Sie den Namen des Clusters ein."]


def test_unseen_signs_in_an_amount_do_not_stop_it():
    assert filled(amount="12.500,00\0").amount.data == eur(12_500)


def test_a_number_beyond_all_measure_is_called_too_large():
    assert messages(filled(members="12345678901").members) == [
        "Diese Zahl ist zu groß. Wir haben „12345678901“ gelesen."
    ]


def test_the_list_of_faults_names_amounts_and_days_but_not_texts():
    form = filled(name="", amount="x", start="morgen", members="-1")

    said = [problem.words.de for problem in form.problems]

    assert [words.split(":")[0] for words in said] == [
        GIVE_NAME.de, "Betrag in Euro", "Beginn", "Mitglieder",
    ]  # fmt: skip
    assert said[1] == f"Betrag in Euro: {messages(form.amount)[0]}"
    assert form.problems[1].words.en == f"Amount in euro: {form.amount.errors[0].en}"


def test_a_message_that_names_its_amount_does_not_say_it_twice():
    form = filled()
    form.amount.errors = [Words("Der Betrag in Euro fehlt.", "The amount in euro is missing.")]

    assert [problem.words.de for problem in form.problems] == ["Der Betrag in Euro fehlt."]
