"""What goes by post in one pile: a list of it, and before each letter a sheet that parts them.

The letters themselves are laid in as they are kept, page by page; nothing of them is made again.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from grants.documents.letter import Sender
from grants.programme.words import Language, Words

if TYPE_CHECKING:
    from pikepdf import Page


class UnlikeItsLetters(Exception):
    """The printed sheets do not fit the letters that they should part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidIn:
    """A letter of the batch, as its sheet and the list name it."""

    position: int
    number: str
    kind: Words
    dated: date
    recipient: tuple[str, ...]
    """The lines of the address, as on the letter."""
    pages: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Everything the list and the sheets say."""

    DOCUMENT: ClassVar[str] = "report/print_batch"
    ATTACHMENT: ClassVar[str] = "batch.json"

    sender: Sender
    made_at: datetime
    number: int
    round_name: Words
    ordered_by: str
    letters: tuple[LaidIn, ...]
    notice: Words | None = None
    language: Language = "de"

    @property
    def title(self) -> Words:
        """The name of the file in a reader."""
        return Words(f"Druckstapel {self.number}", f"Print batch {self.number}")

    @property
    def count(self) -> int:
        """How many letters there are."""
        return len(self.letters)

    @property
    def pages(self) -> int:
        """How many pages they have together."""
        return sum(each.pages for each in self.letters)


def pages_of(letter: bytes) -> int:
    """How many pages a letter of ours has."""
    import pikepdf  # noqa: PLC0415 - 6 MB that most workers never need

    with pikepdf.open(io.BytesIO(letter)) as opened:
        return len(opened.pages)


def lay_together(printed: bytes, letters: Sequence[bytes], title: str) -> bytes:
    """One PDF: the list, then a sheet and its letter, a sheet and its letter.

    `printed` is the list with the sheets behind it, one page each. What comes out is for the
    printer: it carries no seal and no attached data, these stay with the letters that are kept.
    Raises UnlikeItsLetters where there is not a sheet for every letter.
    """
    import pikepdf  # noqa: PLC0415 - as above

    with pikepdf.open(io.BytesIO(printed)) as sheets, pikepdf.new() as batch:
        first = len(sheets.pages) - len(letters)
        if first < 1:
            raise UnlikeItsLetters(f"{len(sheets.pages)} pages for {len(letters)} letters")
        batch.pages.extend(sheets.pages[:first])
        for sheet, letter in zip(range(first, len(sheets.pages)), letters, strict=True):
            batch.pages.append(sheets.pages[sheet])
            with pikepdf.open(io.BytesIO(letter)) as opened:
                batch.pages.extend(opened.pages)
        _let_go(batch.pages)
        batch.docinfo["/Title"] = title
        written = io.BytesIO()
        batch.save(
            written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
    return written.getvalue()


def _let_go(pages: Iterable["Page"]) -> None:
    """Of what only works in the letter itself: fields of its seal, links, places in its tags."""
    for page in pages:
        for name in ("/Annots", "/StructParents"):
            if name in page.obj:
                del page.obj[name]
