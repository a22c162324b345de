"""One ZIP of a case: written file by file to disk, with an index that says what each of them is."""

import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from grants.documents.case_page import Sheet, Table, case_page
from grants.documents.file_name import safe_name
from grants.documents.table_file import written_csv
from grants.programme.words import Language, Words

ZONE: Final = ZoneInfo("Europe/Berlin")
PACKED: Final = ("pdf", "xlsx", "png", "jpg", "jpeg", "zip")
"""Endings of files that do not become smaller."""
INDEX: Final = Words("Inhalt.html", "Index.html")
HEAD: Final = (
    Words("Datei", "File"),
    Words("Was es ist", "What it is"),
    Words("Datum", "Date"),
    Words("Bytes", "Bytes"),
    Words("SHA-256", "SHA-256"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """One file that is in the ZIP."""

    path: str
    what: str
    at: datetime
    size: int
    sha256: str


class CaseArchive:
    """A ZIP that grows on disk; no file is held in memory as a whole."""

    def __init__(self, place: Path, language: Language) -> None:
        self.language = language
        self.packed: list[Packed] = []
        self.above = ""
        """A folder over all folders, such as one for each case."""
        self._zip = zipfile.ZipFile(place, "w", compression=zipfile.ZIP_DEFLATED, allowZip64=True)
        self._taken: set[str] = set()

    def add(
        self,
        folder: Words,
        name: str,
        ending: str,
        chunks: Iterable[bytes],
        *,
        what: Words,
        at: datetime,
    ) -> None:
        """Put one file in, under a name that every system can keep and that is not taken yet."""
        inside = self.above + safe_name(folder.into(self.language))
        path = self._free(inside, name, ending)
        self._write(path, ending, chunks, what.into(self.language), at)

    def finish(self, title: Words, made_at: datetime) -> None:
        """Write the index last, for people and for programs, and close the ZIP."""
        page = case_page(self._index(title), self.language)
        lines = [self._line(one) for one in self.packed]
        table = written_csv(tuple(words.into(self.language) for words in HEAD), lines)
        manifest = {
            "title": title.into(self.language),
            "made_at": made_at.astimezone(ZONE).isoformat(),
            "files": [
                {
                    "path": one.path,
                    "what": one.what,
                    "date": one.at.astimezone(ZONE).isoformat(),
                    "size": one.size,
                    "sha256": one.sha256,
                }
                for one in self.packed
            ],
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=2)
        for path, content in (
            (INDEX.into(self.language), page),
            ("manifest.csv", table),
            ("manifest.json", text.encode()),
        ):
            self._write(path, "", [content], "", made_at, listed=False)
        self._zip.close()

    def _write(
        self,
        path: str,
        ending: str,
        chunks: Iterable[bytes],
        what: str,
        at: datetime,
        *,
        listed: bool = True,
    ) -> None:
        head = zipfile.ZipInfo(path, at.astimezone(ZONE).timetuple()[:6])
        head.external_attr = 0o644 << 16
        head.compress_type = zipfile.ZIP_STORED if ending in PACKED else zipfile.ZIP_DEFLATED
        size, digest = 0, sha256()
        with self._zip.open(head, "w", force_zip64=True) as into:
            for chunk in chunks:
                into.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        if listed:
            self.packed.append(
                Packed(path=path, what=what, at=at, size=size, sha256=digest.hexdigest())
            )

    def _free(self, folder: str, name: str, ending: str) -> str:
        """The path, with a number where another file has it; big and small letters are the same."""
        for tried in _counted(name):
            path = f"{folder}/{safe_name(tried, ending)}"
            if path.casefold() not in self._taken:
                self._taken.add(path.casefold())
                return path
        raise AssertionError("numbers do not end")

    def _line(self, one: Packed) -> tuple[str, ...]:
        at = f"{one.at.astimezone(ZONE):%Y-%m-%d %H:%M:%S}"
        return (one.path, one.what, at, str(one.size), one.sha256)

    def _index(self, title: Words) -> Sheet:
        rows = tuple(self._line(one) for one in self.packed)
        links = tuple(one.path for one in self.packed)
        return Sheet(
            title=title, blocks=(Table(heading=INDEXED, columns=HEAD, rows=rows, links=links),)
        )


INDEXED: Final = Words("Alle Dateien", "All files")


def _counted(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        yield f"{name[:70]} ({number})"
        number += 1
