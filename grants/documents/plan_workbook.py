"""A plan as a workbook: a sheet to fill in, and a sheet of totals to read.

Headings are locked, lists are offered, sums are formulas. What people typed stays text, also where
it begins like a formula.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from grants.documents.fill_sheet import lock_sheet, write_heads, write_text
from grants.programme.form_terms import CostCategory
from grants.programme.money import Money
from grants.programme.plan_line import UNIT_WORDS, Lines, PlannedLine
from grants.programme.plan_sheet import COLUMNS, FIRST_ROW, LAST_ROW, LETTERS, SHEET, TOTALS
from grants.programme.words import Language, Words

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

WIDTHS: Final = dict(zip("ABCDEFGH", (38, 8, 36, 10, 12, 16, 16, 40), strict=True))
EURO: Final = "#,##0.00"
TOTALS_HEAD: Final = 7
"""The row of the years on the sheet of totals; the plan itself is described above it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanBook:
    """What a workbook shows."""

    language: Language
    number: str
    recipient: str
    period: str
    as_of: str
    categories: Sequence[CostCategory]
    years: Sequence[int]
    lines: Lines
    payers: Sequence[tuple[Words, Money]]
    """Who pays, as saved: to read only."""


def plan_workbook(book: PlanBook) -> bytes:
    """The workbook as a file."""
    from openpyxl import Workbook  # noqa: PLC0415 - slow to load, and most pages do without

    workbook = Workbook()
    sheet: Worksheet = workbook.active  # type: ignore[assignment]
    sheet.title = SHEET.into(book.language)
    totals = workbook.create_sheet(TOTALS.into(book.language))
    _fill_lines(sheet, book)
    _fill_totals(totals, book)
    kept = io.BytesIO()
    workbook.save(kept)
    return kept.getvalue()


def _fill_lines(sheet: "Worksheet", book: PlanBook) -> None:
    from openpyxl.styles import Alignment, Protection  # noqa: PLC0415

    write_heads(sheet, COLUMNS, LETTERS, WIDTHS, book.language)
    open_, wrapped = Protection(locked=False), Alignment(wrap_text=True, vertical="top")
    for row in range(FIRST_ROW, LAST_ROW + 1):
        for letter in WIDTHS:
            cell = sheet[f"{letter}{row}"]
            cell.protection = open_
            if letter in "ACH":
                cell.alignment = wrapped
            if letter in "FG":
                cell.number_format = EURO
        at = row - FIRST_ROW
        _fill_line(sheet, row, book, book.lines[at] if at < len(book.lines) else None)
    lock_sheet(sheet)
    _offer(sheet, book)


def _fill_line(sheet: "Worksheet", row: int, book: PlanBook, line: PlannedLine | None) -> None:
    worked_out = f'=IF(AND(ISNUMBER(D{row}),ISNUMBER(F{row})),ROUND(D{row}*F{row},2),"")'
    if line is None:
        sheet[f"G{row}"] = worked_out
        return
    names = {category.code: category.name.into(book.language) for category in book.categories}
    write_text(sheet, f"A{row}", names.get(line.category, line.category))
    sheet[f"B{row}"] = line.year
    write_text(sheet, f"C{row}", line.label)
    write_text(sheet, f"H{row}", line.note)
    if line.quantity is not None and line.unit_price is not None:
        sheet[f"D{row}"], sheet[f"F{row}"] = line.quantity, line.unit_price.decimal
        write_text(sheet, f"E{row}", UNIT_WORDS[line.unit].into(book.language) if line.unit else "")
        sheet[f"G{row}"] = worked_out
    else:
        sheet[f"G{row}"] = line.amount.decimal


def _offer(sheet: "Worksheet", book: PlanBook) -> None:
    """Lists to choose from; the plan itself is checked when the file comes back."""
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    first, last = TOTALS_HEAD + 1, TOTALS_HEAD + len(book.categories)
    named = f"'{TOTALS.into(book.language)}'!$A${first}:$A${last}"
    units = ",".join(words.into(book.language) for words in UNIT_WORDS.values())
    years = ",".join(str(year) for year in book.years)
    for letter, listed in (("A", named), ("B", f'"{years}"'), ("E", f'"{units}"')):
        offered = DataValidation(type="list", formula1=listed, allow_blank=True)
        offered.add(f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}")
        sheet.add_data_validation(offered)


def _fill_totals(sheet: "Worksheet", book: PlanBook) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    said = book.language
    about = (
        (Words("Finanzierungsplan", "Financing plan"), book.number),
        (Words("Empfänger", "Recipient"), book.recipient),
        (Words("Laufzeit", "Period"), book.period),
        (Words("Stand", "As of"), book.as_of),
        (Words("Hinweis", "Note"), Words(
            "Dieses Blatt ist nur zum Lesen. Beim Hochladen zählt das Blatt „Zeilen“.",
            "This sheet is for reading only. The sheet “Lines” counts when you upload.",
        ).into(said)),
    )  # fmt: skip
    for row, (words, text) in enumerate(about, start=1):
        write_text(sheet, f"A{row}", words.into(said))
        write_text(sheet, f"B{row}", text)
    last = get_column_letter(2 + len(book.years))
    write_text(sheet, f"A{TOTALS_HEAD}", COLUMNS["category"].into(said))
    for at, year in enumerate(book.years):
        sheet.cell(TOTALS_HEAD, 2 + at, year)
    whole = Words("Summe", "Total").into(said)
    write_text(sheet, f"{last}{TOTALS_HEAD}", whole)
    foot = TOTALS_HEAD + len(book.categories) + 1
    for at, category in enumerate(book.categories, start=TOTALS_HEAD + 1):
        write_text(sheet, f"A{at}", category.name.into(said))
        _sums_of_row(sheet, at, book)
    write_text(sheet, f"A{foot}", whole)
    for column in range(2, 3 + len(book.years)):
        letter = get_column_letter(column)
        summed = f"=SUM({letter}{TOTALS_HEAD + 1}:{letter}{foot - 1})"
        _figure(sheet, f"{letter}{foot}", summed)
    _payers(sheet, foot + 2, book)
    for each in (*sheet[TOTALS_HEAD], *sheet[foot]):
        each.font = Font(bold=True)
    for column in range(1, 3 + len(book.years)):
        width = 44 if column == 1 else 18
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.protection.sheet = True


def _payers(sheet: "Worksheet", first: int, book: PlanBook) -> None:
    for at, (words, amount) in enumerate(book.payers, start=first):
        write_text(sheet, f"A{at}", words.into(book.language))
        _figure(sheet, f"B{at}", amount.decimal)


def _sums_of_row(sheet: "Worksheet", row: int, book: PlanBook) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    name = f"'{SHEET.into(book.language)}'"

    def listed(letter: str) -> str:
        return f"{name}!${letter}${FIRST_ROW}:${letter}${LAST_ROW}"

    for at in range(len(book.years)):
        letter = get_column_letter(2 + at)
        summed = (
            f"=SUMIFS({listed('G')},{listed('A')},$A{row},{listed('B')},{letter}${TOTALS_HEAD})"
        )
        _figure(sheet, f"{letter}{row}", summed)
    end = get_column_letter(1 + len(book.years))
    _figure(sheet, f"{get_column_letter(2 + len(book.years))}{row}", f"=SUM(B{row}:{end}{row})")


def _figure(sheet: "Worksheet", place: str, value: str | Decimal) -> None:
    cell: Any = sheet[place]
    cell.value, cell.number_format = value, EURO
