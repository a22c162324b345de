"""From a document to its snapshot, and from the snapshot to the PDF: the two halves of printing.

The snapshot is kept with the letter. It holds all that is printed, so a stored letter can be
compared with its data for ever, and the worker needs no records to print.
"""

from datetime import datetime
from typing import ClassVar, Protocol

from grants.documents.page import template_version
from grants.documents.snapshot import Snapshot, snapshot
from grants.programme.words import Language, Words


class Document(Protocol):
    """What every document has: AwardLetter, RejectionLetter, Receipt, AwardReport, RoundReport."""

    DOCUMENT: ClassVar[str]
    """The template, such as letter/award."""
    ATTACHMENT: ClassVar[str]
    """The name of the JSON file inside the PDF."""

    @property
    def made_at(self) -> datetime:
        """The moment the file says it was made."""

    @property
    def language(self) -> Language:
        """The language of its first page."""

    @property
    def title(self) -> Words:
        """Its name in a reader."""


def prepare(document: Document) -> Snapshot:
    """The data to keep beside the document and to print it from."""
    return snapshot(document) | {
        "document": document.DOCUMENT,
        "attachment": document.ATTACHMENT,
        "template_version": template_version(document.DOCUMENT),
    }


def print_document(data: Snapshot) -> bytes:
    """The PDF of a prepared document, in this process; the worker uses the Press instead."""
    from grants.documents.pdf import render  # noqa: PLC0415 - 30 MB that pages do without

    language: Language = data["language"]
    return render(data["document"], language, data, data["title"][language], data["attachment"])
