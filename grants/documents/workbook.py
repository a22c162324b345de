"""Reads one sheet of a workbook that somebody sent, in another process with limits.

A small workbook may unfold into gigabytes. The child process may use 3 seconds of processor time
and 256 MiB, writes no file and knows no password of ours; see `inspection` for PDF files.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from grants.documents.inspection import HOME, WALL_SECONDS
from grants.documents.refusal import EMPTY
from grants.documents.text import clean
from grants.documents.upload import BYTES_PER_MB, UploadRefused
from grants.programme.plan_cell import Cell, Row
from grants.programme.words import Words, say

CPU_SECONDS: Final = 3
MEMORY: Final = 256 * 1024 * 1024
MOST_BYTES: Final = 2 * BYTES_PER_MB
"""A full plan takes about 20 kB."""
ZIP: Final = b"PK"
"""How every workbook begins, damaged or not."""
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

AGAIN = Words("Speichern Sie sie als Excel-Datei (.xlsx).", "Save it as an Excel workbook (.xlsx).")
REFUSED: Final = {
    "damaged": Words(
        "Die Datei ist beschädigt. Speichern Sie sie neu und laden Sie sie noch einmal hoch.",
        "The file is damaged. Save it again and upload it once more.",
    ),
    "locked": Words(
        f"Die Datei ist verschlüsselt oder hat ein altes Format. {AGAIN.de}",
        f"The file is encrypted or has an old format. {AGAIN.en}",
    ),
    "active": Words(
        f"Die Datei enthält Makros. {AGAIN.de}",
        f"The file contains macros. {AGAIN.en}",
    ),
    "other": Words(
        f"Das ist keine Excel-Datei. {AGAIN.de}",
        f"This is no Excel workbook. {AGAIN.en}",
    ),
    "large": Words(
        "In der Datei steht mehr, als ein Plan haben kann. Nehmen Sie die Vorlage.",
        "The file holds more than a plan can have. Use the template.",
    ),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook: its name, and its cells by the number of the row."""

    name: str
    rows: dict[int, Row]


def read_workbook(
    content: bytes, wanted: Sequence[str], cpu_seconds: int = CPU_SECONDS, memory: int = MEMORY
) -> Sheet:
    """The first sheet with one of these names.

    Raises UploadRefused when there is none, or when the file is empty, too large, encrypted,
    damaged, no workbook, or carries programs.
    """
    if not content:
        raise UploadRefused(EMPTY)
    if len(content) > MOST_BYTES:
        raise UploadRefused(_too_large(len(content)))
    try:
        child = subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-m", "grants.documents.workbook_look",
             str(cpu_seconds), str(memory), *wanted],
            input=content,
            capture_output=True,
            env={"PATH": os.defpath, "PYTHONPATH": str(HOME), "LANG": "C.UTF-8"},
            cwd="/",
            timeout=WALL_SECONDS,
            check=True,
        )  # fmt: skip
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as gone:
        raise UploadRefused(REFUSED["damaged"]) from gone
    found = json.loads(child.stdout)
    if "sheets" in found:
        raise UploadRefused(_no_sheet(found["sheets"], wanted))
    if "refused" in found:
        why = found["refused"]
        torn = why != "damaged" or content.startswith(ZIP)
        raise UploadRefused(REFUSED[why if torn else "other"])
    return Sheet(found["sheet"], {int(at): _row(row) for at, row in found["rows"].items()})


def _row(cells: dict[str, list[object]]) -> Row:
    return {
        letter: Cell(str(kind), clean(str(text)), bool(formula))
        for letter, (kind, text, formula) in cells.items()
    }


def _too_large(size: int) -> Words:
    return say(
        "Die Datei hat {size} MB. Erlaubt sind {most} MB.",
        "The file is {size} MB. The limit is {most} MB.",
        size=Decimal(-(-size * 10 // BYTES_PER_MB)).scaleb(-1),
        most=MOST_BYTES // BYTES_PER_MB,
    )


def _no_sheet(there: list[str], wanted: Sequence[str]) -> Words:
    return say(
        "In der Datei fehlt das Blatt „{wanted}“. Sie hat: {there}.",
        "The sheet “{wanted}” is missing in the file. It has: {there}.",
        wanted=" / ".join(wanted),
        there=", ".join(clean(name) for name in there) or "–",
    )
