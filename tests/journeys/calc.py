"""Filling in a workbook as people do who use LibreOffice: what they send was written by it."""

import io
import subprocess
import zipfile

from openpyxl import load_workbook

LINES = "Zeilen"
SECONDS_TO_CONVERT = 120


def filled(workbook, lines):
    """The template with these lines; each is category, year, what for, and the cells after it.

    With a quantity: quantity, unit, price. Without: the amount.
    """
    book = load_workbook(io.BytesIO(workbook))
    sheet = book[LINES]
    for row, (category, year, label, *cells) in enumerate(lines, start=2):
        letters = "DEF" if len(cells) > 1 else "G"
        for letter, value in zip("ABC" + letters, (category, year, label, *cells), strict=True):
            sheet[f"{letter}{row}"] = value
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def through_libreoffice(folder, workbooks):
    """The same workbooks, by name, opened and saved by LibreOffice Calc."""
    folder.mkdir()
    for name, content in workbooks.items():
        (folder / f"{name}.xlsx").write_bytes(content)
    subprocess.run(
        [
            "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
            "--convert-to", "xlsx", "--outdir", folder / "saved",
            *(folder / f"{name}.xlsx" for name in workbooks),
        ],
        check=True, capture_output=True, timeout=SECONDS_TO_CONVERT,
    )  # fmt: skip
    return {name: (folder / "saved" / f"{name}.xlsx").read_bytes() for name in workbooks}


def what_it_was_made_with(workbook):
    """The program that wrote the file, as the file says."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as file:
        return file.read("docProps/app.xml").decode()


def lines_in(workbook):
    """What stands in the lines in any order, without the amounts that were worked out."""
    sheet = load_workbook(io.BytesIO(workbook))[LINES]
    rows = ([cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_col=8))
    typed = ([None if str(cell).startswith("=IF(") else cell for cell in row] for row in rows)
    return sorted((row for row in typed if any(row)), key=str)
