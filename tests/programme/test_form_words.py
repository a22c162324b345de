"""The form on paper asks what the pages ask, with the same limits."""

from forms.application import ConceptForm, DeclarationsForm, OutlineForm, ProfileForm
from forms.application_budget import BudgetForm
from forms.printed import Printed
from grants.programme.application_form import SECTIONS
from grants.programme.form_words import questions
from grants.programme.preset import preset
from grants.programme.words import Words

TERMS = preset("interclust")
FORMS = {
    "profile": ProfileForm,
    "outline": OutlineForm,
    "concept": ConceptForm,
    "budget": BudgetForm,
    "declarations": DeclarationsForm,
}


def on_pages(code):
    """What the page of a section asks, and whether it is needed: label by label."""
    made = [
        (*getattr(FORMS[code], name).args, ())[0:2]
        for name in vars(FORMS[code])
        if hasattr(getattr(FORMS[code], name), "field_class")
    ]
    return {label: any(not isinstance(one, Printed) for one in rules) for label, rules in made}


def test_paper_has_every_section_in_the_order_of_the_form():
    assert tuple(section for section, _ in questions(TERMS)) == SECTIONS


def test_paper_asks_what_the_pages_ask_and_needs_what_they_need():
    for section, asked in questions(TERMS):
        if section.code in FORMS:
            assert {each.label: each.needed for each in asked} == on_pages(section.code)


def test_paper_names_the_limits_of_the_round():
    limits = [each.limit for _, asked in questions(TERMS) for each in asked if each.limit]

    assert Words("höchstens 8.000 Zeichen", "at most 8,000 characters") in limits
    assert Words("höchstens 20 MB und 25 Seiten", "at most 20 MB and 25 pages") in limits
