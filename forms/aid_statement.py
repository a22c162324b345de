"""What aid was received from elsewhere: day, giver and amount of each (R-025, R-029)."""

from collections.abc import Sequence
from typing import Any

from forms.choice import TickField
from forms.day import DayField
from forms.fields import EuroField, TextField
from forms.rows import RowsForm, in_rows
from grants.programme.cumulation import SmallAid
from grants.programme.money import NOTHING
from grants.programme.words import Words, say


class AidForm(RowsForm):
    """A row for each aid, or the tick that there was none."""

    columns = ("on", "giver", "amount")
    most = 60
    last_on_page = ("none",)

    none = TickField(Words("Es gab keine solchen Beihilfen.", "There was no such aid."))

    @classmethod
    def row_fields(cls, number: str) -> dict[str, Any]:
        """Day of the award, giver and amount."""
        return {
            "on": DayField(say("Tag der Bewilligung {n}", "Day of the award {n}", n=number)),
            "giver": TextField(say("Geber {n}", "Giver {n}", n=number), limit=200),
            "amount": EuroField(say("Betrag {n}, Euro", "Amount {n}, euro", n=number)),
        }

    def validate(self, extra_validators: Any = None) -> bool:
        """Also ask for whole rows with amounts above nothing, and for rows or the tick."""
        fine = bool(super().validate(extra_validators))
        return all([fine, self.whole_rows(), self._above_nothing(), self._something()])

    @property
    def answers(self) -> dict[str, Any]:
        """What was received, as the act keeps it."""
        return {"items": [SmallAid(**row) for row in self.filled_rows()]}

    def _above_nothing(self) -> bool:
        amounts = [self[f"amount_{at}"] for at in self.filled()]
        wrong = [field for field in amounts if field.data is not None and field.data <= NOTHING]
        for field in wrong:
            field.errors = [
                Words("Der Betrag muss über null liegen.", "The amount must be above zero.")
            ]
        return not wrong

    def _something(self) -> bool:
        filled = bool(self.filled())
        if filled is not bool(self.none.data):
            return True
        self.none.errors = [
            Words(
                "Entfernen Sie den Haken oder leeren Sie die Zeilen.",
                "Take the tick away, or empty the rows.",
            )
            if filled
            else Words(
                "Füllen Sie eine Zeile aus, oder bestätigen Sie, dass es keine gab.",
                "Fill in a row, or confirm that there was none.",
            )
        ]
        return False


def filled_with(items: Sequence[SmallAid]) -> dict[str, Any]:
    """What the fields show for a statement that is kept."""
    rows = [{column: getattr(item, column) for column in AidForm.columns} for item in items]
    return {"none": not items, **in_rows(rows)}
