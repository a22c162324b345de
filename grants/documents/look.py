"""The look into a file itself, in the child process of `inspection`: only it opens what came."""

import json
import resource
import sys

from grants.documents.file_type import FileType
from grants.documents.inspection import Inside, Verdict


def look_inside(kind: FileType, content: bytes) -> Inside:
    """The look itself, without any limit; `inspect` is the way to it.

    Each kind loads its own libraries, so that a picture does not wait for those of a PDF.
    """
    try:
        match kind:
            case FileType.PDF:
                from grants.documents.look_pdf import look_into_pdf  # noqa: PLC0415

                return look_into_pdf(content)
            case FileType.XLSX:
                from grants.documents.look_sheet import look_into_sheet  # noqa: PLC0415

                return look_into_sheet(content)
        from grants.documents.look_image import look_into_image  # noqa: PLC0415

        return look_into_image(kind, content)
    except (MemoryError, RecursionError):
        return Inside(Verdict.HEAVY)


def _child(kind: str, cpu_seconds: str, memory: str) -> None:
    """In the child: read the file, look within the limits, answer in one line."""
    resource.setrlimit(resource.RLIMIT_CPU, (int(cpu_seconds), int(cpu_seconds) + 1))
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    inside = look_inside(FileType(kind), sys.stdin.buffer.read())
    line = json.dumps({"verdict": inside.verdict, "pages": inside.pages})
    sys.stdout.buffer.write(line.encode() + b"\n")
    sys.stdout.buffer.write(inside.content)


if __name__ == "__main__":
    _child(*sys.argv[1:])
