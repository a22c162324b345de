"""The field for each kind of figure in a round's terms."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, ClassVar

from wtforms.widgets import HiddenInput

from forms.choice import ChoiceField, RadioChoiceField, SeveralChoicesField
from forms.day import DayField
from forms.fields import DecimalField, EuroField, NeededSometimes, NumberField, TextField
from forms.printed import Printed
from grants.programme.amount import short
from grants.programme.money import Money
from grants.programme.setup_sheet import Entry, Kind, is_choice
from grants.programme.setup_sheets import CHOICES
from grants.programme.words import Words, english, german

ALL = 100
PLACES = 4
LINE, LONG = 300, 4000
YES_OR_NO = {"yes": Words("ja", "yes"), "no": Words("nein", "no")}
PER_CENT = Words("Schreiben Sie eine Zahl von 0 bis 100.", "Write a number from 0 to 100.")


class PercentField(DecimalField):
    """A share, written as per cent: 45 for 9/20. A third stays a third while nobody changes it."""

    def __init__(self, label: Words, **more: Any) -> None:
        super().__init__(label, places=PLACES, **more)
        self.exact: Fraction | None = None

    def keep(self, exact: Fraction | None) -> None:
        """What is kept so far: if that is what was typed, it is what was meant."""
        self.exact = exact
        if exact is not None and self.typed and self.typed == self.write(exact):
            self.data = exact

    def read(self, text: str) -> Any:
        """The share of this number of hundredths."""
        share = Fraction(super().read(text.removesuffix("%").strip())) / ALL
        if not 0 <= share <= 1:
            raise ValueError(PER_CENT)
        return share

    def write(self, value: Any) -> str:
        """So many per cent."""
        per_cent = Decimal(value.numerator * ALL) / Decimal(value.denominator)
        rounded = short(round(per_cent, PLACES))
        return german(rounded) if self.meta.language == "de" else english(rounded)


class SignedField(NumberField):
    """A whole number that may lie below zero."""

    def read(self, text: str) -> int:
        """The number, with its sign."""
        below = re.match(r"[-\u2212]\s*", text)
        number = super().read(text[below.end() :] if below else text)
        return -number if below else number

    def write(self, value: int) -> str:
        """With a sign that can be typed."""
        return str(value)


class NumbersField(NumberField):
    """Several whole numbers with commas between them."""

    attributes: ClassVar = {"inputmode": "text", "autocomplete": "off"}

    def read(self, text: str) -> Any:
        """The numbers in the order in which they stand there."""
        read_one = super().read
        return [read_one(each) for each in re.split(r"[,;\s]+", text.strip(" ,;"))]

    def write(self, value: Any) -> str:
        """With commas."""
        return ", ".join(str(each) for each in value)


class CodeField(TextField):
    """The code of a row; it goes with the row and nobody types it."""

    widget = HiddenInput()
    attributes: ClassVar[dict[str, str]] = {}

    def __init__(self, label: Words, **more: Any) -> None:
        super().__init__(label, **more)
        self.kind = "hidden"

    @staticmethod
    def day(text: str) -> date:
        """A day as plain data hold it."""
        return date.fromisoformat(text)


class OwnWords:
    """Labels of one text in two languages."""

    @staticmethod
    def of(label: Words, language: str) -> Words:
        """The label of the field for this language."""
        if language == "de":
            return Words(f"{label.de} (deutsch)", f"{label.en} (German)")
        return Words(f"{label.de} (englisch)", f"{label.en} (English)")


def field_of(
    entry: Entry, kind: Kind, label: Words, codes: Mapping[str, Words] | None = None
) -> Any:
    """The field in which this entry is filled in."""
    more: dict[str, Any] = {"description": entry.hint or ""}
    more["validators"] = [NeededSometimes()] if kind.needed else []
    if entry.hidden:
        return CodeField(label, limit=LINE)
    if codes is not None or is_choice(kind):
        offered = codes if codes is not None else choice_of(kind)
        field = SeveralChoicesField if kind.several else ChoiceField
        return field(label, choices=offered, **more)
    if kind.type in (Words, str):
        limit, rows = (LONG, 3) if entry.long else (LINE, 1)
        more["validators"].append(Printed())
        return TextField(label, limit=limit if entry.long else None, rows=rows, **more)
    return _figure(entry, kind, label, more)


def _figure(entry: Entry, kind: Kind, label: Words, more: dict[str, Any]) -> Any:
    if kind.type is bool:
        return RadioChoiceField(label, choices=YES_OR_NO, **more)
    if kind.type is Decimal:
        return DecimalField(label, places=2, **more)
    if kind.type is int and kind.several:
        return NumbersField(label, **more)
    if kind.type is int:
        return (SignedField if entry.place == "days" else NumberField)(label, **more)
    return {Money: EuroField, Fraction: PercentField, date: DayField}[kind.type](label, **more)


def choice_of(kind: Kind) -> dict[str, Words]:
    """What may be chosen, by the value that is kept."""
    members: type[StrEnum] = kind.type
    return {each.value: CHOICES[each] for each in members}
