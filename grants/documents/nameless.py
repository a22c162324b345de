"""A file without what its program wrote down beside the content: author, company, title, dates.

A juror of a blind stage gets files this way. They came from outside, so they are opened in a child
process with the limits of the look into files. Pictures were written anew when they came.
"""

import io
import os
import re
import resource
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Final

from grants.documents.file_type import FileType
from grants.documents.inspection import CPU_SECONDS, MEMORY, WALL_SECONDS

HOME: Final = Path(__file__).parents[2]
CHILD: Final = "grants.documents.nameless"
TELLING: Final = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb")
"""Parts of a PDF that may say who made it, and when."""
SHEET_PROPERTIES: Final = re.compile(r"docProps/.*\.xml")
NO_PROPERTIES: Final = {
    "docProps/core.xml": b'<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties xmlns:cp='
    b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": b'<?xml version="1.0" encoding="UTF-8"?><Properties xmlns='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": b'<?xml version="1.0" encoding="UTF-8"?><Properties xmlns='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
}


class NotReadable(Exception):
    """The file could not be written without its properties, within the limits."""


def without_properties(content: bytes, content_type: str) -> bytes:
    """The file with the same content and without its properties.

    Raises NotReadable when that cannot be done.
    """
    kind = next((each for each in FileType if each.content_type == content_type), None)
    if kind not in (FileType.PDF, FileType.XLSX):
        return content
    try:
        child = subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-m", CHILD, kind],
            input=content,
            capture_output=True,
            env={"PATH": os.defpath, "PYTHONPATH": str(HOME), "LANG": "C.UTF-8"},
            cwd="/",
            timeout=WALL_SECONDS,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as wrong:
        raise NotReadable from wrong
    return child.stdout


def _pdf(content: bytes) -> bytes:
    import pikepdf  # noqa: PLC0415 - only the child opens what came

    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        if "/Info" in document.trailer:
            del document.trailer["/Info"]
        for each in document.objects:
            if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
                for name in TELLING:
                    if name in each:
                        del each[name]
        document.save(written, deterministic_id=True)
    return written.getvalue()


def _sheet(content: bytes) -> bytes:
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for each in source.infolist():
            told = SHEET_PROPERTIES.fullmatch(each.filename)
            kept = NO_PROPERTIES.get(each.filename, b"") if told else source.read(each)
            target.writestr(zipfile.ZipInfo(each.filename), kept)
    return written.getvalue()


def _child(kind: str) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    bare = _pdf if FileType(kind) is FileType.PDF else _sheet
    sys.stdout.buffer.write(bare(sys.stdin.buffer.read()))


if __name__ == "__main__":
    _child(*sys.argv[1:])
