"""The lines of one category of a plan: what for, how many, at which price, in which year."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from wtforms import Field

from forms.base import ProgrammeForm
from forms.choice import ChoiceField
from forms.fields import EuroField, TextField
from grants.programme.amount import NotAnAmount, confirm_reading, is_ambiguous
from grants.programme.finding import Finding
from grants.programme.money import NOTHING, Money
from grants.programme.plan_line import (
    LONGEST_LABEL,
    LONGEST_NOTE,
    MOST_LINES,
    UNIT_WORDS,
    PlannedLine,
    Unit,
    read_quantity,
    written_quantity,
)
from grants.programme.words import Words, say

NAMES = {
    "year": Words("Jahr", "Year"),
    "label": Words("Wofür", "What for"),
    "quantity": Words("Menge", "Quantity"),
    "unit": Words("Einheit", "Unit"),
    "unit_price": Words("Preis je Einheit, Euro", "Price of one, euro"),
    "amount": Words("Betrag, Euro", "Amount, euro"),
    "note": Words("Anmerkung", "Note"),
}
TYPED = ("label", "quantity", "unit_price", "amount", "note")
"""What makes a row one that somebody wrote; a year or a unit alone does not."""
UNITS = {unit.value: words for unit, words in UNIT_WORDS.items()}
NOT_BELOW = Words("Der Betrag darf nicht unter null liegen.", "The amount must not be below zero.")
NO_LABEL = Words("Schreiben Sie, wofür der Betrag ist.", "Write what the amount is for.")
NO_YEAR = Words("Wählen Sie das Jahr.", "Choose the year.")
NO_PRICE = Words("Zur Menge fehlt der Preis.", "The price of the quantity is missing.")
NO_QUANTITY = Words("Zum Preis fehlt die Menge.", "The quantity for the price is missing.")
NO_AMOUNT = Words(
    "Geben Sie Menge und Preis ein, oder einen Betrag.",
    "Enter a quantity and a price, or an amount.",
)


class QuantityField(EuroField):
    """How many, with at most two decimal places."""

    kind = "quantity"

    def read(self, text: str) -> Any:
        """The quantity; what is none is said in a sentence."""
        try:
            return read_quantity(text, self.meta.language)
        except NotAnAmount as wrong:
            raise ValueError(wrong.says) from wrong

    def write(self, value: Any) -> str:
        """2,5 on a German page, 2.5 on an English one."""
        return written_quantity(value, self.meta.language)


class LinesForm(ProgrammeForm):
    """The lines of a category as rows of fields, at most one more than a plan may have."""

    def __init__(self, category: str, count: int, years: Sequence[int], **more: Any) -> None:
        self.category, self.count = category, min(count, MOST_LINES + 1)
        row = _row(years)
        # The list from which WTForms makes fields. A class of its own for each number of rows
        # would do the same; making one costs more than all of its fields.
        self._unbound_fields = [
            (f"{name}_{at}", field) for at in range(self.count) for name, field in row.items()
        ]
        super().__init__(**more)
        for at in range(self.count):
            for name, words in NAMES.items():
                self.of(name, at).label.text = Words(
                    f"{words.de}, Zeile {at + 1}", f"{words.en}, line {at + 1}"
                )

    def of(self, name: str, at: int) -> Any:
        """One field of one row."""
        return self[f"{name}_{at}"]

    def row(self, at: int) -> dict[str, Any]:
        """The fields of one row by their names."""
        return {name: self.of(name, at) for name in NAMES}

    @property
    def written(self) -> list[int]:
        """The rows in which something stands."""
        return [at for at in range(self.count) if any(_said(self.of(n, at)) for n in TYPED)]

    def validate(self, extra_validators: Any = None) -> bool:
        """Also that each row says what for, and either an amount or a quantity at a price."""
        fine = bool(super().validate(extra_validators))
        whole = [self._row_is_whole(at) for at in self.written]
        return all(whole) and fine

    def ask_about_ambiguous(self) -> bool:
        """Is there a figure that the other language would read differently? Then it is asked."""
        asked = False
        for at in self.written:
            for name in ("quantity", "unit_price", "amount"):
                field = self.of(name, at)
                if field.typed and field.data is not None and is_ambiguous(field.typed):
                    field.errors, field.typed = [_question(field)], None
                    asked = True
        return asked

    def show_at_rows(self, findings: Iterable[Finding]) -> None:
        """Put each finding at its row: it counts the lines, and rows may stand empty between."""
        rows = self.written
        for finding in findings:
            name, _, at = finding.place.rpartition("_")
            if at.isdecimal() and int(at) < len(rows):
                self.show([replace(finding, place=f"{name}_{rows[int(at)]}")])
            else:
                self.show([finding])

    @property
    def answers(self) -> dict[str, Any]:
        """The lines in the order of the page."""
        return {"lines": [line for _, line in self.numbered]}

    @property
    def numbered(self) -> list[tuple[int, PlannedLine]]:
        """Every row that says enough to be a line, with its place on the page."""
        rows = ((at, self._line(at)) for at in self.written)
        return [(at, line) for at, line in rows if line is not None]

    def _line(self, at: int) -> PlannedLine | None:
        quantity: Decimal | None = self.of("quantity", at).data
        price: Money | None = self.of("unit_price", at).data
        year, amount = self.of("year", at).data, self.of("amount", at).data
        if not re.fullmatch("[0-9]{4}", str(year or "")):
            return None
        counts = quantity is not None and price is not None
        unit = self.of("unit", at).data
        return PlannedLine(
            category=self.category,
            year=int(year),
            label=self.of("label", at).data or "",
            quantity=quantity if counts else None,
            unit=Unit(unit) if counts and unit in set(Unit) else None,
            unit_price=price if counts else None,
            fixed=NOTHING if counts else amount or NOTHING,
            note=self.of("note", at).data or "",
        )

    def _row_is_whole(self, at: int) -> bool:
        row = self.row(at)
        for name in ("unit_price", "amount"):
            if row[name].data is not None and row[name].data < NOTHING:
                _say(row[name], NOT_BELOW)
        if not row["year"].data:
            _say(row["year"], NO_YEAR)
        if not row["label"].data:
            _say(row["label"], NO_LABEL)
        quantity, price = _said(row["quantity"]), _said(row["unit_price"])
        if quantity and not price:
            _say(row["unit_price"], NO_PRICE)
        elif price and not quantity:
            _say(row["quantity"], NO_QUANTITY)
        elif not quantity and not _said(row["amount"]):
            _say(row["amount"], NO_AMOUNT)
        return not any(field.errors for field in row.values())


def rows_in(came: Iterable[str]) -> int:
    """How many rows a form that came has."""
    numbers = (name.rpartition("_")[2] for name in came if name.startswith("label_"))
    return max((int(text) + 1 for text in numbers if re.fullmatch("[0-9]{1,3}", text)), default=0)


def data_of(lines: Iterable[PlannedLine]) -> Mapping[str, Any]:
    """What the fields of these lines hold; no amount where it is worked out."""
    data: dict[str, Any] = {}
    for at, line in enumerate(lines):
        data |= {
            f"year_{at}": str(line.year),
            f"label_{at}": line.label,
            f"quantity_{at}": line.quantity,
            f"unit_{at}": line.unit.value if line.unit else "",
            f"unit_price_{at}": line.unit_price,
            f"amount_{at}": None if line.counts else line.amount,
            f"note_{at}": line.note,
        }
    return data


def _row(years: Sequence[int]) -> dict[str, Any]:
    """The fields of any row; which row it is, their labels say later."""
    when = {str(year): Words(str(year), str(year)) for year in years}
    only = next(iter(when)) if len(when) == 1 else ""
    return {
        "year": ChoiceField(NAMES["year"], choices=when, default=only),
        "label": TextField(NAMES["label"], limit=LONGEST_LABEL),
        "quantity": QuantityField(NAMES["quantity"]),
        "unit": ChoiceField(NAMES["unit"], choices=UNITS),
        "unit_price": EuroField(NAMES["unit_price"]),
        "amount": EuroField(NAMES["amount"]),
        "note": TextField(NAMES["note"], limit=LONGEST_NOTE),
    }


def _said(field: Field) -> bool:
    """Was anything typed, readable or not?"""
    typed = getattr(field, "typed", None)
    return bool(typed) if typed is not None else field.data not in (None, "")


def _say(field: Field, words: Words) -> None:
    if not field.errors:
        field.errors = [words]


def _question(field: Any) -> Words:
    if isinstance(field, QuantityField):
        return say(
            "Wir lesen {text} als {quantity}. Stimmt das?",
            "We read {text} as {quantity}. Is that right?",
            text=field.typed or "", quantity=field.data,
        )  # fmt: skip
    return confirm_reading(field.typed or "", field.meta.language)
