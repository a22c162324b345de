"""The look into a PDF, in the child process of `inspection`: only it loads pikepdf."""

import io
import zipfile
from collections.abc import Iterator
from itertools import islice
from typing import Final

import pikepdf

from grants.documents.inspection import Inside, Verdict

MOST_OBJECTS: Final = 200_000
OBJECT: Final = b" obj"

ACTIONS: Final = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition"}
"""What a document may not do when it is opened: run a script, start a program, send data."""
SCRIPTS: Final = ("/JS", "/JavaScript", "/XFA")
FILES: Final = ("/EmbeddedFiles", "/EF", "/RichMediaContent")

Dictionary = pikepdf.Dictionary | pikepdf.Stream


def look_into_pdf(content: bytes) -> Inside:
    """Its pages, and whether it can act or carries other files."""
    if content.count(OBJECT) > MOST_OBJECTS:  # before the library reads them all
        return Inside(Verdict.HEAVY)
    if _is_an_archive_too(content):
        return Inside(Verdict.OTHER)
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            return Inside(_verdict(document), len(document.pages))
    except pikepdf.PasswordError:
        return Inside(Verdict.LOCKED)
    except pikepdf.PdfError:
        return Inside(Verdict.DAMAGED)


def _is_an_archive_too(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return bool(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
        return False


def _verdict(document: pikepdf.Pdf) -> Verdict:
    if document.is_encrypted:
        return Verdict.LOCKED
    objects = list(islice(document.objects, MOST_OBJECTS + 1))
    if not document.pages:
        return Verdict.DAMAGED
    if len(objects) > MOST_OBJECTS:
        return Verdict.HEAVY
    verdict = Verdict.FINE
    for each in _dictionaries(objects):
        if str(each.get("/S", "")) in ACTIONS or any(name in each for name in SCRIPTS):
            return Verdict.ACTIVE
        if any(name in each for name in FILES):
            verdict = Verdict.EMBEDDED
    return verdict


def _dictionaries(objects: list[pikepdf.Object]) -> Iterator[Dictionary]:
    """Every dictionary of the file, those inside others included."""
    waiting: list[object] = list(objects)
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            yield each
            waiting.extend(inner for _, inner in each.items() if not _elsewhere(inner))
        elif isinstance(each, pikepdf.Array):
            waiting.extend(inner for inner in each if not _elsewhere(inner))


def _elsewhere(value: object) -> bool:
    """Is the value an object of its own, which is looked at anyway?"""
    return isinstance(value, pikepdf.Object) and bool(value.is_indirect)
