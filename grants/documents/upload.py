"""A file that somebody hands in, judged by what is in it and never by its name."""

import re
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Final

from grants.documents.file_type import COMPOUND, ONLY_PDF, FileType, type_of
from grants.documents.inspection import Verdict, inspect
from grants.documents.refusal import (
    BYTES_PER_MB,
    DAMAGED,
    EMPTY,
    OLD_OFFICE,
    TWO_FILES_IN_ONE,
    UploadRefused,
    not_taken,
    refusal_of,
    too_large,
)
from grants.documents.text import clean

__all__ = ["BYTES_PER_MB", "Received", "UploadRefused", "check_file", "check_pdf", "display_name"]

END: Final = b"%%EOF"
MOST_AFTER_THE_END: Final = 16
"""A line end or two after the last %%EOF; more is a second file behind the first."""
LONGEST_NAME: Final = 120
ENDINGS: Final = re.compile(r"(\.(pdf|xlsx|png|jpe?g))+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """The facts about a file that was taken."""

    name: str
    """For display and download only: no path, no invisible signs, at most 120 characters."""
    content: bytes = field(repr=False)
    """What is kept; a picture is written anew, everything else is kept as it came."""
    content_type: str
    size: int
    """Bytes."""
    sha256: str
    sha256_sent: str
    """Of what came: the same, but for pictures."""
    pages: int | None
    """Of a PDF."""
    cleaned: bool
    """Was it a picture, written anew without place, time and camera?"""


def check_pdf(content: bytes, name: str, most_bytes: int) -> Received:
    """The facts about a PDF that may be kept.

    Raises UploadRefused when it is too large, empty, no PDF, two files in one, damaged, encrypted,
    carries other files, or is able to act on its own.
    """
    return check_file(content, name, most_bytes, ONLY_PDF)


def check_file(content: bytes, name: str, most_bytes: int, types: frozenset[FileType]) -> Received:
    """The facts about a file of one of these types that may be kept.

    Raises UploadRefused with the reason.
    """
    if len(content) > most_bytes:
        raise UploadRefused(too_large(len(content), most_bytes))
    if not content:
        raise UploadRefused(EMPTY)
    kind = type_of(content)
    if kind is None or kind not in types:
        old = FileType.XLSX in types and content.startswith(COMPOUND)
        raise UploadRefused(OLD_OFFICE if old else not_taken(name, types))
    if kind is FileType.PDF:
        _insist_on_one_pdf(content)
    inside = inspect(content, kind)
    if inside.verdict is not Verdict.FINE:
        raise UploadRefused(refusal_of(kind, inside.verdict))
    kept = inside.content or content
    if len(kept) > most_bytes:
        raise UploadRefused(too_large(len(kept), most_bytes))
    return Received(
        name=display_name(name, kind),
        content=kept,
        content_type=kind.content_type,
        size=len(kept),
        sha256=sha256(kept).hexdigest(),
        sha256_sent=sha256(content).hexdigest(),
        pages=inside.pages or None,
        cleaned=bool(inside.content),
    )


def display_name(name: str, kind: FileType = FileType.PDF) -> str:
    """The name as it may be shown and offered for download, with the ending of its content."""
    last = PurePosixPath(clean(name).replace("\\", "/").replace("\n", " ")).name
    stem = ENDINGS.sub("", re.sub(r'[<>:"|?*;]', "_", last))
    return f"{stem.strip('. ')[: LONGEST_NAME - len(kind) - 1] or 'Datei'}.{kind}"


def _insist_on_one_pdf(content: bytes) -> None:
    if END not in content:
        raise UploadRefused(DAMAGED)
    rest = content[content.rfind(END) + len(END) :]
    if len(rest) > MOST_AFTER_THE_END or rest.strip(b"\r\n\t \0"):
        raise UploadRefused(TWO_FILES_IN_ONE)
