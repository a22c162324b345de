"""Which form a section has, filled with what is stored, and what it answers."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from flask import request

from forms.application import DeclarationsForm, OutlineForm, ProfileForm, countries_form
from forms.application_budget import SUMS, budget_form
from forms.base import ProgrammeForm
from grants.models.application import Application
from grants.programme.application_form import (
    BUDGET,
    COUNTRIES,
    DECLARATIONS,
    PROFILE,
    Section,
    plannable,
)
from grants.programme.terms import Terms
from grants.queries.application import ApplicationContent
from grants.web.language import language
from grants.web.versions import Typed

SPARE_LINES: Final = 3
"""Empty lines below the countries that are named."""
FIRST_LINES: Final = 5
COST_NAME: Final = re.compile(r"cost_[a-z_]+_(20[0-9]{2})")


def form_of(
    section: Section, content: ApplicationContent, terms: Terms, typed: Typed | None
) -> ProgrammeForm:
    """The form of this section with what was typed, or with what is stored if nothing was."""
    if section is BUDGET:
        return _budget(content, terms, _given(typed))
    return _form(section, terms, typed, content, content.countries)


def typed_form(
    section: Section, application: Application, terms: Terms, typed: Typed
) -> ProgrammeForm:
    """The form of a section other than the budget with what was typed, from the bare record.

    What was not sent keeps what is stored.
    """
    countries = [one.country for one in application.countries] if section is COUNTRIES else []
    return _form(section, terms, typed, application, countries)


def _form(
    section: Section,
    terms: Terms,
    typed: Typed | None,
    stored: ApplicationContent | Application,
    countries: Sequence[str],
) -> ProgrammeForm:
    lines = {f"country_{at}": code for at, code in enumerate(countries, start=1)}
    declared = {"true_and_complete": stored.declared_at is not None}
    texts = {name: getattr(stored, name) for name in ("title", "acronym", "profile", "outline")}
    given = {**_given(typed), "data": {**texts, **lines, **declared}}
    if section is PROFILE:
        form: ProgrammeForm = ProfileForm(**given)
        form["profile"].allow(terms.limits.profile)
        return form
    if section is COUNTRIES:
        posted = sum(name.startswith("country_") for name in request.form)
        count = max(len(lines) + SPARE_LINES, FIRST_LINES, posted)
        return countries_form(count, terms.composition.home_country)(**given)
    if section is DECLARATIONS:
        return DeclarationsForm(**given)
    form = OutlineForm(**given)
    form["outline"].allow(terms.limits.outline)
    return form


def answers_of(section: Section, form: ProgrammeForm) -> dict[str, Any]:
    """What the form answers, as the act of saving takes it."""
    if section is COUNTRIES:
        return {"countries": sorted({code for code in form.answers.values() if code})}
    return form.answers


def shown_years() -> set[int]:
    """The years of the grid that was sent."""
    return {int(found[1]) for name in request.form if (found := COST_NAME.fullmatch(name))}


def _given(typed: Typed | None) -> dict[str, Any]:
    return {"language": language(), "formdata": typed}


def _budget(content: ApplicationContent, terms: Terms, given: Mapping[str, Any]) -> ProgrammeForm:
    """The grid also keeps years that were typed into while somebody else changed the dates."""
    years = sorted({*content.budget.years, *shown_years()})
    made = budget_form(plannable(terms), years, terms)
    data: dict[str, Any] = {
        "concept_starts_on": content.starts_on,
        "concept_ends_on": content.ends_on,
        "projects_planned": content.projects_planned or None,
        **{name: getattr(content, name) or None for name in SUMS},
    }
    for row in content.budget.rows:
        for year, amount in zip(content.budget.years, row.amounts, strict=True):
            data[made.cells[row.code, year]] = amount or None
    return made(**given, data=data)
