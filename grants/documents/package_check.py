"""Is an audit package as it was made? Answered from the file alone: no database, no network."""

import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from grants.documents.audit_package import FORMAT, MANIFEST, ROWS, SIGNATURE, SUMS, sums
from grants.documents.linked_rows import BrokenRow, lines_of, read_linked
from grants.documents.package_record import RecordRead, WrongRow
from grants.documents.package_zip import BadZip, members, pieces
from grants.documents.seal import SealFound
from grants.documents.seal_beside import find_seal_beside
from grants.programme.words import Words, say

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate

MOST_OF_A_MANIFEST: Final = 256 * 1024 * 1024
MOST_OF_A_SIGNATURE: Final = 1024 * 1024
"""Bytes; one with its chain and a time stamp has some ten thousand."""
BESIDE: Final = (SUMS, MANIFEST)
"""What the manifest does not list: itself, and the same sums for a common tool."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageProof:
    """What the check of a package found."""

    holds: bool
    says: tuple[Words, ...]
    first_wrong: str = ""
    """Such as a file's path, or a path with a line: record/acts.jsonl:17."""
    head: str = ""
    """The head of the record that the package goes up to."""


class _Wrong(Exception):
    def __init__(self, where: str, says: Words) -> None:
        super().__init__(where)
        self.where, self.says = where, says


def prove_package(
    place: Path, trusted: "Iterable[Certificate]" = (), *, head: str = "", signed: bool = False
) -> PackageProof:
    """Check every file, row, seal and the signature; stops at the first that is wrong.

    `head` is a head of the record kept elsewhere: it must be among the seals. With `signed`, a
    package without a signature that goes back to a trusted certificate does not hold.
    """
    try:
        with place.open("rb") as raw, zipfile.ZipFile(raw) as archive:
            return _prove(archive, raw, list(trusted), head, signed)
    except _Wrong as wrong:
        return PackageProof(holds=False, says=(wrong.says,), first_wrong=wrong.where)
    except BadZip as bad:
        says = say(_BAD_ZIP.de, _BAD_ZIP.en, path=str(bad))
        return PackageProof(holds=False, says=(says,), first_wrong=str(bad))
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, EOFError):
        return PackageProof(holds=False, says=(_NO_ZIP,), first_wrong=place.name)


def _prove(
    archive: zipfile.ZipFile,
    raw: IO[bytes],
    trusted: "list[Certificate]",
    head: str,
    signed: bool,
) -> PackageProof:
    there = {one.filename: one for one in members(archive, raw)}
    manifest = _manifest(archive, there)
    signature = _signature(archive, there, manifest, trusted)
    if signed and not (signature and signature.trusted):
        raise _Wrong(SIGNATURE, _NOT_TRUSTED)
    listed = manifest["files"]
    for one in listed:
        _compare(archive, there, one)
    wanted = sums(listed)
    if _content(archive, there[SUMS], len(wanted)) != wanted:
        raise _wrong(SUMS, _OTHER)
    _in_order(there, listed, bool(signature))
    record = RecordRead(manifest["record"]["head"], head)
    _read_rows(archive, there, record)
    well = say(
        "Das Paket ist unverändert: {files} Dateien, {acts} Einträge des Protokolls mit ihrem Weg "
        "zum Siegel, {postings} Buchungen.",
        "The package is as it was made: {files} files, {acts} entries of the record with their way "
        "to the seal, {postings} postings.",
        files=len(listed), acts=record.proved, postings=record.postings,
    )  # fmt: skip
    return PackageProof(
        holds=True,
        says=(
            well,
            *record.remarks,
            say("Kopf des Protokolls: {head}", "Head of the record: {head}", head=record.head),
            signature.says if signature else _UNSIGNED,
        ),
        head=record.head,
    )


def _read_rows(
    archive: zipfile.ZipFile, there: dict[str, zipfile.ZipInfo], record: RecordRead
) -> None:
    """Seals, acts and postings, each held against what was read before it."""
    for path in ROWS:
        rows = _rows(archive, there[path], path)
        try:
            record.read(path, rows)
        except WrongRow as wrong:
            raise _Wrong(f"{path}:{wrong.line}", wrong.says) from wrong
    try:
        record.end()
    except WrongRow as wrong:
        raise _Wrong(ROWS[0], wrong.says) from wrong


def _manifest(archive: zipfile.ZipFile, there: dict[str, zipfile.ZipInfo]) -> dict[str, Any]:
    for path in (*BESIDE, *ROWS):
        if path not in there:
            raise _wrong(path, _MISSING)
    content = _content(archive, there[MANIFEST], MOST_OF_A_MANIFEST)
    try:
        read = json.loads(content)
        known = read["format"] == FORMAT and isinstance(read["record"]["head"], str)
        files = [(one["path"], one["sha256"], one["size"]) for one in read["files"]]
    except (ValueError, TypeError, KeyError, RecursionError) as wrong:
        raise _wrong(MANIFEST, _OTHER) from wrong
    if not known or len({path for path, _, _ in files}) < len(files):
        raise _wrong(MANIFEST, _OTHER)
    manifest: dict[str, Any] = read
    return manifest


def _signature(
    archive: zipfile.ZipFile,
    there: dict[str, zipfile.ZipInfo],
    manifest: dict[str, Any],
    trusted: "list[Certificate]",
) -> SealFound | None:
    if SIGNATURE not in there:
        if manifest["signed_by"]:
            raise _wrong(SIGNATURE, _MISSING)
        return None
    content = _content(archive, there[MANIFEST], MOST_OF_A_MANIFEST)
    signature = _content(archive, there[SIGNATURE], MOST_OF_A_SIGNATURE)
    try:
        found = find_seal_beside(content, signature, trusted)
    except ImportError as missing:
        raise _Wrong(SIGNATURE, _NO_LIBRARY) from missing
    except ValueError as unreadable:
        raise _wrong(SIGNATURE, _OTHER) from unreadable
    if not found.intact or found.fingerprint != manifest["certificate"]:
        raise _Wrong(MANIFEST, found.says if not found.intact else _OTHER_KEY)
    return found


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    """All of a file, if it is no larger than ours are: a stranger's may unfold to anything."""
    if member.file_size > most:
        raise _wrong(member.filename, _OTHER)
    return b"".join(pieces(archive, member))


def _compare(
    archive: zipfile.ZipFile, there: dict[str, zipfile.ZipInfo], one: dict[str, Any]
) -> None:
    """Hold one file against its line of the manifest; a file of rows names the first wrong one."""
    path = one["path"]
    member = there.get(path)
    if member is None:
        raise _wrong(path, _MISSING)
    digest, size = sha256(), 0
    for piece in pieces(archive, member):
        digest.update(piece)
        size += len(piece)
    if (digest.hexdigest(), size) == (one["sha256"], one["size"]):
        return
    if path in ROWS:
        for _row in _rows(archive, member, path):
            pass
    raise _wrong(path, _OTHER)


def _rows(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: str) -> Iterator[Any]:
    try:
        yield from read_linked(lines_of(pieces(archive, member)))
    except BrokenRow as broken:
        says = say(
            "Zeile {line} von {path} ist nicht, wie sie geschrieben wurde.",
            "Line {line} of {path} is not as it was written.",
            line=broken.line, path=path,
        )  # fmt: skip
        raise _Wrong(f"{path}:{broken.line}", says) from broken


def _in_order(
    there: dict[str, zipfile.ZipInfo], listed: list[dict[str, Any]], signed: bool
) -> None:
    """Nothing more than what is listed, and in its order."""
    wanted = [one["path"] for one in listed] + [*BESIDE, *([SIGNATURE] if signed else [])]
    for is_there, should in zip(there, [*wanted, *[""] * len(there)], strict=False):
        if is_there != should:
            raise _wrong(is_there, _NOT_LISTED)


def _wrong(path: str, says: Words) -> _Wrong:
    return _Wrong(path, say(says.de, says.en, path=path))


_NO_ZIP: Final = Words("Keine lesbare ZIP-Datei.", "Not a ZIP file that can be read.")
_BAD_ZIP: Final = Words(
    "Bei „{path}“ ist die ZIP-Datei nicht, wie wir sie schreiben.",
    "At “{path}” the ZIP file is not as we write them.",
)
_MISSING: Final = Words("Die Datei „{path}“ fehlt.", "The file “{path}” is missing.")
_OTHER: Final = Words("Die Datei „{path}“ wurde geändert.", "The file “{path}” was changed.")
_NOT_LISTED: Final = Words(
    "Die Datei „{path}“ steht nicht oder an anderer Stelle im Manifest.",
    "The file “{path}” is not in the manifest, or at another place.",
)
_NO_LIBRARY: Final = Words(
    'Die Signatur kann hier nicht geprüft werden: Die Erweiterung "seal" fehlt.',
    'The signature cannot be checked here: the extra "seal" is missing.',
)
_OTHER_KEY: Final = Words(
    "Die Signatur stammt nicht von dem Zertifikat, das im Manifest steht.",
    "The signature does not come from the certificate that the manifest names.",
)
_NOT_TRUSTED: Final = Words(
    "Die Signatur fehlt oder geht nicht auf ein Zertifikat zurück, dem Sie vertrauen.",
    "There is no signature that goes back to a certificate you trust.",
)
_UNSIGNED: Final = Words(
    "NICHT SIGNIERT: Die Teile passen zueinander; von wem das Paket stammt, zeigt es nicht. "
    "Vergleichen Sie den Kopf des Protokolls mit dem gemailten.",
    "UNSIGNED: the parts fit together; it does not show whom the package comes from. Compare the "
    "head of the record with the one that was mailed.",
)
