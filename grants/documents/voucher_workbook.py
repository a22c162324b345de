"""The vouchers of a report as a workbook: to fill in elsewhere, to read, to keep.

Headings are locked and categories are offered. What people typed stays text, also where it begins
like a formula.
"""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from grants.documents.fill_sheet import lock_sheet, write_heads, write_text
from grants.programme.form_terms import CostCategory
from grants.programme.voucher import Voucher
from grants.programme.voucher_sheet import COLUMNS, FIRST_ROW, LAST_ROW, LETTERS, SHEET
from grants.programme.words import Language, Words

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

CATEGORIES: Final = Words("Positionen", "Categories")
WIDTHS: Final = dict(zip("ABCDEFGH", (34, 14, 14, 30, 44, 16, 20, 26), strict=True))
EURO: Final = "#,##0.00"
DAY: Final = "dd.mm.yyyy"
BLANK: Final = 200
"""Prepared rows beneath what is there."""


def voucher_workbook(
    vouchers: Sequence[Voucher], categories: Sequence[CostCategory], language: Language
) -> bytes:
    """The workbook as a file."""
    from openpyxl import Workbook  # noqa: PLC0415 - slow to load, and most pages do without

    book = Workbook()
    sheet: Worksheet = book.active  # type: ignore[assignment]
    sheet.title = SHEET.into(language)
    write_heads(sheet, COLUMNS, LETTERS, WIDTHS, language)
    names = {category.code: category.name.into(language) for category in categories}
    for at, voucher in enumerate(vouchers, FIRST_ROW):
        _fill(sheet, at, voucher, names)
    _prepare(sheet, min(LAST_ROW, FIRST_ROW + len(vouchers) + BLANK - 1))
    _offer(sheet, book.create_sheet(CATEGORIES.into(language)), list(names.values()))
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _fill(sheet: "Worksheet", row: int, voucher: Voucher, names: dict[str, str]) -> None:
    write_text(sheet, f"{LETTERS['category']}{row}", names.get(voucher.category, voucher.category))
    for name in ("payee", "purpose", "invoice", "payment"):
        write_text(sheet, f"{LETTERS[name]}{row}", getattr(voucher, name))
    sheet[f"{LETTERS['invoice_on']}{row}"] = voucher.invoice_on
    sheet[f"{LETTERS['paid_on']}{row}"] = voucher.paid_on
    sheet[f"{LETTERS['amount']}{row}"] = voucher.amount.decimal


def _prepare(sheet: "Worksheet", last: int) -> None:
    """Every row may be written; the headings may not."""
    from openpyxl.styles import Protection  # noqa: PLC0415

    open_ = Protection(locked=False)
    for row in range(FIRST_ROW, last + 1):
        for letter in WIDTHS:
            sheet[f"{letter}{row}"].protection = open_
        sheet[f"{LETTERS['invoice_on']}{row}"].number_format = DAY
        sheet[f"{LETTERS['paid_on']}{row}"].number_format = DAY
        sheet[f"{LETTERS['amount']}{row}"].number_format = EURO
    lock_sheet(sheet)
    sheet.protection.insertRows = False


def _offer(sheet: "Worksheet", listed: "Worksheet", names: Sequence[str]) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    for at, name in enumerate(names, 1):
        write_text(listed, f"A{at}", name)
    listed.column_dimensions["A"].width = 44
    listed.protection.sheet = True
    source = f"'{listed.title}'!$A$1:$A${len(names)}"
    offered = DataValidation(type="list", formula1=source, allow_blank=True)
    offered.add(f"A{FIRST_ROW}:A{LAST_ROW}")
    sheet.add_data_validation(offered)
