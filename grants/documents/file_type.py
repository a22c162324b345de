"""The kinds of file that people may send, told by what is in a file and never by its name."""

from enum import StrEnum
from typing import Final

import magic

ENOUGH_FOR_MAGIC: Final = 4096
ZIP: Final = b"PK\x03\x04"
PDF_HEAD: Final = b"%PDF-"
COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""An old Office file, or a new one behind a password."""


class FileType(StrEnum):
    """A kind of file that may be kept; its value is the ending of the name it gets."""

    PDF = "pdf"
    XLSX = "xlsx"
    PNG = "png"
    JPEG = "jpg"

    @property
    def content_type(self) -> str:
        """What a browser is told."""
        return CONTENT_TYPES[self]


CONTENT_TYPES: Final = {
    FileType.PDF: "application/pdf",
    FileType.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileType.PNG: "image/png",
    FileType.JPEG: "image/jpeg",
}
EVERY_TYPE: Final = frozenset(FileType)
ONLY_PDF: Final = frozenset({FileType.PDF})
PAPERS: Final = frozenset({FileType.PDF, FileType.PNG, FileType.JPEG})
"""What a scanned paper is sent as."""
HEADS: Final = {
    FileType.PDF: PDF_HEAD,
    FileType.PNG: b"\x89PNG\r\n\x1a\n",
    FileType.JPEG: b"\xff\xd8\xff",
}


def type_of(content: bytes) -> FileType | None:
    """Which of these it is, by its first bytes; whether it holds is for the look inside.

    A spreadsheet is an archive like many others: only the look inside tells them apart.
    """
    if content.startswith(ZIP):
        return FileType.XLSX
    said = str(magic.from_buffer(content[:ENOUGH_FOR_MAGIC], mime=True))
    for kind, head in HEADS.items():
        if content.startswith(head) and said == kind.content_type:
            return kind
    return None
