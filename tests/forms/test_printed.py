"""What letters cannot print is refused where it is typed; the knowledge is that of the letters."""

import pytest
from werkzeug.datastructures import MultiDict

from forms.account import TeamForm
from forms.address import ShortField
from forms.application import OutlineForm, ProfileForm, SignOffForm
from forms.authority import AuthorityForm
from forms.base import ProgrammeForm
from forms.decision import AwardForm, OutcomeForm, batch_form
from forms.organisation import OrganisationForm
from forms.part import PartInvitationForm
from forms.person import PeopleSearchForm, PersonInvitationForm
from forms.printed import Printed
from forms.project import OwnFundingForm, PartnerForm, ProjectForm
from forms.register import AskToRegisterForm, InvitationForm, RegistrationForm
from forms.round import ChangeRoundForm
from forms.round_start import DatesForm
from grants.documents.text import signs_of_the_font
from grants.programme.words import Words


class NameForm(ProgrammeForm):
    name = ShortField(Words("Name", "Name"))


def named(name):
    form = NameForm(formdata=MultiDict({"name": name}), meta={"csrf": False})
    form.validate()
    return form.name


@pytest.mark.parametrize(
    "name",
    ["", "Jürgen Groß-Öhler", "Łódź Sp. z o.o.", "Aylin Aydın", "Ελληνική Εταιρεία", "Київ «Мрія»",
     "A & B – „C“ (Beispiel)", "Cafe\N{COMBINING ACUTE ACCENT}", "Müller\N{ZERO WIDTH SPACE} AG"],
)  # fmt: skip
def test_names_in_latin_greek_and_cyrillic_letters_are_taken(name):
    assert named(name).errors == []


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("Raketen 🚀 AG", "„🚀“"),
        ("ไทย", "„ท“"),
        ("तारा", "„त“"),
        ("ქართული", "„ა“"),
        ("አዲስ", "„ስ“"),
    ],
)
def test_a_sign_that_no_letter_shows_is_named_and_what_was_typed_stays(name, sign):
    field = named(name)

    assert sign in field.errors[0].de
    assert sign.replace("„", "“").replace("“", "”").replace("””", "”")[1:] in field.errors[0].en
    assert "lateinischen" in field.errors[0].de
    assert field.shown == name


def test_one_sign_and_many_signs_have_their_sentences():
    one, six = named("A🚀").errors[0], named("กขคงจฉช").errors[0]

    assert one.de == (
        "Unsere Briefe können dieses Zeichen nicht zeigen: „🚀“. "
        "Lassen Sie es weg, oder schreiben Sie es in lateinischen Buchstaben."
    )
    assert one.en == (
        "Our letters cannot show this character: “🚀”. Leave it out, or write it in Latin letters."
    )
    assert six.de.startswith("Unsere Briefe können diese Zeichen nicht zeigen: „ก“, „ข“, „ค“")
    assert "und 2 weitere" in six.de
    assert "and 2 more" in six.en


def test_a_sign_without_a_shape_of_its_own_is_named_by_its_number():
    assert "U+FE0F" in named("☎\N{VARIATION SELECTOR-16}").errors[0].de


def test_what_is_refused_is_what_the_font_of_the_letters_lacks():
    ours = signs_of_the_font()

    assert [sign for sign in ("a", "ß", "Ω", "Ж", "€") if named(f"x{sign}x").errors] == []
    assert [sign for sign in ("\u0e01", "\u2764", "\u05d0") if sign in ours] == []


PRINTED = [
    (TeamForm, ("name",)),
    (ProfileForm, ("title", "acronym")),
    (AuthorityForm, ("name", "acting_for", "street", "city", "contact_name", "remedy_body",
                     "remedy_form", "remedy_form_en", "first_signatory")),
    (OutcomeForm, ("reasons",)),
    (AwardForm, ("own", "reasons")),
    (SignOffForm, ("function",)),
    (OrganisationForm, ("name", "street", "city", "units")),
    (PartInvitationForm, ("name",)),
    (PersonInvitationForm, ("name",)),
    (OwnFundingForm, ("executing_unit", "street", "city")),
    (PartnerForm, ("name", "executing_unit", "street", "city")),
    (ProjectForm, ("title", "acronym")),
    (AskToRegisterForm, ("name",)),
    (InvitationForm, ("name",)),
    (RegistrationForm, ("organisation", "street", "city", "cluster")),
    (ChangeRoundForm, ("title_de", "title_en")),
    (DatesForm, ("title_de", "title_en")),
    (batch_form(["R6-0001"], {"R6-0001": "X"}), ("reasons-R6-0001",)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "field"), [(kind, field) for kind, fields in PRINTED for field in fields]
)
def test_every_field_that_a_letter_prints_refuses_it(kind, field):
    form = kind(formdata=MultiDict({field: "ไท"}), meta={"csrf": False})

    form.validate()

    assert any("ท" in str(error.de) for error in form[field].errors)


def test_long_texts_that_no_letter_prints_may_keep_it():
    form = OutlineForm(formdata=MultiDict({"outline": "ไท 🚀"}), meta={"csrf": False})
    summary = ProjectForm(formdata=MultiDict({"summary": "ไท"}), meta={"csrf": False})
    form.validate()
    summary.validate()

    assert (form.outline.errors, summary.summary.errors) == ([], [])
    assert not any(isinstance(one, Printed) for one in form.outline.validators)


def test_a_search_finds_what_was_entered_before():
    form = PeopleSearchForm(formdata=MultiDict({"search": "ไท"}))
    form.validate()

    assert form.search.errors == []
