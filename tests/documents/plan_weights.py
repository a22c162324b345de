"""The heaviest workbooks of a plan: within two megabytes, and full of what takes long to read."""

from tests.documents.hostile import an_archive

FULL = 11_900_000
"""Bytes: a little less than one part may unfold to."""
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _book(cells="", texts="", *, sheets="", links=""):
    """A workbook with our sheet, made by hand so that each part can be as bad as it may."""
    return an_archive({
        "xl/workbook.xml": f'<workbook xmlns:r="{RELATIONS}"><sheets>{sheets}'
        '<sheet name="Zeilen" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships>{links}'
        '<Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{cells}</sheetData></worksheet>",
        "xl/sharedStrings.xml": f"<sst>{texts}</sst>",
    })  # fmt: skip


def _filled(part):
    """As many of them as fit."""
    return part * (FULL // len(part))


def _cells(count, sign):
    return "".join(f'<c r="{"ABCDEFGH"[at % 8]}{2 + at // 8}"{sign}' for at in range(count))


HEAVIEST_PLANS = {
    "a million empty cells": lambda: _book(_filled('<c r="A2"/>')),
    "texts without end": lambda: _book(texts=_filled("<si><t>x</t></si>")),
    "every part full": lambda: _book(
        _filled("<c/>"), _filled("<si/>"), sheets=_filled("<sheet/>"), links=_filled("<a/>")
    ),
    "a deep nest": lambda: _book("<a>" * (FULL // 3)),
    "many attributes": lambda: _book(
        "<c " + " ".join(f'a{at}="{at}"' for at in range(300_000)) + "/>"
    ),
    "one long text in every cell": lambda: _book(
        _cells(20_000, ' t="s"><v>0</v></c>'), f"<si><t>{'=x' * 1_000}</t></si>"
    ),
    "a wrong figure in every cell": lambda: _book(_cells(20_000, "><v>1e300</v></c>")),
}
