"""The budget of an application: the days of the first phase, the costs, and who pays them."""

from collections.abc import Iterable
from typing import Any, ClassVar

from forms.amounts import AmountsForm
from forms.application import NeededToSubmit
from forms.day import DayField, EndsAfter
from forms.fields import EuroField, NumberField
from grants.programme.form_terms import CostCategory
from grants.programme.money import NOTHING, Money
from grants.programme.phase_words import first_day, last_day, later_grant
from grants.programme.terms import Terms
from grants.programme.words import Words, say

Cells = dict[tuple[str, int], Money]

NEEDED = [NeededToSubmit()]
PLAN = Words("Geplant, nicht bewilligt.", "Planned, not awarded.")


class BudgetForm(AmountsForm):
    """Section 3.1 without the grid; `budget_form` adds one field for each cell."""

    concept_starts_on = DayField(
        Words("Erster Tag der Konzeptionsphase", "First day of the concept phase"), NEEDED
    )
    concept_ends_on = DayField(
        Words("Letzter Tag der Konzeptionsphase", "Last day of the concept phase"),
        [*NEEDED, EndsAfter("concept_starts_on")],
    )
    requested = EuroField(Words("Beantragte Förderung, Euro", "Grant requested, euro"), NEEDED)
    own_funds = EuroField(Words("Eigenmittel in Geld, Euro", "Own funds in cash, euro"), NEEDED)
    own_in_kind = EuroField(
        Words("Eigenleistungen ohne Geldfluss, Euro", "Contributions in kind, euro")
    )
    third_party = EuroField(Words("Mittel Dritter, Euro", "Third-party funds, euro"))
    projects_planned = NumberField(
        Words("Zahl der geplanten Verbundprojekte", "Number of joint projects planned"), NEEDED
    )
    requested_later = EuroField(
        Words("Förderung in der Umsetzungsphase, Euro", "Grant in the implementation phase, euro"),
        description=PLAN,
    )
    cells: ClassVar[dict[tuple[str, int], str]] = {}
    """Name of the field of each cell, by category and year."""

    @property
    def years(self) -> list[int]:
        """The columns of the grid."""
        return sorted({year for _, year in self.cells})

    def cell(self, category: str, year: int) -> EuroField:
        """The field of one cell."""
        field: EuroField = self[self.cells[category, year]]
        return field

    @property
    def answers(self) -> dict[str, Any]:
        """What was filled in, with the planned costs as cells; an empty amount is nothing."""
        own = {name: self[name].data for name in PLAIN}
        sums = {name: self[name].data or NOTHING for name in SUMS}
        costs = {cell: self[name].data or NOTHING for cell, name in self.cells.items()}
        return {
            **own,
            **sums,
            "projects_planned": self.projects_planned.data or 0,
            "cells": {cell: amount for cell, amount in costs.items() if amount},
        }


PLAIN = ("concept_starts_on", "concept_ends_on")
SUMS = ("requested", "own_funds", "own_in_kind", "third_party", "requested_later")


def budget_form(
    categories: Iterable[CostCategory], years: Iterable[int], terms: Terms | None = None
) -> type[BudgetForm]:
    """The form with one field for each category and year; `terms` say what phases there are."""
    names = {
        (category.code, year): f"cost_{category.code}_{year}"
        for category in categories
        for year in years
    }
    labels = {
        (category.code, year): say(
            "{name} {year}, Euro", "{name} {year}, euro", name=category.name, year=str(year)
        )
        for category in categories
        for year in years
    }
    fields: dict[str, Any] = {name: EuroField(labels[cell]) for cell, name in names.items()}
    first = {"first_on_page": (*PLAIN, *names.values())}
    if terms is not None and not terms.has_concept:
        fields |= _of_one_phase(terms)
    return type("BudgetFormOfYears", (BudgetForm,), {**fields, **first, "cells": names})


def _of_one_phase(terms: Terms) -> dict[str, Any]:
    """The fields that are called otherwise where no concept phase comes first."""
    later = say("{what}, Euro", "{what}, euro", what=later_grant(terms))
    return {
        "concept_starts_on": DayField(first_day(terms), NEEDED),
        "concept_ends_on": DayField(last_day(terms), [*NEEDED, EndsAfter("concept_starts_on")]),
        "requested_later": EuroField(later, description=PLAN),
    }
