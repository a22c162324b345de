"""The audit package: a ZIP that proves itself to somebody who has nothing but the file.

Beside the files stand the acts of the record with their way to the seals, the postings of the
books, and a manifest with the SHA-256 of every file, which is signed where there is a key.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from grants.documents.case_archive import CaseArchive, Packed
from grants.documents.linked_rows import linked
from grants.documents.package_readme import README, readme
from grants.programme.words import Language, Words

FORMAT: Final = "grants-audit-package/1"
MANIFEST: Final = "manifest.json"
SUMS: Final = "manifest.sha256"
SIGNATURE: Final = "manifest.p7s"
ACTS: Final = "record/acts.jsonl"
SEALS: Final = "record/seals.jsonl"
LEDGER: Final = "ledger/postings.jsonl"
ROWS: Final = (SEALS, ACTS, LEDGER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The newest seal of the record that the package goes up to."""

    seal: int
    digest: str
    sealed_at: str
    last_act: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """Who signs the manifest, and how."""

    by: str
    certificate: str
    """SHA-256 of the certificate."""
    sign: Callable[[bytes], bytes]


class PackageArchive(CaseArchive):
    """A package that grows on disk; no file is held in memory as a whole."""

    def __init__(self, place: Path, language: Language) -> None:
        super().__init__(place, language)
        self._taken |= {"record", "ledger"}

    def add_rows(self, path: str, rows: Iterable[object], what: Words, at: datetime) -> None:
        """Put a file of linked rows in."""
        self._write(path, "jsonl", linked(rows), what.into(self.language), at)

    def seal(
        self,
        subject: dict[str, str],
        title: Words,
        made_at: datetime,
        *,
        head: Head,
        signing: Signing | None,
    ) -> None:
        """Write the manifest last, with its signature, and close the ZIP."""
        self._write(README, "", [readme(signing is not None)], "", made_at)
        manifest = {
            "format": FORMAT,
            "subject": subject,
            "title": title.into(self.language),
            "made_at": made_at.isoformat(),
            "record": {
                "head": head.digest, "seal": head.seal, "sealed_at": head.sealed_at,
                "last_act": head.last_act,
            },
            "signed_by": signing.by if signing else "",
            "certificate": signing.certificate if signing else "",
            "files": [_file(one) for one in self.packed],
        }  # fmt: skip
        content = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
        ends = [(SUMS, sums(manifest["files"])), (MANIFEST, content)]
        if signing is not None:
            ends.append((SIGNATURE, signing.sign(content)))
        for path, bytes_ in ends:
            self._write(path, "", [bytes_], "", made_at, listed=False)
        self._zip.close()


def sums(files: Any) -> bytes:
    """The same for the common tool: `sha256sum --check manifest.sha256`."""
    return "".join(f"{one['sha256']}  {one['path']}\n" for one in files).encode()


def _file(one: Packed) -> dict[str, Any]:
    return {
        "path": one.path, "sha256": one.sha256, "size": one.size, "what": one.what,
        "date": one.at.isoformat(),
    }  # fmt: skip
