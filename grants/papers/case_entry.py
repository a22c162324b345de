"""One file for the ZIP of a case, from the store or written for it."""

from dataclasses import dataclass
from datetime import datetime

from grants.documents.case_page import Sheet, case_page
from grants.models.document import Document, Upload
from grants.programme.words import Language, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file for the ZIP: bytes written for it, or the key of a file in the store."""

    folder: Words
    name: str
    ending: str
    what: Words
    at: datetime
    content: bytes = b""
    key: str = ""
    sha256: str = ""
    """What the stored file must be."""


def kept_entry(folder: Words, upload: Upload, what: Words) -> Entry:
    """A file as somebody sent it, under the name they gave it."""
    stem, _, ending = upload.file_name.rpartition(".")
    return Entry(
        folder=folder, name=stem or upload.file_name, ending=ending.lower() if stem else "",
        what=what, at=upload.uploaded_at, key=upload.key, sha256=upload.sha256,
    )  # fmt: skip


def page_entry(folder: Words, sheet: Sheet, at: datetime, language: Language) -> Entry:
    """A page that was written for the ZIP."""
    return Entry(
        folder=folder, name=sheet.title.into(language), ending="html", what=sheet.title, at=at,
        content=case_page(sheet, language),
    )  # fmt: skip


def document_entry(folder: Words, document: Document, what: Words) -> Entry:
    """A document as it was made and stored."""
    return Entry(
        folder=folder, name=document.file_name.removesuffix(".pdf"), ending="pdf", what=what,
        at=document.created_at, key=document.key, sha256=document.sha256,
    )  # fmt: skip
