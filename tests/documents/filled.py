"""A workbook after somebody has written into it."""

import io

from openpyxl import load_workbook


def filled(content, **cells):
    """The workbook with other values in some cells of its first sheet: C3="Labor"."""
    book = load_workbook(io.BytesIO(content))
    for place, value in cells.items():
        book.worksheets[0][place] = value
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def sent(content, name="Plan.xlsx"):
    """The workbook as a form carries it."""
    return {"workbook": (io.BytesIO(content), name)}
