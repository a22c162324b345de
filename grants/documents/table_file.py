"""A table as a file for other programs: CSV or a workbook, neither with a single formula in it."""

import csv
import io
from collections.abc import Iterable
from typing import Final

from grants.documents.text import clean

CSV: Final = "text/csv"
DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins like this would be a formula in a spreadsheet."""
BROAD: Final = 60
"""How broad a column of the workbook becomes at most, in characters."""

TableRow = tuple[str, ...]


def written_csv(head: TableRow, rows: Iterable[TableRow]) -> bytes:
    """A table for spreadsheets: UTF-8 with its mark, semicolons, and no cell that is a formula."""
    into = io.StringIO(newline="")
    writer = csv.writer(into, delimiter=";")
    writer.writerow(head)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return into.getvalue().encode("utf-8-sig")


def written_workbook(title: str, head: TableRow, rows: Iterable[TableRow]) -> bytes:
    """The same as one sheet of a workbook; what people typed stays text, however it begins."""
    from openpyxl import Workbook  # noqa: PLC0415 - slow to load, and most pages do without
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = title
    widths = [len(name) for name in head]
    for down, row in enumerate((head, *rows), start=1):
        for across, text in enumerate(row, start=1):
            cell = sheet.cell(down, across)
            cell.value = clean(text)
            cell.data_type = "s"
            cell.quotePrefix = text.startswith(DANGEROUS)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            widths[across - 1] = max(widths[across - 1], len(text))
    for across, width in enumerate(widths, start=1):
        sheet.cell(1, across).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(across)].width = min(width, BROAD) + 2
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    kept = io.BytesIO()
    workbook.save(kept)
    return kept.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(DANGEROUS) else cell
