"""What one cell of a spreadsheet means: a text, a number with two places, an amount."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Final

from grants.programme.amount import LARGEST, read_amount
from grants.programme.money import NOTHING, Money, eur
from grants.programme.text_limit import so_many
from grants.programme.words import Language, Words, say

MOST_DIGITS: Final = Context(prec=15)
"""What a spreadsheet shows of a number; the digits behind are its own rounding."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell."""

    kind: str
    """number, text, formula (without a result), fault or truth."""
    text: str
    formula: bool = False
    """Was the value worked out by the spreadsheet?"""


Row = Mapping[str, Cell]
"""The cells of one row by the letter of their column."""


class CannotRead(ValueError):
    """One cell means nothing to us; `says` is the sentence for it."""

    def __init__(self, says: Words) -> None:
        super().__init__(says.en)
        self.says = says


def read_money(cell: Cell, language: Language) -> Money:
    """The amount in a cell, in EUR.

    Raises CannotRead or NotAnAmount when it is none, or below nothing.
    """
    if cell.kind == "number":
        amount = eur(two_places(cell.text))
    else:
        amount = read_amount(readable(cell), language)
    if not NOTHING <= amount <= LARGEST:
        raise CannotRead(say(
            "Der Betrag muss zwischen 0,00 € und {largest} liegen.",
            "The amount must be between EUR 0.00 and {largest}.",
            largest=LARGEST,
        ))  # fmt: skip
    return amount


def text_of(cell: Cell | None) -> str:
    """What stands in the cell; nothing in an empty one."""
    if cell is None:
        return ""
    return readable(cell) if cell.kind in ("formula", "fault") else cell.text


def readable(cell: Cell) -> str:
    """The text of a cell that has a value."""
    if cell.kind == "formula":
        raise CannotRead(
            Words(
                "Die Zelle enthält eine Formel ohne Ergebnis. Öffnen und speichern Sie die Datei "
                "noch einmal, oder schreiben Sie den Wert.",
                "The cell holds a formula without a result. Open and save the file once more, or "
                "write the value.",
            )
        )
    if cell.kind in ("fault", "truth"):
        raise CannotRead(say("Hier steht „{text}“ und kein Wert.",
                             "“{text}” stands here, and no value.", text=cell.text))  # fmt: skip
    return cell.text


def short(text: str, longest: int) -> str:
    """The text, if it is not too long."""
    text = text.strip()
    if len(text) > longest:
        raise CannotRead(say(
            "Der Text ist {over} zu lang: {length} von {longest}.",
            "The text is {over} too long: {length} of {longest}.",
            over=so_many(len(text) - longest), length=len(text), longest=longest,
        ))  # fmt: skip
    return text


def two_places(text: str) -> Decimal:
    """The number as the spreadsheet shows it; with more than two places it is refused."""
    number = MOST_DIGITS.create_decimal(text)
    if not number.is_finite() or abs(number) > LARGEST.decimal:
        raise CannotRead(Words("Diese Zahl ist zu groß.", "This number is too large."))
    rounded = number.quantize(Decimal("0.01"))
    if rounded != number:
        raise CannotRead(say(
            "Schreiben Sie höchstens zwei Stellen hinter dem Komma. Wir haben „{text}“ gelesen.",
            "Write at most two decimal places. We read “{text}”.",
            text=f"{number:f}",
        ))  # fmt: skip
    return rounded
