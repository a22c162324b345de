"""The sheet of vouchers: its columns, and what its cells mean. Only values come in here.

A sheet is read in the language in which it was made; every cell that cannot be read is named with
its place, and nothing is taken over then.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from grants.programme.amount import NotAnAmount
from grants.programme.form_terms import CostCategory
from grants.programme.money import Money
from grants.programme.plan_cell import CannotRead, Cell, Row, read_money, readable, short, text_of
from grants.programme.plan_sheet import CellNote
from grants.programme.voucher import (
    LONGEST_PAYEE,
    LONGEST_PURPOSE,
    LONGEST_REFERENCE,
    MOST_VOUCHERS,
    Period,
    Voucher,
    check_voucher,
)
from grants.programme.words import Language, Words, say

SHEET: Final = Words("Belege", "Vouchers")
COLUMNS: Final = {
    "category": Words("Position", "Category"),
    "invoice_on": Words("Rechnung oder Auftrag vom", "Invoice or order of"),
    "paid_on": Words("Bezahlt am", "Paid on"),
    "payee": Words("Empfänger der Zahlung", "Payee"),
    "purpose": Words("Zweck", "Purpose"),
    "amount": Words("Betrag (Euro)", "Amount (euro)"),
    "invoice": Words("Rechnungsnummer", "Invoice number"),
    "payment": Words("Zahlungsnachweis", "Proof of payment"),
}
"""The columns from A to H, in this order."""
LETTERS: Final = dict(zip(COLUMNS, "ABCDEFGH", strict=True))
FIRST_ROW: Final = 2
LAST_ROW: Final = FIRST_ROW + MOST_VOUCHERS - 1
DAY_ZERO: Final = date(1899, 12, 30)
"""From here a spreadsheet counts its days."""
LAST_SERIAL: Final = 110_000
"""A day of the year 2201; what lies beyond is no day of any grant."""
EMPTY: Final = Words("Diese Angabe fehlt.", "This entry is missing.")


@dataclass(frozen=True, slots=True, kw_only=True)
class VouchersRead:
    """What a sheet says."""

    vouchers: tuple[Voucher, ...]
    bad: tuple[CellNote, ...]
    """Nothing is taken over while there is one of these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherReader:
    """Reads the rows of one sheet against one report."""

    sheet: str
    language: Language
    categories: Sequence[CostCategory]
    period: Period

    def read(self, rows: Mapping[int, Row]) -> VouchersRead:
        """Every voucher, and every cell that cannot be read."""
        found: list[Voucher] = []
        bad = self._heads(rows.get(1, {}))
        for number, row in sorted(rows.items()):
            filled = {letter: cell for letter, cell in row.items() if cell.text.strip()}
            if number < FIRST_ROW or not filled:
                continue
            voucher, wrong = self._voucher(number, filled)
            bad += wrong
            if voucher is not None:
                found.append(voucher)
        if len(found) > MOST_VOUCHERS:
            bad.append(self._note(LAST_ROW + 1, "A", say(
                "Höchstens {most} Belege finden Platz.", "At most {most} vouchers have room.",
                most=MOST_VOUCHERS,
            )))  # fmt: skip
        return VouchersRead(vouchers=tuple(found), bad=tuple(bad))

    def _voucher(self, number: int, row: Row) -> tuple[Voucher | None, list[CellNote]]:
        readers: dict[str, Callable[[Cell], Any]] = {
            "category": self._category, "invoice_on": self._day, "paid_on": self._day,
            "payee": _text(LONGEST_PAYEE), "purpose": _text(LONGEST_PURPOSE),
            "amount": self._amount, "invoice": _text(LONGEST_REFERENCE),
            "payment": _text(LONGEST_REFERENCE),
        }  # fmt: skip
        said: dict[str, Any] = {}
        bad = []
        for name, reader in readers.items():
            cell = row.get(LETTERS[name])
            if cell is None:
                bad.append(self._note(number, LETTERS[name], EMPTY))
                continue
            try:
                said[name] = reader(cell)
            except (CannotRead, NotAnAmount) as unread:
                bad.append(self._note(number, LETTERS[name], unread.says))
        if bad:
            return None, bad
        voucher = Voucher(**said)
        wrong = [each for each in check_voucher(voucher, self.period) if each.breaks]
        return voucher, [self._note(number, LETTERS[each.place], each.says) for each in wrong]

    def _category(self, cell: Cell) -> str:
        text = " ".join(text_of(cell).split()).casefold()
        for category in self.categories:
            if text in {category.code, category.name.de.casefold(), category.name.en.casefold()}:
                return category.code
        raise CannotRead(say(
            "Die Position „{text}“ hat dieser Plan nicht. Wählen Sie eine aus der Liste.",
            "This plan has no category “{text}”. Choose one from the list.",
            text=text_of(cell).strip(),
        ))  # fmt: skip

    def _day(self, cell: Cell) -> date:
        text = readable(cell).strip()
        if cell.kind == "number" and re.fullmatch(r"\d{1,6}(\.0*)?", text):
            serial = int(text.partition(".")[0])
            if 0 < serial <= LAST_SERIAL:
                return DAY_ZERO + timedelta(days=serial)
        german = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text)
        iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text)
        try:
            if german:
                return date(int(german[3]), int(german[2]), int(german[1]))
            if iso:
                return date(int(iso[1]), int(iso[2]), int(iso[3]))
        except ValueError:
            pass
        raise CannotRead(say(
            "Schreiben Sie das Datum wie 02.05.2028. Wir haben „{text}“ gelesen.",
            "Write the date like 2028-05-02. We read “{text}”.",
            text=text,
        ))  # fmt: skip

    def _amount(self, cell: Cell) -> Money:
        return read_money(cell, self.language)

    def _heads(self, heads: Row) -> list[CellNote]:
        """A column in another place would put amounts where dates belong."""
        return [
            self._note(1, letter, say(
                "Hier gehört die Spalte „{name}“ hin. Nehmen Sie die Vorlage.",
                "The column “{name}” belongs here. Use the template.",
                name=COLUMNS[name],
            ))
            for name, letter in LETTERS.items()
            if (heads[letter].text.strip() if letter in heads else "")
            not in {COLUMNS[name].de, COLUMNS[name].en}
        ]  # fmt: skip

    def _note(self, row: int, letter: str, says: Words) -> CellNote:
        return CellNote(self.sheet, row, letter, says)


def _text(longest: int) -> Callable[[Cell], str]:
    def read(cell: Cell) -> str:
        text = readable(cell)
        return short(re.sub(r"\.0+$", "", text) if cell.kind == "number" else text, longest)

    return read
