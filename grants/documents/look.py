"""The look into a PDF itself, in the child process of `inspection`: only it loads pikepdf."""

import io
import json
import resource
import sys
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from typing import Final

import pikepdf

from grants.documents.inspection import Inside, Verdict

MOST_OBJECTS: Final = 200_000

ACTIONS: Final = {"/JavaScript", "/Launch"}
"""What a document may not do when it is opened: run a script, start a program."""

Dictionary = pikepdf.Dictionary | pikepdf.Stream


def look_inside(content: bytes) -> Inside:
    """The look itself, without any limit; `inspect` is the way to it."""
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            return Inside(_verdict(document), len(document.pages))
    except pikepdf.PasswordError:
        return Inside(Verdict.LOCKED)
    except (pikepdf.PdfError, MemoryError):
        return Inside(Verdict.DAMAGED)


def _verdict(document: pikepdf.Pdf) -> Verdict:
    if document.is_encrypted:
        return Verdict.LOCKED
    objects = list(islice(document.objects, MOST_OBJECTS + 1))
    if not document.pages or len(objects) > MOST_OBJECTS:
        return Verdict.DAMAGED
    return Verdict.ACTIVE if any(map(_acts, _dictionaries(objects))) else Verdict.FINE


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


def _acts(each: Dictionary) -> bool:
    return str(each.get("/S", "")) in ACTIONS or "/JS" in each or "/JavaScript" in each


def _child(cpu_seconds: int, memory: int) -> None:
    """In the child: read the file, look within the limits, answer in one line."""
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.write(json.dumps(asdict(look_inside(sys.stdin.buffer.read()))))


if __name__ == "__main__":
    _child(*map(int, sys.argv[1:]))
