"""A file that somebody hands in, judged by what is in it and never by its name."""

import re
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from pathlib import PurePosixPath

import magic

from grants.documents.inspection import Verdict, inspect
from grants.documents.text import clean
from grants.programme.words import Words, say

PDF = "application/pdf"
BYTES_PER_MB = 1000 * 1000
HEAD = b"%PDF-"
END = b"%%EOF"
MOST_AFTER_THE_END = 16
"""A line end or two after the last %%EOF; more is a second file behind the first."""
ENOUGH_FOR_MAGIC = 4096
LONGEST_NAME = 120


class UploadRefused(ValueError):
    """The file is not taken; `says` tells the person why and what to do."""

    def __init__(self, says: Words) -> None:
        super().__init__(says.en)
        self.says = says


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """The facts about a file that was taken."""

    name: str
    """For display and download only: no path, no invisible signs, at most 120 characters."""
    content_type: str
    size: int
    """Bytes."""
    sha256: str
    pages: int


EMPTY = Words("Die Datei ist leer.", "The file is empty.")
NO_PDF = Words("Das ist keine PDF-Datei.", "This is not a PDF.")
NO_PDF_IN_SPITE_OF_ITS_NAME = Words(
    "Das ist keine PDF-Datei, auch wenn der Name so endet.",
    "This is not a PDF, although its name ends so.",
)
TWO_FILES_IN_ONE = Words(
    "In dieser Datei steckt außer der PDF noch etwas anderes. Speichern Sie die PDF neu.",
    "This file holds something else beside the PDF. Save the PDF again.",
)
DAMAGED = Words(
    "Die PDF-Datei ist beschädigt. Speichern Sie sie neu und laden Sie sie noch einmal hoch.",
    "The PDF is damaged. Save it again and upload it once more.",
)
LOCKED = Words(
    "Die PDF-Datei ist verschlüsselt. Speichern Sie sie ohne Kennwort und ohne Schutz.",
    "The PDF is encrypted. Save it without a password and without protection.",
)
ACTIVE = Words(
    "Die PDF-Datei enthält ein Skript oder startet ein Programm. Speichern Sie sie ohne Skripte.",
    "The PDF contains a script or starts a program. Save it without scripts.",
)
REFUSED = {Verdict.DAMAGED: DAMAGED, Verdict.LOCKED: LOCKED, Verdict.ACTIVE: ACTIVE}


def check_pdf(content: bytes, name: str, most_bytes: int) -> Received:
    """The facts about a PDF that may be kept.

    Raises UploadRefused when it is too large, empty, no PDF, two files in one, damaged, encrypted,
    or able to act on its own.
    """
    if len(content) > most_bytes:
        raise UploadRefused(_too_large(len(content), most_bytes))
    if not content:
        raise UploadRefused(EMPTY)
    if not content.startswith(HEAD) or _kind(content) != PDF:
        raise UploadRefused(_not_a_pdf(name))
    if END not in content:
        raise UploadRefused(DAMAGED)
    if _something_follows(content):
        raise UploadRefused(TWO_FILES_IN_ONE)
    inside = inspect(content)
    if inside.verdict is not Verdict.FINE:
        raise UploadRefused(REFUSED[inside.verdict])
    return Received(
        name=display_name(name),
        content_type=PDF,
        size=len(content),
        sha256=sha256(content).hexdigest(),
        pages=inside.pages,
    )


def display_name(name: str) -> str:
    """The name as it may be shown and offered for download."""
    last = PurePosixPath(clean(name).replace("\\", "/").replace("\n", " ")).name
    stem = re.sub(r"\.pdf$", "", re.sub(r'[<>:"|?*;]', "_", last), flags=re.IGNORECASE)
    return f"{stem.strip('. ')[: LONGEST_NAME - 4] or 'Datei'}.pdf"


def _too_large(size: int, most: int) -> Words:
    return say(
        "Die Datei hat {size} MB. Erlaubt sind {most} MB.",
        "The file is {size} MB. The limit is {most} MB.",
        size=Decimal(-(-size * 10 // BYTES_PER_MB)).scaleb(-1),
        most=most // BYTES_PER_MB,
    )


def _not_a_pdf(name: str) -> Words:
    return NO_PDF_IN_SPITE_OF_ITS_NAME if name.lower().endswith(".pdf") else NO_PDF


def _kind(content: bytes) -> str:
    return str(magic.from_buffer(content[:ENOUGH_FOR_MAGIC], mime=True))


def _something_follows(content: bytes) -> bool:
    rest = content[content.rfind(END) + len(END) :]
    return len(rest) > MOST_AFTER_THE_END or bool(rest.strip(b"\r\n\t \0"))
