"""What a recipient writes in a report: a text, what was spent, and where it came from."""

from collections.abc import Iterable
from typing import Any, ClassVar

from forms.amounts import AmountsForm
from forms.application import NeededToSubmit
from forms.fields import EuroField, TextField
from grants.programme.form_terms import CostCategory
from grants.programme.money import NOTHING
from grants.programme.words import Words, say

NEEDED = [NeededToSubmit()]
SUMS = ("received", "own_funds_spent", "third_party_spent")


class ReportForm(AmountsForm):
    """A report without its lines; `report_form` adds one field for each category."""

    narrative = TextField(
        Words("Sachbericht", "Narrative"),
        NEEDED,
        rows=18,
        description=Words(
            "Was haben Sie erreicht, was wich vom Plan ab, und wie geht es weiter?",
            "What have you achieved, what differed from the plan, and what comes next?",
        ),
    )
    received = EuroField(Words("Erhaltene Zuwendung, Euro", "Grant money received, euro"))
    own_funds_spent = EuroField(Words("Eingesetzte Eigenmittel, Euro", "Own funds spent, euro"))
    third_party_spent = EuroField(
        Words("Eingesetzte Mittel Dritter, Euro", "Third-party funds spent, euro")
    )
    lines: ClassVar[dict[str, str]] = {}
    """Name of the field of each line, by code of the category."""

    def line(self, code: str) -> EuroField:
        """The field of one line."""
        field: EuroField = self[self.lines[code]]
        return field

    @property
    def answers(self) -> dict[str, Any]:
        """What was filled in; an empty amount is nothing."""
        return {
            "narrative": self.narrative.data or "",
            **{name: self[name].data or NOTHING for name in SUMS},
            "lines": {code: self[name].data or NOTHING for code, name in self.lines.items()},
        }


def report_form(categories: Iterable[CostCategory]) -> type[ReportForm]:
    """The form with one field for each cost category."""
    wanted = list(categories)
    names = {category.code: f"spent_{category.code}" for category in wanted}
    fields: dict[str, Any] = {
        names[category.code]: EuroField(
            say("{name}, verwendet, Euro", "{name}, spent, euro", name=category.name)
        )
        for category in wanted
    }
    return type("ReportFormOfLines", (ReportForm,), {**fields, "lines": names})
