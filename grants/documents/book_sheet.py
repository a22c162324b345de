"""Rows as a workbook of two sheets, or as text for spreadsheets: figures, and what is behind."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from grants.documents.text import clean
from grants.programme.money import Money
from grants.programme.words import Language

EURO: Final = "#,##0.00"
NO_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that a spreadsheet would take for a formula."""
Value = str | int | Money | datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A sheet: its name, its headings and its rows."""

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Value]]


def as_workbook(tables: Iterable[Table]) -> bytes:
    """The tables as sheets of one workbook; amounts are numbers, text never is a formula."""
    from openpyxl import Workbook  # noqa: PLC0415 - slow to load, and most pages do without
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    workbook = Workbook(write_only=True)
    for table in tables:
        sheet = workbook.create_sheet(table.name)
        for at, head in enumerate(table.heads):
            sheet.column_dimensions["ABCDEFGHIJKLMNOP"[at]].width = max(16, len(head) + 4)
        sheet.freeze_panes = "A2"
        sheet.append(list(table.heads))
        for row in table.rows:
            cells = []
            for value in row:
                cell = WriteOnlyCell(sheet)
                if isinstance(value, Money):
                    cell.value, cell.number_format = value.decimal, EURO
                elif isinstance(value, str):
                    cell.value, cell.data_type = clean(value), "s"
                elif isinstance(value, datetime):
                    cell.value = value.replace(tzinfo=None)  # workbooks know no zones
                else:
                    cell.value = value
                cells.append(cell)
            sheet.append(cells)
    kept = io.BytesIO()
    workbook.save(kept)
    return kept.getvalue()


def as_text(table: Table, language: Language) -> str:
    """The table with semicolons; German amounts have a comma, and nothing becomes a formula."""
    text = io.StringIO()
    rows = csv.writer(text, delimiter=";", lineterminator="\r\n")
    rows.writerow(table.heads)
    rows.writerows([_plain(value, language) for value in row] for row in table.rows)
    return "\N{ZERO WIDTH NO-BREAK SPACE}" + text.getvalue()


def _plain(value: Value, language: Language) -> str:
    if isinstance(value, Money):
        amount = str(value.decimal)
        return amount.replace(".", ",") if language == "de" else amount
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return f"'{value}" if isinstance(value, str) and value.startswith(NO_FORMULA) else str(value)
