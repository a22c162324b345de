"""What a recipient writes in a report: a text, what was spent, and where it came from."""

from collections.abc import Iterable
from typing import Any, ClassVar

from forms.application import NeededToSubmit
from forms.base import ProgrammeForm
from forms.fields import EuroField, TextField
from grants.programme.amount import confirm_reading, is_ambiguous
from grants.programme.form_terms import CostCategory
from grants.programme.money import NOTHING
from grants.programme.words import Words, say

NEEDED = [NeededToSubmit()]
SUMS = ("received", "own_funds_spent", "third_party_spent")


class ReportForm(ProgrammeForm):
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

    def validate(self, extra_validators: Any = None) -> bool:
        """Also refuse amounts below zero."""
        fine = bool(super().validate(extra_validators))
        for field in self.amounts:
            if not field.errors and field.data is not None and field.data < NOTHING:
                field.errors = [
                    Words(
                        "Der Betrag darf nicht unter null liegen.",
                        "The amount must not be below zero.",
                    )
                ]
                fine = False
        return fine

    @property
    def amounts(self) -> list[EuroField]:
        """Every field that holds an amount."""
        return [field for field in self if isinstance(field, EuroField)]

    def line(self, code: str) -> EuroField:
        """The field of one line."""
        field: EuroField = self[self.lines[code]]
        return field

    def ask_about_ambiguous(self) -> bool:
        """Is there an amount that the other language would read differently? It is asked about."""
        unclear = [field for field in self.amounts if field.typed and is_ambiguous(field.typed)]
        for field in unclear:
            question = confirm_reading(field.typed or "", self.meta.language)
            field.errors, field.typed = [question], None
        return bool(unclear)

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
