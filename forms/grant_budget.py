"""The financing plan of one grant: the grid of costs by year, and who pays them."""

from collections.abc import Iterable
from typing import Any

from forms.application import NeededToSubmit
from forms.application_budget import BudgetForm, budget_form
from forms.fields import EuroField
from grants.programme.form_terms import CostCategory
from grants.programme.funding_terms import Research
from grants.programme.money import NOTHING
from grants.programme.state_aid import RESEARCH_WORDS
from grants.programme.words import Words, say

NEEDED = [NeededToSubmit()]
NOT_HERE = ("concept_starts_on", "concept_ends_on", "projects_planned", "requested_later")
"""Fields of an application that a grant has elsewhere; WTForms drops what is None."""
RESEARCH_FIELDS = {research: f"research_{research.value}" for research in Research}
"""Only companies assign their costs to these (R-021)."""


def _research(research: Research) -> Words:
    return say("{name}, Euro", "{name}, euro", name=RESEARCH_WORDS[research])


class GrantBudgetForm(BudgetForm):
    """The plan without its grid; `grant_budget_form` adds one field for each cell."""

    requested = EuroField(
        Words("Zuwendung, Euro", "Grant, euro"),
        description=Words(
            "Leer lassen, wenn Sie den höchsten Betrag beantragen.",
            "Leave empty to ask for the highest amount.",
        ),
    )
    own_funds = EuroField(Words("Eigenmittel in Geld, Euro", "Own funds in cash, euro"), NEEDED)
    own_in_kind = EuroField(
        Words("Eigenleistungen ohne Geldfluss, Euro", "Contributions in kind, euro")
    )
    third_party = EuroField(
        Words("Mittel Dritter, Euro", "Third-party funds, euro"),
        description=Words("Ohne öffentliche Mittel.", "Without public money."),
    )
    other_public = EuroField(
        Words("Andere öffentliche Mittel, Euro", "Other public money, euro"),
        description=Words(
            "Was andere öffentliche Stellen für dieselben Kosten zahlen.",
            "What other public bodies pay for the same costs.",
        ),
    )
    research_fundamental = EuroField(_research(Research.FUNDAMENTAL))
    research_industrial = EuroField(_research(Research.INDUSTRIAL))
    research_experimental = EuroField(_research(Research.EXPERIMENTAL))
    research_feasibility = EuroField(_research(Research.FEASIBILITY))

    @property
    def answers(self) -> dict[str, Any]:
        """What was filled in; an empty amount is nothing, an empty grant is the highest one."""
        costs = {cell: self[name].data or NOTHING for cell, name in self.cells.items()}
        return {
            "cells": {cell: amount for cell, amount in costs.items() if amount},
            "requested": self.requested.data,
            "own_funds": self.own_funds.data or NOTHING,
            "own_in_kind": self.own_in_kind.data or NOTHING,
            "third_party": self.third_party.data or NOTHING,
            "other_public": self.other_public.data or NOTHING,
            "research": {
                research: self[name].data or NOTHING
                for research, name in RESEARCH_FIELDS.items()
                if name in self
            },
        }


def grant_budget_form(
    categories: Iterable[CostCategory], years: Iterable[int], *, research: bool = False
) -> type[GrantBudgetForm]:
    """The form with one field for each category and year, perhaps with those on research."""
    made = budget_form(list(categories), list(years))
    fields = {name: made.__dict__[name] for name in made.cells.values()}
    return type(
        "GrantBudgetFormOfYears",
        (GrantBudgetForm,),
        {
            **dict.fromkeys(NOT_HERE),
            **({} if research else dict.fromkeys(RESEARCH_FIELDS.values())),
            **fields,
            "first_on_page": tuple(fields),
            "cells": made.cells,
        },
    )
