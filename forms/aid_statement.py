"""What aid was received from elsewhere: day, giver and amount of each (R-025, R-029)."""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, Final

from forms.base import ProgrammeForm
from forms.choice import TickField
from forms.day import DayField
from forms.fields import EuroField, TextField
from grants.programme.cumulation import SmallAid
from grants.programme.money import NOTHING
from grants.programme.words import Words, say

FEWEST: Final = 3
MOST: Final = 60
"""Rows at first, and at most."""
PARTS: Final = ("on", "giver", "amount")


class AidForm(ProgrammeForm):
    """Whether there was none; `aid_form` adds rows for those that there were."""

    rows: ClassVar[int] = 0
    last_on_page = ("none",)

    none = TickField(Words("Es gab keine solchen Beihilfen.", "There was no such aid."))

    def validate(self, extra_validators: Any = None) -> bool:
        """Also ask for whole rows with amounts above nothing, and for rows or the tick."""
        fine = bool(super().validate(extra_validators))
        return all([fine, self._whole_rows(), self._above_nothing(), self._something()])

    def row(self, at: int) -> dict[str, Any]:
        """The fields of one row."""
        return {part: self[f"{part}_{at}"] for part in PARTS}

    @property
    def answers(self) -> dict[str, Any]:
        """What was received, as the act keeps it."""
        return {"items": list(self._items())}

    def _items(self) -> Iterator[SmallAid]:
        for at in self._filled():
            row = {part: field.data for part, field in self.row(at).items()}
            yield SmallAid(on=row["on"], giver=row["giver"], amount=row["amount"])

    def _filled(self) -> list[int]:
        return [
            at
            for at in range(self.rows)
            if any(field.data not in (None, "") or field.errors for field in self.row(at).values())
        ]

    def _whole_rows(self) -> bool:
        missing = [
            field
            for at in self._filled()
            for field in self.row(at).values()
            if field.data in (None, "") and not field.errors
        ]
        for field in missing:
            field.errors = [Words("Diese Angabe fehlt.", "This entry is missing.")]
        return not missing

    def _above_nothing(self) -> bool:
        amounts = [self[f"amount_{at}"] for at in self._filled()]
        wrong = [field for field in amounts if field.data is not None and field.data <= NOTHING]
        for field in wrong:
            field.errors = [
                Words("Der Betrag muss über null liegen.", "The amount must be above zero.")
            ]
        return not wrong

    def _something(self) -> bool:
        filled = bool(self._filled())
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


def aid_form(rows: int) -> type[AidForm]:
    """The form with so many rows."""
    many = min(max(rows, FEWEST), MOST)
    fields: dict[str, Any] = {}
    for at in range(many):
        n = str(at + 1)
        fields |= {
            f"on_{at}": DayField(say("Tag der Bewilligung {n}", "Day of the award {n}", n=n)),
            f"giver_{at}": TextField(say("Geber {n}", "Giver {n}", n=n), limit=200),
            f"amount_{at}": EuroField(say("Betrag {n}, Euro", "Amount {n}, euro", n=n)),
        }
    return type("AidFormOfRows", (AidForm,), {**fields, "rows": many})


def filled_with(items: Sequence[SmallAid]) -> dict[str, Any]:
    """What the fields show for a statement that is kept."""
    data: dict[str, Any] = {"none": not items}
    for at, item in enumerate(items):
        data |= {f"{part}_{at}": getattr(item, part) for part in PARTS}
    return data
