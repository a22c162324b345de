"""The sheet of a plan's lines: its columns, and what its cells mean. Only values come in here.

A sheet is read in the language in which it was made. Amounts that were worked out from others are
worked out again; every cell that cannot be read is named with its place.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from grants.programme.amount import NotAnAmount
from grants.programme.form_terms import CostCategory
from grants.programme.money import NOTHING, Money
from grants.programme.plan_cell import (
    CannotRead,
    Cell,
    Row,
    read_money,
    readable,
    short,
    text_of,
    two_places,
)
from grants.programme.plan_line import (
    LARGEST_QUANTITY,
    LONGEST_LABEL,
    LONGEST_NOTE,
    MOST_LINES,
    UNIT_WORDS,
    Lines,
    PlannedLine,
    Unit,
    amount_of,
    lean,
    read_quantity,
)
from grants.programme.words import LANGUAGES, Language, Words, say

SHEET: Final = Words("Zeilen", "Lines")
TOTALS: Final = Words("Summen", "Totals")
COLUMNS: Final = {
    "category": Words("Position", "Category"),
    "year": Words("Jahr", "Year"),
    "label": Words("Wofür", "What for"),
    "quantity": Words("Menge", "Quantity"),
    "unit": Words("Einheit", "Unit"),
    "unit_price": Words("Preis je Einheit (Euro)", "Price of one (euro)"),
    "amount": Words("Betrag (Euro)", "Amount (euro)"),
    "note": Words("Anmerkung", "Note"),
}
"""The columns from A to H, in this order."""
LETTERS: Final = dict(zip(COLUMNS, "ABCDEFGH", strict=True))
FIRST_ROW: Final = 2
LAST_ROW: Final = FIRST_ROW + MOST_LINES - 1


@dataclass(frozen=True, slots=True)
class CellNote:
    """One sentence about one cell."""

    sheet: str
    row: int
    column: str
    says: Words

    @property
    def place(self) -> Words:
        """Where to look: sheet, column and row."""
        return say(
            "Blatt {sheet}, {cell}", "Sheet {sheet}, {cell}",
            sheet=self.sheet, cell=f"{self.column}{self.row}",
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRead:
    """What a sheet says."""

    lines: Lines
    bad: tuple[CellNote, ...]
    """Nothing is taken over while there is one of these."""
    noticed: tuple[CellNote, ...]
    """What we read in another way than the file says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReader:
    """Reads the rows of one sheet against one plan."""

    sheet: str
    language: Language
    categories: Sequence[CostCategory]
    years: Sequence[int]

    def read(self, rows: Mapping[int, Row]) -> SheetRead:
        """Every line, every cell that cannot be read, and every sum that we read differently."""
        bad, noticed = self._heads(rows.get(1, {})), list[CellNote]()
        lines: list[tuple[int, PlannedLine]] = []
        for number, row in sorted(rows.items()):
            filled = {letter: cell for letter, cell in row.items() if cell.text.strip()}
            if number < FIRST_ROW or _only_prepared(filled):
                continue
            line, wrong, odd = self._line(number, filled)
            bad += wrong
            noticed += odd
            if line is not None:
                lines.append((number, line))
        bad += self._without_label(lines) + self._too_many(lines)
        by_place = sorted(bad, key=lambda note: (note.row, note.column))
        whole = tuple(line for _, line in lines)
        return SheetRead(lines=whole, bad=tuple(by_place), noticed=tuple(noticed))

    def _line(
        self, number: int, row: Row
    ) -> tuple[PlannedLine | None, list[CellNote], list[CellNote]]:
        known = set(LETTERS.values())
        stray = Words("Diese Spalte kennen wir nicht. Leeren Sie die Zelle.",
                      "We do not know this column. Empty the cell.")  # fmt: skip
        bad = [self._note(number, letter, stray) for letter in row if letter not in known]
        found: dict[str, object] = {}
        readers = {
            "category": self._category, "year": self._year, "label": self._label,
            "quantity": self._quantity, "unit": self._unit, "unit_price": self._price,
            "amount": self._amount, "note": self._remark,
        }  # fmt: skip
        for name, reader in readers.items():
            try:
                found[name] = reader(row.get(LETTERS[name]), row)
            except (CannotRead, NotAnAmount) as wrong:
                bad.append(self._note(number, LETTERS[name], wrong.says))
        if bad:
            return None, bad, []
        quantity, price, typed = found["quantity"], found["unit_price"], found.pop("amount")
        odd = []
        if isinstance(quantity, Decimal) and isinstance(price, Money):
            worked_out = amount_of(quantity, price)
            if isinstance(typed, Money) and typed != worked_out:
                odd.append(self._note(number, LETTERS["amount"], say(
                    "In der Datei steht {typed}. Wir rechnen {amount}.",
                    "The file says {typed}. We work out {amount}.",
                    typed=typed, amount=worked_out,
                )))  # fmt: skip
            typed = NOTHING
        line = PlannedLine(**found, fixed=typed or NOTHING)  # type: ignore[arg-type]
        return line, [], odd

    def _category(self, cell: Cell | None, _row: Row) -> str:
        text = " ".join(text_of(cell).split()).casefold()
        for category in self.categories:
            if text in {category.code, category.name.de.casefold(), category.name.en.casefold()}:
                return category.code
        if not text:
            raise CannotRead(Words("Wählen Sie die Position.", "Choose the category."))
        raise CannotRead(say(
            "Die Position „{text}“ hat dieser Plan nicht. Wählen Sie eine aus der Liste.",
            "This plan has no category “{text}”. Choose one from the list.",
            text=text_of(cell).strip(),
        ))  # fmt: skip

    def _year(self, cell: Cell | None, _row: Row) -> int:
        text = text_of(cell).strip()
        for year in self.years:
            if text == str(year) or (cell and cell.kind == "number" and Decimal(text) == year):
                return year
        if not text:
            raise CannotRead(say(
                "Schreiben Sie ein Jahr der Laufzeit, {first} bis {last}. Die Zelle ist leer.",
                "Write a year of the period, {first} to {last}. The cell is empty.",
                first=str(self.years[0]), last=str(self.years[-1]),
            ))  # fmt: skip
        raise CannotRead(say(
            "Schreiben Sie ein Jahr der Laufzeit, {first} bis {last}. Wir haben „{text}“ gelesen.",
            "Write a year of the period, {first} to {last}. We read “{text}”.",
            first=str(self.years[0]), last=str(self.years[-1]), text=text,
        ))  # fmt: skip

    def _label(self, cell: Cell | None, _row: Row) -> str:
        return short(text_of(cell), LONGEST_LABEL)

    def _remark(self, cell: Cell | None, _row: Row) -> str:
        return short(text_of(cell), LONGEST_NOTE)

    def _quantity(self, cell: Cell | None, row: Row) -> Decimal | None:
        if cell is None:
            if LETTERS["unit_price"] in row:
                raise CannotRead(Words("Zum Preis fehlt die Menge.",
                                       "The quantity for the price is missing."))  # fmt: skip
            return None
        if cell.kind != "number":
            return read_quantity(readable(cell), self.language)
        quantity = two_places(cell.text)
        if not 0 < quantity <= LARGEST_QUANTITY:
            return read_quantity(str(quantity), "en")
        return lean(quantity)

    def _unit(self, cell: Cell | None, row: Row) -> Unit | None:
        text = text_of(cell).strip().casefold()
        for unit, words in UNIT_WORDS.items():
            if text in {unit.value, words.de.casefold(), words.en.casefold()}:
                return unit if LETTERS["quantity"] in row else None
        if not text:
            return None
        raise CannotRead(say(
            "Die Einheit „{text}“ kennen wir nicht. Wählen Sie eine aus der Liste.",
            "We do not know the unit “{text}”. Choose one from the list.",
            text=text_of(cell).strip(),
        ))  # fmt: skip

    def _price(self, cell: Cell | None, row: Row) -> Money | None:
        if cell is None and LETTERS["quantity"] in row:
            raise CannotRead(Words("Zur Menge fehlt der Preis.",
                                   "The price of the quantity is missing."))  # fmt: skip
        return None if cell is None else read_money(cell, self.language)

    def _amount(self, cell: Cell | None, row: Row) -> Money | None:
        counted = LETTERS["quantity"] in row or LETTERS["unit_price"] in row
        if counted and (cell is None or cell.formula or cell.kind in ("formula", "fault")):
            return None
        if cell is None:
            raise CannotRead(Words("Geben Sie Menge und Preis ein, oder einen Betrag.",
                                   "Enter a quantity and a price, or an amount."))  # fmt: skip
        return read_money(cell, self.language)

    def _heads(self, row: Row) -> list[CellNote]:
        """The first row must say what we expect, or columns were moved."""
        return [
            self._note(1, letter, say(
                "Hier muss „{head}“ stehen. Sind Spalten verschoben, nehmen Sie die Vorlage neu.",
                "“{head}” must stand here. If columns were moved, take the template anew.",
                head=COLUMNS[name],
            ))
            for name, letter in LETTERS.items()
            if text_of(row.get(letter)).strip() not in {COLUMNS[name].de, COLUMNS[name].en}
        ]  # fmt: skip

    def _without_label(self, lines: Iterable[tuple[int, PlannedLine]]) -> list[CellNote]:
        """One amount for a whole cell needs no words; beside others, every line does."""
        rows: dict[tuple[str, int], list[tuple[int, PlannedLine]]] = {}
        for number, line in lines:
            rows.setdefault((line.category, line.year), []).append((number, line))
        words = Words("Schreiben Sie, wofür der Betrag ist.", "Write what the amount is for.")
        return [
            self._note(number, LETTERS["label"], words)
            for same in rows.values()
            for number, line in same
            if not line.label and (len(same) > 1 or line.counts or line.note)
        ]

    def _too_many(self, lines: Sequence[tuple[int, PlannedLine]]) -> list[CellNote]:
        return [
            self._note(number, "A", say(
                "Ein Plan hat höchstens {most} Zeilen.", "A plan has at most {most} lines.",
                most=MOST_LINES,
            ))
            for number, _ in lines[MOST_LINES : MOST_LINES + 1]
        ]  # fmt: skip

    def _note(self, row: int, column: str, says: Words) -> CellNote:
        return CellNote(self.sheet, row, column, says)


def language_of(sheet: str) -> Language | None:
    """The language in which a sheet with this name was made; nothing if it is none of ours."""
    for language in LANGUAGES:
        if sheet == SHEET.into(language):
            return language
    return None


def _only_prepared(row: Row) -> bool:
    """Does nothing stand in the row but the sum that we had prepared?"""
    return all(letter == LETTERS["amount"] and (cell.formula or cell.kind == "formula")
               for letter, cell in row.items())  # fmt: skip
