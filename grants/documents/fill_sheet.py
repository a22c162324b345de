"""What sheets to fill in have in common: their headings, and text that stays text."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from grants.documents.text import clean
from grants.programme.words import Language, Words

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def write_heads(
    sheet: "Worksheet",
    columns: Mapping[str, Words],
    letters: Mapping[str, str],
    widths: Mapping[str, int],
    language: Language,
) -> None:
    """The first row, bold and kept in sight, on paper at the top of every landscape page."""
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - slow to load

    for name, letter in letters.items():
        head = sheet[f"{letter}1"]
        head.value, head.font = columns[name].into(language), Font(bold=True)
        head.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[letter].width = widths[letter]
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]


def lock_sheet(sheet: "Worksheet") -> None:
    """Only open cells can be written; columns and rows may still be made wider."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False


def write_text(sheet: "Worksheet", place: str, text: str) -> None:
    """Text that stays text: the spreadsheet is told so, also when somebody edits the cell."""
    if not text:
        return
    cell: Any = sheet[place]
    cell.value = clean(text)
    cell.data_type = "s"
    cell.quotePrefix = text[0] in "=+-@\t\r"
